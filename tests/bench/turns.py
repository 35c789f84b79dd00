"""How much group commit buys: the same turns, a transaction each and up to 64 in one, within one run."""

import json
import tempfile
import time
from functools import partial
from pathlib import Path

from storage import inbox
from storage.inbox import Incoming
from storage.store import Store
from tests.world import World, open_world

ROWS = 1024
BATCH = 64


async def fill(world: World, first: int) -> None:
    """Put rows of many chats into the inbox."""

    def work(store: Store) -> None:
        for number in range(first, first + ROWS):
            raw = json.dumps({"kind": "command", "command": "help", "sender": "李晓梅", "language": "zh-hans"})
            inbox.receive(store, "telegram", "bot", str(number), str(number % 200), raw, world.now)

    await world.run(work)


async def turns_a_second(world: World, first: int, batch: int) -> float:
    """Handle them all, so many to a transaction."""
    await fill(world, first)
    begun = time.perf_counter()
    done = 0
    while done < ROWS:
        rows = await world.run(lambda store: inbox.take(store, world.now, batch))
        done += await world.run(partial(_handle, world, rows))
    return ROWS / (time.perf_counter() - begun)


def _handle(world: World, rows: list[Incoming], store: Store) -> int:
    return world.desk.handle(store, rows, world.now)


async def measure() -> list[tuple[str, float, float]]:
    """Name, figure, and ratio to the first."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_world(Path(folder)) as world:
            await turns_a_second(world, 0, BATCH)  # warm
            alone = await turns_a_second(world, 10_000, 1)
            together = await turns_a_second(world, 20_000, BATCH)
    return [("turns/s, a transaction each", alone, 1.0), ("turns/s, up to 64 in one", together, together / alone)]
