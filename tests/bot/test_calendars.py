"""The calendar is the State Council's notices where there are some, the law's own holidays where there are none yet."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from bot.calendars import official_years, provisional_year, seed_calendar
from mediation.periods import YearStatus


def test_official_years_begin_with_2004() -> None:
    years = official_years()
    assert list(years) == list(range(2004, max(years) + 1))
    assert max(years) >= 2026
    assert {year.status for year in years.values()} == {YearStatus.OFFICIAL}
    assert all("chinesecalendar" in year.source and len(year.source) <= 200 for year in years.values())


def test_every_official_day_is_as_announced() -> None:
    calendar = seed_calendar(2004, 2026)
    day = date(2004, 1, 1)
    while day.year <= 2026:
        assert calendar.is_working_day(day) is chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_the_notice_for_2026() -> None:
    year = official_years()[2026]
    swapped = {(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)}
    assert {(day.month, day.day) for day in year.work_days} == swapped
    spring = [date(2026, 2, 16) + timedelta(days=n) for n in range(8)]
    assert {day for day in year.rest_days if day.month == 2} == {day for day in spring if day.weekday() < 5}


def test_a_year_before_its_notice() -> None:
    year = provisional_year(2027)
    assert (year.year, year.status, year.work_days) == (2027, YearStatus.PROVISIONAL, frozenset())
    assert {date(2027, 1, 1), date(2027, 2, 8), date(2027, 4, 5), date(2027, 10, 1)} <= year.rest_days
    assert all(day.year == 2027 and day.weekday() < 5 for day in year.rest_days)
    assert 10 <= len(year.rest_days) <= 14


def test_statutory_days_of_a_known_year_are_all_rest_days_in_its_notice() -> None:
    official = official_years()
    for known in range(2015, 2027):
        statutory = {day for day in provisional_year(known).rest_days if day not in official[known].rest_days}
        assert statutory == set(), known


def test_the_seed() -> None:
    calendar = seed_calendar(2025, 2028)
    last = max(official_years())
    assert list(calendar.years) == [2025, 2026, 2027, 2028]
    assert calendar.version.startswith(f"{last}-official+2028-provisional:")
    assert calendar.version == seed_calendar(2025, 2028).version
    assert calendar.is_provisional(date(2028, 3, 1))
    assert not calendar.is_provisional(date(2026, 3, 1))


def test_before_the_first_notice() -> None:
    with pytest.raises(ValueError, match="2004"):
        seed_calendar(2003, 2026)
