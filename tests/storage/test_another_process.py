"""What another process did meanwhile is not done once more: a fetched file, a row that was taken and slept upon."""

from pathlib import Path

from sqlalchemy import select

from storage import inbox
from storage.schema.messages import inbox as table
from storage.store import Store
from tests.world import START, World, open_world


def row_state(store: Store, row: int) -> str | None:
    """The state of a row of the inbox."""
    return store.db.scalar(select(table.c.state).where(table.c.id == row))


def test_a_file_that_comes_twice_brings_no_row_back(store: Store) -> None:
    row = inbox.receive(store, "telegram", "bot", "1", "1", "{}", START)
    assert row is not None
    inbox.take(store, START)
    inbox.want_file(store, row, "ref")
    inbox.fetched(store, row, None, "gone")
    assert row_state(store, row) == "waiting"
    inbox.handled(store, row, START)
    inbox.fetched(store, row, None, "gone")
    assert row_state(store, row) == "handled"


async def test_rows_that_another_process_handled_are_not_handled_again(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        await _handled_twice(world)


async def _handled_twice(world: World) -> None:
    li = world.person("李晓梅")
    await world.comes_in(li, {"kind": "command", "command": "help"})
    rows = await world.run(lambda store: inbox.take(store, world.now))
    await world.run(lambda store: world.desk.handle(store, rows, world.now))
    await world.run(lambda store: world.desk.handle(store, rows, world.now))
    await world.settle()
    assert [letter.template for letter in li.letters] == ["welcome"]
