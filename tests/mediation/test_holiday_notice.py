"""A year's calendar is read from a file; whatever a clerk may mistype is said in one sentence that names the place."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.holiday_notice import WrongNotice, read_notice
from mediation.periods import CalendarYear, YearStatus
from tests.notices import NOTICE


def read(text: str) -> CalendarYear:
    return read_notice(text, 2004, 2027)


def test_a_notice() -> None:
    year = read(NOTICE)
    assert (year.year, year.status, year.source) == (2027, YearStatus.OFFICIAL, "an invented notice")
    assert date(2027, 10, 7) in year.rest_days
    assert year.work_days == {date(2027, 2, 14), date(2027, 9, 26), date(2027, 10, 9)}


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("year = 2027", "year = 2028", "year is 2028"),
        ("year = 2027", "year = 2003", "2004 to 2027"),
        ("year = 2027", 'year = "2027"', "year must be a whole number"),
        ("year = 2027\n", "", "year is missing"),
        ("year = 2027", "year = 2026", "rest_days[0] is 2027-01-01, which is not a day of 2026"),
        ("2027-10-07,", "2028-10-06,", "rest_days[15] is 2028-10-06, which is not a day of 2027"),
        ("2027-02-05,", "2027-02-06,", "rest_days[1] is 2027-02-06, a Saturday"),
        ("2027-09-26", "2027-09-27", "work_days[1] is 2027-09-27, a Monday"),
        ("2027-02-05,", "2027-01-01,", "rest_days must be a list of different dates"),
        ("2027-02-05,", '"2027-02-05",', "rest_days must be a list of different dates"),
        ("2027-02-05,", "2027-02-05T00:00:00,", "rest_days must be a list of different dates"),
        ("2027-02-05,", "2027-02-30,", "not TOML"),
        ("work_days = [", "workdays = [", "workdays is not known here"),
        ("work_days = [2027-02-14, 2027-09-26, 2027-10-09]", "", "work_days is missing"),
        ('source = "an invented notice"', "", "source is missing"),
        ('"an invented notice"', '" "', "source must be a text"),
        ('"an invented notice"', f'"{"x" * 201}"', "source must be at most 200 characters"),
        ("year = 2027", "year = 2027\n[more]", "is not known here"),
        ("rest_days = [", "rest_days = [] #", "not TOML"),
    ],
)
def test_every_mistake_is_said_by_its_place(right: str, wrong: str, said: str) -> None:
    assert right in NOTICE
    with pytest.raises(WrongNotice) as mistake:
        read(NOTICE.replace(right, wrong))
    assert said in str(mistake.value)
    assert "\n" not in str(mistake.value)


def test_a_year_without_holidays_is_a_mistake_and_one_without_swaps_is_not() -> None:
    head = 'year = 2027\nsource = "a notice"\n'
    assert read(head + "rest_days = [2027-01-01]\nwork_days = []\n").work_days == frozenset()
    with pytest.raises(WrongNotice, match="rest_days is empty"):
        read(head + "rest_days = []\nwork_days = []\n")


_weekdays = st.dates(date(2027, 1, 1), date(2027, 12, 24)).map(
    lambda day: day - timedelta(days=max(0, day.weekday() - 4))
)
_own = _weekdays.filter(lambda day: day.year == 2027)


@given(
    st.sets(_own, min_size=1), st.sets(st.integers(0, 50).map(lambda week: date(2027, 1, 2) + timedelta(weeks=week)))
)
def test_what_is_written_is_what_is_read(rest: set[date], work: set[date]) -> None:
    text = f'year = 2027\nsource = "a notice"\nrest_days = [{", ".join(map(str, rest))}]\n'
    year = read(text + f"work_days = [{', '.join(map(str, work))}]\n")
    assert (set(year.rest_days), set(year.work_days)) == (rest, work)


@given(st.text(max_size=60))
def test_anything_else_is_a_mistake_and_never_a_fault(text: str) -> None:
    with pytest.raises(WrongNotice):
        read(text)
