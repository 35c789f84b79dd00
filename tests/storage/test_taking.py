"""Taking letters out of the outbox: at most one per address, in order, answers first, and nobody held by another."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage import attempts, outbox
from storage.outbox import Outgoing
from tests.clocks import START, CountingDatabase, empty_database
from tests.fresh import quick_folder
from tests.letters import new_address, put, row, states

PLACE = ("telegram", "1234567890")


@pytest.fixture
async def database() -> AsyncIterator[CountingDatabase]:
    """An empty database."""
    with quick_folder() as folder:
        async with empty_database(folder / "test.db") as opened:
            yield opened


async def take(
    database: CountingDatabase,
    now: datetime = START,
    limit: int = 64,
    notices: bool = True,
    held: set[str] | None = None,
) -> list[Outgoing]:
    """What may go now."""
    return await database.run(lambda store: outbox.take(store, now, limit, notices, PLACE, held or set()))


async def test_one_letter_of_each_address_the_oldest_first(database: CountingDatabase) -> None:
    one, two = await new_address(database, "1"), await new_address(database, "2")
    for address, text in ((one, "a"), (one, "b"), (two, "c")):
        await put(database, address, text)
    assert [letter.text for letter in await take(database)] == ["a", "c"]
    assert await take(database) == []
    assert await states(database) == ["attempting", "waiting", "attempting"]
    await database.run(lambda store: outbox.sent(store, 1, "m1", START))
    assert [letter.text for letter in await take(database)] == ["b"]


async def test_the_limit_takes_the_oldest(database: CountingDatabase) -> None:
    for number in range(5):
        await put(database, await new_address(database, str(number)), str(number))
    assert [letter.text for letter in await take(database, limit=2)] == ["0", "1"]


async def test_a_letter_that_waits_holds_its_own_address(database: CountingDatabase) -> None:
    one, two = await new_address(database, "1"), await new_address(database, "2")
    for address in (one, one, two):
        await put(database, address)
    await take(database)
    later = START + timedelta(seconds=30)
    await database.run(lambda store: attempts.later(store, 1, later, "429"))
    await database.run(lambda store: outbox.sent(store, 3, "m3", START))
    assert await take(database) == []
    assert await database.run(lambda store: attempts.next_wait(store, START)) == later
    [letter] = await take(database, later)
    assert (letter.id, letter.tries) == (1, 2)


async def test_a_notice_waits_for_the_answers_of_its_address(database: CountingDatabase) -> None:
    one = await new_address(database, "1")
    await put(database, one, "n", urgency="notice")
    await put(database, one, "a")
    [letter] = await take(database)
    assert letter.text == "a"
    assert await take(database) == []


async def test_held_chats_get_no_message_but_removals(database: CountingDatabase) -> None:
    one, two = await new_address(database, "1"), await new_address(database, "2")
    await put(database, one, "text")
    await put(database, two, kind="buttons_off", target="1")
    assert [letter.kind for letter in await take(database, held={"1", "2"})] == ["buttons_off"]
    assert await database.run(lambda store: attempts.waiting_at(store, PLACE, {"1", "2", "3"})) == {"1"}


async def test_other_bots_and_doors_have_their_own(database: CountingDatabase) -> None:
    await put(database, await new_address(database, "1", site="99"))
    assert await take(database) == []
    assert len(await database.run(lambda store: outbox.take(store, START, 64, notices=True))) == 1


async def test_what_will_be_drawn_is_no_kept_file(database: CountingDatabase) -> None:
    one = await new_address(database, "1")
    await put(database, one, "⟦link⟧", kind="file", document="qr:⟦link⟧", secrets={"⟦link⟧": "x"})
    [letter] = await take(database)
    assert (letter.document, letter.sealed) == ("qr:⟦link⟧", True)
    assert await database.run(lambda store: outbox.opened_secrets(store, letter.id)) == {"⟦link⟧": "x"}
    await database.run(lambda store: outbox.sent(store, letter.id, "m", START))
    assert await database.run(lambda store: outbox.opened_secrets(store, letter.id)) == {}


async def test_recovery_marks_what_goes_again(database: CountingDatabase) -> None:
    await put(database, await new_address(database, "1"))
    await put(database, await new_address(database, "2"), repeatable=False)
    await put(database, await new_address(database, "3", site="99"))
    await database.run(lambda store: outbox.take(store, START, 64, notices=True))
    assert await database.run(lambda store: attempts.recover(store, PLACE)) == 2
    assert await states(database) == ["waiting", "unknown", "attempting"]
    assert [(await row(database, number)).repeated for number in (1, 2)] == [True, False]


async def test_a_long_error_is_cut(database: CountingDatabase) -> None:
    await put(database, await new_address(database, "1"))
    await database.run(lambda store: attempts.ended(store, 1, "unsendable", "x" * 1000))
    assert len((await row(database, 1)).error) == 300


LETTERS = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["answer", "notice"])), max_size=25)


@given(LETTERS, st.integers(1, 5))
@settings(max_examples=30)
async def test_every_letter_goes_out_once_in_the_order_of_its_class(letters: list[tuple[int, str]], limit: int) -> None:
    went: list[Outgoing] = []
    with quick_folder() as folder:
        async with empty_database(folder / "test.db") as database:
            addresses = {number: await new_address(database, str(number)) for number in range(1, 5)}
            for number, urgency in letters:
                await put(database, addresses[number], urgency, urgency=urgency)
            while taken := await take(database, limit=limit):
                assert len({letter.address for letter in taken}) == len(taken) <= limit
                went += taken
                for letter in taken:
                    await database.run(partial(outbox.sent, row=letter.id, ref="m", now=START))
    assert sorted(letter.id for letter in went) == list(range(1, len(letters) + 1))
    for address in addresses.values():
        mine = [(letter.text == "notice", letter.id) for letter in went if letter.address == address.id]
        assert mine == sorted(mine)
