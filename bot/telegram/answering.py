"""Answers button presses at once, so that the button stops turning; nothing ever waits for it."""

import asyncio
import logging
from collections.abc import Mapping, Sequence

from telegram import Bot
from telegram.error import TelegramError

_TOO_OLD = "query is too old"

logger = logging.getLogger(__name__)


class Answering:
    """The answers under way."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._tasks: set[asyncio.Task[None]] = set()

    def answer(self, updates: Sequence[object]) -> None:
        """Begin to answer every press among raw updates; one that was answered before does no harm."""
        for query in filter(None, map(_query, updates)):
            task = asyncio.get_running_loop().create_task(self._answer(query))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        """Wait for the answers under way."""
        await asyncio.gather(*self._tasks)

    async def _answer(self, query: str) -> None:
        try:
            await self._bot.answer_callback_query(query)
        except TelegramError as error:
            if _TOO_OLD not in str(error).lower():
                logger.warning("a press was not answered: %s", error)
        except Exception as fault:
            logger.error("a press was not answered: %s", type(fault).__name__)  # noqa: TRY400 - it may hold words


def _query(update: object) -> str | None:
    press = update.get("callback_query") if isinstance(update, Mapping) else None
    query = press.get("id") if isinstance(press, Mapping) else None
    return query if isinstance(query, str) else None
