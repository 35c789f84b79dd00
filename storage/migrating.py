"""Brings a database file to the newest schema, under the database's own write lock, before anything else opens it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from storage.database import sqlite_engine

_PATIENCE = 60.0
"""Seconds to wait for another process that is migrating."""


class NewerSchema(Exception):
    """The database was written by a newer version of the program; this one must not touch it."""


def migrate(path: Path) -> list[str]:
    """Migrate the file, making it if need be; returns the revisions that were applied. Raises NewerSchema.

    A file that is up to date is only read: whoever starts a process on it holds up nobody who writes.
    """
    if not pending(path):
        return []
    with _locked(path) as db:
        applied = _unapplied(db)
        command.upgrade(_config(db), "head")
        return applied


def pending(path: Path) -> list[str]:
    """The revisions that `migrate` would apply; raises NewerSchema. The file is only read."""
    if not path.exists():
        return ["everything"]
    engine = create_engine("sqlite://", creator=lambda: _connect(path))
    try:
        with engine.connect() as db:
            return _unapplied(db)
    finally:
        engine.dispose()


def _unapplied(db: Connection) -> list[str]:
    before = MigrationContext.configure(db).get_current_revision()
    script = ScriptDirectory.from_config(_config(db))
    known = [revision.revision for revision in reversed(list(script.walk_revisions()))]
    if before is not None and before not in known:
        raise NewerSchema(before)
    return known[known.index(before) + 1 :] if before else known


@contextmanager
def _locked(path: Path) -> Iterator[Connection]:
    engine = sqlite_engine(lambda: _connect(path))
    try:
        with engine.begin() as db:
            yield db
    finally:
        engine.dispose()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE)
    connection.execute("PRAGMA synchronous=FULL").close()
    return connection


def _config(db: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = db
    return config
