"""The morning list: what stands on it, when it is silent, and what a process makes of it that was down at 08:30."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from mediation.actor import Role
from mediation.case import BindingState, Case
from mediation.commitment_letter import CommitmentState
from mediation.mornings import MorningSection
from mediation.performance import Call, CallReason
from storage import cases, people
from storage.schema.cases import reminders as table
from storage.store import Store
from tests.sample import attested, person_id, recorded
from tests.world import WORDS, Heard, Somebody, World

LIST = "morning_list"
MORNING = time(8, 31)


def lists(who: Somebody) -> list[Heard]:
    """The morning lists that somebody got."""
    return [letter for letter in who.letters if letter.template == LIST]


async def ledger(world: World) -> list[tuple[date, str, str | None]]:
    """Day, state and reason of all rows of morning lists, by day."""

    def work(store: Store) -> list[tuple[date, str, str | None]]:
        rows = store.db.execute(select(table).where(table.c.kind == "morning").order_by(table.c.due))
        return [(row.due, row.state, row.why) for row in rows]

    return await world.run(work)


async def saved(world: World, case: Case) -> Case:
    """The case as it is given here, as its next version."""
    return await world.run(lambda store: cases.save(store, case, world.now))


async def quiet(world: World, mediator: Somebody, number: str = "K7M2QX") -> Case:
    """A case in which nothing waits for the mediator: both bound, both letters declined, the day far off."""
    case = await recorded(world, mediator, number)
    for key, name in (("1", "张建军"), ("2", "李晓梅")):
        await attested(world, case, key, world.person(name))
    case = await world.case(number)
    for party in case.parties:
        case = case.with_party(replace(party, commitment=replace(party.commitment, state=CommitmentState.DECLINED)))
    return await saved(world, case)


@pytest.fixture
async def wang(world: World) -> Somebody:
    """A mediator."""
    return await world.staff("王建国", Role.MEDIATOR)


async def test_it_goes_at_half_past_eight_on_working_days_and_says_the_day(world: World, wang: Somebody) -> None:
    await recorded(world, wang)
    await world.days_pass(1, at=time(8, 29))
    assert lists(wang) == []
    await world.passes(timedelta(minutes=1))
    (first,) = lists(wang)
    assert "3月3日 周二" in first.text
    assert WORDS.named(MorningSection.UNBOUND, "zh") in first.text
    assert "张建军" in first.text
    # Wednesday, Thursday, Friday; the weekend is silent; Monday
    await world.days_pass(6, at=MORNING)
    assert len(lists(wang)) == 5
    assert "3月9日 周一" in lists(wang)[-1].text


async def test_each_line_opens_its_case(world: World, wang: Somebody) -> None:
    await recorded(world, wang)
    await world.days_pass(1, at=MORNING)
    opened = await world.presses(wang, lists(wang)[0].labels[0])
    assert opened.template == "card"
    assert "K7M2QX" in opened.text


async def test_an_empty_day_is_silent_and_the_row_says_why(world: World, wang: Somebody) -> None:
    await quiet(world, wang)
    await world.days_pass(2, at=MORNING)
    assert lists(wang) == []
    assert [row[1:] for row in await ledger(world)] == [("skipped", "nothing_to_do")] * 2 + [("planned", None)]


async def test_every_kind_of_thing_stands_in_its_section(world: World, wang: Somebody) -> None:
    case = await quiet(world, wang)
    one, two = case.parties
    call = Call("1", "2", CallReason.UNREAD, world.now, "1")
    reading = replace(one, commitment=replace(one.commitment, state=CommitmentState.READING))
    waits = replace(two, binding=replace(two.binding, state=BindingState.PROVISIONAL, since=world.now))
    owed = replace(case.obligations[0], due=date(2026, 3, 3), breach_day=date(2026, 3, 3))
    late = replace(owed, key="2", due=date(2026, 3, 2), breach_day=date(2026, 3, 2))
    case = replace(case.with_party(reading).with_party(waits), calls=(call,), obligations=(owed, late))
    await saved(world, case)
    await world.days_pass(1, at=MORNING)
    text = lists(wang)[0].text
    order = (
        MorningSection.ATTEST,
        MorningSection.CALL,
        MorningSection.DUE_TODAY,
        MorningSection.OVERDUE,
        MorningSection.UNREAD,
    )
    places = [text.index(f"<b>{WORDS.named(section, 'zh')}</b>（1）") for section in order]
    assert places == sorted(places)
    assert "139••••5678" in text
    assert "13912345678" not in text


async def test_what_waits_for_nobody_is_named_when_it_comes_up_and_then_once_a_week(
    world: World, wang: Somebody
) -> None:
    case = await quiet(world, wang)
    two = case.party("2")
    expired = replace(two.commitment, state=CommitmentState.EXPIRED, ended_at=world.now)
    await saved(world, case.with_party(replace(two, commitment=expired)))
    days = []
    for _ in range(15):  # from Tuesday 3 March on
        before = len(lists(wang))
        await world.days_pass(1, at=MORNING)
        days += [world.today] * (len(lists(wang)) - before)
    assert days == [date(2026, 3, 3), date(2026, 3, 9), date(2026, 3, 16)]
    assert "李晓梅\n　承诺书过期未确认" in lists(wang)[0].text
    assert "承诺书过期未确认" in (await world.says(wang, "/queue")).text


async def test_a_long_list_is_cut_and_says_how_many_are_left(world: World, wang: Somebody) -> None:
    for number in range(20):
        await recorded(world, wang, f"AAAA{number:02}")
    await world.days_pass(1, at=MORNING)
    (letter,) = lists(wang)
    assert len([label for label in letter.labels if "AAAA" in label]) == 15
    assert "（20）" in letter.text
    assert "还有5项" in letter.text
    assert "/queue" in letter.text


async def test_a_process_that_was_down_sends_the_newest_once_when_it_comes_back(world: World, wang: Somebody) -> None:
    await recorded(world, wang)
    await world.days_pass(1, at=MORNING)  # Tuesday's is sent, Wednesday's is planned
    # down until Thursday 10:31, in one step
    await world.passes(timedelta(days=2, hours=2))
    assert len(lists(wang)) == 2
    assert "3月5日 周四" in lists(wang)[-1].text
    await world.passes(timedelta(hours=1))
    assert len(lists(wang)) == 2
    assert (await ledger(world))[:3] == [
        (date(2026, 3, 3), "sent", None),
        (date(2026, 3, 4), "skipped", "later_reminder_due"),
        (date(2026, 3, 5), "sent", None),
    ]


async def test_each_hears_of_the_own_cases_in_the_own_language(world: World, wang: Somebody) -> None:
    green = await world.staff("Green", Role.MEDIATOR, language="en")
    other = await world.staff("刘审", Role.REVIEWER)
    await recorded(world, wang)
    await recorded(world, green, "W3H8PD")
    await world.days_pass(1, at=MORNING)
    assert "W3H8PD" not in lists(wang)[0].text
    assert "Tue 3 Mar" in lists(green)[0].text
    assert "K7M2QX" not in lists(green)[0].text
    assert other.letters == []


async def test_somebody_removed_gets_none(world: World, wang: Somebody) -> None:
    await recorded(world, wang)
    await world.days_pass(1, at=MORNING)
    person = await person_id(world, wang)
    await world.run(lambda store: people.remove_staff(store, person, world.now))
    await world.days_pass(3, at=MORNING)
    assert len(lists(wang)) == 1
    assert [row[1:] for row in await ledger(world)] == [("sent", None), ("skipped", "staff_unknown")]


async def test_whoever_comes_to_the_office_gets_a_list_from_the_next_day(world: World, wang: Somebody) -> None:
    await world.days_pass(1, at=MORNING)
    zhou = await world.staff("周调解", Role.MEDIATOR)
    await recorded(world, zhou)
    await world.passes(timedelta(hours=1))
    assert lists(zhou) == []
    await world.days_pass(1, at=MORNING)
    assert len(lists(zhou)) == 1


async def test_planning_again_adds_nothing(world: World, wang: Somebody) -> None:
    await world.days_pass(1, at=MORNING)
    before = await ledger(world)
    for _ in range(3):
        await world.passes(timedelta(minutes=30))
    assert await ledger(world) == before
