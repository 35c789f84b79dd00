"""A new calendar or profile reaches every open case by turns: what moved is told, rows follow, all else stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from handlers.rederiving import rederive_some, up_to_date
from handlers.turn import Office
from mediation.actor import Role
from mediation.case import Case, CaseState
from mediation.reminder import ASKED
from storage import calendars, cases, journal, reminders
from storage.store import Store
from tests.handlers.test_words import templates
from tests.heard import Somebody
from tests.notices import OFFICIAL, owed_on
from tests.sample import attested, person_id, sample_case
from tests.world import CALENDAR, PROFILE, World

NUMBERS = ("A2A2A2", "B3B3B3", "C4C4C4", "D5D5D5", "E6E6E6")


async def derive_all(world: World, office: Office | None = None) -> list[int]:
    """Step by step until nothing is left, as the loop does; returns how many each step did."""
    done: list[int] = []
    while not done or done[-1]:
        done.append(await world.run(lambda store: rederive_some(store, office or world.office, world.now)))
    await world.settle()
    return done


async def imported(world: World) -> Office:
    """The notice is imported by another process; returns the office as it is after the next look."""
    await world.run(lambda store: calendars.keep(store, [OFFICIAL], world.now))
    return await world.run(lambda store: up_to_date(store, world.office))


async def saved(world: World, mediator: Somebody, number: str, day: date, state: CaseState = CaseState.OPEN) -> Case:
    """The sample case, with its money due on that day."""
    sample = sample_case(await person_id(world, mediator), number)
    case = replace(sample, obligations=(owed_on(day),), state=state)
    return await world.run(lambda store: cases.save(store, case, world.now))


async def rows(world: World, number: str) -> list[tuple[Any, ...]]:
    """The ledger of a case."""
    found = await world.run(lambda store: reminders.of_case(store, number))
    return [(row.subject, row.kind, row.step, row.due, row.due_at, row.state, row.why) for row in found]


async def calendar_versions(world: World) -> dict[str, str]:
    """By which calendar each case was counted."""
    found = {number: (await world.case(number)).agreement for number in NUMBERS}
    return {number: agreed.calendar_version for number, agreed in found.items() if agreed}


@pytest.fixture
async def mediator(world: World) -> Somebody:
    """A mediator, in an office whose calendar is kept and whose cases were derived by it."""
    await world.run(lambda store: calendars.keep(store, CALENDAR.years.values(), world.now))
    return await world.staff("王建国", Role.MEDIATOR)


async def test_a_date_that_moves_is_told_and_its_rows_follow_and_nothing_else_changes(
    world: World, mediator: Somebody
) -> None:
    case = await saved(world, mediator, "K7M2QX", date(2027, 10, 5))
    zhang, li = world.person("张建军"), world.person("李晓梅", "en")
    await attested(world, case, "1", zhang)
    await attested(world, case, "2", li)
    await derive_all(world)
    before, ledger = await world.case("K7M2QX"), await rows(world, "K7M2QX")
    office = await imported(world)
    await derive_all(world, office)
    after = await world.case("K7M2QX")
    (owed,) = before.obligations
    moved = replace(owed, breach_day=date(2027, 10, 8), provisional=False)
    assert before.agreement is not None
    assert after == replace(
        before,
        obligations=(moved,),
        agreement=replace(before.agreement, calendar_version=office.calendar.version),
        version=before.version + 1,
    )
    asked_at = datetime(2027, 10, 9, 1, tzinfo=UTC)
    expected = [(*row[:4], asked_at, *row[5:]) if row[1] == ASKED else row for row in ledger]
    assert sorted(await rows(world, "K7M2QX")) == sorted(expected)
    assert await rows(world, "K7M2QX") != ledger
    told = {"obligor": li, "obligee": zhang, "mediator": mediator}
    assert {templates(who)[-1] for who in told.values()} == {f"dates_recounted.{role}" for role in told}
    assert "Wed 6 Oct 2027" in li.letters[-1].text
    assert "Fri 8 Oct 2027" in li.letters[-1].text
    assert "2027年10月8日 周五" in zhang.letters[-1].text
    assert "工农区司法局" in zhang.letters[-1].text
    events = await world.run(lambda store: [entry.event for entry in journal.of_case(store, "K7M2QX")])
    assert events.count("dates_recounted") == 1
    timeline = await world.presses(mediator, "看案件")
    assert timeline.template == "card"
    assert "2027-10-06 → 2027-10-08" in (await world.presses(mediator, "看经过")).text


async def test_that_the_mark_is_over_is_told_to_nobody(world: World, mediator: Somebody) -> None:
    case = await saved(world, mediator, "K7M2QX", date(2027, 3, 15))
    li = world.person("李晓梅")
    await attested(world, case, "2", li)
    await derive_all(world)
    heard, ledger = len(li.letters), await rows(world, "K7M2QX")
    assert "暂定" in (await world.says(mediator, "/case K7M2QX")).text
    assert "暂定" in (await world.says(li, "/mycases")).text
    await derive_all(world, await imported(world))
    assert (len(li.letters), await rows(world, "K7M2QX")) == (heard + 1, ledger)
    assert "暂定" not in (await world.says(mediator, "/case K7M2QX")).text
    assert "暂定" not in (await world.says(li, "/mycases")).text


async def test_it_goes_by_turns_and_a_restart_goes_on_where_it_was(world: World, mediator: Somebody) -> None:
    for number in NUMBERS:
        await saved(world, mediator, number, date(2027, 10, 5))
    await derive_all(world)
    office = await imported(world)

    def two(store: Store) -> int:
        return rederive_some(store, up_to_date(store, world.office), world.now, limit=2)

    done = []
    for step in range(4):
        counted = [number for number, by in (await calendar_versions(world)).items() if by == office.calendar.version]
        assert counted == list(NUMBERS[: 2 * step])
        done.append(await world.run(two))
    assert done == [2, 2, 1, 0]
    # one version for the recording, one for the first derivation, one for the notice
    assert {(await world.case(number)).version for number in NUMBERS} == {3}


async def test_a_notice_that_comes_meanwhile_begins_it_again(world: World, mediator: Somebody) -> None:
    for number in NUMBERS:
        await saved(world, mediator, number, date(2027, 10, 5))
    await world.run(lambda store: rederive_some(store, world.office, world.now, limit=2))
    office = await imported(world)
    assert await derive_all(world, office) == [5, 0]
    assert set((await calendar_versions(world)).values()) == {office.calendar.version}


async def test_a_new_profile_moves_the_rows_and_says_nothing(world: World, mediator: Somebody) -> None:
    await saved(world, mediator, "K7M2QX", date(2027, 10, 5))
    await derive_all(world)
    case, ledger, heard = await world.case("K7M2QX"), await rows(world, "K7M2QX"), len(mediator.letters)
    later = replace(PROFILE, version="next", timers=replace(PROFILE.timers, send_at=time(10)))
    office = replace(world.office, profile=later)
    assert await derive_all(world, office) == [1, 0]
    moved = await rows(world, "K7M2QX")
    assert [row[:4] for row in moved] == [row[:4] for row in ledger]
    due = {row[1]: row[4].hour for row in moved if row[1] == ASKED}
    assert due == {ASKED: 2}
    assert (await world.case("K7M2QX"), len(mediator.letters)) == (case, heard)


async def test_what_has_ended_is_left_alone(world: World, mediator: Somebody) -> None:
    for state in (CaseState.CLOSED, CaseState.CANCELLED, CaseState.FAILED):
        await saved(world, mediator, f"{state.value[:2].upper()}A2A2", date(2027, 10, 5), state)
    assert await derive_all(world, await imported(world)) == [0]


async def test_one_case_that_fails_stops_no_other_and_is_told_of(world: World, mediator: Somebody) -> None:
    boss = await world.staff("陈静", Role.ADMINISTRATOR)
    for number in NUMBERS:
        await saved(world, mediator, number, date(2027, 10, 5))
    await world.run(
        lambda store: store.db.exec_driver_sql("UPDATE cases SET body = '{}' WHERE number = 'B3B3B3'").close()
    )
    world.faults_expected = True
    assert await derive_all(world) == [5, 0]
    for number in (*NUMBERS[:1], *NUMBERS[2:]):
        assert await rows(world, number) != []
    assert len(await world.faults()) == 1
    assert templates(boss) == ["fault_kept.administrators"]


async def test_the_same_calendar_is_the_same_office(world: World, mediator: Somebody) -> None:
    assert await world.run(lambda store: up_to_date(store, world.office)) is world.office
    office = await imported(world)
    assert office == replace(world.office, calendar=office.calendar)
    assert office.calendar.years[2027] == OFFICIAL
