"""Delivery within the limits, proven in virtual time: close to them, and never above."""

from tests.delivering import Office, assert_within_limits
from tests.letters import new_address, put, states


async def test_it_keeps_close_to_thirty_a_second_and_never_exceeds_any_limit(office: Office) -> None:
    """With 50 ms of latency; half the chats are written to again and again, one is a group."""
    addresses = [*await office.chats(150), await new_address(office.database, "-77")]
    for number, address in enumerate(addresses):
        for place in range(1 if number % 2 else 5):
            await put(office.database, address, str(place))
    letters = await states(office.database)
    async with office.delivering():
        await office.passes(len(letters) / 28 + 5.0)
    assert await states(office.database) == ["sent"] * len(letters)
    assert_within_limits(office.door.began)
    full = [at for at, _, _ in office.door.began if 2.0 <= at < 12.0]
    assert len(full) / 10.0 > 0.95 * 30


async def test_a_chat_with_much_to_hear_gets_one_a_second_and_holds_nobody(office: Office) -> None:
    busy, *others = await office.chats(21)
    for number in range(40):
        await put(office.database, busy, str(number))
    for address in others:
        await put(office.database, address)
    async with office.delivering():
        await office.passes(2.0)
        assert {chat for _, chat, _ in office.door.began} == {busy.ref, *(one.ref for one in others)}
        await office.passes(40.0)
    assert [text for chat, text in office.door.said if chat == busy.ref] == [str(number) for number in range(40)]
    assert_within_limits(office.door.began)
    moments = [at for at, chat, _ in office.door.began if chat == busy.ref]
    assert moments[-1] - moments[0] < 39 * 1.05


async def test_a_group_gets_twenty_a_minute(office: Office) -> None:
    group = await new_address(office.database, "-77")
    for number in range(45):
        await put(office.database, group, str(number))
    async with office.delivering():
        await office.passes(130.0)
    assert len(office.door.began) == 45
    assert_within_limits(office.door.began)


async def test_a_new_process_remembers_what_the_last_one_sent(office: Office) -> None:
    for address in await office.chats(90):
        await put(office.database, address)
        await put(office.database, address)
    for _ in range(12):
        async with office.delivering():
            await office.passes(0.6)
    assert_within_limits(office.door.began)
    assert len(office.door.began) == 180


async def test_taking_buttons_away_is_no_message(office: Office) -> None:
    [chat] = await office.chats(1)
    for kind in ("text", "buttons_off", "delete", "buttons_off"):
        await put(office.database, chat, kind, kind=kind, target="1")
    async with office.delivering():
        await office.passes(0.5)
    assert [text for _, text in office.door.said] == ["text", "buttons_off", "delete", "buttons_off"]
