"""The only door to the database: whole turns, rolled back alone, in one hop on aiosqlite's own thread."""

import asyncio
import inspect
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import aiosqlite
import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.migrating import migrate
from storage.schema.office import remembered
from storage.sealing import Sealer
from storage.store import Store

SEALER = Sealer(bytes(32))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    migrate(tmp_path / "a.db")
    opened = await Database.open(tmp_path / "a.db", SEALER)
    yield opened
    await opened.close()


def write(store: Store, name: str) -> None:
    store.db.execute(insert(remembered).values(name=name, value=""))


def names(store: Store) -> list[str]:
    return sorted(store.db.scalars(select(remembered.c.name)))


async def test_an_error_shows_nobodys_words(database: Database) -> None:
    await database.run(lambda store: write(store, "李晓梅欠款"))
    with pytest.raises(IntegrityError) as trouble:
        await database.run(lambda store: write(store, "李晓梅欠款"))
    assert "李晓梅" not in str(trouble.value)


async def test_a_turn_that_returns_is_kept_and_one_that_raises_is_not(database: Database) -> None:
    await database.run(lambda store: write(store, "kept"))

    def fails(store: Store) -> None:
        write(store, "lost")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await database.run(fails)
    assert await database.run(names) == ["kept"]


async def test_a_cancelled_turn_still_ends(database: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(store: Store) -> None:
        begun.set()
        go_on.wait(10)
        write(store, "ended")

    waiting = asyncio.ensure_future(database.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    waiting.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await database.run(names) == ["ended"]


async def test_every_turn_runs_on_the_one_thread_of_aiosqlite(database: Database) -> None:
    threads = {await database.run(lambda store: threading.current_thread().name) for _ in range(5)}
    assert len(threads) == 1
    assert threads != {threading.current_thread().name}


async def test_it_is_as_durable_as_promised(database: Database) -> None:
    def pragmas(store: Store) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [store.db.execute(text(f"PRAGMA {name}")).scalar_one() for name in names]

    assert await database.run(pragmas) == ["wal", 2, 1]


async def test_a_turn_holds_the_write_lock_from_its_beginning(database: Database, tmp_path: Path) -> None:
    def meanwhile(store: Store) -> str:
        with closing(sqlite3.connect(tmp_path / "a.db", timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as locked:
                return str(locked)
        return "free"

    assert await database.run(meanwhile) == "database is locked"


def test_aiosqlite_still_has_the_hop_that_the_database_is_built_on() -> None:
    assert inspect.iscoroutinefunction(aiosqlite.Connection._execute)
    assert list(inspect.signature(aiosqlite.Connection._execute).parameters)[:2] == ["self", "fn"]
