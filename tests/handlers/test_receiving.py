"""The obligee's word: said back before it counts, taken back within a day, told to both once it is in effect."""

from dataclasses import replace

import pytest

from mediation.case import CaseState
from mediation.performance import ObligationState
from tests.handlers.test_words import templates
from tests.performing import NUMBER, Deal, dealing
from tests.world import World


@pytest.fixture
async def deal(world: World) -> Deal:
    """Nothing said yet."""
    return await dealing(world)


async def test_received_names_amount_and_person_and_counts_with_the_second_press(deal: Deal) -> None:
    await deal.claims()
    sure = await deal.world.presses(deal.zhang, "已收到款物")
    assert "<b>李晓梅</b>，归还借款：<b>5,000元</b>" in sure.text
    assert (await deal.standing()).state is ObligationState.CLAIMED
    answer = await deal.world.presses(deal.zhang, "是的，收到了")
    assert answer.template == "receipt_confirmed"
    assert "3月3日 周二 09:00</b>之前可以撤回" in answer.text
    assert (await deal.standing()).state is ObligationState.SETTLING
    assert templates(deal.li)[-1] == "performance_claimed", "she hears of it once it is in effect"


async def test_in_effect_both_are_thanked_and_the_last_one_closes_the_case_with_a_goodbye(deal: Deal) -> None:
    await deal.claims()
    await deal.receives()
    await deal.hours_pass(23)
    assert (await deal.case()).state is CaseState.OPEN
    await deal.hours_pass(1)
    assert (await deal.case()).state is CaseState.CLOSED
    assert templates(deal.li)[-2:] == ["obligation_performed.obligor", "case_closed.parties"]
    assert templates(deal.zhang)[-2:] == ["obligation_performed.obligee", "case_closed.parties"]
    assert templates(deal.wang)[-1] == "case_closed.mediator"
    goodbye = deal.li.letters[-1].text
    assert [one for one in ("谢谢", "180天", "30年", "工农区司法局") if one not in goodbye] == []
    assert "已办好" in (await deal.world.says(deal.li, "/mycases")).text
    assert (await deal.world.presses(deal.zhang, "撤回")).template == "case_ended"
    assert (await deal.world.presses(deal.zhang, "没有收到")).template in ("case_ended", "already_done")


async def test_a_slip_is_taken_back_within_the_day_and_the_claim_stands(deal: Deal) -> None:
    await deal.claims()
    await deal.receives()
    await deal.hours_pass(2)
    assert (await deal.world.presses(deal.zhang, "撤回")).template == "receipt_undone"
    assert (await deal.standing()).state is ObligationState.CLAIMED
    await deal.hours_pass(30)
    assert (await deal.case()).state is CaseState.OPEN
    await deal.world.says(deal.zhang, "/mycases")
    await deal.receives()
    await deal.hours_pass(24)
    assert (await deal.case()).state is CaseState.CLOSED


async def test_what_is_in_effect_cannot_be_taken_back_and_the_way_leads_to_the_mediator(deal: Deal) -> None:
    await deal.claims("1000")
    await deal.receives()
    await deal.hours_pass(24)
    late = await deal.world.presses(deal.zhang, "撤回")
    assert (late.template, late.labels) == ("undo_too_late", ["联系调解员"])
    assert (await deal.world.presses(deal.zhang, "联系调解员")).template == "question_words"


async def test_a_part_that_agrees_leaves_the_rest_and_both_hear_how_much(deal: Deal) -> None:
    await deal.claims("1000")
    assert "1,000元" in (await deal.world.presses(deal.zhang, "已收到款物")).text
    await deal.world.presses(deal.zhang, "是的，收到了")
    await deal.hours_pass(24)
    for who, side in ((deal.li, "obligor"), (deal.zhang, "obligee")):
        assert who.letters[-1].template == f"part_performed.{side}"
        assert "4,000元" in who.letters[-1].text
    assert "已收到1,000元，还剩4,000元" in (await deal.world.says(deal.li, "/mycases")).text
    assert "全部：4,000元" in (await deal.world.presses(deal.li, "已履行")).labels


async def test_a_part_is_typed_shown_and_then_counts(deal: Deal) -> None:
    await deal.world.says(deal.zhang, "/mycases")
    await deal.world.presses(deal.zhang, "已收到款物")
    assert (await deal.world.presses(deal.zhang, "只收到一部分")).template == "part_amount"
    await deal.world.says(deal.zhang, "9000")
    assert templates(deal.zhang)[-2:] == ["more_than_left", "part_amount"]
    sure = await deal.world.says(deal.zhang, "1200")
    assert "收到<b>1,200元</b>，还差3,800元" in sure.text
    assert (await deal.standing()).state is ObligationState.OPEN
    assert (await deal.world.presses(deal.zhang, "是的，收到这么多")).template == "receipt_confirmed"
    await deal.hours_pass(24)
    assert (await deal.standing()).received == 120_000


async def test_less_than_was_claimed_is_a_contradiction_of_which_the_obligor_hears_no_figure(deal: Deal) -> None:
    await deal.claims()
    await deal.world.presses(deal.zhang, "只收到一部分")
    await deal.world.says(deal.zhang, "1200")
    assert (await deal.world.presses(deal.zhang, "是的，收到这么多")).template == "performance_contradicted"
    assert (await deal.standing()).state is ObligationState.CONTRADICTED
    neutral = deal.li.letters[-1]
    assert neutral.template == "performance_contradicted.obligor"
    assert "1,200" not in neutral.text
    told = deal.wang.letters[-1]
    assert told.template == "performance_contradicted.mediator"
    assert "1,200元" in told.text
    assert "5,000元" in told.text


