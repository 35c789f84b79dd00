"""The administrators' queue: words of people without an open case here, kept with the inbox rows themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update

from storage.inbox import Incoming, incoming
from storage.schema.messages import inbox
from storage.schema.people import persons
from storage.store import Store

QUEUE = "administrators"

Said = Callable[[Incoming], str]
"""What was said in a row; the words themselves are kept nowhere but in what came in."""


_NEWEST = 5


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits: `first` and `last` row, how many there are, and the newest few of the words, in order.

    Empty words were no text. `since` is when the first row came.
    """

    person: int
    name: str
    first: int
    last: int
    since: datetime
    count: int
    words: tuple[str, ...]


def waiting(store: Store, said: Said, after: int, limit: int) -> list[Waiting]:
    """Who waits, the longest first; only those whose first row comes later than `after`."""
    first = func.min(inbox.c.id)
    mine = select(inbox.c.person_id).where(inbox.c.queue == QUEUE).group_by(inbox.c.person_id)
    found = store.db.scalars(mine.having(first > after).order_by(first).limit(limit)).all()
    return [one for person in found if (one := waiting_of(store, said, person)) is not None]


def waits(store: Store, person: int) -> bool:
    """Whether any words of this person wait."""
    return store.db.scalar(select(inbox.c.id).where(*_of(person)).limit(1)) is not None


def waiting_of(store: Store, said: Said, person: int) -> Waiting | None:
    """What waits of one person, if anything does."""
    newest = select(inbox).where(*_of(person)).order_by(inbox.c.id.desc()).limit(_NEWEST)
    rows = store.db.execute(newest).all()
    if not rows:
        return None
    whole = select(func.min(inbox.c.id), func.max(inbox.c.id), func.min(inbox.c.received_at), func.count())
    first, last, since, count = store.db.execute(whole.where(*_of(person))).one()
    name = store.db.scalars(select(persons.c.name).where(persons.c.id == person)).one()
    words = tuple(said(incoming(row)) for row in reversed(rows))
    return Waiting(person, name, first, last, since, count, words)


def settle(store: Store, person: int, last: int) -> None:
    """The words of this person up to that row are dealt with."""
    store.db.execute(update(inbox).where(*_of(person), inbox.c.id <= last).values(queue=None))


def _of(person: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return inbox.c.person_id == person, inbox.c.queue == QUEUE
