"""Periods end as the Civil Code says, 200-204, on every day that could be a trap."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.calendars import seed_calendar
from mediation.periods import (
    CalendarYear,
    NoCalendar,
    Period,
    PeriodEnd,
    Unit,
    YearStatus,
    calendar_of,
    end_of,
    months_later,
)

CALENDAR = seed_calendar(2024, 2028)
"""2024 to 2026 are official, 2027 and 2028 provisional."""
EVERY_DAY = [date(2025, 1, 1) + timedelta(days=n) for n in range(730)]
"""Of 2025 and 2026: every month's end, Spring Festival and swapped weekend is among them."""

official_days = st.dates(date(2024, 1, 10), date(2026, 6, 30))
lengths = st.integers(1, 120)


def ends(period: Period, start: date) -> date:
    return end_of(period, start, CALENDAR).due


@pytest.mark.parametrize(
    ("start", "raw", "due"),
    [
        (date(2026, 1, 16), date(2026, 2, 15), date(2026, 2, 24)),  # into the Spring Festival
        (date(2026, 1, 22), date(2026, 2, 21), date(2026, 2, 24)),
        (date(2026, 1, 24), date(2026, 2, 23), date(2026, 2, 24)),
        (date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 8)),  # into the National Day
        (date(2026, 8, 21), date(2026, 9, 20), date(2026, 9, 20)),  # onto a working Sunday
    ],
)
def test_thirty_days(start: date, raw: date, due: date) -> None:
    expected = PeriodEnd(start, raw, due, rolled=raw != due, provisional=False)
    assert end_of(Period(30, Unit.DAYS), start, CALENDAR) == expected


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2026, 2, 13), date(2026, 2, 25)),  # Saturday the 14th works, then the 24th and 25th
        (date(2026, 9, 30), date(2026, 10, 10)),  # the 8th, the 9th and the working Saturday
    ],
)
def test_three_working_days(start: date, due: date) -> None:
    assert end_of(Period(3, Unit.WORKING_DAYS), start, CALENDAR) == PeriodEnd(start, due, due, False, False)


@pytest.mark.parametrize(
    ("period", "start", "due"),
    [
        (Period(1, Unit.MONTHS), date(2026, 1, 31), date(2026, 2, 28)),  # no 31 February; the Saturday works
        (Period(1, Unit.MONTHS), date(2024, 1, 31), date(2024, 2, 29)),
        (Period(1, Unit.MONTHS), date(2025, 2, 28), date(2025, 3, 28)),  # the corresponding day, not the end
        (Period(2, Unit.YEARS), date(2024, 2, 29), date(2026, 2, 28)),
        (Period(1, Unit.YEARS), date(2025, 3, 16), date(2026, 3, 16)),
        (Period(2, Unit.WEEKS), date(2026, 3, 2), date(2026, 3, 16)),
    ],
)
def test_months_years_and_weeks(period: Period, start: date, due: date) -> None:
    assert end_of(period, start, CALENDAR) == PeriodEnd(start, due, due, False, False)


def test_every_month_end() -> None:
    for start in EVERY_DAY:
        for length in range(1, 13):
            raw = months_later(start, length)
            assert (raw.year * 12 + raw.month) - (start.year * 12 + start.month) == length
            month_ends_sooner = (raw + timedelta(days=1)).day == 1 and raw.day < start.day
            assert raw.day == start.day or month_ends_sooner


def test_every_day_of_two_years_as_the_notices_say() -> None:
    for day in EVERY_DAY:
        assert CALENDAR.is_working_day(day) is chinese_calendar.is_workday(day), day


def test_every_roll_of_two_years_as_the_notices_say() -> None:
    for last in EVERY_DAY[30:-7]:
        expected = last
        while not chinese_calendar.is_workday(expected):
            expected += timedelta(days=1)
        assert ends(Period(30, Unit.DAYS), last - timedelta(days=30)) == expected


def test_every_working_day_count_of_two_years() -> None:
    for start in EVERY_DAY[:-60]:
        expected = [day for day in EVERY_DAY if day > start and chinese_calendar.is_workday(day)]
        for n in (1, 3, 5, 10, 15):
            assert CALENDAR.add_working_days(start, n) == expected[n - 1]


def test_the_report_of_the_18th_moves_back() -> None:
    moved = {month: CALENDAR.previous_working_day_from(date(2026, month, 18)).day for month in range(1, 13)}
    assert {month: day for month, day in moved.items() if day != 18} == {1: 16, 2: 14, 4: 17, 7: 17, 10: 16}


