"""What came in: a row before it is anything else, handled once, kept for the administrators' log."""

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, insert, or_, select, update

from mediation.actor import Actor, Moment
from mediation.events.message import MessageMasked
from storage import chains, journal
from storage.schema.messages import inbox
from storage.store import Store

TRIES = 3
"""How often a row may fail, or kill the process, before it is set aside."""
_PUT = insert(inbox).returning(inbox.c.id)


@dataclass(frozen=True)
class Incoming:
    """One row as a door stored it; `ref` is the door's own key, `chat` where it was said, `tries` counts failures."""

    id: int
    door: str
    site: str
    ref: str
    chat: str | None
    raw: str
    received_at: datetime
    tries: int
    document: str | None = None
    file_trouble: str | None = None


@dataclass(frozen=True)
class Wanted:
    """A file that a handler wants before its turn can go on; `ref` is how the door fetches it.

    `raw` and `received_at` are those of the row that it came with.
    """

    row: int
    door: str
    site: str
    ref: str
    raw: str
    received_at: datetime


def receive(store: Store, door: str, site: str, ref: str, chat: str | None, raw: str, now: datetime) -> int | None:
    """Store what came in and link it into its conversation; None if it had come before."""
    place = (inbox.c.door == door) & (inbox.c.site == site) & (inbox.c.ref == ref)
    if store.db.scalar(select(inbox.c.id).where(place)) is not None:
        return None
    link = chains.append(store, chains.talk_chain(door, site, chat), body_hash(store, raw, now))
    row = {"door": door, "site": site, "ref": ref, "chat": chat, "raw": raw, "received_at": now}
    made = store.db.execute(_PUT, {**row, "state": "waiting", "tries": 0, **asdict(link)})
    return int(made.scalar_one())


def body_hash(store: Store, raw: str, received_at: datetime) -> str:
    """The hash of what came in and when; who wrote it where is in the name of its chain."""
    return store.sealer.chain_hash(raw, received_at.isoformat())


def take(store: Store, now: datetime, limit: int = 64, *, last_tries: bool = True) -> list[Incoming]:
    """The oldest rows that may be handled now, their tries counted beforehand so that a crash counts too.

    A row that failed before comes alone: were it to kill the process again, no other row would be blamed. A chat whose
    oldest row waits for another try or for its file is passed over, and without `last_tries` one whose oldest row has
    only one try left.
    """
    rows = [incoming(row) for row in store.db.execute(_ready(last_tries), {"now": now, "room": limit})]
    first_tried = next((place for place, row in enumerate(rows) if row.tries), len(rows))
    taken = rows[: max(first_tried, 1)]
    _count(store, [row.id for row in taken], +1)
    return taken


@cache
def _ready(last_tries: bool) -> Select[Any]:
    """What may be handled, oldest first; built once, it asks with `now` and `room`."""
    later = inbox.c.not_before > bindparam("now")
    if not last_tries:
        later |= inbox.c.tries >= TRIES - 1
    waits = (inbox.c.state == "fetching") | ((inbox.c.state == "waiting") & func.coalesce(later, False))
    held = select(inbox.c.chat).where(waits, inbox.c.chat.is_not(None))
    ready = select(inbox).where(
        inbox.c.state == "waiting", ~waits, or_(inbox.c.chat.is_(None), inbox.c.chat.not_in(held))
    )
    return ready.order_by(inbox.c.id).limit(bindparam("room"))


def unhandled(store: Store, rows: list[Incoming]) -> list[Incoming]:
    """Those of the rows that still wait; this process may have slept since it took them, while another one worked."""
    waiting = select(inbox.c.id).where(inbox.c.id.in_([row.id for row in rows]), inbox.c.state == "waiting")
    there = set(store.db.scalars(waiting))
    return [row for row in rows if row.id in there]


def uncount(store: Store, ids: list[int]) -> None:
    """Take a try back: it was the disk's or the lock's fault, not the row's."""
    _count(store, ids, -1)


def _count(store: Store, ids: list[int], by: int) -> None:
    if ids:
        store.db.execute(update(inbox).where(inbox.c.id.in_(ids)).values(tries=inbox.c.tries + by))


def tell_apart(store: Store, row: int, **known: Any) -> None:
    """Write what a turn found out about a row: person_id, address_id, case_number, kind, queue."""
    store.db.execute(update(inbox).where(inbox.c.id == row).values(**known))


def load(store: Store, row: int) -> Incoming:
    """The row with this id; raises NoResultFound."""
    return incoming(store.db.execute(select(inbox).where(inbox.c.id == row)).one())


def handled(store: Store, row: int, now: datetime) -> None:
    """The row took effect, in this very transaction."""
    store.db.execute(update(inbox).where(inbox.c.id == row).values(state="handled", handled_at=now, not_before=None))


def try_again(store: Store, row: int, not_before: datetime) -> None:
    """The row failed; it holds its own chat until then."""
    store.db.execute(update(inbox).where(inbox.c.id == row).values(not_before=not_before))


def want_file(store: Store, row: int, ref: str) -> None:
    """A handler needs the file; the row and its chat wait until the door has fetched it. This was no try."""
    values = {"state": "fetching", "file_ref": ref, "tries": inbox.c.tries - 1}
    store.db.execute(update(inbox).where(inbox.c.id == row).values(**values))


def wanted_files(store: Store, limit: int = 8) -> list[Wanted]:
    """The files that doors should fetch now, oldest first."""
    rows = store.db.execute(select(inbox).where(inbox.c.state == "fetching").order_by(inbox.c.id).limit(limit))
    return [Wanted(r.id, r.door, r.site, r.file_ref, r.raw, r.received_at) for r in rows]


def fetched(store: Store, row: int, document: str | None, trouble: str | None) -> None:
    """The file is here (its document's hash), or cannot be had (why: too_big, gone); the turn goes on either way.

    Nothing happens to a row that does not wait for its file: another process may have been faster, and the turn over.
    """
    values = {"state": "waiting", "document": document, "file_trouble": trouble}
    wanting = (inbox.c.id == row) & (inbox.c.state == "fetching")
    store.db.execute(update(inbox).where(wanting).values(**values))


def set_aside(store: Store, row: int, now: datetime) -> None:
    """The row failed too often; it stays for the administrators and holds nobody any more."""
    store.db.execute(update(inbox).where(inbox.c.id == row).values(state="set_aside", handled_at=now, not_before=None))


def mask(store: Store, row: Incoming, raw: str, by: Actor, moment: Moment) -> None:
    """Replace what a row says by its masked form; the chain keeps the first hash and learns the second."""
    masked_hash = body_hash(store, raw, row.received_at)
    store.db.execute(update(inbox).where(inbox.c.id == row.id).values(raw=raw, masked_hash=masked_hash))
    masked = MessageMasked(message=row.id, hash=masked_hash)
    journal.append(store, masked, by, moment, cause=row.id, chain=chains.talk_chain(row.door, row.site, row.chat))


def incoming(row: Row[Any]) -> Incoming:
    """A row of the table as a value."""
    place = (row.id, row.door, row.site, row.ref, row.chat)
    return Incoming(*place, row.raw, row.received_at, row.tries, row.document, row.file_trouble)
