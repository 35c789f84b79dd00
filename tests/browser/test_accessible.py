"""axe-core looks at every page, light and dark, on a small phone and on a desk: nothing serious, nothing critical."""

from pathlib import Path

from playwright.async_api import Browser, expect

from bot.demo.cast import SHOP
from tests.browser.office import open_page_office
from tests.browser.phone import Phone, open_phone
from tests.browser.walking import invited, page_link, tied, walked
from tests.demoing import running_demo

_DESK = {"width": 1280, "height": 800}


async def test_every_page_can_be_used_by_everybody(browser: Browser, tmp_path: Path) -> None:
    async with open_page_office(tmp_path) as office, open_phone(browser) as mediator, open_phone(browser) as li:
        await _open_to_all(li, f"{office.url}/", "重新进入")  # nobody is in yet
        link = await office.staff_link("mediator", "王建国")
        await _open_to_all(li, link, "开始")
        await _open_to_all(li, f"{office.url}/no/such/page", "信调")
        await mediator.opens(link)
        await li.page.goto(link)
        await li.page.get_by_role("button", name="开始").click()
        await _open_to_all(li, None, "链接")  # it was opened already
        await li.opens(page_link(await invited(mediator)))
        await _open_to_all(mediator, None, "邀请")
        await tied(li, mediator)
        await walked(li)
        await li.hears("信用承诺书副本")
        await li.page.get_by_text("菜单").click()
        await _open_to_all(li, None, "信用承诺书副本")


async def test_so_can_an_english_page_under_a_path(browser: Browser, tmp_path: Path) -> None:
    office_there = open_page_office(tmp_path, "/xintiao", LANGUAGE="en")
    async with office_there as office, open_phone(browser, locale="en-GB") as reader:
        await _open_to_all(reader, f"{office.url}/", "Xintiao")
        await reader.page.goto(await office.staff_link("administrator", "赵雅琴", "city"))
        await reader.page.get_by_role("button", name="Start").click()
        await reader.page.wait_for_selector("#lines article")
        await _open_to_all(reader, None, "administrator")
        await reader.page.get_by_role("textbox").fill("/help")
        await reader.page.get_by_role("button", name="Send", exact=True).click()
        await expect(reader.page.locator("#lines .theirs")).to_have_count(3)
        assert [one for one in reader.errors if "401" not in one] == []


async def test_so_can_the_public_notices(browser: Browser, tmp_path: Path) -> None:
    async with running_demo(tmp_path) as address, open_phone(browser) as anybody:
        notices = f"{address}guest/notices"
        await _open_to_all(anybody, notices, "陶某")
        await _open_to_all(anybody, f"{notices}?q=陶", "没有找到这个单位的公示")
        for name in ("陶某", SHOP.name):
            await anybody.page.goto(notices)
            await anybody.page.get_by_role("link", name=name).click()
            await _open_to_all(anybody, None, "申请信用修复")
            assert "预览" in await anybody.page.get_by_role("note").inner_text()
        assert anybody.errors == []


async def _open_to_all(phone: Phone, url: str | None, words: str) -> None:
    """A page, or the one that is open, which holds these words; the size of the window is put back afterwards."""
    if url is not None:
        await phone.page.goto(url)
    assert words in await phone.page.locator("body").inner_text()
    small = phone.page.viewport_size
    assert small is not None
    for scheme in ("light", "dark"):
        await phone.page.emulate_media(color_scheme=scheme)
        for size in (small, _DESK):
            await phone.page.set_viewport_size({"width": size["width"], "height": size["height"]})
            assert await phone.grave() == [], (scheme, size)
    await phone.page.emulate_media(color_scheme="light")
    await phone.page.set_viewport_size(small)
