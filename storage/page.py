"""A person's conversation as their page shows it: the newest rows of inbox and outbox, and what a browser fetched."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, exists, func, or_, select, update

from mediation.doors import OFFICE, TELEGRAM, WEB
from storage import conversation
from storage.inbox import Incoming, incoming
from storage.outbox import FILE, QR, TEXT
from storage.schema.messages import documents, inbox, outbox, presses
from storage.schema.people import addresses
from storage.store import Store

_DOORS = (TELEGRAM, WEB)
"""Where conversations take place; what only rings, and what the delivery noted, is no part of one."""
_PENDING = ("waiting", "fetching")


class Cut(NamedTuple):
    """A place between rows: an id of the inbox and one of the outbox."""

    came: int
    went: int


@dataclass(frozen=True)
class Came:
    """Something that came in: `pending` until the desk has handled it, `size`: bytes of the file kept with it."""

    at: datetime
    incoming: Incoming
    pending: bool
    handled_at: datetime | None
    size: int | None


@dataclass(frozen=True)
class Key:
    """A button under a letter: spent keys press nothing any more."""

    key: str
    label: str
    style: str | None
    spent_at: datetime | None


@dataclass(frozen=True)
class Went:
    """A letter: `unfetched` while it waits at the page, `picture` the placeholder of a secret to be drawn, if any.

    `file` is the name, the kind and the bytes of what is enclosed; `sealed`: its placeholders can still be opened.
    """

    id: int
    at: datetime
    cause: int | None
    door: str
    urgency: str
    text: str
    buttons: tuple[tuple[Key, ...], ...]
    document: str | None
    file: tuple[str, str, int] | None
    picture: str | None
    unfetched: bool
    sealed: bool
    sent_at: datetime | None


@dataclass(frozen=True)
class Rows:
    """Some rows in order; `earlier` is where the ones before them end (None: there are none), `newest` where these do.

    `pressed` are the rows of the inbox by which buttons among them were spent, each with the moment it was handled.
    """

    rows: tuple[Came | Went, ...]
    earlier: Cut | None
    newest: Cut
    pressed: tuple[tuple[datetime, Incoming], ...]


def rows(store: Store, person: int, size: int, before: Cut | None = None) -> Rows:
    """At most `size` rows of a person's conversation: the newest, or the last ones before a cut."""
    talk = conversation.of_person(store, person)
    came = _some(store, _came(talk.inbox | _pending_of(person)), inbox.c.id, before.came if before else None, size)
    went = _some(store, _went(talk.outbox), outbox.c.id, before.went if before else None, size)
    keys = _keys(store, [row.id for row in went])
    found: list[Came | Went] = [*map(_came_in, came), *(_went_out(row, keys) for row in went)]
    found.sort(key=_place)
    shown = tuple(found[-size:])
    first = _first(shown, Cut(came[0].id + 1 if came else 0, went[0].id + 1 if went else 0))
    return Rows(
        rows=shown,
        earlier=first if len(found) > size else None,
        newest=Cut(came[0].id if came else 0, went[0].id if went else 0),
        pressed=_pressed(store, talk.inbox, shown),
    )


def fetched(store: Store, person: int, letters: Collection[int], now: datetime) -> None:
    """These letters are at the person's browser now, and what only takes away buttons there has nothing left to do.

    What their placeholders stand for stays openable until it is wiped.
    """
    own = select(addresses.c.id).where(addresses.c.person_id == person, addresses.c.door == WEB)
    here = or_(outbox.c.id.in_(letters), outbox.c.kind.not_in([TEXT, FILE]))
    mine = (outbox.c.state == "waiting") & outbox.c.address_id.in_(own) & here
    store.db.execute(update(outbox).where(mine).values(state="sent", sent_at=now, error=None))


def wipe_shown(store: Store, before: datetime) -> int:
    """Forget for good what the placeholders of letters stood for that were fetched before that; returns how many."""
    old = (outbox.c.state == "sent") & outbox.c.secrets.is_not(None) & (outbox.c.sent_at < before)
    return store.db.execute(update(outbox).where(old).values(secrets=None)).rowcount


def holds_document(store: Store, person: int, document: str) -> str | None:
    """The name by which a person has a kept file, as a letter's or their own; None if it is not in their conversation.

    Their own has the name that they gave it.
    """
    talk = conversation.of_person(store, person)
    letter = select(documents.c.name).join(outbox, outbox.c.document == documents.c.hash)
    name = store.db.scalar(letter.where(_shown_letters(talk.outbox), documents.c.hash == document).limit(1))
    if name is not None:
        return str(name)
    own = select(inbox.c.id).where(talk.inbox, inbox.c.document == document, inbox.c.door.in_(_DOORS))
    return None if store.db.scalar(own.limit(1)) is None else ""


