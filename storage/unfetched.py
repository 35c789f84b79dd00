"""What waits on the page because no browser fetched it, whose it is, and when they were last rung; it only looks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from mediation.doors import PUSH, TEXTS, WEB
from mediation.ringing import LETTER_WAITING
from storage.outbox import FILE, NOTICE, TEXT
from storage.schema.messages import outbox
from storage.schema.people import addresses
from storage.store import Store


@dataclass(frozen=True)
class Waiting:
    """A notice that waits: the case and party it names, if any (None: it belongs to none), and when it was written."""

    case: str | None
    party: str | None
    written_at: datetime


@dataclass(frozen=True)
class Unfetched:
    """Somebody for whom notices wait, oldest first; when they last fetched anything; when they were rung, by door."""

    person: int
    letters: tuple[Waiting, ...]
    fetched_at: datetime | None
    rung: Mapping[str, datetime]


def unfetched(store: Store, before: datetime) -> list[Unfetched]:
    """Everybody for whom a notice written up to that moment waits on the page, with all such notices of theirs."""
    found: dict[int, list[Waiting]] = {}
    columns = select(addresses.c.person_id, outbox.c.case_number, outbox.c.party, outbox.c.created_at)
    notices = (outbox.c.state == "waiting") & (outbox.c.urgency == NOTICE) & outbox.c.kind.in_([TEXT, FILE])
    there = columns.join_from(outbox, addresses).where(notices, addresses.c.door == WEB, outbox.c.created_at <= before)
    for row in store.db.execute(there.order_by(outbox.c.id)):
        found.setdefault(row.person_id, []).append(Waiting(row.case_number, row.party, row.created_at))
    fetched, rung = _fetched(store, found), _rung(store, found)
    return [Unfetched(who, tuple(letters), fetched.get(who), rung[who]) for who, letters in found.items()]


def _fetched(store: Store, persons: Iterable[int]) -> dict[int, datetime]:
    newest = select(addresses.c.person_id, func.max(outbox.c.sent_at).label("at")).join_from(outbox, addresses)
    theirs = newest.where(addresses.c.person_id.in_(persons), addresses.c.door == WEB).group_by(addresses.c.person_id)
    return {row.person_id: row.at for row in store.db.execute(theirs) if row.at is not None}


def _rung(store: Store, persons: Iterable[int]) -> dict[int, dict[str, datetime]]:
    door, newest = addresses.c.door, func.max(outbox.c.created_at).label("at")
    rings = or_(door.in_([TEXTS, PUSH]), outbox.c.template == LETTER_WAITING)
    asked = select(addresses.c.person_id, door, newest).join_from(outbox, addresses)
    theirs = asked.where(addresses.c.person_id.in_(persons), rings).group_by(addresses.c.person_id, door)
    found: dict[int, dict[str, datetime]] = {who: {} for who in persons}
    for row in store.db.execute(theirs):
        found[row.person_id][row.door] = row.at
    return found
