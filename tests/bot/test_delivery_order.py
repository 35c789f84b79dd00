"""Delivery of many at once: in order per chat, and no chat holds another."""

import asyncio
from collections import Counter

from bot.outcome import Outcome
from storage.outbox import Outgoing
from tests.delivering import Office
from tests.letters import new_address, put, states


async def test_sixty_four_are_in_flight_at_most(office: Office) -> None:
    office.door.latency = 10.0
    for address in await office.chats(150):
        await put(office.database, address)
    async with office.delivering():
        await office.passes(9.0)
        assert office.door.most == 64
        await office.passes(30.0)
    assert office.door.most == 64
    assert set(await states(office.database)) == {"sent"}


async def test_a_chat_whose_answer_hangs_holds_only_itself(office: Office) -> None:
    slow, *others = await office.chats(40)
    hangs = asyncio.Event()
    send = office.door.send

    async def hanging(letter: Outgoing) -> Outcome:
        if letter.chat == slow.ref:
            await hangs.wait()
        return await send(letter)

    office.door.send = hanging  # type: ignore[method-assign]
    for address in (slow, *others):
        await put(office.database, address)
        await put(office.database, address)
    async with office.delivering():
        await office.passes(5.0)
        assert Counter(await states(office.database)) == {"sent": 78, "attempting": 1, "waiting": 1}
        hangs.set()
        await office.passes(5.0)
    assert set(await states(office.database)) == {"sent"}


async def test_answers_go_before_notices_each_in_order(office: Office) -> None:
    [chat] = await office.chats(1)
    for text, urgency in [("n1", "notice"), ("a1", "answer"), ("n2", "notice"), ("a2", "answer")]:
        await put(office.database, chat, text, urgency=urgency)
    async with office.delivering():
        await office.passes(5.0)
    assert [text for _, text in office.door.said] == ["a1", "a2", "n1", "n2"]


async def test_quiet_hours_hold_notices_only(office: Office) -> None:
    [chat] = await office.chats(1)
    office.quiet = True
    await put(office.database, chat, "notice", urgency="notice")
    await put(office.database, chat, "answer")
    async with office.delivering():
        await office.passes(600.0)
        assert [text for _, text in office.door.said] == ["answer"]
        office.quiet = False
        await office.passes(60.0)
    assert [text for _, text in office.door.said] == ["answer", "notice"]


async def test_a_letter_leaves_as_soon_as_it_is_written(office: Office) -> None:
    [chat] = await office.chats(1)
    async with office.delivering() as delivery:
        await office.passes(100.0)
        await put(office.database, chat)
        delivery.wake()
        await office.passes(0.0)
        assert [at for at, _, _ in office.door.began] == [100.0]


async def test_letters_of_another_bot_are_left_alone(office: Office) -> None:
    other = await new_address(office.database, "1000", site="99")
    await put(office.database, other)
    async with office.delivering():
        await office.passes(5.0)
    assert office.door.began == []


async def test_what_ended_together_is_settled_in_one_turn(office: Office) -> None:
    for address in await office.chats(30):
        await put(office.database, address)
    delivery = office.delivery()
    await delivery.deliver_some()
    assert await delivery.deliver_some() == 30
    await office.passes(1.0)
    await delivery.landed()
    assert await delivery.deliver_some() == 30
    assert set(await states(office.database)) == {"sent"}
