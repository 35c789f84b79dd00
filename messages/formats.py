"""How days, moments, amounts and enumerated words are said in each language."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from zoneinfo import ZoneInfo

from mediation.periods import Period, Unit

_WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Names = Mapping[str, Mapping[str, str]]


def day(value: date, today: date, language: str) -> str:
    """A local date as people say it, with the year only if it is another: 3月15日 周日 / Sun 15 Mar."""
    other_year = value.year != today.year
    if language == "zh":
        return f"{f'{value.year}年' if other_year else ''}{value.month}月{value.day}日 {weekday(value, language)}"
    return f"{weekday(value, language)} {value.day} {_MONTHS[value.month - 1]}{f' {value.year}' if other_year else ''}"


def weekday(value: date, language: str) -> str:
    """The day of the week of a local date: 周日 / Sun."""
    return _WEEKDAYS[language][value.weekday()]


def full_day(value: date, language: str) -> str:
    """A local date with its year, for letters and files: 2027年3月15日 / 15 Mar 2027."""
    if language == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime, zone: ZoneInfo, language: str) -> str:
    """A moment in the office's zone, the zone said: 2027年3月15日 09:05（UTC+8）."""
    local = value.astimezone(zone)
    said = f"{full_day(local.date(), language)} {local:%H:%M}"
    return f"{said}（{offset(value, zone)}）" if language == "zh" else f"{said} ({offset(value, zone)})"


def clock(value: datetime, zone: ZoneInfo) -> str:
    """The time of day of a moment, to the second; the zone is to be said once beside: 09:05:30."""
    return f"{value.astimezone(zone):%H:%M:%S}"


def hour(value: datetime, zone: ZoneInfo) -> str:
    """The time of day of a moment in the office's zone, for a person who lives in it, beside a local date: 09:05."""
    return f"{value.astimezone(zone):%H:%M}"


def offset(value: datetime, zone: ZoneInfo) -> str:
    """How far a zone is from UTC at a moment: UTC+8, UTC+5:30."""
    said = f"{value.astimezone(zone):%z}"
    return f"UTC{said[0]}{int(said[1:3])}" + (f":{said[3:]}" if said[3:] != "00" else "")


def money(fen: int, language: str) -> str:
    """An amount of integer fen: 1,200元, 0.50元 / 1,200 yuan."""
    yuan, rest = divmod(fen, 100)
    number = f"{yuan:,}" + (f".{rest:02d}" if rest else "")
    return f"{number}元" if language == "zh" else f"{number} yuan"


_UNITS = {
    Unit.DAYS: ("天", "day"),
    Unit.WORKING_DAYS: ("个工作日", "working day"),
    Unit.WEEKS: ("周", "week"),
    Unit.MONTHS: ("个月", "month"),
    Unit.YEARS: ("年", "year"),
}


def period(value: Period, language: str) -> str:
    """A stretch of time: 30天, 3个月 / 30 days, 1 year."""
    chinese, english = _UNITS[value.unit]
    if language == "zh":
        return f"{value.length}{chinese}"
    return f"{value.length} {english}{'' if value.length == 1 else 's'}"


def named(value: Enum, names: Names) -> str:
    """The word for an enumerated value, from names.toml; KeyError if the language has none."""
    return names[type(value).__name__][value.value]
