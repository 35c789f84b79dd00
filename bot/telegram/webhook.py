"""Takes updates that Telegram brings: checks its secret, stores, and only then says 200."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.backoff import backoff
from bot.clock import Clock
from bot.outcome import WrongToken
from bot.telegram.answering import Answering
from bot.telegram.connecting import TOKEN_REFUSED
from bot.telegram.intake import ALLOWED, store_some
from storage.database import Database

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
LARGEST = 1024 * 1024
"""Bytes of one update at most; Telegram's are far smaller."""
CONNECTIONS = 40

logger = logging.getLogger(__name__)


class WebhookRefused(Exception):
    """Telegram will not call this address; the text says why."""


async def set_webhook(bot: Bot, url: str, secret: str, clock: Clock) -> None:
    """Have Telegram call `url`, trying until it can be reached; raises WebhookRefused or WrongToken."""
    failures = 0
    while True:
        try:
            # what people said while the bot was down waits at Telegram, and is never dropped
            await bot.set_webhook(
                url,
                secret_token=secret,
                allowed_updates=ALLOWED,
                max_connections=CONNECTIONS,
                drop_pending_updates=False,
            )
        except InvalidToken:
            raise WrongToken(TOKEN_REFUSED) from None
        except BadRequest as error:
            raise WebhookRefused(f"Telegram refuses the webhook at PUBLIC_URL: {error}") from None
        except TelegramError as error:
            failures += 1
            logger.warning("the webhook cannot be set yet: %s", error)
            await clock.wait(backoff(failures))
        else:
            return


def webhook_handler(
    database: Database, site: str, secret: str, clock: Clock, answering: Answering, heard: Callable[[], None]
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler to be mounted for POST; `heard` is called when something new was stored."""

    async def handle(request: web.Request) -> web.Response:
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(errors="surrogateescape"), secret.encode()):
            return web.Response(status=403)
        update = await _read(request)
        try:
            new = await store_some(database, site, [update], clock.now())
        except SQLAlchemyError as error:
            logger.warning("an update cannot be stored, so Telegram keeps it: %s", type(error).__name__)
            return web.Response(status=503)
        answering.answer([update])
        if new:
            heard()
        return web.Response()

    return handle


async def _read(request: web.Request) -> dict[str, object]:
    """The update; raises HTTPRequestEntityTooLarge or HTTPBadRequest."""
    body = await request.clone(client_max_size=LARGEST).read()
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise web.HTTPBadRequest
    return found
