"""Imports official years into the kept calendar, from the installed library or a file, and says what changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.calendars import official_years, provisional_year
from bot.clock import Clock
from bot.opening import FIRST_YEAR
from bot.settings import BadSetting
from mediation.holiday_notice import WrongNotice, read_notice
from mediation.periods import CalendarYear, YearStatus
from storage import calendars
from storage.database import Database
from storage.store import Store

Years = Mapping[int, CalendarYear]


@dataclass(frozen=True)
class Imported:
    """What an import did, line by line; `refused`: an official year was kept as it is, for want of --replace."""

    lines: tuple[str, ...]
    refused: bool


async def import_years(database: Database, clock: Clock, file: Path | None, replace: bool) -> Imported:
    """Keep the year in the file, or without one all years that the installed library has from notices.

    Raises BadSetting, one sentence that names the place, for a file that cannot be used.
    """
    now = clock.now()
    years = list(official_years().values()) if file is None else [_read(file, now.year + 1)]

    def work(store: Store) -> tuple[Years, Years]:
        before = calendars.load(store).years
        calendars.keep(store, years, now, replace)
        return before, calendars.load(store).years

    return _told(years, *await database.run(work))


def _read(file: Path, last: int) -> CalendarYear:
    try:
        return read_notice(file.read_text(encoding="utf-8"), FIRST_YEAR, last)
    except WrongNotice as wrong:
        raise BadSetting(str(file), f"日历文件有误（the calendar file is wrong: {wrong}）") from None
    except (OSError, UnicodeDecodeError) as trouble:
        raise BadSetting(str(file), f"文件读不了（the file cannot be read: {trouble}）") from None


def _told(years: Iterable[CalendarYear], before: Years, after: Years) -> Imported:
    refused = [year for year in years if not year.same_days(after[year.year])]
    lines = [
        *(line for year in years if after[year.year] != before.get(year.year) for line in _changed(year, before)),
        *(f"{year.year} stays: another official text of it is kept; --replace takes this one" for year in refused),
    ]
    return Imported(tuple(lines) or ("nothing changed",), bool(refused))


def _changed(year: CalendarYear, before: Years) -> Iterator[str]:
    was = before.get(year.year)
    yield f"{year.year} {f'{was.status} -> ' if was else ''}{year.status} ({year.source})"
    yield from _difference("rest days", was.rest_days if was else frozenset(), year.rest_days)
    yield from _difference("work days", was.work_days if was else frozenset(), year.work_days)
    forgotten = provisional_year(year.year).rest_days - year.rest_days
    if forgotten:
        yield f"  look again: the law gives these days off and the notice does not: {_list('', forgotten)}"


def _difference(name: str, was: frozenset[date], now: frozenset[date]) -> Iterator[str]:
    if was != now:
        yield f"  {name}: {_list('+', now - was)}{' ' if now - was and was - now else ''}{_list('-', was - now)}"


def _list(sign: str, days: Iterable[date]) -> str:
    return " ".join(f"{sign}{day.isoformat()}" for day in sorted(days))


def known_but_not_kept(kept: Years) -> tuple[int, ...]:
    """Years that the installed library has from a notice while the kept calendar does not have one yet."""
    official = official_years()
    return tuple(
        year for year in official if (known := kept.get(year)) is None or known.status is YearStatus.PROVISIONAL
    )
