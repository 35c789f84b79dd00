"""Fetches the files that handlers want before their turns can go on, and keeps them."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.clock import Clock
from bot.telegram.connecting import DOOR, site_of
from bot.telegram.reading import file_in
from bot.telegram.request import NotConnected
from mediation.identifiers import mask_numbers
from storage import documents, inbox
from storage.database import Database
from storage.inbox import Wanted
from storage.store import Store

LARGEST = 20 * 1024 * 1024
"""Bytes that Telegram lets a bot download."""
PATIENCE = timedelta(minutes=10)
"""After that long a file that Telegram fails to give counts as gone, for its chat waits for it."""
TOO_BIG, GONE = "too_big", "gone"
_NAME_LENGTH, _MIME_LENGTH = 200, 100
_MANY = 8


@dataclass(frozen=True)
class Fetched:
    """What became of a wanted file: its content, or why it cannot be had."""

    wanted: Wanted
    content: bytes | None = None
    trouble: str | None = None


async def fetch_some(database: Database, bot: Bot, clock: Clock) -> int:
    """Fetch what is wanted; returns how many rows can go on. What cannot be had just now is left for another time."""
    place = (DOOR, site_of(bot.token))
    wanted = await database.run(partial(inbox.wanted_files, limit=_MANY))
    tried = await asyncio.gather(*(_fetch(bot, one, clock) for one in wanted if (one.door, one.site) == place))
    # a file that was sent to another bot, which nobody plays any more, would hold its chat for ever
    elsewhere = [one for one in wanted if (one.door, one.site) != place and _is_late(one, clock)]
    ended = [one for one in tried if one is not None] + [Fetched(one, trouble=GONE) for one in elsewhere]
    if ended:
        await database.run(partial(_keep_all, fetched=ended, now=clock.now()))
    return len(ended)


async def _fetch(bot: Bot, wanted: Wanted, clock: Clock) -> Fetched | None:
    sent = file_in(wanted.raw)
    if sent is not None and (sent.size or 0) > LARGEST:
        return Fetched(wanted, trouble=TOO_BIG)
    try:
        file = await bot.get_file(wanted.ref)
    except BadRequest as error:
        return Fetched(wanted, trouble=TOO_BIG if "too big" in str(error).lower() else GONE)
    except TelegramError as error:
        return _not_now(wanted, error, clock)
    try:
        return Fetched(wanted, bytes(await file.download_as_bytearray()))
    except (InvalidToken, BadRequest, RuntimeError):  # 404 or no path: the library calls the first a wrong token
        return Fetched(wanted, trouble=GONE)
    except TelegramError as error:
        return _not_now(wanted, error, clock)


def _not_now(wanted: Wanted, error: TelegramError, clock: Clock) -> Fetched | None:
    """Another time, unless Telegram can be reached and has failed for too long."""
    mine = isinstance(error, NotConnected | InvalidToken)
    return Fetched(wanted, trouble=GONE) if _is_late(wanted, clock) and not mine else None


def _is_late(wanted: Wanted, clock: Clock) -> bool:
    return clock.now() - wanted.received_at > PATIENCE


def _keep_all(store: Store, fetched: list[Fetched], now: datetime) -> None:
    for one in fetched:
        kept = None
        if one.content is not None:
            sent = file_in(one.wanted.raw)
            name, mime = (sent.name, sent.mime) if sent else ("file", "application/octet-stream")
            plain = mask_numbers(name)[:_NAME_LENGTH]
            kept = documents.keep(store, plain, mime[:_MIME_LENGTH], one.content, now)
        inbox.fetched(store, one.wanted.row, kept, one.trouble)
