"""What becomes of letters that could not simply be sent: tried again, given up, moved; and when the next one may go."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, or_, select, update

from storage.outbox import FILE, TEXT, at
from storage.schema.messages import outbox
from storage.schema.people import addresses
from storage.store import Store

_ERROR_LENGTH = 300
_LATE_ROWS = 10_000
"""How many of the newest rows are looked at for what went out lately: nothing indexes that moment."""


def later(store: Store, row: int, not_before: datetime | None, error: str) -> None:
    """It surely did not arrive and goes again, not before that moment; it holds its own address only."""
    _set(store, row, state="waiting", not_before=not_before, error=error)


def ended(store: Store, row: int, state: str, error: str) -> None:
    """It will not be sent: unreachable (nobody there) or unsendable (the door will not take it)."""
    _set(store, row, state=state, error=error, secrets=None)


def unknown(store: Store, row: int, not_before: datetime | None, error: str) -> None:
    """It left, and nobody knows whether it arrived: what matters goes again, marked in the log; the rest is let be."""
    again = store.db.scalar(select(outbox.c.repeatable).where(outbox.c.id == row))
    if again:
        _set(store, row, state="waiting", repeated=True, not_before=not_before, error=error)
    else:
        _set(store, row, state="unknown", error=error, secrets=None)


def withdraw(store: Store, person: int, case: str | None = None, party: str | None = None) -> None:
    """What still waits for somebody who may not have it any more is not sent: about a party of a case, or all of it."""
    mine = [outbox.c.person_id == person, outbox.c.state == "waiting", outbox.c.kind.in_([TEXT, FILE])]
    if case is not None:
        mine += [outbox.c.case_number == case, or_(outbox.c.party == party, outbox.c.party.is_(None))]
    gone = {"state": "unsendable", "error": "the account may not have it any more", "secrets": None}
    store.db.execute(update(outbox).where(*mine).values(**gone))


def recover(store: Store, place: tuple[str, str]) -> int:
    """At start: what was under way when the process died is unknown; returns how many there were."""
    attempting = select(outbox.c.id).join(addresses).where(outbox.c.state == "attempting", *at(place))
    under_way = list(store.db.scalars(attempting))
    for row in under_way:
        unknown(store, row, None, "the process stopped while it was being sent")
    return len(under_way)


def move_chat(store: Store, address: int, to: str) -> None:
    """The chat has another id now (Telegram: a group became a supergroup).

    If somebody wrote from the new chat before the bot heard of the move, what still waits goes to that address instead.
    """
    place = store.db.execute(select(addresses.c.door, addresses.c.site).where(addresses.c.id == address)).one()
    known = select(addresses.c.id).where(addresses.c.ref == to, *at((place.door, place.site)))
    there = store.db.scalar(known)
    if there is None:
        store.db.execute(update(addresses).where(addresses.c.id == address).values(ref=to))
    else:
        mine = (outbox.c.address_id == address) & (outbox.c.state == "waiting")
        store.db.execute(update(outbox).where(mine).values(address_id=there))


def waits_since(store: Store, row: int) -> datetime:
    """When a letter was written that is still on its way; raises NoResultFound."""
    found: datetime = store.db.execute(select(outbox.c.created_at).where(outbox.c.id == row)).scalar_one()
    return found


def next_wait(store: Store, now: datetime) -> datetime | None:
    """The soonest moment at which a letter that waits for another try may go."""
    later = (outbox.c.state == "waiting") & (outbox.c.not_before > now)
    found: datetime | None = store.db.scalar(select(func.min(outbox.c.not_before)).where(later))
    return found


def waiting_at(store: Store, place: tuple[str, str], chats: Collection[str]) -> set[str]:
    """Those of the chats for which a letter waits."""
    there = select(addresses.c.ref).join(outbox).where(addresses.c.ref.in_(chats), *at(place)).distinct()
    return set(store.db.scalars(there.where(outbox.c.state == "waiting")))


def attempted_since(store: Store, place: tuple[str, str], since: datetime) -> list[tuple[str, str, datetime]]:
    """What went out lately, oldest first: chat, kind and when; a limit must outlast a restart."""
    newest = store.db.scalar(select(func.max(outbox.c.id))) or 0
    lately = (outbox.c.id > newest - _LATE_ROWS) & (outbox.c.attempted_at > since)
    columns = select(addresses.c.ref, outbox.c.kind, outbox.c.attempted_at).join_from(outbox, addresses)
    rows = store.db.execute(columns.where(lately, *at(place)).order_by(outbox.c.attempted_at))
    return [(row.ref, row.kind, row.attempted_at) for row in rows]


def _set(store: Store, row: int, error: str, **values: object) -> None:
    store.db.execute(update(outbox).where(outbox.c.id == row).values(error=error[:_ERROR_LENGTH], **values))
