"""Unexpected faults, kept for the administrators."""

from datetime import datetime

from sqlalchemy import insert

from storage.schema.office import faults
from storage.store import Store


def keep(store: Store, place: str, what: str, now: datetime, inbox: int | None = None) -> int:
    """Keep a fault: which loop met it, its frames without anybody's words, the row it was about; returns its id."""
    values = {"at": now, "place": place, "what": what, "inbox_id": inbox}
    return int(store.db.execute(insert(faults).values(**values).returning(faults.c.id)).scalar_one())
