"""Delivery that is stopped, killed, without its lease or without its database: every letter is accounted for."""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from sqlalchemy.exc import OperationalError

from bot.lease import Lease
from bot.outcome import Later, Offline, Outcome, Sent, Unknown, Unsendable
from storage import outbox
from storage.store import Store
from tests.clocks import START
from tests.delivering import Office, assert_within_limits
from tests.letters import put, row, states

Result = TypeVar("Result")


async def test_stopping_lets_what_is_in_flight_land(office: Office) -> None:
    office.door.latency = 20.0
    for address in await office.chats(40):
        await put(office.database, address)
    async with office.delivering():
        await office.passes(0.5)
        assert office.door.in_flight == 30
    assert Counter(await states(office.database)) == {"sent": 30, "waiting": 10}


async def test_what_was_under_way_when_the_process_died_goes_again_and_is_marked(office: Office) -> None:
    one, two = await office.chats(2)
    await put(office.database, one, "请确认")
    await put(office.database, two, "谢谢", repeatable=False)
    await office.database.run(lambda store: outbox.take(store, START, 64, notices=True))  # and then it was killed
    await put(office.database, one, "下一条")
    async with office.delivering():
        await office.passes(5.0)
    assert office.door.said == [(one.ref, "请确认"), (one.ref, "下一条")]
    kept = [await row(office.database, number) for number in (1, 2, 3)]
    assert [(letter.state, letter.repeated) for letter in kept] == [("sent", True), ("unknown", False), ("sent", False)]


async def test_while_another_process_delivers_this_one_waits(office: Office) -> None:
    theirs = Lease(office.database, office.clock, "deliver", "another-host:1:b")
    assert await theirs.keep()
    [chat] = await office.chats(1)
    await put(office.database, chat)
    async with office.delivering():
        await office.passes(10.0)
        assert office.door.began == []
        await theirs.give_back()
        await office.passes(3.0)
    assert await states(office.database) == ["sent"]


async def test_a_process_that_lost_its_lease_settles_and_takes_nothing_new(office: Office) -> None:
    one, two = await office.chats(2)
    await put(office.database, one)
    delivery = office.delivery()
    for _ in range(2):
        await delivery.deliver_some()
    await office.passes(120.0)
    assert await Lease(office.database, office.clock, "deliver", "another-host:1:b").keep()
    await put(office.database, two)
    await delivery.landed()
    await delivery.deliver_some()
    assert await states(office.database) == ["sent", "waiting"]


async def test_a_database_that_fails_for_a_while_loses_no_outcome(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = False
    run = office.database.run

    async def sometimes(work: Callable[[Store], Result]) -> Result:
        if failing:
            raise OperationalError("commit", {}, Exception("disk full"))
        return await run(work)

    monkeypatch.setattr(office.database, "run", sometimes)
    for address in await office.chats(40):
        await put(office.database, address)
    async with office.delivering():
        await office.passes(0.01)
        failing = True
        await office.passes(100.0)
        assert len(office.door.began) == 30
        failing = False
        await office.passes(40.0)
    assert set(await states(office.database)) == {"sent"}
    assert len(office.door.began) == 40


async def test_stopping_while_the_database_fails_ends(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    [chat] = await office.chats(1)
    await put(office.database, chat)
    run = office.database.run

    async def fails(work: Callable[[Store], Any]) -> Any:
        raise OperationalError("commit", {}, Exception("disk full"))

    async with office.delivering():
        await office.passes(0.01)
        monkeypatch.setattr(office.database, "run", fails)
    monkeypatch.setattr(office.database, "run", run)
    assert await states(office.database) == ["attempting"]


@pytest.mark.parametrize("seed", range(5))
async def test_whatever_the_door_answers_every_letter_is_resolved_in_order(office: Office, seed: int) -> None:
    chance = random.Random(seed)
    possible: list[Outcome] = [Later(3.0, ""), Offline(""), Unknown(""), Unsendable(""), Sent("m")]
    addresses = await office.chats(12)
    for address in addresses:
        office.door.answers[address.ref] = chance.choices(possible, k=chance.randrange(7))
        for number in range(6):
            await put(office.database, address, str(number))
    for _ in range(4):
        async with office.delivering():
            await office.passes(chance.random() * 20)
    async with office.delivering():
        await office.passes(300.0)
    assert set(await states(office.database)) <= {"sent", "unsendable"}
    for address in addresses:
        texts = [text for chat, text in office.door.said if chat == address.ref]
        assert texts == sorted(texts)
    assert_within_limits(office.door.began)
