"""Browsers that came in: only the hash of a cookie is kept, and each one is a way to one address of one person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Select, delete, insert, select, update

from storage.schema.people import addresses, persons, pushes, sessions, staff
from storage.store import Store

KNOWN_FOR = timedelta(days=30)
"""How long a browser of somebody known stays in after it was last seen."""
UNKNOWN_FOR = timedelta(days=3)
"""How long one stays in whose person nobody vouched for yet."""
SEEN_EVERY = timedelta(hours=1)
"""That it was seen is written down no oftener than this."""


@dataclass(frozen=True)
class Session:
    """A browser that is in: the hash of its cookie, its address, the person that is whose now, and since when."""

    token_hash: str
    address: int
    chat: str
    person: int
    begun_at: datetime
    seen_at: datetime


def hash_of(token: str) -> str:
    """The sha256 by which a cookie is known."""
    return sha256(token.encode()).hexdigest()


def begin(store: Store, token: str, address: int, now: datetime) -> None:
    """From now on whoever shows this cookie is at that address."""
    values = {"token_hash": hash_of(token), "address_id": address, "begun_at": now, "seen_at": now}
    store.db.execute(insert(sessions).values(**values))


def find(store: Store, token: str, now: datetime) -> Session | None:
    """The living session of a cookie; None if it never was, was ended, is too old, or its member of staff left."""
    row = store.db.execute(_FOUND.where(sessions.c.token_hash == hash_of(token))).first()
    if row is None or row.removed_at is not None:
        return None
    known = row.identity_index is not None or row.bound_at is not None
    if now - row.seen_at > (KNOWN_FOR if known else UNKNOWN_FOR):
        return None
    return Session(row.token_hash, row.address_id, row.ref, row.person_id, row.begun_at, row.seen_at)


_FOUND: Select[tuple[object, ...]] = (
    select(
        sessions,
        addresses.c.person_id,
        addresses.c.ref,
        persons.c.identity_index,
        staff.c.bound_at,
        staff.c.removed_at,
    )
    .join(addresses, addresses.c.id == sessions.c.address_id)
    .join(persons, persons.c.id == addresses.c.person_id)
    .outerjoin(staff, staff.c.person_id == persons.c.id)
    .where(sessions.c.ended.is_(None))
)


def seen(store: Store, session: Session, now: datetime) -> bool:
    """Its days count from now; returns whether that was written, which happens at most once an hour."""
    if now - session.seen_at < SEEN_EVERY:
        return False
    mine = sessions.c.token_hash == session.token_hash
    store.db.execute(update(sessions).where(mine).values(seen_at=now))
    return True


def end(store: Store, token_hash: str, why: str) -> None:
    """This browser is out: left, revoked or replaced; it is not rung any more either."""
    _end(store, select(sessions.c.token_hash).where(sessions.c.token_hash == token_hash), why)


def end_of_person(store: Store, person: int, why: str) -> int:
    """Every browser of a person is out; returns how many there were."""
    theirs = select(addresses.c.id).where(addresses.c.person_id == person)
    return _end(store, select(sessions.c.token_hash).where(sessions.c.address_id.in_(theirs)), why)


def any_of_person(store: Store, person: int) -> bool:
    """Whether a browser of a person may still be in."""
    theirs = select(addresses.c.id).where(addresses.c.person_id == person)
    living = sessions.c.address_id.in_(theirs) & sessions.c.ended.is_(None)
    return store.db.scalar(select(sessions.c.token_hash).where(living).limit(1)) is not None


def _end(store: Store, which: Select[tuple[str]], why: str) -> int:
    hashes = list(store.db.scalars(which.where(sessions.c.ended.is_(None))))
    store.db.execute(delete(pushes).where(pushes.c.token_hash.in_(hashes)))
    store.db.execute(update(sessions).where(sessions.c.token_hash.in_(hashes)).values(ended=why))
    return len(hashes)