async def test_nothing_came_is_no_default_before_the_day_and_the_mediators_matter_after_it(deal: Deal) -> None:
    await deal.world.says(deal.zhang, "/mycases")
    await deal.world.presses(deal.zhang, "已收到款物")
    early = await deal.world.presses(deal.zhang, "没有收到")
    assert (early.template, early.labels) == ("not_due_yet", ["联系调解员"])
    await deal.world.days_pass(45)
    assert deal.zhang.letters[-1].template == "receipt_asked.subject"
    assert (await deal.world.presses(deal.zhang, "没有收到")).template == "non_receipt_reported"
    assert deal.wang.letters[-1].template == "non_receipt_reported.mediator"
    assert not any(one.startswith("non_receipt") for one in templates(deal.li))
    await deal.world.days_pass(1)
    assert deal.zhang.letters[-1].template == "non_receipt_reported"


async def test_giving_up_the_rest_says_first_what_it_means_and_can_be_taken_back(deal: Deal) -> None:
    await deal.world.says(deal.zhang, "/mycases")
    sure = await deal.world.presses(deal.zhang, "不用还了（免除）")
    assert "第五百七十五条" in sure.text
    assert "5,000元" in sure.text
    said = await deal.world.presses(deal.zhang, "是的，剩下的不用还了")
    assert said.template == "waiver_said"
    assert "免除" not in (await deal.world.says(deal.li, "/mycases")).text
    assert (await deal.world.presses(deal.zhang, "撤回")).template == "receipt_undone"
    assert (await deal.standing()).state is ObligationState.OPEN
    await deal.world.says(deal.zhang, "/mycases")
    await deal.world.presses(deal.zhang, "不用还了（免除）")
    await deal.world.presses(deal.zhang, "是的，剩下的不用还了")
    await deal.hours_pass(24)
    assert (await deal.standing()).state is ObligationState.WAIVED
    assert (await deal.case()).state is CaseState.CLOSED
    assert templates(deal.li)[-2:] == ["obligation_waived.obligor", "case_closed.parties"]
    assert templates(deal.wang)[-2:] == ["obligation_waived.mediator", "case_closed.mediator"]


async def test_what_is_not_money_came_or_did_not_come(deal: Deal) -> None:
    case = await deal.case()
    await deal.changed(replace(case, obligations=(replace(case.obligation("1"), what="当面道歉", amount=None),)))
    await deal.world.says(deal.li, "/performed")
    await deal.world.presses(deal.li, "跳过")
    await deal.world.presses(deal.li, "是的，告诉对方")
    await deal.receives()
    await deal.hours_pass(24)
    assert (await deal.case()).state is CaseState.CLOSED


async def test_the_mediator_writes_down_what_they_said_and_how(deal: Deal) -> None:
    await deal.without_obligee()
    await deal.claims()
    await deal.world.says(deal.wang, f"/case {NUMBER}")
    await deal.world.presses(deal.wang, "记下张建军说的：归还借款")
    await deal.world.presses(deal.wang, "都收到了：5,000元")
    sure = await deal.world.says(deal.wang, "3月2日电话，本人说的")
    assert "3月2日电话，本人说的" in sure.text
    answer = await deal.world.presses(deal.wang, "记下")
    assert answer.template == "receipt_confirmed"
    assert (await deal.standing()).state is ObligationState.SETTLING
    assert [call.done for call in (await deal.case()).calls] == ["3月2日电话，本人说的"]
    assert (await deal.world.presses(deal.wang, "撤回")).template == "receipt_undone"
    assert "王建国" in (await deal.world.says(deal.wang, f"/case {NUMBER} 2")).text


@pytest.mark.parametrize(("label", "typed", "answer"), [("只收到一部分", "1000", 100_000), ("没有收到", "", 0)])
async def test_what_they_said_otherwise_is_the_mediators_to_decide(
    deal: Deal, label: str, typed: str, answer: int
) -> None:
    await deal.without_obligee()
    await deal.claims()
    await deal.world.says(deal.wang, f"/case {NUMBER}")
    await deal.world.presses(deal.wang, "记下张建军说的：归还借款")
    await deal.world.presses(deal.wang, label)
    if typed:
        await deal.world.says(deal.wang, typed)
    await deal.world.says(deal.wang, "当面说的")
    said = await deal.world.presses(deal.wang, "记下")
    assert (said.template, said.labels) == ("performance_contradicted", ["决定"])
    assert (await deal.standing()).disputed == answer


async def test_in_english(world: World) -> None:
    deal = await dealing(world, "en")
    await world.says(deal.li, "/performed")
    await world.presses(deal.li, "All: 5,000 yuan")
    await world.presses(deal.li, "Skip")
    await world.presses(deal.li, "Yes, tell them")
    await world.presses(deal.zhang, "Received")
    await world.presses(deal.zhang, "Yes, received")
    await deal.hours_pass(24)
    assert "come to a good end" in deal.li.letters[-1].text
    assert "done" in (await world.says(deal.zhang, "/mycases")).text
