"""Time asks: reminders that fell due are handed to the rule of their kind, and carried out like any other turn."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from handlers import (
    answering,
    breach_reminders,
    court,
    due_reminders,
    enforcing,
    giving_back,
    morning,
    reading_reminders,
    settling_reminders,
    tasks,
)
from handlers.carry_out import Scene, carry_out
from handlers.effects import Effects, Happened
from handlers.house import attempt, frames_only, raise_house_trouble
from handlers.turn import Office
from mediation.actor import TIME
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.notices import CallNeeded
from mediation.events.office import FaultKept
from mediation.reminder import (
    ASKED,
    BY_HAND,
    CONFIRMATION,
    COURT_LISTED,
    DUE,
    ENFORCEMENT,
    EXPECTED,
    EXPIRY,
    MORNING,
    READING,
    RETURN,
    SETTLES,
    SILENCE,
    TASK,
    UNANSWERED,
    UNREAD,
    Reminder,
)
from mediation.reminding import CALL_INSTEAD, TOGETHER, told_party
from storage import cases, faults, outbox, reminders
from storage.reminders import Planned
from storage.store import Store

Batch = Sequence[Reminder]

KINDS: dict[str, Callable[[Store, Office, Case, Batch, datetime], Effects]] = {
    READING: reading_reminders.unfinished,
    EXPIRY: reading_reminders.expired,
    UNANSWERED: answering.overdue,
    DUE: due_reminders.remind,
    EXPECTED: due_reminders.remind,
    ASKED: due_reminders.remind,
    BY_HAND: due_reminders.remind,
    UNREAD: due_reminders.unread,
    SETTLES: settling_reminders.settles,
    SILENCE: settling_reminders.silent,
    CONFIRMATION: court.confirmation,
    ENFORCEMENT: court.enforcement,
    COURT_LISTED: enforcing.delisting,
    TASK: tasks.left_undone,
    RETURN: giving_back.give_back,
    **breach_reminders.KINDS,
}
"""What each kind of reminder brings about; it may raise Refused, which skips the reminder with that reason.

Each is given several reminders only of a kind that is said TOGETHER, and then all for one party of the case.
"""

OF_PEOPLE: dict[str, Callable[[Store, Office, Reminder, datetime], Effects]] = {
    MORNING: morning.morning_list,
}
"""What each kind brings about that belongs to a person and to no case."""

FAILED = "failed"
_PAUSE = timedelta(minutes=15)


def remind_some(store: Store, office: Office, now: datetime) -> int:
    """Let the most overdue reminders take effect, each message in a savepoint of its own; returns how many there were.

    In quiet hours nothing takes effect: words are rendered when they go, so that "today" is today for who reads them.
    """
    if office.profile.quiet_hours.cover(now.astimezone(office.zone).time()):
        return 0
    morning.plan(store, office, now)
    found = reminders.due(store, now)
    for one in found:
        if reminders.state_of(store, one.id) == "planned":  # else one just before it has made it needless
            _remind(store, office, one, now)
    return len(found)


def _remind(store: Store, office: Office, first: Planned, now: datetime) -> None:
    rows = [first.id]
    scene = Scene(store, office, office.moment(now), TIME)
    try:
        with store.db.begin_nested():
            case = _case(store, first)
            batch = _needed(scene, case, _together(scene, case, first)) if case else [first]
            rows = [one.id for one in batch] or rows
            if batch:
                _carry_out(scene, case, batch)
    except Refused as no:
        reminders.end(store, rows, "skipped", now, no.reason)
    except Exception as fault:
        raise_house_trouble(fault)
        kept = faults.keep(store, "reminding", frames_only(), now)
        if reminders.postpone(store, rows, now + _PAUSE, FAILED):
            attempt(store, "reminding", now, lambda: carry_out(scene, (Happened(FaultKept(fault=kept)),)))


def _case(store: Store, one: Planned) -> Case | None:
    """The case that a reminder is about; None if it belongs to a person."""
    case = cases.load(store, one.case) if one.case is not None else None
    if case is None and one.case is not None:
        raise LookupError(one.case)
    return case


def _together(scene: Scene, case: Case, first: Planned) -> list[Planned]:
    """With the reminder, all others of its kind for the same party that are due too: they go in one message."""
    kind = first.reminder.kind
    if kind not in TOGETHER:
        return [first]
    due = reminders.due(scene.store, scene.moment.now, case=case.number)
    party = told_party(case, first.reminder)
    return [one for one in due if one.reminder.kind == kind and told_party(case, one.reminder) == party]


def _needed(scene: Scene, case: Case, batch: list[Planned]) -> list[Planned]:
    """Those that still have something to say; the others are skipped, each with its reason."""
    needed = []
    for one in batch:
        why = due_reminders.needless(case, one.reminder, scene.moment)
        if why is None:
            needed.append(one)
        else:
            reminders.end(scene.store, [one.id], "skipped", scene.moment.now, why)
    return needed


def _carry_out(scene: Scene, case: Case | None, batch: list[Planned]) -> None:
    now, rows = scene.moment.now, [one.id for one in batch]
    effects = _effects(scene, case, [one.reminder for one in batch])
    called = batch[0].reminder.kind in TOGETHER and any(_only_calls(effect) for effect in effects)
    # ended first: the change it brings about derives this case's reminders anew
    reminders.end(scene.store, rows, *(("skipped", now, CALL_INSTEAD) if called else ("sent", now)))
    newest = outbox.newest(scene.store)
    carry_out(scene, effects)
    letter = outbox.told_since(scene.store, newest)
    if letter is not None:
        reminders.said(scene.store, rows, letter)


def _effects(scene: Scene, case: Case | None, batch: Batch) -> Effects:
    kind, now = batch[0].kind, scene.moment.now
    if case is None:
        return OF_PEOPLE[kind](scene.store, scene.office, batch[0], now)
    return KINDS[kind](scene.store, scene.office, case, batch, now)


def _only_calls(effect: object) -> bool:
    return isinstance(effect, Decision) and all(isinstance(event, CallNeeded) for event in effect.events)
