"""The working-day calendar as it is kept: a row a year, official or provisional; one look tells its version."""

import json
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select

from mediation.periods import Calendar, CalendarYear, YearStatus, calendar_of
from storage.remembered import recall, remember
from storage.schema.office import calendar_years
from storage.store import Store
from storage.upsert import put

_VERSION = "calendar_version"


def keep(store: Store, years: Iterable[CalendarYear], now: datetime, replace: bool = False) -> int:
    """Keep years that are new, or official where only a provisional one was kept; returns how many changed.

    `replace`: an official year takes the place of another official text too.
    """
    known = {year.year: year for year in _years(store)}
    news = [year for year in years if _is_news(year, known.get(year.year), replace)]
    for year in news:
        put(store, calendar_years, {"year": year.year}, _values(year, now))
    remember(store, _VERSION, load(store).version)
    return len(news)


def load(store: Store) -> Calendar:
    """The calendar of all kept years."""
    return calendar_of(_years(store))


def version(store: Store) -> str | None:
    """The version of the kept calendar, in one look; None before any year was kept."""
    return recall(store, _VERSION)


def _is_news(year: CalendarYear, known: CalendarYear | None, replace: bool) -> bool:
    if known is None:
        return True
    if known.status is YearStatus.PROVISIONAL:
        return year != known
    return replace and year.status is YearStatus.OFFICIAL and not year.same_days(known)


def _values(year: CalendarYear, now: datetime) -> dict[str, object]:
    return {
        "status": year.status.value,
        "source": year.source,
        "rest_days": json.dumps(sorted(day.isoformat() for day in year.rest_days)),
        "work_days": json.dumps(sorted(day.isoformat() for day in year.work_days)),
        "imported_at": now,
    }


def _years(store: Store) -> list[CalendarYear]:
    rows = store.db.execute(select(calendar_years).order_by(calendar_years.c.year))
    return [CalendarYear(r.year, YearStatus(r.status), r.source, _days(r.rest_days), _days(r.work_days)) for r in rows]


def _days(text: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in json.loads(text))