def letter(store: Store, person: int, number: int) -> Went | None:
    """One letter of a person's conversation, without its buttons; None if it is not in it."""
    talk = conversation.of_person(store, person)
    row = store.db.execute(_went(talk.outbox).where(outbox.c.id == number)).first()
    return None if row is None else _went_out(row, {})


def row_of(store: Store, ref: str) -> int | None:
    """The row of the inbox that the page stored under its own key; None if it never came."""
    place = (inbox.c.door == WEB) & (inbox.c.site == OFFICE) & (inbox.c.ref == ref)
    return store.db.scalar(select(inbox.c.id).where(place))


def is_pending(store: Store, row: int) -> bool:
    """Whether the desk has yet to handle a row of the inbox."""
    return store.db.scalar(select(inbox.c.state).where(inbox.c.id == row)) in _PENDING


def _pending_of(person: int) -> ColumnElement[bool]:
    """What the desk has not looked at yet is known by the chat alone."""
    here = (addresses.c.door == inbox.c.door) & (addresses.c.site == inbox.c.site) & (addresses.c.ref == inbox.c.chat)
    return inbox.c.state.in_(_PENDING) & exists().where(here, addresses.c.person_id == person)


def _came(wanted: ColumnElement[bool]) -> Select[Any]:
    length = func.length(documents.c.content).label("size")
    return select(inbox, length).outerjoin(documents).where(wanted, inbox.c.door.in_(_DOORS))


def _went(wanted: ColumnElement[bool]) -> Select[Any]:
    file = [documents.c.name.label("file"), documents.c.mime, func.length(documents.c.content).label("size")]
    letters = select(outbox, addresses.c.door, *file).join(addresses, addresses.c.id == outbox.c.address_id)
    return letters.outerjoin(documents, documents.c.hash == outbox.c.document).where(_shown_letters(wanted))


def _shown_letters(wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    """Letters that are theirs to read: what was taken back before it went out is not."""
    place = addresses.alias()  # a name of its own: the letters may be joined with their addresses already
    own = exists().where(place.c.id == outbox.c.address_id, place.c.door.in_(_DOORS))
    return wanted & outbox.c.kind.in_([TEXT, FILE]) & (outbox.c.state != "unsendable") & own


def _some(store: Store, found: Select[Any], number: Any, before: int | None, size: int) -> list[Row[Any]]:
    """The newest first, one more than are wanted."""
    cut = found if before is None else found.where(number < before)
    return list(store.db.execute(cut.order_by(number.desc()).limit(size + 1)))


def _first(shown: tuple[Came | Went, ...], otherwise: Cut) -> Cut:
    came = min((one.incoming.id for one in shown if isinstance(one, Came)), default=otherwise.came)
    return Cut(came, min((one.id for one in shown if isinstance(one, Went)), default=otherwise.went))


def _place(one: Came | Went) -> tuple[datetime, bool, int, bool, int]:
    """By moment; of one moment the answer directly after what it answers, and what nobody asked for last."""
    if isinstance(one, Came):
        return one.at, False, one.incoming.id, False, 0
    return one.at, one.cause is None, one.cause or 0, True, one.id


def _keys(store: Store, letters: list[int]) -> dict[str, datetime | None]:
    found = select(presses.c.key, presses.c.spent_at).where(presses.c.outbox_id.in_(letters))
    return {row.key: row.spent_at for row in store.db.execute(found)}


def _pressed(
    store: Store, said: ColumnElement[bool], shown: tuple[Came | Went, ...]
) -> tuple[tuple[datetime, Incoming], ...]:
    """What was handled at the very moments at which buttons among the shown letters were spent."""
    keys = (key for one in shown if isinstance(one, Went) for line in one.buttons for key in line)
    moments = {key.spent_at for key in keys if key.spent_at is not None}
    if not moments:
        return ()
    found = select(inbox).where(said, inbox.c.handled_at.in_(moments)).order_by(inbox.c.id)
    return tuple((row.handled_at, incoming(row)) for row in store.db.execute(found))


def _came_in(row: Row[Any]) -> Came:
    return Came(row.received_at, incoming(row), row.state in _PENDING, row.handled_at, row.size)


def _went_out(row: Row[Any], keys: dict[str, datetime | None]) -> Went:
    buttons = (
        tuple(Key(key, label, style, keys.get(key)) for key, label, style in line) for line in json.loads(row.buttons)
    )
    drawn = row.target if (row.target or "").startswith(QR) else None
    return Went(
        id=row.id,
        at=row.created_at,
        cause=row.cause,
        door=row.door,
        urgency=row.urgency,
        text=row.text,
        buttons=tuple(buttons),
        document=row.document,
        file=None if row.file is None else (row.file, row.mime, row.size),
        picture=drawn.removeprefix(QR) if drawn else None,
        unfetched=row.state == "waiting" and row.door == WEB,
        sealed=row.secrets is not None and row.door == WEB,
        sent_at=row.sent_at,
    )
