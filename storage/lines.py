"""The lines of a conversation: what came in, what went out, and what happened, each in its place in time."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from storage.inbox import Incoming, incoming
from storage.journal import Entry, entry
from storage.outbox import QR

IN, EVENT, OUT = 0, 1, 2
"""At one and the same moment it is first said, then done, then answered."""


class Delivery(StrEnum):
    """What became of a letter; TWICE: it was sent, and may have arrived before, too."""

    WAITING = "waiting"
    SENT = "sent"
    TWICE = "twice"
    UNKNOWN = "unknown"
    UNREACHABLE = "unreachable"
    UNSENDABLE = "unsendable"


@dataclass(frozen=True, order=True)
class Place:
    """Where a line stands: its moment, then IN, EVENT or OUT, then its row."""

    at: datetime
    source: int
    row: int


@dataclass(frozen=True)
class CameIn:
    """A row of the inbox; what it says is read from `incoming` by its door's reader, and from nothing else.

    `person` and `address` are None if nobody could tell; `masked`: something that must not rest here was taken out;
    `aside`: it could not be handled.
    """

    place: Place
    person: int | None
    address: int | None
    case: str | None
    incoming: Incoming
    masked: bool
    aside: bool


@dataclass(frozen=True)
class WentOut:
    """A row of the outbox as it was written and chained; `text` is HTML, secrets in it are placeholders.

    `labels` are its buttons by row; `file` names an enclosed file, `document` its sha256, `picture`: a drawn QR code.
    """

    place: Place
    person: int
    address: int
    case: str | None
    template: str
    kind: str
    text: str
    labels: tuple[tuple[str, ...], ...]
    document: str | None
    file: str | None
    picture: bool
    delivery: Delivery
    sent_at: datetime | None
    error: str | None


@dataclass(frozen=True)
class Marker:
    """Something that happened, as the journal has it."""

    place: Place
    case: str | None
    entry: Entry


Line = CameIn | WentOut | Marker


def came_in(row: Row[Any]) -> CameIn:
    """A row of the inbox as a line."""
    known = (row.person_id, row.address_id, row.case_number)
    place = Place(row.received_at, IN, row.id)
    return CameIn(place, *known, incoming(row), row.masked_hash is not None, row.state == "set_aside")


def went_out(row: Row[Any]) -> WentOut:
    """A row of the outbox, with the name of its `file`, as a line."""
    return WentOut(
        place=Place(row.created_at, OUT, row.id),
        person=row.person_id,
        address=row.address_id,
        case=row.case_number,
        template=row.template,
        kind=row.kind,
        text=row.text,
        labels=tuple(tuple(label for _, label, _ in line) for line in json.loads(row.buttons)),
        document=row.document,
        file=row.file,
        picture=(row.target or "").startswith(QR),
        delivery=_delivery(row),
        sent_at=row.sent_at,
        error=row.error,
    )


def _delivery(row: Row[Any]) -> Delivery:
    if row.state == "sent":
        return Delivery.TWICE if row.repeated else Delivery.SENT
    return Delivery.WAITING if row.state == "attempting" else Delivery(row.state)


def marker(row: Row[Any]) -> Marker:
    """A row of the journal as a line."""
    return Marker(Place(row.at, EVENT, row.id), row.case_number, entry(row))
