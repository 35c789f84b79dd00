"""A new calendar or profile: open cases are counted and their reminders derived again, some at a time.

Where it stands is remembered, so that a restart goes on there, and one look tells that there is nothing to do.
"""

import json
from dataclasses import replace
from datetime import datetime

from handlers.carry_out import Scene, carry_out, derive_reminders
from handlers.effects import Happened
from handlers.house import attempt, frames_only, raise_house_trouble
from handlers.turn import Office
from mediation.actor import TIME
from mediation.events.office import FaultKept
from mediation.recounting import recount
from storage import calendars, cases, faults, remembered
from storage.store import Store

SOME = 64
"""Cases in one transaction."""
_PROGRESS = "rederived"
_FIRST = ""


def up_to_date(store: Store, office: Office) -> Office:
    """The same office, or one with the calendar as it is kept now, if another process has imported something."""
    kept = calendars.version(store)
    return office if kept in (None, office.calendar.version) else replace(office, calendar=calendars.load(store))


def rederive_some(store: Store, office: Office, now: datetime, limit: int = SOME) -> int:
    """Derive the next open cases under the office's profile, calendar and zone; returns how many, 0 once all are.

    Dates that moved are told to whom they concern, rows of reminders follow, and nothing else changes. Each case has a
    savepoint of its own: one that fails stays as it was, and the administrators are told.
    """
    under = [office.profile.version, office.calendar.version, str(office.zone)]
    last = _last_done(store, under)
    if last is None:
        return 0
    numbers = cases.open_after(store, last, limit)
    for number in numbers:
        _rederive(store, office, number, now)
    remembered.remember(store, _PROGRESS, json.dumps([under, numbers[-1] if len(numbers) == limit else None]))
    return len(numbers)


def _last_done(store: Store, under: list[str]) -> str | None:
    """The number of the last case done under these; None when all are done."""
    kept = remembered.recall(store, _PROGRESS)
    if kept is None:
        return _FIRST
    before, last = json.loads(kept)
    return last if before == under else _FIRST


def _rederive(store: Store, office: Office, number: str, now: datetime) -> None:
    scene = Scene(store, office, office.moment(now), TIME)
    try:
        with store.db.begin_nested():
            case = cases.load(store, number)
            if case is None:
                raise LookupError(number)
            decision = recount(case, TIME, scene.moment)
            if decision.case == case:
                derive_reminders(store, case, scene.moment)
            else:
                carry_out(scene, (decision,))
    except Exception as fault:
        raise_house_trouble(fault)
        kept = faults.keep(store, "rederiving", frames_only(), now)
        attempt(store, "rederiving", now, lambda: carry_out(scene, (Happened(FaultKept(fault=kept)),)))
