"""A copy of the database, made while it is in use, through SQLite's own online backup."""

import sqlite3
from contextlib import closing
from pathlib import Path


def back_up(database: Path, folder: Path, name: str, keep: int) -> Path:
    """Copy the database into `folder` under `name`, and keep only the newest `keep` copies; returns the copy's path.

    The copy appears whole or not at all. Raises OSError or sqlite3.Error.
    """
    folder.mkdir(parents=True, exist_ok=True)
    unfinished, finished = folder / f".{name}.part", folder / name
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
    unfinished.replace(finished)
    for old in sorted(folder.glob("*.db"))[:-keep]:
        old.unlink()
    return finished
