"""Every trap of 2025 and 2026 (month ends, holidays, swapped weekends) as the notices have it, by chinesecalendar.

What is expected is counted here in the plainest way, a day at a time, and never by the code under test.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendars import seed_calendar
from mediation.periods import Period, Unit, end_of, months_later
from mediation.schedule import OnDate, dues

CALENDAR = seed_calendar(2024, 2028)
DAY = timedelta(days=1)


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    while first <= last:
        yield first
        first += DAY


EVERY_DAY = tuple(days(date(2025, 1, 1), date(2026, 12, 31)))
MONTH_ENDS = tuple(day for day in EVERY_DAY if (day + DAY).day == 1)
SPRING_FESTIVALS = tuple(
    day
    for day in EVERY_DAY
    if chinese_calendar.get_holiday_detail(day) == (True, chinese_calendar.Holiday.spring_festival.value)
)
WORKED_WEEKENDS = tuple(day for day in EVERY_DAY if day.weekday() >= 5 and chinese_calendar.is_workday(day))
DAYS_OFF = tuple(day for day in EVERY_DAY if day.weekday() < 5 and not chinese_calendar.is_workday(day))


def rolled(day: date) -> date:
    """The day itself, or the first day after it on which people work."""
    while not chinese_calendar.is_workday(day):
        day += DAY
    return day


def test_the_traps_are_there() -> None:
    assert len(MONTH_ENDS) == 24
    assert {day.year for day in SPRING_FESTIVALS} == {2025, 2026}
    assert len(SPRING_FESTIVALS) == 17
    # five swapped weekends in the notice for 2025, six in that for 2026
    assert [sum(day.year == year for day in WORKED_WEEKENDS) for year in (2025, 2026)] == [5, 6]


@pytest.mark.parametrize(
    "trap",
    [MONTH_ENDS, SPRING_FESTIVALS, WORKED_WEEKENDS, DAYS_OFF],
    ids=["month ends", "spring festivals", "worked weekends", "days off"],
)
@pytest.mark.parametrize("length", [1, 7, 15, 30, 90])
def test_a_period_of_days_that_ends_there(trap: tuple[date, ...], length: int) -> None:
    # what rolls out of December 2026 falls into a year without a notice
    for last in (day for day in trap if day <= date(2026, 12, 24)):
        end = end_of(Period(length, Unit.DAYS), last - timedelta(days=length), CALENDAR)
        assert (end.raw, end.due, end.rolled) == (last, rolled(last), rolled(last) != last)


def test_a_month_from_every_day_ends_on_its_day_or_the_months_end() -> None:
    for start in EVERY_DAY[:-40]:
        year, month = (start.year, start.month + 1) if start.month < 12 else (start.year + 1, 1)
        raw = date(year, month, min(start.day, monthrange(year, month)[1]))
        end = end_of(Period(1, Unit.MONTHS), start, CALENDAR)
        assert (end.raw, end.due) == (raw, rolled(raw))


def test_instalments_on_the_31st_fall_on_every_months_end() -> None:
    assert tuple(months_later(date(2025, 1, 31), n, 31) for n in range(24)) == MONTH_ENDS


def test_a_date_certain_stays_and_is_late_only_after_the_rest() -> None:
    for day in EVERY_DAY[:-7]:
        (due,) = dues(OnDate(day), None, CALENDAR)
        assert (due.day, due.breach_day) == (day, rolled(day))


def test_people_work_on_a_swapped_weekend_and_nothing_rolls_off_it() -> None:
    for day in WORKED_WEEKENDS:
        assert CALENDAR.is_working_day(day)
        assert CALENDAR.add_working_days(day - DAY, 1) == day
        assert end_of(Period(10, Unit.DAYS), day - timedelta(days=10), CALENDAR).due == day
    for day in DAYS_OFF:
        assert not CALENDAR.is_working_day(day)


@given(st.sampled_from(EVERY_DAY[:365]), st.integers(0, 200))
def test_working_days_are_counted_as_the_notices_say(start: date, n: int) -> None:
    expected, left = start, n
    while left:
        expected += DAY
        left -= chinese_calendar.is_workday(expected)
    assert CALENDAR.add_working_days(start, n) == expected


@given(st.sampled_from(EVERY_DAY[:365]), st.integers(1, 60))
def test_a_period_of_working_days_never_rolls(start: date, n: int) -> None:
    end = end_of(Period(n, Unit.WORKING_DAYS), start, CALENDAR)
    assert end.raw == end.due == CALENDAR.add_working_days(start, n)
    assert sum(chinese_calendar.is_workday(day) for day in days(start + DAY, end.due)) == n


def test_every_report_date_of_two_years_is_the_working_day_before_or_the_18th() -> None:
    for day in EVERY_DAY:
        expected = day
        while not chinese_calendar.is_workday(expected):
            expected -= DAY
        if expected.year >= 2025:
            assert CALENDAR.previous_working_day_from(day) == expected
    moved = {month: CALENDAR.previous_working_day_from(date(2026, month, 18)).day for month in range(1, 13)}
    assert moved == {1: 16, 2: 14, 3: 18, 4: 17, 5: 18, 6: 18, 7: 17, 8: 18, 9: 18, 10: 16, 11: 18, 12: 18}
