"""Between moments (aware UTC) and what a local calendar and clock show; it never asks a clock itself."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def local_date(at: datetime, zone: ZoneInfo) -> date:
    """The date on a calendar in `zone` at that moment; ValueError if `at` carries no time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(zone).date()


def at_local(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, when clocks in `zone` show this date and time (the first of two, where clocks go back)."""
    return datetime.combine(day, clock.replace(fold=0), zone).astimezone(UTC)
