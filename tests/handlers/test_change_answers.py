"""Answers to a proposed schedule: two presses to agree, everybody told at the end, and the reminders follow."""

from dataclasses import replace
from datetime import date

from mediation.commitment_letter import Commitment, CommitmentState
from mediation.performance import ObligationState
from storage import reminders
from tests.changing import in_parts, received
from tests.handlers.changes import NUMBER, agrees, now_is, proposed, sides
from tests.handlers.test_words import templates
from tests.world import World

NEW = ("2026年3月15日", "2026年4月15日")


async def planned(world: World) -> dict[tuple[str, str, str, date], str]:
    """Every reminder of the case and whether it is planned, sent or skipped."""
    rows = await world.run(lambda store: reminders.of_case(store, NUMBER))
    return {(row.subject, row.kind, row.step, row.due): row.state for row in rows}


async def test_both_agree_with_two_presses_each_and_everybody_sees_the_new_terms(world: World) -> None:
    wang, li, zhang = await sides(world)
    await proposed(world, wang)
    assert (await agrees(world, zhang)).template == "change_accepted"
    assert "在那以前照原来的办" in zhang.letters[-1].text
    assert templates(wang)[-1] == "change_accepted.mediator"
    assert "还等另一方答复" in wang.letters[-1].text
    assert templates(li)[-1] == "change_proposed.obligor"
    heard = len(li.letters)
    await agrees(world, li)
    assert templates(li)[heard:] == ["change_sure", "change_accepted", "terms_changed.parties"]
    assert templates(zhang)[-1] == "terms_changed.parties"
    assert "第2版" in wang.letters[-1].text
    for party in (li, zhang):
        assert "双方都同意了新的安排" in party.letters[-1].text
        assert all(day in party.letters[-1].text for day in NEW)
    case = await world.case(NUMBER)
    assert [one.key for one in case.obligations] == ["c1.1", "c1.2"]
    assert case.agreement is not None
    assert case.agreement.terms == 2


async def test_what_is_performed_already_is_shown_as_such(world: World) -> None:
    wang, li, zhang = await sides(world, become=lambda case: received(case, "1", 200_000))
    await proposed(world, wang)
    await agrees(world, zhang)
    await agrees(world, li)
    assert "2,000元，最晚2026年4月15日（已履行）" in li.letters[-1].text
    assert "1,500元，最晚2026年3月15日\n" in li.letters[-1].text
    performance = (await world.case(NUMBER)).performance("1")
    assert (performance.state, performance.received) == (ObligationState.PERFORMED, 200_000)


async def test_who_agrees_last_reads_again_like_the_others_and_hears_nothing_of_their_letters(world: World) -> None:
    wang, li, zhang = await sides(world)
    letter = Commitment(CommitmentState.CONFIRMED, world.now, hash="0" * 64)
    await now_is(world, lambda case: replace(case, parties=tuple(replace(p, commitment=letter) for p in case.parties)))
    await proposed(world, wang)
    await agrees(world, zhang)
    heard = len(zhang.letters), len(li.letters)
    await agrees(world, li)
    assert templates(zhang)[heard[0] :] == ["terms_changed.parties", "reading_reopened.subject"]
    assert templates(li)[heard[1] + 1 :] == ["change_accepted", "terms_changed.parties", "reading_reopened.subject"]


async def test_not_agreed_everything_stays_and_the_other_side_hears_only_that(world: World) -> None:
    wang, li, zhang = await sides(world)
    before = await world.case(NUMBER)
    await proposed(world, wang)
    assert (await world.presses(zhang, "不同意")).template == "change_dropped"
    assert templates(wang)[-1] == "change_declined.mediator"
    assert "张建军" in wang.letters[-1].text
    told = li.letters[-1]
    assert told.template == "change_dropped.obligor"
    assert "没有谈成" in told.text
    assert "张建军" not in told.text
    after = await world.case(NUMBER)
    assert (after.obligations, after.agreement) == (before.obligations, before.agreement)
    assert (await world.presses(li, "同意")).template == "change_over"


async def test_pressed_twice_it_is_answered_once(world: World) -> None:
    wang, _, zhang = await sides(world)
    await proposed(world, wang)
    await agrees(world, zhang)
    assert (await world.presses(zhang, "同意")).template == "change_answered"
    assert (await world.presses(zhang, "不同意")).template == "change_answered"


async def test_outdated_it_cannot_be_agreed_to_and_the_mediator_sees_why(world: World) -> None:
    wang, li, _ = await sides(world)
    await proposed(world, wang)
    await now_is(world, lambda case: received(case, "1", 1))
    assert (await world.presses(li, "同意")).template == "change_outdated"
    await world.says(wang, f"/case {NUMBER}")
    assert "现在不能再同意" in (await world.presses(wang, "新安排：等双方答复")).text


async def test_what_was_received_meanwhile_puts_it_away_and_all_hear_of_it(world: World) -> None:
    wang, li, zhang = await sides(world)
    await proposed(world, wang)
    await world.says(zhang, "/mycases")
    await world.presses(zhang, "已收到款物")
    await world.presses(zhang, "只收到一部分")
    await world.says(zhang, "1000")
    await world.presses(zhang, "是的，收到这么多")
    assert (await world.case(NUMBER)).proposal is not None
    await world.days_pass(2)
    assert (await world.case(NUMBER)).proposal is None
    assert "change_overtaken.mediator" in templates(wang)
    assert "change_overtaken.obligor" in templates(li)
    assert "change_overtaken.obligee" in templates(zhang)
    assert (await world.presses(wang, "提出新安排")).template == "change_when"
    assert "还剩4,000元" in wang.letters[-1].text


