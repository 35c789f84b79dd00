"""What tests of the outside need: an empty database, a clock that stands still, the loopback Bot API server, a bot."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from telegram import Bot

from bot.telegram.connecting import make_bot
from tests.botapi import BotApi
from tests.clocks import CountingDatabase, VirtualClock, empty_database
from tests.delivering import Door, Office
from tests.fresh import quick_folder


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder whose files cost no disk."""
    with quick_folder() as quick:
        yield quick


@pytest.fixture
async def database(folder: Path) -> AsyncIterator[CountingDatabase]:
    """An empty database."""
    async with empty_database(folder / "test.db") as opened:
        yield opened


@pytest.fixture
def clock() -> VirtualClock:
    """A clock that stands still."""
    return VirtualClock()


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """Telegram, on loopback."""
    async with BotApi() as server:
        yield server


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    """The bot, with its connections open."""
    made = make_bot(api.token, api.url)
    await made.request.initialize()
    yield made
    await made.request.shutdown()


@pytest.fixture
def office(database: CountingDatabase, clock: VirtualClock) -> Office:
    """An office with a door of 50 ms."""
    return Office(database, clock, Door(clock))
