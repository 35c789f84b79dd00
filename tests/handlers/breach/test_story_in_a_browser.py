"""She has a browser and nothing else, and it is a real server: warned, published, heard, and her objection upheld."""

import pytest

from handlers.desk import Desk
from mediation.actor import Role
from mediation.breach import BreachState
from mediation.doors import WEB
from tests.browsing import Browser, Page, open_page
from tests.handlers.breach.conftest import Warned
from tests.handlers.breach.pressing import (
    approves,
    attaches,
    confirms,
    decides,
    promised,
    proposes,
    ruled,
    shown,
)
from tests.heard import Somebody
from tests.performing import JPG
from tests.sample import LI

WORDS = "3月已经现金给了他，有收条。"


async def days_pass(page: Page, days: int) -> None:
    """So many days, on the world's clock and on the server's."""
    await page.world.days_pass(days)
    page.clock.passes((page.world.now - page.clock.now()).total_seconds())


async def comes_in(page: Page, who: Somebody) -> Browser:
    """By a new link and the last six: nobody stays in for as long as such a matter takes."""
    browser = page.browser()
    await browser.enter(await page.link(who, checked=True))
    await browser.say(LI.last_six)
    return browser


async def reads_it(li: Browser, *words: str) -> None:
    """She finds these words on her page, and presses that she has read them."""
    for one in words:
        assert one in li.html
    await li.press("我知道了")


async def gets(page: Page, path: str) -> str:
    """What anybody's browser is shown there; empty where there is nothing."""
    browser = page.browser()
    response = await browser.get(path)
    assert response.status in (200, 404)
    return browser.html if response.status == 200 else ""


@pytest.mark.parametrize("door", [WEB])
async def test_warned_published_and_upheld_with_no_script_at_all(warned: Warned) -> None:
    deal, world = warned.deal, warned.deal.world
    reviewer, approver = await world.staff("孙审核", Role.REVIEWER), await world.staff("周批准", Role.APPROVER)
    judge = await world.staff("吴复核", Role.REVIEWER)
    await promised(warned)
    await ruled(world, deal.wang)
    async with open_page(world, demo=True) as page:
        world.desk = Desk(world.office)
        li = await comes_in(page, deal.li)
        await reads_it(li, "这是一份<b>信用警示</b>，只发给您，不公开")
        assert "只说明收到" in li.html
        assert (await warned.breach()).state is BreachState.CURING
        await days_pass(page, 25)
        await confirms(world, deal.wang)
        await attaches(world, reviewer)
        await proposes(world, reviewer)

        li = await comes_in(page, deal.li)
        await reads_it(li, "公示前的告知", "<b>现在还没有公示</b>，先听您说")
        await days_pass(page, 30)
        await approves(world, approver)
        (notice,) = await shown(world)
        assert f"/notices/{notice.id}" in await gets(page, "/notices")
        seen = await gets(page, f"/notices/{notice.id}")
        assert "李某" in seen
        assert "李晓梅" not in seen

        li = await comes_in(page, deal.li)
        await li.press("提出异议")
        await li.say(WORDS)
        await li.send(JPG, "receipt.jpg")
        await li.press("没有了")
        assert WORDS in li.html
        await li.press("发出")
        assert "异议记下了" in li.html
        assert await gets(page, f"/notices/{notice.id}") == ""
        assert notice.id not in await gets(page, "/notices")

        await world.settle()  # what the server wrote goes to the staff's Telegram
        await decides(world, judge, "决定陈述申辩", "有道理，支持", "回单和银行核对过了。")
        await li.get()
        assert "您说得对" in li.html
        assert "公示正在撤下" in li.html
        assert await gets(page, f"/notices/{notice.id}") == ""
        assert (await warned.breach()).state is BreachState.WITHDRAWING
