"""[Performed]: amount, proof and a last look; the other side is asked, and sees the proof only once it is released."""

from dataclasses import replace
from datetime import date

import pytest

from mediation.performance import CallReason, ObligationState
from storage import documents
from tests.handlers.test_words import templates
from tests.performing import JPG, NUMBER, Deal, dealing
from tests.world import World


@pytest.fixture
async def deal(world: World) -> Deal:
    """Nothing said yet."""
    return await dealing(world)


async def test_all_of_it_is_claimed_and_the_other_side_is_asked(deal: Deal) -> None:
    await deal.world.says(deal.li, "/mycases")
    asked = await deal.world.presses(deal.li, "已履行")
    assert (asked.template, asked.labels) == ("claim_amount", ["全部：5,000元", "取消"])
    assert (await deal.world.presses(deal.li, "全部：5,000元")).template == "claim_proof"
    sure = await deal.world.presses(deal.li, "跳过")
    assert "李晓梅说，“归还借款”已经办好：<b>5,000元</b>" in sure.text
    assert (await deal.standing()).state is ObligationState.OPEN
    assert (await deal.world.presses(deal.li, "是的，告诉对方")).template == "performance_claimed"
    told = deal.zhang.letters[-1]
    assert told.template == "performance_claimed.obligee"
    assert "下面这项已经办好了" in told.text
    assert "5,000元" in told.text
    assert "还剩" not in told.text
    assert "工农区司法局" in told.text
    assert told.labels == ["已收到款物", "只收到一部分", "没有收到", "联系调解员"]
    assert "您说已办好 5,000元，等收的一方确认" in (await deal.world.says(deal.li, "/mycases")).text


async def test_a_part_is_typed_and_may_not_be_more_than_what_is_left(deal: Deal) -> None:
    await deal.world.says(deal.li, "/performed")
    assert (await deal.world.says(deal.li, "6000")).template == "claim_amount"
    assert "more_than_left" in templates(deal.li)
    await deal.world.says(deal.li, "没多少")
    assert templates(deal.li)[-2:] == ["amount_unreadable", "claim_amount"]
    await deal.world.says(deal.li, "1千2")
    sure = await deal.world.presses(deal.li, "跳过")
    assert "李晓梅说，“归还借款”先办了一部分：<b>1,200元</b>，还剩3,800元" in sure.text
    await deal.world.presses(deal.li, "改数目")
    await deal.world.says(deal.li, "1000")
    await deal.world.presses(deal.li, "是的，告诉对方")
    claim = (await deal.standing()).claim
    assert claim is not None
    assert claim.amount == 100_000
    told = deal.zhang.letters[-1].text
    assert "先办了一部分，您收到了吗？" in told, "a part is not said to be the whole"
    assert "<b>归还借款，1,000元</b>（还剩4,000元）" in told


async def test_leaving_it_says_nothing(deal: Deal) -> None:
    await deal.world.says(deal.li, "/performed")
    await deal.world.presses(deal.li, "全部：5,000元")
    assert (await deal.world.presses(deal.li, "取消")).template == "claim_cancelled"
    assert (await deal.standing()).claim is None
    assert "performance_claimed.obligee" not in templates(deal.zhang)


async def test_a_proof_is_kept_and_only_a_picture_or_a_pdf(deal: Deal) -> None:
    await deal.world.says(deal.li, "/performed")
    await deal.world.presses(deal.li, "全部：5,000元")
    await deal.world.says(deal.li, "我转了")
    await deal.world.sends(deal.li, b"PK\x03\x04", "x.docx")
    said = [one for one in templates(deal.li) if one.startswith(("proof_", "scan_"))]
    assert said == ["proof_expected", "scan_kind"]
    assert "只有调解员看得到" in (await deal.world.sends(deal.li, JPG)).text
    await deal.world.presses(deal.li, "是的，告诉对方")
    claim = (await deal.standing()).claim
    assert claim is not None
    assert claim.proof == documents.hash_of(JPG)
    assert [one.document for one in deal.zhang.letters if one.document] == []


