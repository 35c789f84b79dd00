"""Tells the house's troubles from a row's faults: a full disk is nobody's fault, and a fault is kept without words."""

import sqlite3
import sys
import traceback
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import DBAPIError

from storage import faults
from storage.sealing import SealBroken
from storage.store import Store

_HOUSE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_NOMEM,
}


class HouseTrouble(Exception):
    """The disk, the lock, the connection or the key failed, not a row: the loop pauses and blames nobody."""


def raise_house_trouble(fault: Exception) -> None:
    """Raise HouseTrouble if the fault is the house's; the whole transaction must then be abandoned.

    Its causes count too: a full disk ends the whole transaction, and then the way back to the savepoint fails.
    """
    met: BaseException | None = fault
    while met is not None:
        if isinstance(met, SealBroken):
            raise HouseTrouble("the key does not open what is stored") from fault
        if isinstance(met, DBAPIError) and _is_house(met):
            raise HouseTrouble("the database cannot be written") from fault
        met = met.__cause__ or met.__context__


def attempt(store: Store, place: str, now: datetime, work: Callable[[], object], row: int | None = None) -> None:
    """Do what nothing may stop for, in a savepoint of its own; if it fails the fault is kept. Raises HouseTrouble."""
    try:
        with store.db.begin_nested():
            work()
    except Exception as fault:
        raise_house_trouble(fault)
        faults.keep(store, place, frames_only(), now, row)


def _is_house(fault: DBAPIError) -> bool:
    code = getattr(fault.orig, "sqlite_errorcode", None)
    return fault.connection_invalidated or (code is not None and code & 0xFF in _HOUSE)


def frames_only() -> str:
    """The present exception by its frames and its class: what it says may hold somebody's words."""
    kind, _, frames = sys.exc_info()
    return "".join([*traceback.format_tb(frames), kind.__name__ if kind else ""])
