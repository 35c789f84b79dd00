"""Seeds the working-day calendar from two libraries: official years as announced, later ones as the law gives them."""

from collections.abc import Iterable
from datetime import date
from importlib.metadata import version

import holidays
from chinese_calendar import constants

from mediation.periods import Calendar, CalendarYear, YearStatus, calendar_of

_SATURDAY = 5


def official_years() -> dict[int, CalendarYear]:
    """The years whose notices by the State Council are known, by year, from 2004 on."""
    source = f"国务院办公厅放假通知, chinesecalendar {version('chinesecalendar')}"
    years = range(min(constants.holidays).year, max(constants.holidays).year + 1)
    return {year: _year(year, YearStatus.OFFICIAL, source, constants.holidays, constants.workdays) for year in years}


def provisional_year(year: int) -> CalendarYear:
    """A year before its notice: the statutory holidays and their substitutes on weekdays, without swapped weekends."""
    source = f"全国年节及纪念日放假办法, holidays {version('holidays')}"
    return _year(year, YearStatus.PROVISIONAL, source, holidays.country_holidays("CN", years=year, expand=False), ())


def seed_calendar(first: int, last: int) -> Calendar:
    """The calendar of the years `first` to `last`, official where it can be; ValueError before the first official one.

    The same libraries give the same version; a new notice in them gives a new one.
    """
    official = official_years()
    if first < min(official):
        raise ValueError(f"no rest days are known before {min(official)}")
    return calendar_of(official.get(year) or provisional_year(year) for year in range(first, last + 1))


def _year(year: int, status: YearStatus, source: str, off: Iterable[date], on: Iterable[date]) -> CalendarYear:
    rest_days = frozenset(day for day in off if day.year == year and day.weekday() < _SATURDAY)
    work_days = frozenset(day for day in on if day.year == year and day.weekday() >= _SATURDAY)
    return CalendarYear(year, status, source, rest_days, work_days)
