"""The whole reading walk on a small phone in Chinese: through a dead network, a restart, and to the signed copy."""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.browser.office import PageOffice, open_page_office
from tests.browser.phone import PATIENCE, Phone, open_phone
from tests.browser.walking import invited, page_link, tied, walked


async def test_a_party_reads_and_confirms_the_letter(browser: Browser, tmp_path: Path) -> None:
    async with (
        open_page_office(tmp_path) as office,
        open_phone(browser) as mediator,
        open_phone(browser) as li,
    ):
        await mediator.opens(await office.staff_link("mediator", "王建国"))
        await li.opens(page_link(await invited(mediator)))
        await tied(li, mediator)
        await walked(li, {2: lambda: _without_network(li), 4: lambda: _anew(office)})
        copy = await li.hears("信用承诺书副本")
        await mediator.hears("李晓梅确认了信用承诺书")
        assert "案件" in copy
        async with li.page.expect_download() as coming:
            await li.page.get_by_role("link", name="保存").last.click()
        assert "李晓梅" in await asyncio.to_thread(_content, await (await coming.value).path())
        for phone in (li, mediator):
            assert phone.hosts == {f"127.0.0.1:{office.port}"}
            assert [one for one in phone.errors if "net::ERR" not in one] == []
        assert " ERROR " not in office.log
        assert "/i/" not in office.log  # no token of a link, whoever asked for what


def _content(path: Path) -> str:
    return path.read_text(encoding="utf-8")


async def _anew(office: PageOffice) -> None:
    await office.stop()
    await office.start()


async def _without_network(li: Phone) -> None:
    """It is said plainly that nothing goes now; what is typed meanwhile is not lost."""
    await li.context.set_offline(True)
    await expect(li.page.locator("#state")).to_contain_text("网络", timeout=PATIENCE)
    await li.context.set_offline(False)
    await expect(li.page.locator("#state")).not_to_contain_text("网络", timeout=PATIENCE)