async def test_the_mediator_looks_at_the_proof_and_lets_the_other_side_see_it(deal: Deal) -> None:
    await deal.contradicted(JPG)
    shown = await deal.world.presses(deal.wang, "看凭证")
    assert (shown.template, shown.document) == ("proof_shown", documents.hash_of(JPG))
    assert [one.document for one in deal.zhang.letters if one.document] == []
    assert (await deal.world.presses(deal.wang, "把凭证给对方看")).template == "proof_released"
    told, file = deal.zhang.letters[-2:]
    assert (told.template, file.template) == ("proof_released.obligee", "proof_file")
    assert file.document == documents.hash_of(JPG)
    await deal.world.says(deal.wang, f"/case {NUMBER}")
    await deal.world.presses(deal.wang, "看凭证：归还借款")
    assert (await deal.world.presses(deal.wang, "把凭证给对方看")).template == "released_already"
    assert len([one for one in deal.zhang.letters if one.document]) == 1


async def test_what_is_not_money_needs_no_amount(deal: Deal) -> None:
    case = await deal.case()
    apology = replace(case.obligation("1"), what="当面道歉", amount=None)
    await deal.changed(replace(case, obligations=(apology,)))
    assert (await deal.world.says(deal.li, "/performed")).template == "claim_proof"
    sure = await deal.world.presses(deal.li, "跳过")
    assert "元" not in sure.text
    await deal.world.presses(deal.li, "是的，告诉对方")
    assert deal.zhang.letters[-1].labels == ["已收到款物", "没有收到", "联系调解员"]


async def test_with_several_one_is_chosen_and_each_has_a_dialogue_of_its_own(deal: Deal) -> None:
    case = await deal.case()
    first = case.obligation("1")
    second = replace(first, key="2", what="赔偿损失", amount=100_000, due=date(2026, 4, 1), breach_day=date(2026, 4, 1))
    await deal.changed(replace(case, obligations=(first, second)))
    asked = await deal.world.says(deal.li, "/performed")
    assert asked.labels == ["赔偿损失 · 4月1日 周三", "归还借款 · 4月15日 周三"]
    await deal.world.says(deal.li, "/mycases")
    chosen = await deal.world.presses(deal.li, "已履行")
    assert chosen.template == "which_obligation"
    assert "全部：1,000元" in (await deal.world.presses(deal.li, "赔偿损失 · 4月1日 周三")).labels
    await deal.world.presses(deal.li, "归还借款 · 4月15日 周三")
    await deal.world.presses(deal.li, "全部：5,000元")
    await deal.world.presses(deal.li, "跳过")
    await deal.world.presses(deal.li, "是的，告诉对方")
    performed = {key: (await deal.case()).performance(key).state for key in ("1", "2")}
    assert performed == {"1": ObligationState.CLAIMED, "2": ObligationState.OPEN}
    assert deal.li.letters[-1].template == "claim_amount", "the other dialogue goes on"


async def test_what_was_answered_meanwhile_is_not_claimed_any_more(deal: Deal) -> None:
    await deal.world.says(deal.li, "/performed")
    await deal.world.says(deal.zhang, "/mycases")
    await deal.receives()
    assert (await deal.world.presses(deal.li, "全部：5,000元")).template == "settling_already"
    assert (await deal.world.says(deal.li, "/performed")).template == "nothing_fits"


async def test_another_ones_obligation_is_not_claimed(deal: Deal) -> None:
    asked = await deal.world.says(deal.li, "/mycases")
    answer = await deal.world.asks(deal.zhang, kind="press", text=asked.key("已履行"))
    assert answer is not None
    assert answer.template == "not_yours"
    assert (await deal.world.says(deal.zhang, "/performed")).template == "nothing_fits"


async def test_an_obligee_without_an_account_becomes_a_call(deal: Deal) -> None:
    await deal.without_obligee()
    await deal.claims()
    (call,) = (await deal.case()).calls
    assert (call.party, call.why, call.obligation) == ("1", CallReason.NO_ACCOUNT, "1")


async def test_silence_is_the_mediators_call_and_nobodys_default(deal: Deal) -> None:
    await deal.claims()
    await deal.world.days_pass(6)
    assert "obligee_silent.mediator" not in templates(deal.wang)
    await deal.world.days_pass(3)
    assert templates(deal.wang).count("obligee_silent.mediator") == 1
    assert (await deal.standing()).state is ObligationState.CLAIMED
    assert [call.why for call in (await deal.case()).calls] == [CallReason.SILENT]


async def test_only_a_reminder_says_how_to_stop_reminders(world: World) -> None:
    deal = await dealing(world)
    await deal.claims()
    (told,) = (letter for letter in deal.zhang.letters if letter.template == "performance_claimed.obligee")
    assert "工农区司法局" in told.text
    assert "/privacy" not in told.text
