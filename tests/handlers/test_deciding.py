"""[Decide]: what is found, a written reason, a preview that names both, and the same words to both sides."""

import pytest

from mediation.case import CaseState
from mediation.performance import ObligationState
from tests.handlers.test_words import templates
from tests.performing import NUMBER, Deal, dealing
from tests.world import World

REASON = "看了双方的转账记录，款已到账"


@pytest.fixture
async def deal(world: World) -> Deal:
    """She says performed, he says that nothing came."""
    made = await dealing(world)
    await made.contradicted()
    return made


async def test_the_reason_goes_to_both_after_a_preview_that_names_them(deal: Deal) -> None:
    asked = await deal.world.presses(deal.wang, "决定")
    assert (asked.template, asked.labels) == (
        "decision_finding",
        ["已经办好：5,000元", "在两个数中间", "没有办好", "取消"],
    )
    await deal.world.presses(deal.wang, "已经办好：5,000元")
    sure = await deal.world.says(deal.wang, REASON)
    assert [one for one in ("李晓梅", "张建军", REASON) if one not in sure.text] == []
    assert (await deal.standing()).state is ObligationState.CONTRADICTED
    await deal.world.presses(deal.wang, "决定")
    assert templates(deal.wang)[-2:] == ["contradiction_decided", "case_closed"]
    for who, side in ((deal.li, "obligor"), (deal.zhang, "obligee")):
        told = who.letters[-2]
        assert told.template == f"contradiction_decided.{side}"
        assert REASON in told.text
    assert (await deal.case()).state is CaseState.CLOSED


async def test_an_amount_in_between_leaves_the_rest_open(deal: Deal) -> None:
    await deal.world.presses(deal.wang, "决定")
    await deal.world.presses(deal.wang, "在两个数中间")
    await deal.world.says(deal.wang, "5000")
    assert templates(deal.wang)[-2:] == ["not_in_between", "decision_amount"]
    await deal.world.says(deal.wang, "2000")
    await deal.world.says(deal.wang, REASON)
    await deal.world.presses(deal.wang, "决定")
    assert "还剩3,000元" in deal.li.letters[-1].text
    standing = await deal.standing()
    assert (standing.state, standing.received) == (ObligationState.OPEN, 200_000)


async def test_not_performed_leaves_it_open_and_it_can_be_claimed_again(deal: Deal) -> None:
    await deal.world.says(deal.wang, f"/case {NUMBER}")
    await deal.world.presses(deal.wang, "决定：归还借款")
    await deal.world.presses(deal.wang, "没有办好")
    await deal.world.says(deal.wang, REASON)
    await deal.world.presses(deal.wang, "决定")
    told = deal.li.letters[-1]
    assert told.labels == ["已履行", "有困难", "联系调解员"]
    assert (await deal.world.presses(deal.li, "已履行")).template == "claim_amount"


async def test_who_agrees_meanwhile_leaves_nothing_to_decide(deal: Deal) -> None:
    await deal.world.presses(deal.wang, "决定")
    await deal.receives()
    assert (await deal.world.presses(deal.wang, "没有办好")).template == "nothing_to_decide"
    await deal.hours_pass(24)
    assert (await deal.case()).state is CaseState.CLOSED


async def test_who_cannot_read_here_is_named_in_the_preview(deal: Deal) -> None:
    await deal.without_obligee()
    await deal.world.presses(deal.wang, "决定")
    await deal.world.presses(deal.wang, "没有办好")
    assert "张建军在这里收不到，请另外打电话告诉" in (await deal.world.says(deal.wang, REASON)).text
