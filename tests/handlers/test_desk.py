"""The desk: a bad row rolls back alone and holds its own chat only; nothing stops the queue, nobody else is blamed."""

from datetime import timedelta

import pytest

from handlers import words
from handlers.ask import FileWanted
from handlers.effects import Effects, Reply
from handlers.turn import Turn
from mediation.actor import Role
from storage import inbox, people
from tests.handlers.test_words import templates
from tests.handlers.trap import Trap, comes, crash, events, tries
from tests.world import World


async def test_a_failing_row_rolls_back_alone_and_holds_its_own_chat_only(world: World, trap: Trap) -> None:
    li, zhang = world.person("李晓梅"), world.person("张建军")
    trap.fault = ValueError("something")
    await comes(world, li, "help")
    await comes(world, li, "trap")
    await comes(world, li, "language")
    await comes(world, zhang, "help")
    await world.settle()
    assert templates(li) == ["welcome"]
    assert templates(zhang) == ["welcome"]
    assert await events(world) == []
    trap.fault = None
    await world.passes(timedelta(seconds=1))
    assert templates(li) == ["welcome", "left_it", "language_choice"]
    assert await events(world) == ["message_masked"]


async def test_after_three_failures_it_is_set_aside_and_everybody_concerned_hears(world: World, trap: Trap) -> None:
    administrator, li = await world.staff("孙丽", Role.ADMINISTRATOR), world.person("李晓梅")
    await world.says(li, "/help")
    trap.fault = ValueError("李晓梅 230403198005040177")
    await comes(world, li, "trap")
    await comes(world, li, "language")
    await world.settle()
    for _ in range(9):
        await world.passes(timedelta(seconds=1))
    waits = [(after - before).total_seconds() for before, after in zip(trap.tries, trap.tries[1:], strict=False)]
    assert waits == [1, 2]
    assert templates(li) == ["welcome", "trouble", "language_choice"]
    assert templates(administrator) == ["fault_kept.administrators"]
    assert await world.states() == {"handled": 2, "set_aside": 1}
    assert await events(world) == ["fault_kept"]
    kept = await world.faults()
    assert len(kept) == 3
    assert all("ValueError" in what and "李晓梅" not in what and "2304" not in what for what in kept)


@pytest.mark.parametrize("killer_first", [True, False])
async def test_a_row_that_kills_the_process_is_set_aside_alone(world: World, trap: Trap, killer_first: bool) -> None:
    administrator, li, zhang = (
        await world.staff("孙丽", Role.ADMINISTRATOR),
        world.person("李晓梅"),
        world.person("张建军"),
    )
    await world.says(li, "/help")
    for who in (li, zhang) if killer_first else (zhang, li):
        await comes(world, who, "trap" if who is li else "help")
    assert await crash(world) == 2
    deaths = 1
    while (taken := await world.run(lambda store: inbox.take(store, world.now))) and taken[0].tries < inbox.TRIES:
        (one,) = taken
        if "trap" in one.raw:
            deaths += 1
        else:
            await world.run(lambda store, one=one: world.desk.handle(store, [one], world.now))  # type: ignore[misc]
    await world.run(lambda store: world.desk.handle(store, taken, world.now))
    await world.settle()
    assert deaths == 3
    assert trap.tries == []
    assert await world.states() == {"handled": 2, "set_aside": 1}
    assert templates(zhang) == ["welcome"]
    assert templates(li) == ["welcome", "trouble"]
    assert templates(administrator) == ["fault_kept.administrators"]


async def test_what_cannot_be_parsed_is_set_aside_at_once(world: World, trap: Trap) -> None:
    administrator, li = await world.staff("孙丽", Role.ADMINISTRATOR), world.person("李晓梅")
    await world.says(li, "/help")
    await world.run(lambda store: inbox.receive(store, "telegram", "bot", "x1", None, "not JSON", world.now))
    await world.run(lambda store: inbox.receive(store, "telegram", "bot", "x2", li.chat, "not JSON", world.now))
    await world.says(li, "/help")
    assert await world.states() == {"handled": 2, "set_aside": 2}
    assert templates(li) == ["welcome", "trouble", "welcome"]
    assert templates(administrator) == ["fault_kept.administrators"] * 2
    assert all(what.endswith("Unreadable") for what in await world.faults())


async def test_a_door_that_nobody_reads_stops_nobody(world: World, trap: Trap) -> None:
    li = world.person("李晓梅")
    await world.run(lambda store: inbox.receive(store, "fax", "1", "f1", "1", "{}", world.now))
    await world.says(li, "/help")
    for _ in range(9):
        await world.passes(timedelta(seconds=1))
    assert await world.states() == {"handled": 1, "set_aside": 1}


async def test_when_even_the_notice_of_a_fault_fails_the_queue_goes_on(world: World, trap: Trap) -> None:
    administrator, li = await world.staff("孙丽", Role.ADMINISTRATOR), world.person("李晓梅")
    await world.says(li, "/help")
    of_administrator = await world.run(lambda store: people.address_at(store, "telegram", "bot", administrator.chat))
    assert of_administrator is not None
    await world.run(lambda store: people.set_language(store, of_administrator.person, "eo"))
    trap.fault = ValueError("something")
    await comes(world, li, "trap")
    await world.settle()
    for _ in range(9):
        await world.passes(timedelta(seconds=1))
    assert await world.states() == {"handled": 1, "set_aside": 1}
    assert (await world.says(li, "/help")).template == "welcome"


async def test_a_file_that_is_wanted_holds_the_chat_until_it_is_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    li, zhang = world.person("李晓梅"), world.person("张建军")
    seen: list[tuple[str | None, str | None]] = []

    def handler(turn: Turn) -> Effects:
        file = turn.ask.file
        assert file is not None
        if file.document is None and file.trouble is None:
            raise FileWanted(file.ref)
        seen.append((file.document, file.trouble))
        return (Reply("left_it"),)

    monkeypatch.setattr(words, "free_words", handler)
    sent = {"ref": "photo-1", "name": "a.jpg", "mime": "image/jpeg", "size": 3}
    await world.comes_in(li, {"kind": "file", "file": sent})
    await comes(world, li, "help")
    await comes(world, zhang, "help")
    await world.settle()
    assert (templates(li), templates(zhang)) == ([], ["welcome"])
    (wanted,) = await world.run(inbox.wanted_files)
    assert wanted.ref == "photo-1"
    await world.run(lambda store: inbox.fetched(store, wanted.row, None, "gone"))
    await world.settle()
    assert templates(li) == ["left_it", "welcome"]
    assert seen == [(None, "gone")]
    assert await tries(world) == [1, 1, 1]


async def test_what_comes_twice_takes_effect_once(world: World, trap: Trap) -> None:
    li = world.person("李晓梅")
    raw = '{"kind": "command", "command": "trap"}'
    for _ in range(2):
        await world.run(lambda store: inbox.receive(store, "telegram", "bot", "77", li.chat, raw, world.now))
        await world.settle()
    assert templates(li) == ["left_it"]
    assert len(trap.tries) == 1
