"""Reminders that fall due: each takes effect once, a refused one is skipped and why, a failing one stops nobody."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from handlers import reminding
from handlers.effects import Effects, Happened, Reply, Write
from handlers.reminding import remind_some
from handlers.turn import Office
from mediation.actor import Role
from mediation.case import Case
from mediation.decision import Refused
from mediation.events.office import StrangerSettled
from mediation.reminder import Reminder
from storage import reminders
from storage.store import Store
from tests.handlers.test_words import templates
from tests.sample import recorded
from tests.world import World

Rule = Callable[[Store, Office, Case, Sequence[Reminder], datetime], Effects]
DUE = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)


def plan(number: str, *subjects: str, kind: str = "sample") -> Callable[[Store], None]:
    """Plan reminders of one kind for a case, due at DUE."""

    def work(store: Store) -> None:
        wanted = [Reminder(subject, kind, "", DUE.date(), DUE) for subject in subjects]
        reminders.make_equal(store, number, wanted, DUE - timedelta(days=2))

    return work


async def ledger(world: World, number: str) -> list[tuple[str, str, str | None]]:
    """Subject, state and reason of every reminder of a case."""
    rows = await world.run(lambda store: reminders.of_case(store, number))
    return [(row.subject, row.state, row.why) for row in rows]


def rule(refused: str = "", failing: str = "") -> Rule:
    """A rule whose effect can be counted in the office's journal; it refuses one subject and fails at another."""

    def settled(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
        (reminder,) = batch
        if reminder.subject == refused:
            raise Refused("case_ended")
        if reminder.subject == failing:
            raise ValueError(reminder.subject)
        return (Happened(StrangerSettled(message=int(reminder.subject))),)

    return settled


async def effects(world: World) -> list[int]:
    """The subjects whose reminders took effect, in order."""

    def work(store: Store) -> list[int]:
        rows = store.db.exec_driver_sql("SELECT body FROM journal WHERE event = 'stranger_settled' ORDER BY id")
        return [int("".join(filter(str.isdigit, body))) for (body,) in rows]

    return await world.run(work)


async def tick(world: World, now: datetime) -> int:
    """One look of the clock."""
    return await world.run(lambda store: remind_some(store, world.office, now))


@pytest.fixture
async def two_cases(world: World) -> World:
    """Two recorded cases."""
    mediator = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, mediator)
    await recorded(world, mediator, "W3H8PD")
    return world


async def test_each_takes_effect_once_and_not_before_its_time(
    two_cases: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = two_cases
    monkeypatch.setitem(reminding.KINDS, "sample", rule())
    await world.run(plan("K7M2QX", "1", "2"))
    await tick(world, DUE - timedelta(seconds=1))
    assert await effects(world) == []
    assert await tick(world, DUE) == 2
    assert await tick(world, DUE) == 0
    assert await effects(world) == [1, 2]
    assert await ledger(world, "K7M2QX") == [("1", "sent", None), ("2", "sent", None)]
    # what was sent never comes back, though the case still calls for it
    await world.run(plan("K7M2QX", "1", "2"))
    await tick(world, DUE + timedelta(days=9))
    assert await effects(world) == [1, 2]


async def test_an_outage_delays_and_never_loses(two_cases: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world = two_cases
    monkeypatch.setitem(reminding.KINDS, "sample", rule())
    await world.run(plan("K7M2QX", "1"))
    assert await tick(world, DUE + timedelta(days=3)) == 1
    assert await effects(world) == [1]


async def test_what_is_refused_is_skipped_with_the_reason(two_cases: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world = two_cases
    monkeypatch.setitem(reminding.KINDS, "sample", rule(refused="1"))
    await world.run(plan("K7M2QX", "1", "2"))
    await tick(world, DUE)
    assert await ledger(world, "K7M2QX") == [("1", "skipped", "case_ended"), ("2", "sent", None)]
    await tick(world, DUE + timedelta(days=1))
    assert await effects(world) == [2]


async def test_a_failing_reminder_is_postponed_alone_and_told_of_once(
    two_cases: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = two_cases
    administrator = await world.staff("孙丽", Role.ADMINISTRATOR)
    monkeypatch.setitem(reminding.KINDS, "sample", rule(failing="1"))
    await world.run(plan("K7M2QX", "1", "2"))
    await world.run(plan("W3H8PD", "3"))
    await tick(world, DUE)
    assert await effects(world) == [2, 3]
    assert ("1", "planned", "failed") in await ledger(world, "K7M2QX")
    (fault,) = await world.faults()
    assert "ValueError" in fault
    assert await tick(world, DUE + timedelta(minutes=14)) == 0
    assert await tick(world, DUE + timedelta(minutes=15)) == 1
    world.faults_expected, world.now = True, DUE
    await world.settle()
    assert templates(administrator) == ["fault_kept.administrators"]
    monkeypatch.setitem(reminding.KINDS, "sample", rule())
    assert await tick(world, DUE + timedelta(minutes=30)) == 1
    assert await effects(world) == [2, 3, 1]


async def test_what_a_failing_reminder_had_written_is_undone(two_cases: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world = two_cases

    def halfway(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
        return (Happened(StrangerSettled(message=1)), Reply("no such template", to=case.mediator))

    monkeypatch.setitem(reminding.KINDS, "sample", halfway)
    await world.run(plan("K7M2QX", "1"))
    await tick(world, DUE)
    assert await effects(world) == []
    assert len(await world.faults()) == 1


async def test_an_unknown_kind_stops_nobody(two_cases: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world = two_cases
    monkeypatch.setitem(reminding.KINDS, "sample", rule())
    await world.run(plan("K7M2QX", "1", kind="of a newer program"))
    await world.run(plan("W3H8PD", "2"))
    await tick(world, DUE)
    assert await effects(world) == [2]
    assert await ledger(world, "K7M2QX") == [("1", "planned", "failed")]


async def test_one_that_another_made_needless_in_the_same_tick_is_not_sent(
    two_cases: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = two_cases

    def ends_all(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
        none_wanted = Write(lambda store: reminders.make_equal(store, case.number, [], now))
        return (none_wanted, Happened(StrangerSettled(message=int(batch[0].subject))))

    monkeypatch.setitem(reminding.KINDS, "sample", ends_all)
    await world.run(plan("K7M2QX", "1", "2"))
    await tick(world, DUE)
    assert await effects(world) == [1]
    assert await ledger(world, "K7M2QX") == [("1", "sent", None), ("2", "skipped", "no_longer_wanted")]
