"""Leases: only one process at a time polls a bot, delivers its letters or plays the desk."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, select

from storage.schema.office import leases
from storage.store import Store
from storage.upsert import put


def _alive(_holder: str) -> bool:
    return True


def take(
    store: Store, name: str, holder: str, now: datetime, until: datetime, alive: Callable[[str], bool] = _alive
) -> bool:
    """Take or renew a lease; False while somebody else holds it, who is `alive` as far as one can tell from here.

    A lease of one's own is written again only when half of it is over, so that asking often costs no write.
    """
    row = store.db.execute(select(leases).where(leases.c.name == name)).first()
    if row is not None and row.until > now:
        if row.holder == holder and row.until - now > (until - now) / 2:
            return True
        if row.holder != holder and alive(row.holder):
            return False
    put(store, leases, {"name": name}, {"holder": holder, "until": until})
    return True


def give_back(store: Store, name: str, holder: str) -> None:
    """End a lease that one holds oneself."""
    store.db.execute(delete(leases).where((leases.c.name == name) & (leases.c.holder == holder)))
