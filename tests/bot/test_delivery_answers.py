"""What becomes of letters, whatever the door answers: nothing is lost, and nobody is held by another."""

import asyncio

import pytest

from bot.outcome import Later, Moved, Unknown, Unreachable, Unsendable, WrongToken
from handlers import delivered
from handlers.ask import Ask, AskKind
from storage.inbox import Incoming
from tests.delivering import PLACE, Office
from tests.letters import address_row, came_in, new_address, put, row, states


async def test_429_pauses_its_chat_and_the_letter_goes_again(office: Office) -> None:
    one, other = await office.chats(2)
    office.door.answers[one.ref] = [Later(7.0, "retry after 7")]
    for address in (one, other):
        for text in ("1", "2"):
            await put(office.database, address, text)
    async with office.delivering():
        await office.passes(6.9)
        assert office.door.said == [(one.ref, "1"), (other.ref, "1"), (other.ref, "2")]
        await office.passes(2.5)
    assert office.door.said[3:] == [(one.ref, "1"), (one.ref, "2")]
    assert not (await row(office.database, 1)).repeated


async def test_429_from_two_chats_pauses_everybody(office: Office) -> None:
    one, two, other = await office.chats(3)
    office.door.answers = {one.ref: [Later(7.0, "")], two.ref: [Later(9.0, "")]}
    for address in (one, two):
        await put(office.database, address)
    async with office.delivering() as delivery:
        await office.passes(1.0)
        await put(office.database, other)
        delivery.wake()
        await office.passes(8.0)
        assert len(office.door.began) == 2
        await office.passes(1.0)
    assert set(await states(office.database)) == {"sent"}


async def test_a_cut_line_loses_nothing_blames_no_letter_and_is_tried_gently(office: Office) -> None:
    office.door.cut = True
    for address in await office.chats(100):
        await put(office.database, address)
    async with office.delivering():
        await office.passes(900.0)
        assert set(await states(office.database)) == {"waiting"}
        assert 30 < len(office.door.began) < 30 + 2 * 900 / 30
        office.door.cut = False
        await office.passes(40.0)
    assert set(await states(office.database)) == {"sent"}
    assert not any([(await row(office.database, number)).repeated for number in range(1, 101)])


async def test_what_may_have_arrived_goes_again_and_is_marked(office: Office) -> None:
    [chat] = await office.chats(1)
    office.door.answers[chat.ref] = [Unknown("no answer"), Unknown("no answer")]
    number = await put(office.database, chat, "请确认")
    async with office.delivering():
        await office.passes(10.0)
    assert [text for _, text in office.door.said] == ["请确认"] * 3
    kept = await row(office.database, number)
    assert (kept.state, kept.repeated, kept.tries, kept.sent_ref) == ("sent", True, 3, f"m{number}")


async def test_a_bare_thank_you_that_may_have_arrived_is_let_be(office: Office) -> None:
    [chat] = await office.chats(1)
    office.door.answers[chat.ref] = [Unknown("no answer")]
    number = await put(office.database, chat, "谢谢", repeatable=False)
    await put(office.database, chat, "下一条")
    async with office.delivering():
        await office.passes(10.0)
    assert [text for _, text in office.door.said] == ["谢谢", "下一条"]
    kept = await row(office.database, number)
    assert (kept.state, kept.repeated, kept.error) == ("unknown", False, "no answer")


async def test_repeats_become_rare_but_never_end(office: Office) -> None:
    [chat] = await office.chats(1)
    office.door.answers[chat.ref] = [Unknown("no answer")] * 12
    await put(office.database, chat)
    async with office.delivering():
        await office.passes(3600.0)
    assert (await row(office.database, 1)).state == "sent"
    gaps = [after[0] - before[0] for before, after in zip(office.door.began, office.door.began[1:], strict=False)]
    assert gaps[-1] > 890


async def test_somebody_who_is_not_there_any_more(office: Office) -> None:
    [chat] = await office.chats(1)
    office.door.answers[chat.ref] = [Unreachable("bot was blocked by the user")]
    number = await put(office.database, chat, "⟦link⟧", secrets={"⟦link⟧": "x"})
    async with office.delivering():
        await office.passes(1.0)
    kept = await row(office.database, number)
    assert (kept.state, kept.error, kept.secrets) == ("unreachable", "bot was blocked by the user", None)
    address = await address_row(office.database, chat.id)
    assert (address.state, address.why) == ("unreachable", "bot was blocked by the user")
    assert await news(office) == [Ask(AskKind.LOST, text="bot was blocked by the user", address=chat.id, letter=number)]


async def test_a_letter_that_the_door_never_takes(office: Office) -> None:
    [chat] = await office.chats(1)
    office.door.answers[chat.ref] = [Unsendable("can't parse entities")]
    number = await put(office.database, chat, "<b>")
    await put(office.database, chat, "下一条")
    async with office.delivering():
        await office.passes(3.0)
    assert await states(office.database) == ["unsendable", "sent"]
    assert (await address_row(office.database, chat.id)).state == "open"
    assert await news(office) == [Ask(AskKind.UNSENDABLE, text="can't parse entities", address=chat.id, letter=number)]


async def news(office: Office) -> list[Ask]:
    """What the desk was told, where it belongs."""
    rows = await came_in(office.database)
    assert office.told == len(rows)
    assert {(one.door, one.site, one.chat) for one in rows} == {("delivery", PLACE[1], "1000")}
    return [
        delivered.read(Incoming(one.id, one.door, one.site, one.ref, one.chat, one.raw, one.received_at, one.tries))
        for one in rows
    ]


async def test_a_chat_that_moved_is_followed(office: Office) -> None:
    group = await new_address(office.database, "-77")
    office.door.answers["-77"] = [Moved("-10077")]
    for text in ("1", "2"):
        await put(office.database, group, text)
    async with office.delivering():
        await office.passes(5.0)
    assert office.door.said == [("-77", "1"), ("-10077", "1"), ("-10077", "2")]
    assert (await address_row(office.database, group.id)).ref == "-10077"


async def test_a_chat_that_moved_to_where_somebody_spoke_already(office: Office) -> None:
    old, new = await new_address(office.database, "-77"), await new_address(office.database, "-10077")
    office.door.answers["-77"] = [Moved("-10077")]
    await put(office.database, old, "1")
    async with office.delivering():
        await office.passes(5.0)
    assert office.door.said == [("-77", "1"), ("-10077", "1")]
    assert (await row(office.database, 1)).address_id == new.id


async def test_a_fault_of_ours_stops_one_letter_and_no_other(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    bad, good = await office.chats(2)
    office.door.answers[bad.ref] = [ValueError("李晓梅欠款三千")]
    for address in (bad, good):
        await put(office.database, address)
    async with office.delivering():
        await office.passes(2.0)
    assert await states(office.database) == ["unsendable", "sent"]
    assert (await row(office.database, 1)).error == "a fault in the program: ValueError"
    assert "ValueError" in caplog.text
    assert "李晓梅" not in caplog.text


async def test_a_wrong_token_stops_delivery_and_blames_no_letter(office: Office) -> None:
    first, second = await office.chats(2)
    office.door.answers[first.ref] = [WrongToken("copy it again")]
    for address in (first, second):
        await put(office.database, address)
    running = asyncio.create_task(office.delivery().run())
    while not running.done():
        await office.passes(1.0)
    with pytest.raises(WrongToken, match="copy it again"):
        await running
    assert await states(office.database) == ["waiting", "sent"]
