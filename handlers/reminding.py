"""Time asks: reminders that fell due are handed to the rule of their kind, and carried out like any other turn."""

from collections.abc import Callable
from datetime import datetime, timedelta

from handlers import answering, reading_reminders
from handlers.carry_out import Scene, carry_out
from handlers.effects import Effects, Happened
from handlers.house import attempt, frames_only, raise_house_trouble
from handlers.turn import Office
from mediation.actor import TIME
from mediation.case import Case
from mediation.decision import Refused
from mediation.events.office import FaultKept
from mediation.reminders import EXPIRY, READING, UNANSWERED, Reminder
from storage import cases, faults, reminders
from storage.store import Store

KINDS: dict[str, Callable[[Store, Office, Case, Reminder, datetime], Effects]] = {
    READING: reading_reminders.unfinished,
    EXPIRY: reading_reminders.expired,
    UNANSWERED: answering.overdue,
}
"""What each kind of reminder brings about; it may raise Refused, which skips the reminder with that reason."""


FAILED = "failed"
_PAUSE = timedelta(minutes=15)


def remind_some(store: Store, office: Office, now: datetime) -> int:
    """Let the most overdue reminders take effect, each in a savepoint of its own; returns how many there were."""
    found = reminders.due(store, now)
    for row, number, reminder in found:
        _remind(store, office, row, number, reminder, now)
    return len(found)


def _remind(store: Store, office: Office, row: int, number: str, reminder: Reminder, now: datetime) -> None:
    if reminders.state_of(store, row) != "planned":
        return  # one of the same case that fell due just before has made it needless
    scene = Scene(store, office, office.moment(now), TIME)
    try:
        with store.db.begin_nested():
            case = cases.load(store, number)
            if case is None:
                raise LookupError(number)
            # ended first: the change it brings about derives this case's reminders anew
            reminders.end(store, row, "sent", now)
            carry_out(scene, KINDS[reminder.kind](store, office, case, reminder, now))
    except Refused as no:
        reminders.end(store, row, "skipped", now, no.reason)
    except Exception as fault:
        raise_house_trouble(fault)
        kept = faults.keep(store, "reminding", frames_only(), now)
        if reminders.postpone(store, row, now + _PAUSE, FAILED):
            attempt(store, "reminding", now, lambda: carry_out(scene, (Happened(FaultKept(fault=kept)),)))
