"""`check`: whether everything that `run` needs is in order, told on one screen; `run` refuses to start otherwise."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.opening import open_database, open_office
from bot.settings import BadSetting, Settings, key_of, require_door
from handlers.telling import missing_templates
from handlers.turn import Office
from mediation.actor import Role
from mediation.moments import local_date
from mediation.periods import Calendar, YearStatus
from mediation.two_hands import lacking
from storage import people
from storage.database import Database
from storage.migrating import NewerSchema, pending
from storage.store import Store


class State(StrEnum):
    """How a check came out: only WRONG keeps `run` from starting."""

    FINE = "✓"
    NOTE = "!"
    WRONG = "✗"


@dataclass(frozen=True)
class Finding:
    """One line of the screen: what was looked at, how it came out, and one sentence."""

    what: str
    state: State
    sentence: str


async def findings(settings: Settings, bot: Bot | None, now: datetime) -> AsyncIterator[Finding]:
    """Every check in order; what needs the database is left out when it cannot be opened."""
    yield Finding("settings", State.FINE, f"profile {settings.profile}, Telegram carries {settings.telegram_content}")
    yield _migrations(settings)
    try:
        key_of(settings)
        async with open_database(settings) as database:
            office = await open_office(database, settings, now)
            yield Finding("database", State.FINE, f"{settings.database_path} opens")
            yield Finding("key", State.FINE, "opens what is stored")
            for finding in [*_office(office, now), *await _staff(database), await _hands(database, office)]:
                yield finding
    except BadSetting as bad:
        yield Finding("key" if bad.name == "XINTIAO_KEY" else "database", State.WRONG, str(bad))
    yield await _telegram(settings, bot)
    yield _page(settings)


def _migrations(settings: Settings) -> Finding:
    try:
        waiting = pending(settings.database_path)
    except NewerSchema as newer:
        return Finding("migrations", State.WRONG, f"the database is of a newer version ({newer}): update the program")
    except (OSError, SQLAlchemyError) as trouble:
        return Finding("migrations", State.WRONG, f"the file cannot be read: {getattr(trouble, 'orig', trouble)}")
    sentence = f"{', '.join(waiting)} will be applied now" if waiting else "up to date"
    return Finding("migrations", State.NOTE if waiting else State.FINE, sentence)


def _office(office: Office, now: datetime) -> Iterator[Finding]:
    yield Finding("profile", State.FINE, f"{office.profile.version}, time zone {office.zone}")
    missing = sorted(missing_templates(office))
    if missing:
        yield Finding("words", State.WRONG, f"templates are missing: {', '.join(missing)}")
    else:
        yield Finding("words", State.FINE, "everybody who must hear can be told")
    yield calendar_finding(office.calendar, local_date(now, office.zone))


def calendar_finding(calendar: Calendar, today: date) -> Finding:
    """Whether this year and the coming one are known from their notices; dates are counted by them already."""
    lacking = []
    for number in (today.year, today.year + 1):
        year = calendar.years.get(number)
        if year is None:
            lacking.append(f"{number} is missing")
        elif year.status is YearStatus.PROVISIONAL:
            lacking.append(f"{number} is provisional (暂定)")
    if not lacking:
        return Finding("calendar", State.FINE, f"{calendar.version}; {today.year} and {today.year + 1} are official")
    hint = "once its notice is out: python -m bot calendar import [FILE.toml]"
    return Finding("calendar", State.NOTE, f"{calendar.version}; {', '.join(lacking)}; {hint}")


async def _staff(database: Database) -> list[Finding]:
    def count(store: Store) -> dict[Role, int]:
        members = people.staff(store)
        bound = [one for one in members if people.staff_member(store, one.person) is not None]
        return {role: sum(one.role is role for one in bound) for role in _NEEDED}

    found = await database.run(count)
    lacking = [role.value for role, there in found.items() if not there]
    if lacking:
        hint = "python -m bot staff add --role administrator --unit city --name NAME"
        return [Finding("staff", State.NOTE, f"nobody is bound as {', '.join(lacking)} yet ({hint})")]
    return [Finding("staff", State.FINE, ", ".join(f"{there} {role.value}" for role, there in found.items()))]


async def _hands(database: Database, office: Office) -> Finding:
    """Whether every unit that has a mediator could publish by two hands and hear an objection with fresh eyes."""

    def look(store: Store) -> list[str]:
        there = [one for one in people.staff(store) if people.staff_member(store, one.person) is not None]
        units = {one.unit for one in there if one.role is Role.MEDIATOR}
        found = {unit: lacking(unit, there, office.profile.publication) for unit in sorted(units)}
        return [f"{unit}: {', '.join(lacks)}" for unit, lacks in found.items() if lacks]

    lacks = await database.run(look)
    if lacks:
        return Finding("two hands", State.NOTE, f"nothing can be published there; {'; '.join(lacks)}")
    return Finding("two hands", State.FINE, "enough people to decide apart, wherever there is a mediator")


_NEEDED = (Role.ADMINISTRATOR, Role.MEDIATOR, Role.REVIEWER, Role.APPROVER)


async def _telegram(settings: Settings, bot: Bot | None) -> Finding:
    try:
        require_door(settings)
        if settings.telegram_token is None:
            return Finding("telegram", State.FINE, "not used: there is the page alone")
        if bot is None:
            return Finding("telegram", State.NOTE, "not asked")
        await bot.initialize()
    except BadSetting as bad:
        return Finding("telegram", State.WRONG, str(bad))
    except InvalidToken:
        return Finding("telegram", State.WRONG, "TELEGRAM_TOKEN: Telegram does not know this token")
    except TelegramError as trouble:
        return Finding("telegram", State.NOTE, f"{settings.telegram_base_url} does not answer now ({trouble.message})")
    door = f"webhook at {settings.public_url}" if settings.telegram_webhook else "long polling"
    return Finding("telegram", State.FINE, f"@{bot.username}, {door}")


def _page(settings: Settings) -> Finding:
    if settings.public_url is None:
        return Finding("page", State.NOTE, "closed: set PUBLIC_URL to open the door that needs no messenger")
    listens = f"listens at {settings.web_host}:{settings.web_port}"
    if not settings.public_url.startswith("https://"):
        return Finding("page", State.NOTE, f"{settings.public_url} is not https: others on the way could read along")
    rings = "text messages go out" if settings.sms_gateway_url else "no text messages: who has the page alone is called"
    return Finding("page", State.FINE, f"{settings.public_url}, {listens}; {rings}")
