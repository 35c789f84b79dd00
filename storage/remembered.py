"""Single values that outlive a restart: a check of the key, the bot's name, when the office last looked."""

from sqlalchemy import select

from storage.schema.office import remembered
from storage.sealing import SealBroken
from storage.store import Store
from storage.upsert import put

_KEY_CHECK = "key_check"


def recall(store: Store, name: str) -> str | None:
    """The value kept under this name, or None."""
    value: str | None = store.db.scalar(select(remembered.c.value).where(remembered.c.name == name))
    return value


def remember(store: Store, name: str, value: str) -> None:
    """Keep a value under a name."""
    put(store, remembered, {"name": name}, {"value": value})


def key_fits(store: Store) -> bool:
    """Whether the key is the one that this database was begun with; the first key that asks is the one."""
    kept = recall(store, _KEY_CHECK)
    if kept is None:
        remember(store, _KEY_CHECK, store.sealer.seal(_KEY_CHECK, _KEY_CHECK))
        return True
    try:
        return store.sealer.open(_KEY_CHECK, kept) == _KEY_CHECK
    except SealBroken:
        return False
