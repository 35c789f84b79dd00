"""A copy of the database opens, holds what was committed, and old copies go."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.backing_up import back_up


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode=WAL").close()
        db.execute("CREATE TABLE t (x)")
        db.execute("INSERT INTO t VALUES (1)")
        db.commit()
    return path


def test_it_holds_what_was_committed_while_the_database_is_open(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database)) as db:
        db.execute("INSERT INTO t VALUES (2)")
        db.commit()
        db.execute("INSERT INTO t VALUES (3)")
        copy = back_up(database, tmp_path / "copies", "x-1.db", keep=2)
    with closing(sqlite3.connect(copy)) as db:
        assert list(db.execute("SELECT x FROM t ORDER BY x")) == [(1,), (2,)]


def test_only_the_newest_are_kept_and_nothing_unfinished(database: Path, tmp_path: Path) -> None:
    for day in range(1, 5):
        back_up(database, tmp_path / "copies", f"x-2026-03-0{day}.db", keep=2)
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == ["x-2026-03-03.db", "x-2026-03-04.db"]


def test_a_copy_that_fails_leaves_the_old_ones(database: Path, tmp_path: Path) -> None:
    kept = back_up(database, tmp_path / "copies", "x-1.db", keep=2)
    database.write_bytes(b"this is no database, and longer than a page header would be" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        back_up(database, tmp_path / "copies", "x-2.db", keep=2)
    assert kept.exists()
    assert not (tmp_path / "copies" / "x-2.db").exists()
