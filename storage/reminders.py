"""Reminders as rows: planned ones are made equal to what the case calls for, none is ever deleted."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, insert, or_, select, update

from mediation.reminders import Reminder
from storage.schema.cases import reminders
from storage.store import Store

NO_LONGER_WANTED = "no_longer_wanted"


def make_equal(store: Store, case: str, wanted: Iterable[Reminder], now: datetime) -> None:
    """Plan what is wanted and not yet there, and skip what is planned and no longer wanted.

    A key that was sent never comes back; one that was skipped only because it was not wanted may be wanted again.
    """
    kept = {_key(row): row for row in store.db.execute(select(reminders).where(reminders.c.case_number == case))}
    keys = {one.key: one for one in wanted}
    for key, one in keys.items():
        if key not in kept:
            store.db.execute(insert(reminders).values(case_number=case, **_values(one), state="planned"))
        elif _revivable(kept[key]) or _moved(kept[key], one):
            again = {"state": "planned", "why": None, "ended_at": None, "due_at": one.due_at}
            store.db.execute(update(reminders).where(reminders.c.id == kept[key].id).values(**again))
    for row in kept.values():
        if row.state == "planned" and _key(row) not in keys:
            end(store, row.id, "skipped", now, NO_LONGER_WANTED)


def due(store: Store, now: datetime, limit: int = 64) -> list[tuple[int, str, Reminder]]:
    """The planned reminders that are due (`due_at <= now`), most overdue first: row id, case number, reminder."""
    ready = select(reminders).where(reminders.c.state == "planned", reminders.c.due_at <= now)
    rows = store.db.execute(ready.order_by(reminders.c.due_at, reminders.c.id).limit(limit))
    return [(row.id, row.case_number, Reminder(row.subject, row.kind, row.step, row.due, row.due_at)) for row in rows]


def end(store: Store, row: int, state: str, now: datetime, why: str | None = None) -> None:
    """The reminder took effect (sent), or will not (skipped, and why)."""
    store.db.execute(update(reminders).where(reminders.c.id == row).values(state=state, why=why, ended_at=now))


def postpone(store: Store, row: int, due_at: datetime, why: str) -> bool:
    """A reminder whose turn failed comes again then; returns whether it is the first time."""
    known = store.db.scalar(select(reminders.c.why).where(reminders.c.id == row))
    store.db.execute(update(reminders).where(reminders.c.id == row).values(due_at=due_at, why=why))
    return known != why


def state_of(store: Store, row: int) -> str | None:
    """Whether a reminder is planned, sent or skipped."""
    return store.db.scalar(select(reminders.c.state).where(reminders.c.id == row))


def of_case(store: Store, case: str, states: Iterable[str] = ("planned", "sent", "skipped")) -> list[Row[Any]]:
    """The ledger of a case: every reminder with its state and reason, by due moment."""
    mine = select(reminders).where(reminders.c.case_number == case, or_(*(reminders.c.state == s for s in states)))
    return list(store.db.execute(mine.order_by(reminders.c.due_at, reminders.c.id)))


def _key(row: Row[Any]) -> tuple[str, str, str, date]:
    return (row.subject, row.kind, row.step, row.due)


def _revivable(row: Row[Any]) -> bool:
    return bool(row.state == "skipped" and row.why == NO_LONGER_WANTED)


def _moved(row: Row[Any], one: Reminder) -> bool:
    return bool(row.state == "planned" and row.due_at != one.due_at and row.why is None)


def _values(one: Reminder) -> dict[str, object]:
    return {"subject": one.subject, "kind": one.kind, "step": one.step, "due": one.due, "due_at": one.due_at}
