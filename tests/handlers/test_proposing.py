"""Proposing a new schedule: which one, the days in plain words, amounts that come out right, old beside new."""

from dataclasses import replace
from datetime import date

import pytest

from mediation.actor import Role
from mediation.agreed import Counted
from mediation.performance import Hardship, ObligationState, Wish
from mediation.periods import Period, Unit
from tests.changing import in_parts, received, said
from tests.handlers.changes import NUMBER, now_is, owing, proposed, sides
from tests.handlers.test_words import templates
from tests.sample import LI, person_id
from tests.world import World

DAYS = (date(2026, 5, 15), date(2026, 6, 15), date(2026, 7, 15))


async def test_from_the_card_old_and_new_side_by_side_and_both_sides_are_asked(world: World) -> None:
    wang, li, zhang = await sides(world)
    await world.says(wang, f"/case {NUMBER}")
    assert (await world.presses(wang, "提出新安排")).template == "change_when"
    asked = await world.says(wang, "每月15日，2期")
    assert asked.template == "change_reason"
    assert "刚才写的" not in asked.text
    preview = await world.says(wang, "分两次还")
    assert preview.template == "change_preview"
    for words in ("2026年4月15日，5,000元", "2026年3月15日，2,500元", "2026年4月15日，2,500元", "分两次还"):
        assert words in preview.text, preview.text
    assert (await world.presses(wang, "发给双方")).template == "change_sent"
    assert "记录" not in "".join(wang.letters[-1].labels)
    assert templates(li)[-1] == "change_proposed.obligor"
    assert templates(zhang)[-1] == "change_proposed.obligee"
    for party in (li, zhang):
        assert all(words in party.letters[-1].text for words in ("分两次还", "2,500元", NUMBER))
        assert {"同意", "不同意", "联系调解员"} <= set(party.letters[-1].labels)
    waiting = await world.says(wang, f"/case {NUMBER}")
    assert "新安排：等双方答复" in waiting.labels
    assert "提出新安排" not in waiting.labels


async def test_a_reported_hardship_stands_above_the_question(world: World) -> None:
    hardship = Hardship(Wish.OTHER, "工资没发", world.now)
    wang, _, _ = await sides(world, become=lambda case: said(case, "1", hardship=hardship))
    await world.says(wang, f"/case {NUMBER}")
    assert "工资没发" in (await world.presses(wang, "提出新安排")).text


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2026年5月20日前", [(date(2026, 5, 20), 500_000, None)]),
        ("明天", [(date(2026, 3, 3), 500_000, None)]),
        ("30日内", [(date(2026, 4, 1), 500_000, Counted(Period(30, Unit.DAYS), date(2026, 3, 2)))]),
        ("每月15日，3期", [(date(2026, m, 15), fen, None) for m, fen in ((3, 166_666), (4, 166_666), (5, 166_668))]),
    ],
)
async def test_the_words_of_a_recording_are_understood(
    world: World, when: str, days: list[tuple[date, int, Counted | None]]
) -> None:
    wang, _, _ = await sides(world)
    await proposed(world, wang, when)
    proposal = (await world.case(NUMBER)).proposal
    assert proposal is not None
    assert [(one.due, one.amount, one.counted) for one in proposal.obligations] == days
    assert "明天" not in proposal.obligations[0].when


@pytest.mark.parametrize(
    ("when", "template"),
    [
        ("每月15日，3期，每期2000元", "change_differs"),
        ("2026年2月1日", "change_too_early"),
        ("2026年4月15日前", "change_same"),
        ("以后再说", "when_unreadable"),
    ],
)
async def test_what_cannot_be_is_said_at_once_and_asked_again(world: World, when: str, template: str) -> None:
    wang, _, _ = await sides(world)
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "提出新安排")
    await world.says(wang, when)
    assert templates(wang)[-2:] == [template, "change_when"]
    await world.says(wang, "2026年5月20日前")
    await world.says(wang, f"身份证{LI.number}")
    assert templates(wang)[-2:] == ["number_not_sent", "change_reason"]


async def test_one_instalment_or_all_later_ones(world: World) -> None:
    wang, _, _ = await sides(world, become=lambda case: in_parts(owing(600_000)(case), *DAYS))
    await world.says(wang, f"/case {NUMBER}")
    assert (await world.presses(wang, "提出新安排")).template == "change_which"
    assert len(wang.letters[-1].labels) == 3
    await world.presses(wang, wang.letters[-1].labels[1])
    assert (await world.presses(wang, "这一期和后面的")).template == "change_when"
    assert "4,000元" in wang.letters[-1].text
    await world.says(wang, "2026年12月1日前")
    await world.says(wang, "年底一次还")
    await world.presses(wang, "发给双方")
    proposal = (await world.case(NUMBER)).proposal
    assert proposal is not None
    assert proposal.replaces == ("1.2", "1.3")
    assert [(one.key, one.amount) for one in proposal.obligations] == [("c1", 400_000)]


async def test_received_meanwhile_the_amounts_are_counted_again(world: World) -> None:
    wang, _, _ = await sides(world)
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "提出新安排")
    await world.says(wang, "每月15日，2期，每期2500元")
    await world.says(wang, "分两次还")
    await now_is(world, lambda case: received(case, "1", 100_000))
    await world.presses(wang, "发给双方")
    assert templates(wang)[-2:] == ["question_changed", "change_when"]
    assert "还剩4,000元" in wang.letters[-1].text
    await world.says(wang, "每月15日，2期，每期2000元")
    assert (await world.presses(wang, "发给双方")).template == "change_sent"


async def test_claimed_meanwhile_there_is_nothing_to_propose(world: World) -> None:
    wang, _, _ = await sides(world)
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "提出新安排")
    await now_is(world, lambda case: said(case, "1", state=ObligationState.CLAIMED))
    assert (await world.says(wang, "每月15日，2期")).template == "not_changeable"
    assert (await world.presses(wang, "提出新安排")).template == "not_changeable"


async def test_a_second_one_takes_the_place_of_the_first(world: World) -> None:
    wang, li, zhang = await sides(world)
    await proposed(world, wang)
    await world.presses(wang, "提出新安排")
    await world.says(wang, "2026年6月1日前")
    assert "代替" in (await world.says(wang, "晚一些一次还")).text
    await world.presses(wang, "发给双方")
    assert templates(zhang)[-2:] == ["change_dropped.obligee", "change_proposed.obligee"]
    first = next(letter for letter in li.letters if letter.template == "change_proposed.obligor")
    assert (await world.asks(li, kind="press", text=first.key("同意"))) is not None
    assert li.letters[-1].template == "change_over"


async def test_cancelled_nothing_goes_out(world: World) -> None:
    wang, li, _ = await sides(world)
    heard = len(li.letters)
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "提出新安排")
    await world.says(wang, "30日内")
    assert (await world.says(wang, "/cancel")).template == "change_not_sent"
    assert len(li.letters) == heard
    assert (await world.case(NUMBER)).proposal is None


async def test_another_mediators_case_is_not_theirs_to_change(world: World) -> None:
    wang, _, _ = await sides(world)
    await world.says(wang, f"/case {NUMBER}")
    other = await person_id(world, await world.staff("赵敏", Role.MEDIATOR))
    await now_is(world, lambda case: replace(case, mediator=other))
    assert (await world.presses(wang, "提出新安排")).template == "not_your_case"