@given(official_days, lengths)
def test_days_and_rolling(start: date, length: int) -> None:
    end = end_of(Period(length, Unit.DAYS), start, CALENDAR)
    assert (end.raw - start).days == length
    assert end.due >= end.raw
    assert CALENDAR.is_working_day(end.due)
    assert end.rolled is not CALENDAR.is_working_day(end.raw)


@given(official_days, st.sampled_from([*Unit]), st.integers(1, 12))
def test_a_longer_period_never_ends_sooner(start: date, unit: Unit, length: int) -> None:
    assume(unit is not Unit.YEARS)
    assert ends(Period(length, unit), start) <= ends(Period(length + 1, unit), start)


@given(official_days, st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up(start: date, first: int, second: int) -> None:
    both = CALENDAR.add_working_days(CALENDAR.add_working_days(start, first), second)
    assert both == CALENDAR.add_working_days(start, first + second)


@given(official_days)
def test_the_nearest_working_days(day: date) -> None:
    later, earlier = CALENDAR.next_working_day_from(day), CALENDAR.previous_working_day_from(day)
    assert earlier <= day <= later
    assert (earlier == day == later) is CALENDAR.is_working_day(day)
    between = [day + timedelta(days=n) for n in range((earlier - day).days + 1, (later - day).days)]
    assert not any(CALENDAR.is_working_day(other) for other in between)


@pytest.mark.parametrize(
    ("day", "provisional"),
    [
        (date(2026, 12, 24), False),
        (date(2026, 12, 25), True),  # the notice of 2027 may still move it
        (date(2025, 12, 31), False),
        (date(2027, 6, 1), True),
        (date(2028, 12, 31), True),
    ],
)
def test_what_is_provisional(day: date, provisional: bool) -> None:
    assert CALENDAR.is_provisional(day) is provisional


@pytest.mark.parametrize(
    ("period", "start", "provisional"),
    [
        (Period(30, Unit.DAYS), date(2026, 11, 20), False),
        (Period(30, Unit.DAYS), date(2026, 12, 5), True),
        (Period(10, Unit.WORKING_DAYS), date(2026, 12, 20), True),
        (Period(1, Unit.MONTHS), date(2025, 12, 1), False),
    ],
)
def test_a_period_is_provisional_where_a_notice_may_move_it(period: Period, start: date, provisional: bool) -> None:
    assert end_of(period, start, CALENDAR).provisional is provisional


@pytest.mark.parametrize(
    ("period", "year"),
    [
        (Period(6, Unit.YEARS), 2034),
        (Period(3000, Unit.DAYS), 2036),
        (Period(700, Unit.WORKING_DAYS), 2029),
        (Period(10**6, Unit.YEARS), 1002028),
        (Period(10**7, Unit.DAYS), 10000),
        (Period(10**12, Unit.WEEKS), 10000),
    ],
)
def test_a_year_that_is_not_known(period: Period, year: int) -> None:
    with pytest.raises(NoCalendar) as missing:
        end_of(period, date(2028, 6, 1), CALENDAR)
    assert missing.value.year == year


@pytest.mark.parametrize("length", [0, -1])
def test_a_period_has_a_length(length: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Period(length, Unit.DAYS)


def year_of(year: int, status: YearStatus = YearStatus.OFFICIAL, off: frozenset[date] = frozenset()) -> CalendarYear:
    return CalendarYear(year, status, "a notice", off, frozenset())


def test_the_version_follows_the_days() -> None:
    plain = calendar_of([year_of(2026), year_of(2027, YearStatus.PROVISIONAL)])
    assert plain.version.startswith("2026-official+2027-provisional:")
    assert len(plain.version.rpartition(":")[2]) == 12
    assert plain.version == calendar_of([year_of(2027, YearStatus.PROVISIONAL), year_of(2026)]).version
    changed = calendar_of([year_of(2026, off=frozenset({date(2026, 5, 1)})), year_of(2027, YearStatus.PROVISIONAL)])
    confirmed = calendar_of([year_of(2026), year_of(2027)])
    assert len({plain.version, changed.version, confirmed.version}) == 3
    assert confirmed.version.startswith("2027-official:")


def test_where_the_words_come_from_does_not_matter() -> None:
    elsewhere = CalendarYear(2026, YearStatus.OFFICIAL, "another copy of the notice", frozenset(), frozenset())
    assert calendar_of([elsewhere]).version == calendar_of([year_of(2026)]).version
