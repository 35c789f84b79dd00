"""Outbox to screen over real HTTP: everything goes wrong once, and every letter that matters is there, in order."""

import asyncio

import pytest
from telegram import Bot

from bot.delivery import Delivery
from bot.lease import Lease
from bot.telegram.connecting import DOOR, site_of
from bot.telegram.sending import Sender
from tests.botapi import BotApi, Garbage, NoAnswer, server_error, too_many_requests
from tests.clocks import CountingDatabase, HastyClock
from tests.letters import came_in, new_address, put, row, states

TEXTS = ["一", "二", "三", "四"]


async def test_whatever_goes_wrong_every_letter_arrives_in_order(
    api: BotApi, bot: Bot, database: CountingDatabase
) -> None:
    clock, people = HastyClock(), [api.person(name) for name in ("李晓梅", "王建国", "赵丽", "孙强")]
    li, wang, zhao, _ = people
    addresses = {}
    for person in people:
        await person.opens()
        addresses[person.id] = await new_address(database, str(person.id))
        for text in TEXTS:
            await put(database, addresses[person.id], text)
    api.fail("sendMessage", NoAnswer(done=True), chat=li, after=1)
    api.fail("sendMessage", NoAnswer(done=False), chat=li, after=2)
    api.fail("sendMessage", too_many_requests(3), chat=wang)
    api.fail("sendMessage", server_error(), chat=zhao)
    api.fail("sendMessage", Garbage(), chat=zhao, after=1)

    lease = Lease(database, clock, "deliver")
    place = (DOOR, site_of(bot.token))
    delivery = Delivery(database, clock, Sender(bot, database).send, place, lease, lambda now: False, lambda: None)
    running = asyncio.create_task(delivery.run())
    await api.until(lambda: all(person.screen and person.last.text == "四" for person in people))
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert await states(database) == ["sent"] * 16
    for person in people:
        seen = [shown.text for shown in person.heard]
        assert [text for place, text in enumerate(seen) if seen.index(text) == place] == TEXTS
    assert [shown.text for shown in li.heard] == ["一", "二", "二", "三", "四"]
    repeated = [number for number in range(1, 17) if (await row(database, number)).repeated]
    assert repeated == [2, 3, 10]


async def test_who_blocked_the_bot_is_told_to_the_desk_and_holds_nobody(
    api: BotApi, bot: Bot, database: CountingDatabase
) -> None:
    clock, li, wang = HastyClock(), api.person("李晓梅"), api.person("王建国")
    for person in (li, wang):
        await person.opens()
        await put(database, await new_address(database, str(person.id)))
    await li.blocks_bot()
    told = asyncio.Event()
    lease, place = Lease(database, clock, "deliver"), (DOOR, site_of(bot.token))
    delivery = Delivery(database, clock, Sender(bot, database).send, place, lease, lambda now: False, told.set)
    running = asyncio.create_task(delivery.run())
    await told.wait()
    await wang.hears("您好")
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await states(database) == ["unreachable", "sent"]
    assert [(one.door, one.chat) for one in await came_in(database)] == [("delivery", str(li.id))]
