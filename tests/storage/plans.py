"""How the database answers: the plans of the statements that some work runs, so that no test needs a stopwatch."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event

from storage.store import Store

Statement = tuple[str, Any]


@contextmanager
def statements(db: Connection) -> Iterator[list[Statement]]:
    """Every statement that runs meanwhile, with its parameters."""
    found: list[Statement] = []

    def note(_db: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        found.append((statement, parameters))

    event.listen(db, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db, "before_cursor_execute", note)


def plans(store: Store, work: Callable[[], object], table: str) -> list[str]:
    """How SQLite finds the rows of every SELECT from this table that `work` runs, one line a step."""
    with statements(store.db) as ran:
        work()
    asked = [(sql, parameters) for sql, parameters in ran if sql.startswith("SELECT") and f"FROM {table}" in sql]
    return [
        row.detail
        for sql, parameters in asked
        for row in store.db.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)
    ]
