"""The loops: work is done at once, trouble of the house blames nobody, any other fault is kept and the loop goes on."""

import asyncio
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from telegram import Bot

from bot.house import House
from bot.lease import Lease
from bot.outcome import WrongToken
from bot.settings import Settings
from bot.steps import DeskWork, keep_doing, keep_running
from handlers.desk import Desk
from handlers.house import HouseTrouble
from handlers.rederiving import rederive_some, up_to_date
from mediation.actor import Role
from storage import calendars, inbox
from storage.inbox import Incoming
from storage.schema.messages import inbox as inbox_rows
from storage.schema.office import faults
from storage.store import Store
from tests.clocks import VirtualClock
from tests.notices import OFFICIAL
from tests.sample import recorded
from tests.storage.plans import statements
from tests.world import World


@dataclass(frozen=True)
class FullDisk(Desk):
    """A desk whose disk is full for as many batches as `left` says."""

    left: list[int]

    def handle(self, store: Store, rows: list[Incoming], now: datetime) -> int:
        if self.left:
            self.left.pop()
            full = sqlite3.OperationalError("database or disk is full")
            full.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise OperationalError("INSERT", {}, full)
        return super().handle(store, rows, now)


@pytest.fixture
async def house(world: World) -> House:
    """A house around the world's database, at a clock that stands still."""
    return House(Settings(), VirtualClock(world.now), world.database, world.office, Bot("1:A"))


def work(house: House, desk: Desk, holder: str = "a") -> DeskWork:
    return DeskWork(house, desk, Lease(house.database, house.clock, "desk", holder), lambda: None)


async def said(world: World, number: int) -> None:
    raw = '{"kind": "command", "command": "help", "sender": "李晓梅", "language": "zh-hans"}'
    await world.run(lambda store: inbox.receive(store, "telegram", "bot", str(number), str(number), raw, world.now))


async def tries(world: World) -> list[tuple[str, int]]:
    return await world.run(
        lambda store: [(r.state, r.tries) for r in store.db.execute(select(inbox_rows).order_by(inbox_rows.c.id))]
    )


async def test_a_full_disk_abandons_the_batch_and_takes_the_tries_back(world: World, house: House) -> None:
    await said(world, 1)
    await said(world, 2)
    desk = work(house, FullDisk(world.office, [1, 1]))
    for _ in range(2):
        with pytest.raises(HouseTrouble):
            await desk.handle_some()
    assert await desk.handle_some() == 2
    assert await tries(world) == [("handled", 1), ("handled", 1)]


async def test_only_one_process_is_the_desk(world: World, house: House) -> None:
    await said(world, 1)
    first, second = work(house, world.desk), work(house, world.desk, "b")
    assert await second.handle_some() == 1
    await said(world, 2)
    assert await first.handle_some() == 0
    assert (await tries(world))[1] == ("waiting", 0)


async def test_a_running_desk_takes_up_an_imported_calendar_and_the_cases_follow(world: World, house: House) -> None:
    await world.run(lambda store: calendars.keep(store, world.office.calendar.years.values(), world.now))
    mediator = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, mediator)
    desk = work(house, world.desk)
    assert [await desk.rederive_some(), await desk.rederive_some()] == [1, 0]
    await world.run(lambda store: calendars.keep(store, [OFFICIAL], world.now))
    kept = await world.run(calendars.load)
    # the very next turn is already decided by it
    await said(world, 1)
    await desk.handle_some()
    assert desk.office.calendar.version == kept.version != world.office.calendar.version
    assert [await desk.rederive_some(), await desk.rederive_some()] == [1, 0]
    agreement = (await world.case("K7M2QX")).agreement
    assert agreement is not None
    assert agreement.calendar_version == kept.version


async def test_nothing_is_derived_again_by_a_process_that_is_not_the_desk(world: World, house: House) -> None:
    await recorded(world, await world.staff("王建国", Role.MEDIATOR))
    first, second = work(house, world.desk), work(house, world.desk, "b")
    await first.handle_some()
    assert await second.rederive_some() == 0
    assert await first.rederive_some() == 1


async def test_a_look_when_nothing_is_new_is_a_few_keys(world: World, house: House) -> None:
    await world.run(lambda store: calendars.keep(store, world.office.calendar.years.values(), world.now))
    desk = work(house, world.desk)
    await desk.rederive_some()

    def looks(store: Store) -> list[str]:
        with statements(store.db) as ran:
            assert rederive_some(store, up_to_date(store, desk.office), world.now) == 0
        return [sql.split()[0] for sql, _ in ran]

    assert await world.run(looks) == ["SELECT", "SELECT"]


async def test_a_fault_of_a_loop_is_kept_once_and_told_and_the_loop_goes_on(world: World, house: House) -> None:
    boss, done = await world.staff("陈静", Role.ADMINISTRATOR), asyncio.Event()
    turns: Iterator[str | int] = iter(["李晓梅 said something", "李晓梅 said more", 1, 0])

    async def step() -> int:
        turn = next(turns)
        if isinstance(turn, str):
            raise RuntimeError(turn)
        if turn == 0:
            done.set()
        return turn

    loop = asyncio.ensure_future(keep_doing(house, "loop", step, asyncio.Event(), 5.0))
    while not done.is_set():
        await asyncio.sleep(0)
        clock_of(house).passes(1.0)
    loop.cancel()
    kept = await world.run(lambda store: list(store.db.scalars(select(faults.c.what))))
    assert len(kept) == 1
    assert "RuntimeError" in kept[0]
    assert "李晓梅" not in kept[0]
    world.faults_expected = True
    await world.settle()
    assert boss.letters[-1].template == "fault_kept.administrators"


async def test_a_loop_that_fails_is_begun_again_but_a_wrong_token_stops(world: World, house: House) -> None:
    faults_to_come: Iterator[Exception] = iter([RuntimeError(), WrongToken("the token")])

    async def loop() -> None:
        raise next(faults_to_come)

    running = asyncio.ensure_future(keep_running(house, "intake", loop))
    while not running.done():
        await asyncio.sleep(0)
        clock_of(house).passes(1.0)
    with pytest.raises(WrongToken):
        await running


def clock_of(house: House) -> VirtualClock:
    assert isinstance(house.clock, VirtualClock)
    return house.clock
