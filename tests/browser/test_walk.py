"""The whole reading walk on a small phone in Chinese: through a dead network, a restart, and to the signed copy."""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.browser.office import PageOffice, link_in, open_page_office
from tests.browser.phone import PATIENCE, Phone, open_phone
from tests.storytelling import LI, ZHANG, Table

_READ, _LAST = "我读完了，下一页 »", "我读完了，去写姓名 »"


async def test_a_party_reads_and_confirms_the_letter(browser: Browser, tmp_path: Path) -> None:
    async with (
        open_page_office(tmp_path) as office,
        open_phone(browser) as mediator,
        open_phone(browser) as li,
    ):
        await mediator.opens(await office.staff_link("mediator", "王建国"))
        await li.opens(await _invited(mediator))
        await _tied(li, mediator)
        await _walked(li, office)
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


def _content(path: Path) -> str:
    return path.read_text(encoding="utf-8")


async def _invited(mediator: Phone) -> str:
    """The mediator enters a case by the form; the link for 李晓梅."""
    await mediator.says(Table(ZHANG, LI).form)
    await mediator.presses("确认登记")
    await mediator.hears("登记好了")
    await mediator.presses(f"邀请{LI.name}")
    return link_in(await mediator.hears(f"给{LI.name}的邀请"))


async def _tied(li: Phone, mediator: Phone) -> None:
    """She says the last six, and the mediator vouches for her."""
    await li.hears("最后六位")
    await li.says(LI.number[-6:])
    await mediator.hears("请您确认")
    await mediator.presses("本人在场")
    await li.sees("同意")
    await li.presses("同意")


async def _walked(li: Phone, office: PageOffice) -> None:
    """Section by section; in the middle the network is gone for a while, and later the server is started anew."""
    sections = 0
    while True:
        label = await li.sees(_READ, _LAST, "同意")
        if sections == 2:
            await _without_network(li)
        if sections == 4:
            await office.stop()
            await office.start()
        await li.presses(label)
        if label == _LAST:
            break
        sections += label == _READ
    await li.hears("写下您的全名")
    await li.says(LI.name)
    await li.presses("我确认承诺")


async def _without_network(li: Phone) -> None:
    """It is said plainly that nothing goes now; what is typed meanwhile is not lost."""
    await li.context.set_offline(True)
    await expect(li.page.locator("#state")).to_contain_text("网络", timeout=PATIENCE)
    await li.context.set_offline(False)
    await expect(li.page.locator("#state")).not_to_contain_text("网络", timeout=PATIENCE)
