"""Brings a database file to the newest schema, under the database's own write lock, before anything else opens it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import sqlite_engine

_PATIENCE = 60.0
"""Seconds to wait for another process that is migrating."""


class NewerSchema(Exception):
    """The database was written by a newer version of the program; this one must not touch it."""


def migrate(path: Path) -> list[str]:
    """Migrate the file, making it if need be; returns the revisions that were applied. Raises NewerSchema."""
    with _locked(path) as db:
        config, before = _config(db), _revision(db)
        script = ScriptDirectory.from_config(config)
        known = [revision.revision for revision in reversed(list(script.walk_revisions()))]
        if before is not None and before not in known:
            raise NewerSchema(before)
        command.upgrade(config, "head")
        return known[known.index(before) + 1 :] if before else known


def pending(path: Path) -> list[str]:
    """The revisions that `migrate` would apply; raises NewerSchema. The file is only read."""
    if not path.exists():
        return ["everything"]
    with _locked(path) as db:
        before = _revision(db)
        known = [one.revision for one in reversed(list(ScriptDirectory.from_config(_config(db)).walk_revisions()))]
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


def _revision(db: Connection) -> str | None:
    return MigrationContext.configure(db).get_current_revision()
