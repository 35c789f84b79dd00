"""Opens the office: database migrated and fitting its key, calendar filled, profile and words loaded."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from bot.calendars import seed_calendar
from bot.profiles import load_profile
from bot.settings import BadSetting, Settings, key_of
from bot.telegram import reading
from bot.telegram.connecting import DOOR
from bot.web import reading as web_reading
from handlers import delivered
from handlers.ask import DELIVERY, Ask
from handlers.turn import Office
from mediation.doors import WEB
from mediation.periods import Calendar
from mediation.profile import Profile, ProfileError
from messages.words import Words
from storage import calendars, people, remembered
from storage.database import Database
from storage.inbox import Incoming
from storage.migrating import NewerSchema, migrate
from storage.sealing import Sealer
from storage.store import Store

FIRST_YEAR = 2004
YEARS_AHEAD = 12
"""How far dates may reach: long instalment plans, and the enforcement limit after them."""
BOT_NAME = "bot_name"


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The migrated database, with a key that fits it; raises BadSetting with one clear sentence if it cannot be had."""
    sealer, path = Sealer(key_of(settings)), settings.database_path
    try:
        migrate(path)
        database = await Database.open(path, sealer)
    except NewerSchema as newer:
        raise BadSetting(
            "DATABASE_URL", f"数据库由更新版本写成，请升级（the database is of a newer version, {newer}: update）"
        ) from None
    except (OSError, sqlite3.Error, SQLAlchemyError) as trouble:
        why = getattr(trouble, "orig", trouble)
        raise BadSetting("DATABASE_URL", f"数据库打不开（the database cannot be opened: {why}）") from None
    try:
        if not await database.run(remembered.key_fits):
            raise BadSetting(
                "XINTIAO_KEY", "不是写这个数据库时用的密钥（this is not the key that the database was written with）"
            )
        yield database
    finally:
        await database.close()


def open_profile(settings: Settings) -> Profile:
    """The jurisdiction profile; raises BadSetting if it cannot be read."""
    try:
        return load_profile(settings.profile)
    except (OSError, ProfileError) as wrong:
        raise BadSetting("PROFILE", f"配置档有误（the profile is wrong: {wrong}）") from None


async def open_office(database: Database, settings: Settings, now: datetime) -> Office:
    """The office as the desk needs it; the bot's name is the one remembered from the last time it was known.

    What Telegram may carry is written down anew for everybody whom the office, not their own wish, decides it for.
    """
    profile = open_profile(settings)
    zone = settings.time_zone or profile.zone
    seed = _seed(now)  # worked out before the transaction, which holds up everybody else

    full = settings.telegram_content == "full"
    change = (people.NOTICE, people.CONTENT) if full else (people.CONTENT, people.NOTICE)

    def work(store: Store) -> tuple[Calendar, str | None]:
        people.all_carry(store, DOOR, *change)
        calendars.keep(store, seed.years.values(), now)
        return calendars.load(store), remembered.recall(store, BOT_NAME)

    calendar, name = await database.run(work)
    link = f"https://t.me/{name}?start=" if name else None
    link = link if settings.telegram_token else None
    return Office(
        Words(zone),
        profile,
        calendar,
        zone,
        link,
        settings.language,
        readers(name),
        page=settings.public_url,
        telegram_content=full,
        texts=settings.sms_gateway_url is not None,
    )


def kept_calendar(store: Store, now: datetime) -> Calendar:
    """The calendar as it is kept; filled first where none is."""
    if calendars.version(store) is None:
        calendars.keep(store, _seed(now).years.values(), now)
    return calendars.load(store)


def _seed(now: datetime) -> Calendar:
    """Every year that is officially known, and provisional years as far ahead as agreements reach."""
    return seed_calendar(FIRST_YEAR, now.year + YEARS_AHEAD)


def readers(bot_name: str | None) -> Mapping[str, Callable[[Incoming], Ask]]:
    """How to read what each door stored; in groups the bot knows by its name whether it is meant."""
    return {DOOR: partial(reading.read, username=bot_name), WEB: web_reading.read, DELIVERY: delivered.read}
