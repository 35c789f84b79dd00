"""Reads the days of one official year, as the State Council's notice gives them, out of a TOML text; opens no file."""

import tomllib
from datetime import date

from mediation.periods import CalendarYear, YearStatus
from mediation.toml_table import TomlTable, WrongKey

LONGEST_SOURCE = 200
"""Characters of what names the notice."""
_KEYS = ("year", "source", "rest_days", "work_days")


class WrongNotice(ValueError):
    """The text cannot be used; the message is one sentence that names the place."""


def read_notice(text: str, first: int, last: int) -> CalendarYear:
    """The official year in a TOML text: `year`, `source`, `rest_days` on weekdays, `work_days` on weekends.

    Only years from `first` to `last` are taken. Raises WrongNotice for anything that a clerk may have mistyped.
    """
    try:
        table = TomlTable(tomllib.loads(text))
        table.only(*_KEYS)
        year = table.number("year")
        if not first <= year <= last:
            raise WrongKey(f"year is {year}, and a notice is taken for {first} to {last} only")
        return CalendarYear(
            year=year,
            status=YearStatus.OFFICIAL,
            source=_source(table),
            rest_days=_days(table, "rest_days", year, weekend=False),
            work_days=_days(table, "work_days", year, weekend=True),
        )
    except tomllib.TOMLDecodeError as wrong:
        raise WrongNotice(f"this is not TOML: {wrong}") from wrong
    except WrongKey as wrong:
        raise WrongNotice(str(wrong)) from wrong


def _source(table: TomlTable) -> str:
    source = table.text("source").strip()
    if len(source) > LONGEST_SOURCE:
        raise WrongKey(f"source must be at most {LONGEST_SOURCE} characters")
    return source


def _days(table: TomlTable, key: str, year: int, weekend: bool) -> frozenset[date]:
    days = table.dates(key)
    if not days and not weekend:
        raise WrongKey(f"{key} is empty, and every year has its holidays")
    for place, day in enumerate(days):
        if day.year != year:
            raise WrongKey(f"{key}[{place}] is {day}, which is not a day of {year}")
        if (day.weekday() >= 5) is not weekend:
            raise WrongKey(f"{key}[{place}] is {day}, a {day:%A}, {_USUAL[weekend]}")
    return frozenset(days)


_USUAL = {
    False: "which is off as any weekend is: only weekdays stand here",
    True: "on which people work anyway: only weekends stand here",
}
