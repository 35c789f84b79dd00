"""Rows that processes ended with: the last try of such a row waits until a process has lived for a while."""

from sqlalchemy import update
from telegram import Bot

from bot.house import House
from bot.lease import Lease
from bot.settings import Settings
from bot.steps import LAST_TRIES_AFTER, DeskWork
from storage import inbox
from storage.schema.messages import inbox as rows
from tests.clocks import VirtualClock
from tests.world import World


async def said(world: World, number: int, chat: str) -> None:
    raw = '{"kind": "command", "command": "help", "sender": "李晓梅", "language": "zh-hans"}'
    await world.run(lambda store: inbox.receive(store, "telegram", "bot", str(number), chat, raw, world.now))


async def test_a_young_process_leaves_a_last_try_and_its_chat_and_serves_the_others(world: World) -> None:
    clock = VirtualClock(world.now)
    house = House(Settings(), clock, world.database, world.office, Bot("1:A"))
    for number, chat in enumerate(("a", "a", "b")):
        await said(world, number, chat)
    await world.run(lambda store: store.db.execute(update(rows).where(rows.c.ref == "0").values(tries=inbox.TRIES - 1)))
    desk = DeskWork(house, world.desk, Lease(world.database, clock, "desk"), lambda: None)
    assert [await desk.handle_some(), await desk.handle_some()] == [1, 0]
    assert await world.states() == {"handled": 1, "waiting": 2}
    clock.passes(LAST_TRIES_AFTER)
    assert [await desk.handle_some(), await desk.handle_some()] == [1, 1]
    assert await world.states() == {"handled": 3}


async def test_what_was_tried_once_does_not_wait(world: World) -> None:
    clock = VirtualClock(world.now)
    house = House(Settings(), clock, world.database, world.office, Bot("1:A"))
    await said(world, 0, "a")
    await world.run(lambda store: store.db.execute(update(rows).values(tries=1)))
    desk = DeskWork(house, world.desk, Lease(world.database, clock, "desk"), lambda: None)
    assert await desk.handle_some() == 1
