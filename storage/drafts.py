"""Half-finished dialogues, kept sealed between messages and restarts; the newest one of a person is the open one."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, select

from storage.schema.people import drafts
from storage.store import Store
from storage.upsert import put

_PURPOSE = "draft"


@dataclass(frozen=True)
class Draft:
    """One dialogue in progress: its name, the question it stands at, and the answers as they were typed."""

    dialogue: str
    at: str
    answers: dict[str, str]


def newest(store: Store, person: int, besides: Collection[str] = ()) -> Draft | None:
    """The dialogue that a person's next words belong to, if one is open (`besides` those named)."""
    mine = select(drafts).where(drafts.c.person_id == person, drafts.c.dialogue.not_in(besides))
    return _draft(store, store.db.execute(mine.order_by(drafts.c.updated_at.desc())).first())


def named(store: Store, person: int, dialogue: str) -> Draft | None:
    """A person's dialogue of this name, if one was begun."""
    mine = (drafts.c.person_id == person) & (drafts.c.dialogue == dialogue)
    return _draft(store, store.db.execute(select(drafts).where(mine)).first())


def keep(store: Store, person: int, draft: Draft, now: datetime) -> None:
    """Keep a dialogue as it stands; it is the open one now."""
    # several turns may happen at one moment, and still the last of them counts
    latest = store.db.scalar(select(func.max(drafts.c.updated_at)).where(drafts.c.person_id == person))
    updated_at = now if latest is None else max(now, latest + timedelta(microseconds=1))
    sealed = store.sealer.seal(_PURPOSE, json.dumps({"at": draft.at, "answers": draft.answers}))
    place = {"person_id": person, "dialogue": draft.dialogue}
    put(store, drafts, place, {"sealed": sealed, "updated_at": updated_at})


def drop(store: Store, person: int, dialogue: str) -> None:
    """Forget a dialogue: finished or cancelled."""
    store.db.execute(delete(drafts).where((drafts.c.person_id == person) & (drafts.c.dialogue == dialogue)))


def drop_all(store: Store, person: int) -> None:
    """Forget every dialogue of a person who has no business in them any more."""
    store.db.execute(delete(drafts).where(drafts.c.person_id == person))


def _draft(store: Store, row: Row[Any] | None) -> Draft | None:
    if row is None:
        return None
    body = json.loads(store.sealer.open(_PURPOSE, row.sealed))
    return Draft(row.dialogue, body["at"], body["answers"])
