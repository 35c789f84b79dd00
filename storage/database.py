"""The only door to the database: `Database.run(work)` gives a plain function one transaction, in one thread hop."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from storage.sealing import Sealer
from storage.store import Store

Result = TypeVar("Result")

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA cell_size_check=ON",
    "PRAGMA secure_delete=ON",
)


class Database:
    """An open SQLite database, hosted by aiosqlite: its connection and its thread, on which every turn runs whole."""

    def __init__(self, connection: aiosqlite.Connection, sealer: Sealer) -> None:
        self._connection = connection
        self._engine = sqlite_engine(lambda: connection._conn)
        self._sealer = sealer

    @classmethod
    async def open(cls, path: Path, sealer: Sealer) -> "Database":
        """Open a migrated database file; raises sqlite3.Error if that fails."""
        connection = await aiosqlite.connect(path, isolation_level=None)
        for pragma in _PRAGMAS:
            async with connection.execute(pragma) as answer:
                await answer.fetchall()
        return cls(connection, sealer)

    async def run(self, work: Callable[[Store], Result]) -> Result:
        """Give `work` one transaction, committed when it returns and rolled back when it raises.

        Shielded from cancellation: a turn that was begun ends, whoever stopped waiting for it.
        """
        return await asyncio.shield(asyncio.ensure_future(self._hop(lambda: self._turn(work))))

    def _hop(self, work: Callable[[], Result]) -> Coroutine[Any, Any, Result]:
        # aiosqlite has no public way to run a function on its thread; this is the one place that uses the private one
        hop: Callable[[Callable[[], Result]], Coroutine[Any, Any, Result]] = self._connection._execute
        return hop(work)

    def _turn(self, work: Callable[[Store], Result]) -> Result:
        with self._engine.begin() as db:
            return work(Store(db, self._sealer))

    async def close(self) -> None:
        """Wait for the turns under way and close the file."""
        await self._hop(self._engine.dispose)
        await self._connection.close()


def sqlite_engine(creator: Callable[[], sqlite3.Connection]) -> Engine:
    """An engine that speaks SQL on one given connection and takes the write lock when a transaction begins."""
    # an error that is logged or printed must not show anybody's words
    engine = create_engine("sqlite://", creator=creator, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _begin_immediate(db: Connection) -> None:
    # a transaction that read first and wrote later could meet SQLITE_BUSY halfway; this way it waits at the start
    db.exec_driver_sql("BEGIN IMMEDIATE")
