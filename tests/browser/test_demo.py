"""The demo as a newcomer sees it: four phones that live, time that brings a reminder, and nothing from elsewhere."""

from pathlib import Path

from playwright.async_api import Browser, expect

from bot.demo.cast import SHOP, TAO
from tests.browser.phone import PATIENCE, open_phone
from tests.demoing import running_demo

_DESK = {"width": 1440, "height": 900}


async def test_four_phones_live_and_time_brings_a_reminder(browser: Browser, tmp_path: Path) -> None:
    async with running_demo(tmp_path) as address, open_phone(browser, viewport=_DESK) as window:
        await window.page.goto(address)
        phones = window.page.locator("iframe")
        await expect(phones).to_have_count(4)
        obligor = phones.first.content_frame
        said = obligor.locator("#lines .theirs")
        before = await said.count()
        await obligor.get_by_role("button", name="我读完了，下一页 »").last.click()
        await expect(said).to_have_count(before + 1, timeout=PATIENCE)
        mediator = phones.nth(2).content_frame.locator("#lines .theirs")
        heard = await mediator.count()
        await window.page.get_by_role("button", name="过一天").click()
        await expect(
            window.page.locator("iframe").nth(2).content_frame.locator("#lines .theirs").nth(heard)
        ).to_be_visible(timeout=PATIENCE)
        assert {host.partition(":")[0] for host in window.hosts} == {"127.0.0.1"}
        assert window.errors == []


async def test_the_page_leads_to_the_notices_as_a_preview(browser: Browser, tmp_path: Path) -> None:
    async with running_demo(tmp_path) as address, open_phone(browser, viewport=_DESK) as window:
        await window.page.goto(address)
        async with window.context.expect_page() as opening:
            await window.page.get_by_role("link", name="打开公示页的预览").click()
        notices = await opening.value
        await expect(notices.get_by_role("note")).to_contain_text("预览")
        assert set(await notices.locator(".notices b").all_inner_texts()) == {SHOP.name, "陶某"}
        for known in (TAO.name, TAO.number[-6:], SHOP.number, SHOP.acting.name):
            assert known not in await notices.content()


async def test_the_demo_can_be_used_by_everybody(browser: Browser, tmp_path: Path) -> None:
    async with running_demo(tmp_path) as address:
        for size in (_DESK, {"width": 390, "height": 844}):
            async with open_phone(browser, viewport=size) as window:
                await window.page.goto(address)
                for scheme in ("light", "dark"):
                    await window.page.emulate_media(color_scheme=scheme)
                    assert await window.grave() == [], (size, scheme)
