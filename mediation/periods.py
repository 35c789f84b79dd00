"""Periods and working days by the Civil Code, 200-204; the rest days of a year are given, never fetched or guessed."""

import hashlib
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

_DAY = timedelta(days=1)


class NoCalendar(LookupError):
    """A date falls in a year whose rest days the calendar does not know; `year` says which."""

    def __init__(self, year: int) -> None:
        super().__init__(f"the calendar does not know the year {year}")
        self.year = year


class YearStatus(StrEnum):
    """Whether a year's rest days are the State Council's notice, or only what the law gives before it."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"


@dataclass(frozen=True)
class CalendarYear:
    """One year: `rest_days` are weekdays off, `work_days` weekends swapped into working days (调休上班).

    Both hold days of this year only; what a notice says of the December before it belongs to the year before.
    """

    year: int
    status: YearStatus
    source: str
    rest_days: frozenset[date]
    work_days: frozenset[date]

    def same_days(self, other: "CalendarYear") -> bool:
        """Whether both say the same of every day of the year, wherever their words come from."""
        return (self.year, self.rest_days, self.work_days) == (other.year, other.rest_days, other.work_days)


@dataclass(frozen=True)
class Calendar:
    """The working days of the years it knows; a statutory rest day (法定休假日) is any day that is not one of them."""

    version: str
    years: Mapping[int, CalendarYear]

    def is_working_day(self, day: date) -> bool:
        """Whether people work that day; NoCalendar outside the years known, as for every method here."""
        year = self._year(day)
        return day in year.work_days or (day.weekday() < 5 and day not in year.rest_days)

    def is_provisional(self, day: date) -> bool:
        """Whether an official notice still to come may make it a working or a rest day (shown as 暂定).

        The notice of a year also moves days in the last week of December before it, as those of 2012 and 2019 did.
        """
        deciding: list[CalendarYear | None] = [self._year(day)]
        if (day.month, day.day) > (12, 24):
            deciding.append(self.years.get(day.year + 1))
        return any(year is None or year.status is YearStatus.PROVISIONAL for year in deciding)

    def next_working_day_from(self, day: date) -> date:
        """The day itself if people work, else the first working day after it."""
        while not self.is_working_day(day):
            day = _later(day, 1)
        return day

    def previous_working_day_from(self, day: date) -> date:
        """The day itself if people work, else the last working day before it (reports to be filed by a date)."""
        while not self.is_working_day(day):
            day -= _DAY
        return day

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which does not count itself (Civil Code 201); n = 0 is `day`."""
        for _ in range(n):
            day = self.next_working_day_from(_later(day, 1))
        return day

    def _year(self, day: date) -> CalendarYear:
        try:
            return self.years[day.year]
        except KeyError:
            raise NoCalendar(day.year) from None


def calendar_of(years: Iterable[CalendarYear]) -> Calendar:
    """The calendar of these years; its version comes from their days and status, so that equal days are equal versions.

    For example "2026-official+2027-provisional:5f3c…": the last year of each status, and twelve hex digits.
    """
    by_year = {year.year: year for year in sorted(years, key=lambda year: year.year)}
    content = "\n".join(f"{y.year} {y.status} -{_iso(y.rest_days)} +{_iso(y.work_days)}" for y in by_year.values())
    last = {year.status: year.year for year in by_year.values()}
    names = "+".join(f"{last[status]}-{status}" for status in YearStatus if status in last)
    return Calendar(f"{names}:{hashlib.sha256(content.encode()).hexdigest()[:12]}", MappingProxyType(by_year))


class Unit(StrEnum):
    """What a period counts in."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Period:
    """A stretch of time such as 30 days or 3 months; its length is at least one."""

    length: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError("a period has a length of at least one")


@dataclass(frozen=True)
class PeriodEnd:
    """How a period ends, with all that shows the computation: it expires at 24:00 of `due` (Civil Code 203).

    `start` is the day that does not count, `raw` the last day as counted, `due` that day or the one after the rest;
    `rolled` says whether they differ, `provisional` whether an official notice may still move `due`.
    """

    start: date
    raw: date
    due: date
    rolled: bool
    provisional: bool


def end_of(period: Period, start: date, calendar: Calendar) -> PeriodEnd:
    """When a period from `start` ends: that day excluded (201), the corresponding day or the month's end (202), and
    from a statutory rest day on to the day after the rest (203). NoCalendar if a year needed is not known."""
    raw = _raw_end(period, start, calendar)
    due = calendar.next_working_day_from(raw)
    # Days before the last one matter only where working days are counted.
    first = _later(start, 1) if period.unit is Unit.WORKING_DAYS else raw
    provisional = any(calendar.is_provisional(day) for day in (first, raw, due))
    return PeriodEnd(start, raw, due, rolled=due != raw, provisional=provisional)


def months_later(day: date, months: int, day_of_month: int | None = None) -> date:
    """The same day so many months later, or `day_of_month` of that month; the month's end where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise NoCalendar(year)
    return date(year, month + 1, min(day_of_month or day.day, monthrange(year, month + 1)[1]))


def _raw_end(period: Period, start: date, calendar: Calendar) -> date:
    match period.unit:
        case Unit.DAYS:
            return _later(start, period.length)
        case Unit.WEEKS:
            return _later(start, period.length * 7)
        case Unit.WORKING_DAYS:
            return calendar.add_working_days(start, period.length)
        case Unit.MONTHS:
            return months_later(start, period.length)
        case Unit.YEARS:
            return months_later(start, period.length * 12)


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise NoCalendar(date.max.year + 1) from None


def _iso(days: Iterable[date]) -> str:
    return ",".join(day.isoformat() for day in sorted(days))
