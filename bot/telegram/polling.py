"""Asks Telegram for updates by long polling; an update is confirmed only after it was stored and committed."""

import json
import logging
from collections.abc import Callable
from urllib.parse import urlencode

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.backoff import backoff
from bot.clock import Clock
from bot.lease import Lease
from bot.outcome import WrongToken
from bot.telegram.answering import Answering
from bot.telegram.connecting import TOKEN_REFUSED, site_of
from bot.telegram.intake import ALLOWED, store_some
from bot.telegram.request import AnswerLost
from storage.database import Database

LIMIT = 100
SECONDS = 25
"""How long Telegram holds a poll open when there is nothing."""
_SLACK = 15
LOOK_AGAIN = 2.0
"""Seconds until another look at the lease that another process holds."""

logger = logging.getLogger(__name__)


class Polling:
    """One bot's polling: of all processes on this database the one that holds the lease asks, the others wait.

    `heard` is called when something new was stored.
    """

    def __init__(
        self, bot: Bot, database: Database, clock: Clock, answering: Answering, lease: Lease, heard: Callable[[], None]
    ) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._answering = answering
        self._lease = lease
        self._heard = heard
        self._begun = False
        self._offset: int | None = None

    async def run(self) -> None:
        """Poll until cancelled; raises WrongToken."""
        failures = 0
        try:
            while True:
                try:
                    pause = 0.0 if await self.poll_once() is not None else LOOK_AGAIN
                    failures = 0
                except (TelegramError, SQLAlchemyError) as error:
                    failures += 1
                    pause = backoff(failures)
                    self._begun = False
                    logger.warning("%s", _sentence(error))
                if pause:
                    await self._clock.wait(pause)
        finally:
            await self._lease.give_back()

    async def poll_once(self, seconds: int = SECONDS) -> int | None:
        """One poll: returns how many updates were new, or None if another process polls; raises WrongToken.

        It begins without an offset, for after a quiet week the ids start anew, maybe lower. What was stored before is
        known by its key; and once a poll brought nothing, all before is confirmed and the offset is forgotten again.
        """
        try:
            if not await self._lease.keep():
                self._begun = False
                return None
            await self._begin()
            updates = await self._ask(seconds)
        except InvalidToken:
            raise WrongToken(TOKEN_REFUSED) from None
        new = await store_some(self._database, site_of(self._bot.token), updates, self._clock.now())
        self._offset = _after(updates)
        self._answering.answer(updates)
        if new:
            self._heard()
        return new

    async def _begin(self) -> None:
        """Take away a webhook, which would be in the way; what waits at Telegram stays."""
        if not self._begun:
            self._offset = None
            await self._bot.delete_webhook(drop_pending_updates=False)
            self._begun = True

    async def _ask(self, seconds: int) -> list[object]:
        # not by Bot.get_updates: that parses, and one update that it cannot read would block all behind it
        asked = {"timeout": seconds, "limit": LIMIT, "allowed_updates": json.dumps(ALLOWED)}
        if self._offset is not None:
            asked["offset"] = self._offset
        url = f"{self._bot.base_url}/getUpdates?{urlencode(asked)}"
        found = await self._bot.request.post(url, read_timeout=seconds + _SLACK)
        if not isinstance(found, list):
            raise AnswerLost("the answer is no list of updates")
        return list(found)


def _after(updates: list[object]) -> int | None:
    """The offset that confirms these."""
    ids = [one["update_id"] for one in updates if isinstance(one, dict) and isinstance(one.get("update_id"), int)]
    return max(ids) + 1 if ids else None


def _sentence(error: Exception) -> str:
    if isinstance(error, Conflict):
        return (
            f"Telegram says 409 ({error}): another program receives this bot's updates. "
            "Stop it, or give this office a bot of its own; until then we keep trying."
        )
    if isinstance(error, SQLAlchemyError):
        return f"updates cannot be stored, so Telegram keeps them: {type(error).__name__}"
    return f"Telegram cannot be polled: {error}"
