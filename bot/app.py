"""Plays the office: all loops together, from the doors over the desk to the delivery, until it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

from telegram import Bot

from bot.clock import Clock
from bot.house import House
from bot.loops import loops
from bot.opening import BOT_NAME, open_database, open_office
from bot.outcome import WrongToken
from bot.settings import Settings
from bot.telegram.connecting import introduce, make_bot
from bot.telegram.webhook import WebhookRefused
from storage import remembered

logger = logging.getLogger(__name__)


class Stopped(Exception):
    """The office cannot go on; the text is one clear sentence."""


async def play(settings: Settings, clock: Clock) -> None:
    """Play until SIGINT or SIGTERM; raises Stopped when Telegram refuses the token or the webhook."""
    async with open_database(settings) as database, open_bot(settings, clock) as bot:
        if bot is not None:
            await database.run(lambda store: remembered.remember(store, BOT_NAME, bot.username))
        office = await open_office(database, settings, clock.now())
        played = [f"@{bot.username}"] if bot is not None else []
        doors = " and ".join([*played, *([office.page] if office.page else [])])
        logger.info("%s plays as %s, calendar %s", office.profile.version, doors, office.calendar.version)
        house = House(settings, clock, database, office, bot)
        await until_told([loop() for loop in loops(house)])
    logger.info("stopped")


@asynccontextmanager
async def open_bot(settings: Settings, clock: Clock) -> AsyncIterator[Bot | None]:
    """A bot that knows its own name, None without a token; waits for Telegram as long as it takes.

    Raises Stopped for a wrong token.
    """
    if settings.telegram_token is None:
        yield None
        return
    bot = make_bot(settings.telegram_token, settings.telegram_base_url)
    try:
        await introduce(bot, clock)
        yield bot
    except WrongToken as refused:
        raise Stopped(str(refused)) from None
    finally:
        await bot.shutdown()


async def until_told(running: list[Awaitable[None]]) -> None:
    """Run all together; the first that fails stops the others, as does a signal."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    ends: list[asyncio.Future[Any]] = [asyncio.ensure_future(one) for one in (*running, told.wait())]
    done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for one in ends:
        one.cancel()
    await asyncio.gather(*ends, return_exceptions=True)
    for one in done:
        _raise_fault(one)


def _raise_fault(ended: asyncio.Future[Any]) -> None:
    fault = None if ended.cancelled() else ended.exception()
    if isinstance(fault, WrongToken | WebhookRefused):
        raise Stopped(str(fault)) from None
    if fault is not None:
        raise fault
