"""Moments are UTC, calendars and clocks are local, and the two ways meet."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.moments import at_local, local_date

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_the_local_day_begins_at_local_midnight() -> None:
    assert local_date(datetime(2026, 3, 1, 15, 59, 59, tzinfo=UTC), SHANGHAI) == date(2026, 3, 1)
    assert local_date(datetime(2026, 3, 1, 16, 0, tzinfo=UTC), SHANGHAI) == date(2026, 3, 2)


def test_nine_in_the_morning() -> None:
    at = at_local(date(2026, 3, 1), time(9), SHANGHAI)
    assert (at, at.tzinfo) == (datetime(2026, 3, 1, 1, tzinfo=UTC), UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime(2026, 3, 1), SHANGHAI)  # noqa: DTZ001 - the point of the test


@given(st.dates(date(1995, 1, 1), date(2100, 1, 1)), st.times())
def test_there_and_back(day: date, clock: time) -> None:
    assert local_date(at_local(day, clock, SHANGHAI), SHANGHAI) == day
