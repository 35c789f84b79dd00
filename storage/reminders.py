"""Reminders as rows: planned ones are made equal to what the case calls for, none is ever deleted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, insert, select, update

from mediation.reminder import Reminder
from storage.schema.cases import reminders
from storage.schema.messages import outbox
from storage.store import Store

NO_LONGER_WANTED = "no_longer_wanted"


def make_equal(store: Store, case: str, wanted: Iterable[Reminder], now: datetime) -> None:
    """Plan what is wanted and not yet there, and skip what is planned and no longer wanted.

    A key that was sent never comes back; one that was skipped only because it was not wanted may be wanted again.
    """
    kept = {_key(row): row for row in store.db.execute(select(reminders).where(reminders.c.case_number == case))}
    keys = {one.key: one for one in wanted}
    new = [{"case_number": case, **_values(one), "state": "planned"} for key, one in keys.items() if key not in kept]
    if new:
        store.db.execute(insert(reminders), new)
    for key, one in keys.items():
        if key not in kept:
            continue
        if _revivable(kept[key]) or _moved(kept[key], one):
            again = {"state": "planned", "why": None, "ended_at": None, "due_at": one.due_at}
            store.db.execute(update(reminders).where(reminders.c.id == kept[key].id).values(**again))
    for row in kept.values():
        if row.state == "planned" and _key(row) not in keys:
            end(store, [row.id], "skipped", now, NO_LONGER_WANTED)


@dataclass(frozen=True)
class Planned:
    """A planned reminder as a row: its id, and its case's number (None: it belongs to a person)."""

    id: int
    case: str | None
    reminder: Reminder


def due(store: Store, now: datetime, limit: int = 64, case: str | None = None) -> list[Planned]:
    """The planned reminders that are due (`due_at <= now`), most overdue first; of one case only, if it is given."""
    if case is not None:
        rows = [row for row in of_case(store, case, ["planned"]) if row.due_at <= now][:limit]
    else:
        ready = select(reminders).where(reminders.c.state == "planned", reminders.c.due_at <= now)
        rows = list(store.db.execute(ready.order_by(reminders.c.due_at, reminders.c.id).limit(limit)))
    return [
        Planned(row.id, row.case_number, Reminder(row.subject, row.kind, row.step, row.due, row.due_at)) for row in rows
    ]


def plan_own(store: Store, wanted: Iterable[Reminder]) -> None:
    """Plan what is wanted for people, not for a case, and is not there yet, whatever became of it."""
    for one in wanted:
        if store.db.scalar(select(exists().where(*_own(one), reminders.c.due == one.due))) is not True:
            store.db.execute(insert(reminders).values(case_number=None, **_values(one), state="planned"))


def newer_due(store: Store, one: Reminder, now: datetime) -> bool:
    """Whether a later reminder of the same kind for the same person is due as well."""
    newer = (reminders.c.due > one.due) & (reminders.c.due_at <= now) & (reminders.c.state == "planned")
    return bool(store.db.scalar(select(exists().where(*_own(one), newer))))


def said(store: Store, rows: Collection[int], letter: int) -> None:
    """Which letter said these reminders: how it was delivered and read stands there."""
    store.db.execute(update(reminders).where(reminders.c.id.in_(rows)).values(letter_id=letter))


def acknowledge(store: Store, letter: int, now: datetime) -> bool:
    """Something under the letter was pressed, so it was read; returns whether it said a reminder at all."""
    of_letter = reminders.c.letter_id == letter
    first = of_letter & reminders.c.acknowledged_at.is_(None)
    store.db.execute(update(reminders).where(first).values(acknowledged_at=now))
    return bool(store.db.scalar(select(exists().where(of_letter))))


def end(store: Store, rows: Collection[int], state: str, now: datetime, why: str | None = None) -> None:
    """The reminders took effect (sent), or will not (skipped, and why)."""
    store.db.execute(update(reminders).where(reminders.c.id.in_(rows)).values(state=state, why=why, ended_at=now))


def postpone(store: Store, rows: Collection[int], due_at: datetime, why: str) -> bool:
    """Reminders whose turn failed come again then; returns whether it is the first time for one of them."""
    known = store.db.scalars(select(reminders.c.why).where(reminders.c.id.in_(rows))).all()
    store.db.execute(update(reminders).where(reminders.c.id.in_(rows)).values(due_at=due_at, why=why))
    return any(one != why for one in known)


def state_of(store: Store, row: int) -> str | None:
    """Whether a reminder is planned, sent or skipped."""
    return store.db.scalar(select(reminders.c.state).where(reminders.c.id == row))


def of_case(store: Store, case: str, states: Iterable[str] = ("planned", "sent", "skipped")) -> list[Row[Any]]:
    """The ledger of a case by due moment: state and reason, and of its letter `letter_state` and `delivered_at`."""
    delivery = (outbox.c.state.label("letter_state"), outbox.c.sent_at.label("delivered_at"))
    mine = select(reminders, *delivery).join(outbox, outbox.c.id == reminders.c.letter_id, isouter=True)
    mine = mine.where(reminders.c.case_number == case).order_by(reminders.c.due_at, reminders.c.id)
    # a case has few rows: asked by its state too, the database would rather read all that are planned anywhere
    asked = frozenset(states)
    return [row for row in store.db.execute(mine) if row.state in asked]


def _own(one: Reminder) -> list[ColumnElement[bool]]:
    nobodys = reminders.c.case_number.is_(None)
    return [nobodys, reminders.c.subject == one.subject, reminders.c.kind == one.kind, reminders.c.step == one.step]


def _key(row: Row[Any]) -> tuple[str, str, str, date]:
    return (row.subject, row.kind, row.step, row.due)


def _revivable(row: Row[Any]) -> bool:
    return bool(row.state == "skipped" and row.why == NO_LONGER_WANTED)


def _moved(row: Row[Any], one: Reminder) -> bool:
    return bool(row.state == "planned" and row.due_at != one.due_at and row.why is None)


def _values(one: Reminder) -> dict[str, object]:
    return {"subject": one.subject, "kind": one.kind, "step": one.step, "due": one.due, "due_at": one.due_at}