async def test_the_mediator_takes_it_back(world: World) -> None:
    wang, li, zhang = await sides(world)
    await proposed(world, wang)
    await agrees(world, li)
    await world.says(wang, f"/case {NUMBER}")
    waiting = await world.presses(wang, "新安排：等双方答复")
    assert waiting.template == "change_waits"
    assert "已同意：李晓梅" in waiting.text
    assert "等答复：张建军" in waiting.text
    assert (await world.presses(wang, "收回")).template == "change_dropped"
    assert templates(li)[-1] == "change_dropped.obligor"
    assert templates(zhang)[-1] == "change_dropped.obligee"
    assert (await world.presses(zhang, "同意")).template == "change_over"


async def test_without_an_account_the_mediator_records_what_was_said(world: World) -> None:
    wang, li, _ = await sides(world, among="2")
    sent = await proposed(world, wang)
    assert "张建军不在这里收消息" in sent.text
    asked = await world.presses(wang, "记录张建军的答复")
    assert asked.template == "change_record"
    assert {"书面同意", "电话同意", "书面不同意", "电话不同意"} <= set(asked.labels)
    assert (await world.presses(wang, "电话同意")).template == "change_accepted"
    assert "电话" in wang.letters[-1].text
    await agrees(world, li)
    assert (await world.case(NUMBER)).proposal is None
    await world.says(wang, f"/case {NUMBER} 2")
    assert "张建军同意新的安排（1号），电话答复" in wang.letters[-1].text


async def test_recorded_last_the_mediator_hears_how_it_stands(world: World) -> None:
    wang, li, _ = await sides(world, among="2")
    await proposed(world, wang)
    await agrees(world, li)
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "新安排：等双方答复")
    await world.presses(wang, "记录张建军的答复")
    heard = len(wang.letters)
    await world.presses(wang, "书面同意")
    assert templates(wang)[heard:] == ["change_accepted", "terms_changed"]
    assert templates(li)[-1] == "terms_changed.parties"


async def test_a_moved_day_moves_the_rows_and_nothing_else(world: World) -> None:
    wang, li, zhang = await sides(world)
    await proposed(world, wang, "2026年5月15日前", "晚一个月")
    before = await planned(world)
    await agrees(world, zhang)
    assert await planned(world) == before
    await agrees(world, li)
    after = await planned(world)
    gone = {key for key, state in after.items() if state == "skipped"} - {
        key for key, state in before.items() if state == "skipped"
    }
    new = after.keys() - before.keys()
    assert {subject for subject, *_ in gone} == {"1"}
    assert {subject for subject, *_ in new} == {"c1"}
    # step by step the same, a month later
    assert {(kind, step) for _, kind, step, _ in gone} == {(kind, step) for _, kind, step, _ in new}
    assert all(after[key] == state for key, state in before.items() if key not in gone)
    await world.days_pass((date(2026, 5, 8) - world.today).days)
    assert templates(li).count("performance_reminded.subject") == 1


async def test_an_edit_of_the_terms_drops_it_and_both_hear(world: World) -> None:
    wang, li, zhang = await sides(world)
    await proposed(world, wang)
    await world.says(wang, f"/edit {NUMBER}")
    await world.presses(wang, "改：约定1")
    await world.presses(wang, "金额")
    await world.says(wang, "6000")
    heard = len(wang.letters)
    await world.presses(wang, "保存修改")
    assert templates(wang)[heard:] == ["terms_changed", "change_dropped"]
    for party in (li, zhang):
        assert templates(party)[-2] == "terms_changed.parties"
        assert templates(party)[-1].startswith("change_dropped.")
    assert (await world.presses(li, "同意")).template == "change_over"


async def test_in_english_too(world: World) -> None:
    wang, li, zhang = await sides(world, "en")
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "Propose a new schedule")
    await world.says(wang, "15th of each month, 2 instalments")
    await world.says(wang, "In two steps it can be done.")
    assert (await world.presses(wang, "Send to both sides")).template == "change_sent"
    for party in (zhang, li):
        await world.presses(party, "I agree")
        await world.presses(party, "Yes, I agree to the new schedule")
    assert "version 2" in li.letters[-1].text
    assert templates(zhang)[-1] == "terms_changed.parties"


async def test_the_mediators_side_of_it_in_english(world: World) -> None:
    days = (date(2026, 5, 15), date(2026, 6, 15))
    wang, li, _ = await sides(world, "en", among="2", become=lambda case: in_parts(case, *days))
    await world.says(wang, f"/case {NUMBER}")
    assert (await world.presses(wang, "Propose a new schedule")).template == "change_which"
    await world.presses(wang, wang.letters[-1].labels[0])
    await world.presses(wang, "This and those after it")
    await world.says(wang, "within 30 days")
    await world.says(wang, "All at once is easier.")
    await world.presses(wang, "Send to both sides")
    await world.says(wang, f"/case {NUMBER}")
    waiting = await world.presses(wang, "New schedule: waiting for answers")
    assert "Not answered yet: 李晓梅, 张建军" in waiting.text
    await world.presses(wang, "Record the answer of 张建军")
    await world.presses(wang, "Does not agree, by telephone")
    assert wang.letters[-1].template == "change_dropped"
    assert "did not come about" in li.letters[-1].text
    assert (await world.case(NUMBER)).proposal is None
