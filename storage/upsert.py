"""Insert or update in two portable statements; the transaction already holds the write lock."""

from typing import Any

from sqlalchemy import Table, and_, insert, update

from storage.store import Store


def put(store: Store, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
    """Make the row with this key have these values, whether it was there or not."""
    mine = and_(*(table.c[name] == value for name, value in key.items()))
    if store.db.execute(update(table).where(mine).values(**values)).rowcount == 0:
        store.db.execute(insert(table).values(**key, **values))
