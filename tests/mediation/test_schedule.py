"""Dates certain stay where they are, periods are counted, instalments fall on their day or the month's end."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendars import seed_calendar
from mediation.periods import NoCalendar, Period, Unit, end_of
from mediation.schedule import Due, Instalments, OnDate, Within, dues

CALENDAR = seed_calendar(2024, 2030)


def test_a_date_certain_is_not_moved() -> None:
    # 1 October 2026 is a holiday: reminded on the day agreed, late only after the rest.
    assert dues(OnDate(date(2026, 10, 1)), None, CALENDAR) == (
        Due(date(2026, 10, 1), date(2026, 10, 8), None, None, provisional=False),
    )


def test_a_period_runs_from_effect_and_shows_its_computation() -> None:
    period = Period(30, Unit.DAYS)
    (due,) = dues(Within(period, None), date(2026, 1, 16), CALENDAR)
    end = end_of(period, date(2026, 1, 16), CALENDAR)
    assert due == Due(date(2026, 2, 15), date(2026, 2, 24), None, end, provisional=False)
    assert end.rolled


def test_a_period_with_its_own_start() -> None:
    (due,) = dues(Within(Period(1, Unit.MONTHS), date(2026, 1, 31)), date(2026, 6, 1), CALENDAR)
    assert due.day == due.breach_day == date(2026, 2, 28)


def test_a_period_waits_for_the_agreement() -> None:
    assert dues(Within(Period(1, Unit.MONTHS), None), None, CALENDAR) == ()


def test_instalments_at_the_end_of_the_month() -> None:
    found = dues(Instalments(31, 4, 100_000, date(2026, 12, 31)), None, CALENDAR)
    assert [due.day.isoformat() for due in found] == ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"]
    assert [due.breach_day.isoformat() for due in found] == ["2026-12-31", "2027-02-01", "2027-03-01", "2027-03-31"]
    assert {due.amount_fen for due in found} == {100_000}
    assert all(due.provisional for due in found)


def test_a_year_that_is_not_known() -> None:
    with pytest.raises(NoCalendar):
        dues(Instalments(15, 60, None, date(2027, 1, 15)), None, CALENDAR)


schedules = (
    st.builds(OnDate, st.dates(date(2024, 1, 1), date(2029, 12, 31)))
    | st.builds(
        Within,
        st.builds(Period, st.integers(1, 12), st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS])),
        st.none() | st.dates(date(2024, 1, 1), date(2028, 6, 30)),
    )
    | st.builds(
        lambda day, count, each, month: Instalments(day, count, each, date(2026, month, min(day, 28))),
        st.integers(1, 31),
        st.integers(1, 36),
        st.none() | st.integers(1, 10**9),
        st.integers(1, 12),
    )
)


@given(schedules, st.dates(date(2024, 1, 1), date(2028, 6, 30)))
def test_dues_are_in_order_and_late_only_on_working_days(when: OnDate | Within | Instalments, effective: date) -> None:
    found = dues(when, effective, CALENDAR)
    assert len(found) == (when.count if isinstance(when, Instalments) else 1)
    assert [due.day for due in found] == sorted({due.day for due in found})
    for due in found:
        assert due.day <= due.breach_day
        assert due.breach_day == CALENDAR.next_working_day_from(due.day)
        assert (due.end is not None) is isinstance(when, Within)


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1, 36))
def test_instalments_keep_their_day_of_the_month(day: int, month: int, count: int) -> None:
    for n, due in enumerate(dues(Instalments(day, count, None, date(2026, month, min(day, 28))), None, CALENDAR)):
        assert (due.day.year - 2026) * 12 + due.day.month - month == n
        assert due.day.day == day or (due.day.day < day and date.fromordinal(due.day.toordinal() + 1).day == 1)
