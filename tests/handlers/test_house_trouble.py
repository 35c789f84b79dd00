"""Trouble of the house: a full disk, a lock, a wrong key abandon the batch, and no row is blamed for it."""

import sqlite3
from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError

from handlers.house import HouseTrouble
from storage import inbox
from storage.sealing import SealBroken
from storage.store import Store
from tests.handlers.test_words import templates
from tests.handlers.trap import Trap, comes, tries
from tests.world import World


def disk(code: int) -> OperationalError:
    """What SQLAlchemy raises for this error of SQLite."""
    orig = sqlite3.OperationalError("…")
    orig.sqlite_errorcode = code
    return OperationalError("INSERT …", {}, orig)


_TROUBLES: list[Callable[[], Exception]] = [
    lambda: disk(sqlite3.SQLITE_FULL),
    lambda: disk(sqlite3.SQLITE_BUSY),
    lambda: disk(sqlite3.SQLITE_IOERR_WRITE),
    lambda: disk(sqlite3.SQLITE_READONLY),
    lambda: SealBroken("identity"),
]


@pytest.mark.parametrize("trouble", _TROUBLES)
async def test_the_houses_trouble_abandons_the_batch_and_counts_no_try(
    world: World, trap: Trap, trouble: Callable[[], Exception]
) -> None:
    li, zhang = world.person("李晓梅"), world.person("张建军")
    trap.fault = trouble()
    await comes(world, zhang, "help")
    await comes(world, li, "trap")
    rows = await world.run(lambda store: inbox.take(store, world.now))
    with pytest.raises(HouseTrouble):
        await world.run(lambda store: world.desk.handle(store, rows, world.now))
    await world.run(lambda store: inbox.uncount(store, [row.id for row in rows]))
    assert await tries(world) == [0, 0]
    assert await world.states() == {"waiting": 2}
    assert await world.faults() == []
    trap.fault = None
    await world.settle()
    assert (templates(li), templates(zhang)) == (["left_it"], ["welcome"])


@pytest.mark.parametrize("pages", [0, 3, 6, 9])
async def test_on_a_full_disk_nothing_is_half_done_and_nothing_lost(world: World, trap: Trap, pages: int) -> None:
    people_here = [world.person(f"来人{n}") for n in range(8)]
    for who in people_here:
        await world.says(who, "/help")
    for who in people_here:
        await world.comes_in(who, {"kind": "text", "text": "话" * 1500})
    rows = await world.run(lambda store: inbox.take(store, world.now))

    def limit(store: Store, more: int) -> None:
        full = store.db.exec_driver_sql("PRAGMA page_count").scalar_one()
        store.db.exec_driver_sql(f"PRAGMA max_page_count={full + more}")

    await world.run(lambda store: limit(store, pages))
    with pytest.raises(HouseTrouble):
        await world.run(lambda store: world.desk.handle(store, rows, world.now))
    assert await world.faults() == []
    assert await world.states() == {"handled": 8, "waiting": 8}
    await world.run(lambda store: limit(store, 10_000))
    await world.run(lambda store: inbox.uncount(store, [row.id for row in rows]))
    await world.settle()
    assert await world.faults() == []
    assert [templates(who) for who in people_here] == [["welcome", "stranger_words"]] * 8
