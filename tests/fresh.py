"""Database files for tests: migrated once, copied for each test, in memory where the system has such a place."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.migrating import migrate

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder that lives as long as this does; files in it cost no disk where that is possible."""
    with TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None) as folder:
        yield Path(folder)


@cache
def migrated() -> bytes:
    """An empty database as every migration leaves it."""
    with quick_folder() as folder:
        migrate(folder / "empty.db")
        return (folder / "empty.db").read_bytes()
