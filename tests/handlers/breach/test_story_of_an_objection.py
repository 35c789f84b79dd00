"""She objects: before anything is confirmed, and when it is public; by whom it is decided, and what both hear."""

from mediation.actor import Role
from mediation.breach import BreachState
from tests.browsing import open_page
from tests.handlers.breach.conftest import Warned
from tests.handlers.breach.pressing import (
    BY_BOTH_DOORS,
    decides,
    explains,
    heard,
    opens,
    sees_portal_empty,
    shown,
    up_to_publication,
)
from tests.performing import JPG
from tests.world import World

pytestmark = BY_BOTH_DOORS

WORDS = "3月已经现金给了他，有收条。"


async def status(world: World, notice: str) -> int:
    """What a browser gets that asks for this notice now."""
    async with open_page(world, demo=True) as page:
        return (await page.browser().get(f"/notices/{notice}")).status


async def test_upheld_before_anything_is_confirmed(warned: Warned) -> None:
    deal, world = warned.deal, warned.deal.world
    reviewer = await world.staff("孙审核", Role.REVIEWER)
    await world.presses(deal.li, "我知道了")
    await world.days_pass(24)
    assert "确认违约" in (await opens(world, deal.wang)).labels

    sent = await explains(world, deal.li, "陈述申辩", WORDS, JPG)
    assert "事情停在这里" in sent.text
    assert deal.wang.letters[-1].template == "statement_made.mediator"
    frozen = await opens(world, deal.wang)
    assert not {"确认违约", "决定陈述申辩"} & set(frozen.labels)
    assert "还没有决定" in frozen.text
    # the button from before is still on the phone, and says why it does not work now
    assert "✗ 没有等着决定的陈述申辩或者异议" in (await world.presses(deal.wang, "确认违约")).text

    assert "statement_made.reviewers" in heard(reviewer)
    page = await opens(world, reviewer)
    assert WORDS in page.text
    assert (await world.presses(reviewer, "看文件（1）")).document is not None
    await decides(world, reviewer, "决定陈述申辩", "有道理，支持", "收条是真的，钱3月就还了。")
    ended = await warned.breach()
    assert ended.state is BreachState.LIFTED
    assert "您说得对" in deal.li.letters[-1].text
    assert "收条是真的" in deal.li.letters[-1].text
    assert "对方的说法采纳了" in deal.zhang.letters[-1].text
    assert WORDS not in "".join(one.text for one in deal.zhang.letters)
    assert "警示" in (await world.says(deal.li, "/mycredit")).text


async def test_rejected_it_is_shown_again_and_upheld_it_is_gone_for_good(warned: Warned) -> None:
    deal, world = warned.deal, warned.deal.world
    hands = await up_to_publication(warned)
    judge = await world.staff("吴复核", Role.REVIEWER)
    (notice,) = await shown(world)
    assert await status(world, notice.id) == 200

    await explains(world, deal.li, "提出异议", WORDS, JPG)
    assert await shown(world) == []
    assert await status(world, notice.id) == 404
    # who proposed and who approved have decided enough
    for who in (hands.reviewer, hands.approver):
        assert "决定陈述申辩" not in (await opens(world, who)).labels
    await decides(world, judge, "决定陈述申辩", "不成立", "收条上的日期是去年的。")
    assert (await warned.breach()).state is BreachState.PUBLISHED
    assert await shown(world) == [notice]
    assert await status(world, notice.id) == 200
    assert "没有采纳" in deal.li.letters[-1].text

    await explains(world, deal.li, "再说一次", "又找到了银行的回单。", JPG)
    assert await shown(world) == []
    await decides(world, judge, "决定陈述申辩", "有道理，支持", "回单和银行核对过了。")
    assert (await warned.breach()).state is BreachState.WITHDRAWING
    assert {"statement_decided.subject", "publication_withdrawn.subject"} <= set(heard(deal.li))
    assert deal.zhang.letters[-1].template == "statement_decided.obligee"
    await sees_portal_empty(world, hands.approver)
    assert (await warned.breach()).state is BreachState.WITHDRAWN
    await world.days_pass(30)
    assert await shown(world) == []
    assert await status(world, notice.id) == 404
