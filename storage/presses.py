"""Buttons that were shown: what each key means, whose it is, and whether it is spent."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from storage.schema.messages import outbox, presses
from storage.schema.people import addresses
from storage.store import Store

_OWNED = (
    select(presses, outbox.c.address_id, addresses.c.person_id.label("owner"))
    .join(outbox, outbox.c.id == presses.c.outbox_id)
    .join(addresses, addresses.c.id == outbox.c.address_id)
)


@dataclass(frozen=True)
class Press:
    """What pressing a button asks for; `letter` is the outbox row it stood under, `address` where that went.

    `owner` is whose that address is now; `case_version` is the one that was shown.
    """

    key: str
    letter: int
    address: int
    owner: int
    case: str | None
    case_version: int | None
    party: str | None
    action: str
    args: tuple[str, ...]
    label: str
    spent: bool


def find(store: Store, key: str) -> Press | None:
    """The press with this key; None for a key that never was."""
    row = store.db.execute(_OWNED.where(presses.c.key == key)).first()
    return None if row is None else _press(row)


def typed(store: Store, person: int, words: str) -> Press | None:
    """The button that somebody means who typed its label or its number: of the newest letter with buttons they got.

    One that still waits, as in quiet hours, nobody has seen: words typed meanwhile are not meant for it.
    """
    newest = (
        select(func.max(presses.c.outbox_id))
        .join(outbox, outbox.c.id == presses.c.outbox_id)
        .join(addresses, addresses.c.id == outbox.c.address_id)
        .where(addresses.c.person_id == person, outbox.c.state == "sent")
        .scalar_subquery()
    )
    rows = store.db.execute(_OWNED.where(presses.c.outbox_id == newest).order_by(presses.c.place)).all()
    meant = next((r for r in rows if words in {r.label, str(r.place)}), None)
    return None if meant is None else _press(meant)


def living_with(store: Store, person: int, action: str) -> list[int]:
    """The letters at any address of a person that have an unspent button of this action, oldest first."""
    living = (presses.c.action == action) & presses.c.spent_at.is_(None)
    letters = select(outbox.c.id).join(presses, presses.c.outbox_id == outbox.c.id).where(living).distinct()
    theirs = letters.join(addresses, addresses.c.id == outbox.c.address_id).where(addresses.c.person_id == person)
    return list(store.db.scalars(theirs.order_by(outbox.c.id)))


def label(store: Store, key: str) -> str | None:
    """What a button said in its letter, as that was written and chained; None for a key that never was in one."""
    letter = select(outbox.c.buttons).join(presses, presses.c.outbox_id == outbox.c.id).where(presses.c.key == key)
    rows: list[list[list[str]]] = json.loads(store.db.scalar(letter) or "[]")
    return next((said for row in rows for known, said, _ in row if known == key), None)


@dataclass(frozen=True)
class Carried:
    """What a letter was that has a button of some action: its template, when it was written, the button's arguments."""

    template: str
    written_at: datetime
    args: tuple[str, ...]


def carried(store: Store, letter: int, action: str) -> Carried | None:
    """A letter with a button of this action, spent or not; None if it has none."""
    such = (presses.c.outbox_id == letter) & (presses.c.action == action)
    known = select(outbox.c.template, outbox.c.created_at, presses.c.args)
    row = store.db.execute(known.join(presses, presses.c.outbox_id == outbox.c.id).where(such)).first()
    return None if row is None else Carried(row.template, row.created_at, tuple(json.loads(row.args)))


def spend(store: Store, letter: int, now: datetime) -> bool:
    """Spend all keys of a letter; returns whether there was one left to spend."""
    unspent = (presses.c.outbox_id == letter) & presses.c.spent_at.is_(None)
    return store.db.execute(update(presses).where(unspent).values(spent_at=now)).rowcount > 0


def _press(row: Row[Any]) -> Press:
    args = tuple(json.loads(row.args))
    where = (row.key, row.outbox_id, row.address_id, row.owner, row.case_number, row.case_version, row.party)
    return Press(*where, row.action, args, row.label, row.spent_at is not None)
