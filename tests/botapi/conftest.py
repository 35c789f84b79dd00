"""A server, and two bots of two libraries that talk to it: neither library is ours."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiogram
import pytest
import telegram

from tests.botapi import BotApi, Person
from tests.botapi.clients import aiogram_bot, telegram_bot


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A server; the test fails if it was asked anything malformed."""
    async with BotApi(retry_delays=(0.001,)) as server:
        yield server


@pytest.fixture
async def lax() -> AsyncIterator[BotApi]:
    """A server for tests that ask malformed things on purpose."""
    async with BotApi(strict=False) as server:
        yield server


@pytest.fixture
async def ptb(api: BotApi) -> AsyncIterator[telegram.Bot]:
    """python-telegram-bot's bot."""
    async with telegram_bot(api) as bot:
        yield bot


@pytest.fixture
async def aio(api: BotApi) -> AsyncIterator[aiogram.Bot]:
    """aiogram's bot."""
    bot = aiogram_bot(api)
    yield bot
    await bot.session.close()


@pytest.fixture
async def li(api: BotApi) -> Person:
    """A person who has started the bot; nothing waits."""
    person = api.person("李晓梅")
    await person.opens()
    api.cloud.updates.clear()
    return person
