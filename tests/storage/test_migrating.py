"""Migrations add up to the schema, are run under the lock, and refuse a file of a newer program."""

import sqlite3
from contextlib import closing
from multiprocessing.pool import ThreadPool
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage.database import sqlite_engine
from storage.migrating import NewerSchema, migrate, pending
from storage.schema import metadata


def test_all_migrations_make_the_schema(tmp_path: Path) -> None:
    migrate(tmp_path / "a.db")
    engine = sqlite_engine(lambda: sqlite3.connect(tmp_path / "a.db", isolation_level=None))
    with engine.begin() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    assert pending(tmp_path / "a.db") == ["everything"]
    assert migrate(tmp_path / "a.db") != []
    assert pending(tmp_path / "a.db") == []
    assert migrate(tmp_path / "a.db") == []


def test_a_file_that_is_up_to_date_is_looked_at_while_another_process_writes(tmp_path: Path) -> None:
    migrate(tmp_path / "a.db")
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert migrate(tmp_path / "a.db") == []
        assert pending(tmp_path / "a.db") == []


def test_several_at_once_take_turns(tmp_path: Path) -> None:
    with ThreadPool(4) as pool:
        applied = pool.map(migrate, [tmp_path / "a.db"] * 4)
    assert sorted(map(len, applied))[:3] == [0, 0, 0]


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    migrate(tmp_path / "a.db")
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        db.execute("UPDATE alembic_version SET version_num = 'm9999'")
        db.commit()
    for look in (migrate, pending):
        with pytest.raises(NewerSchema, match="m9999"):
            look(tmp_path / "a.db")
