"""An open transaction on an empty database in memory, for what storage does in one."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from storage.database import sqlite_engine
from storage.schema import metadata
from storage.sealing import Sealer
from storage.store import Store

KEY = bytes(range(32))


@contextmanager
def fresh_store() -> Iterator[Store]:
    """An open store; nothing of it is ever committed."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys=ON")
    engine = sqlite_engine(lambda: connection)
    with engine.connect() as db, db.begin():
        metadata.create_all(db)
        yield Store(db, Sealer(KEY))
    engine.dispose()
    connection.close()
