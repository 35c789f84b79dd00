"""The journal: what happened, who did it, under which profile and calendar; appended, never changed."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from mediation.actor import Actor, Moment
from mediation.case import Case
from mediation.events.event import Event
from storage import chains, codec
from storage.schema import journal as tables
from storage.store import Store


@dataclass(frozen=True)
class Entry:
    """One line of the journal as it is read back; `body` holds the event's own fields."""

    id: int
    at: datetime
    event: str
    body: dict[str, Any]
    actor: int | None
    role: str


def append(
    store: Store,
    event: Event,
    by: Actor,
    moment: Moment,
    case: Case | None = None,
    cause: int | None = None,
    chain: str | None = None,
) -> None:
    """Write one event into its case's chain, or the office's, or a given one."""
    values = {
        "case_number": case.number if case else None,
        "case_version": case.version if case else None,
        "at": moment.now,
        "event": event.name(),
        "body": codec.dumps(event, store.sealer),
        "actor_id": by.person,
        "role": by.role.value,
        "profile_version": moment.profile.version,
        "calendar_version": moment.calendar.version,
        "cause": cause,
    }
    home = chain or (chains.case_chain(case.number) if case else chains.OFFICE)
    link = chains.append(store, home, body_hash(store, values))
    store.db.execute(insert(tables.journal), {**values, **asdict(link)})


def body_hash(store: Store, values: dict[str, Any]) -> str:
    """The hash of what one line says."""
    said = {key: values[key] for key in sorted(values) if key not in {"id", "chain", "link", "body_hash", "link_hash"}}
    return store.sealer.chain_hash(codec.canonical({**said, "at": said["at"].isoformat()}))


def of_case(store: Store, number: str) -> list[Entry]:
    """Everything that happened in a case, oldest first."""
    rows = store.db.execute(
        select(tables.journal).where(tables.journal.c.case_number == number).order_by(tables.journal.c.id)
    )
    return [entry(row) for row in rows]


def of_event(store: Store, number: str, event: str) -> list[Entry]:
    """Every time that this happened in a case, oldest first."""
    happened = (tables.journal.c.case_number == number) & (tables.journal.c.event == event)
    return [
        entry(row) for row in store.db.execute(select(tables.journal).where(happened).order_by(tables.journal.c.id))
    ]


def entry(row: Row[Any]) -> Entry:
    """A row of the table as a value."""
    return Entry(row.id, row.at, row.event, json.loads(row.body), row.actor_id, row.role)


def seal(store: Store, now: datetime) -> int:
    """Link the heads of all chains that grew since the last seal into one row; returns how many there were."""
    grown = select(tables.chains.c.name, tables.chains.c.length, tables.chains.c.head).where(tables.chains.c.unsealed)
    heads = [list(row) for row in store.db.execute(grown.order_by(tables.chains.c.name))]
    if not heads:
        return 0
    before = store.db.scalar(select(tables.seals.c.hash).order_by(tables.seals.c.id.desc()).limit(1))
    text = codec.canonical(heads)
    store.db.execute(insert(tables.seals).values(at=now, heads=text, hash=seal_hash(store, before, now, text)))
    store.db.execute(update(tables.chains).where(tables.chains.c.unsealed).values(unsealed=False))
    return len(heads)


def seal_hash(store: Store, before: str | None, at: datetime, heads: str) -> str:
    """The hash of a seal: over the seal before it, its moment and its heads."""
    return store.sealer.chain_hash(before or chains.START, at.isoformat(), heads)
