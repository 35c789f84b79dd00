"""A holiday notice for 2027, invented for tests, and the calendar before and after it."""

from dataclasses import replace
from datetime import date

from mediation.actor import Moment
from mediation.agreed import Counted, Obligation
from mediation.holiday_notice import read_notice
from mediation.periods import Calendar, CalendarYear, Period, calendar_of
from mediation.schedule import Due, OnDate, Within, dues
from tests.asking import AT
from tests.sample import sample_case
from tests.world import CALENDAR

NOTICE = """\
year = 2027
source = "an invented notice"
rest_days = [
    2027-01-01, 2027-02-05, 2027-02-08, 2027-02-09, 2027-02-10, 2027-02-11, 2027-04-05, 2027-05-03, 2027-05-04,
    2027-06-09, 2027-09-15, 2027-10-01, 2027-10-04, 2027-10-05, 2027-10-06, 2027-10-07,
]
work_days = [2027-02-14, 2027-09-26, 2027-10-09]
"""
OFFICIAL = read_notice(NOTICE, 2004, 2027)
BEFORE = AT
"""2 March 2026, when 2027 is provisional."""


def with_years(calendar: Calendar, *years: CalendarYear) -> Calendar:
    """The same calendar with these years."""
    return calendar_of({**calendar.years, **{year.year: year for year in years}}.values())


AFTER = Moment(AT.now, with_years(CALENDAR, OFFICIAL), AT.profile, AT.zone)
"""The same moment, with the notice known."""


def owed_on(day: date, key: str = "1", at: Moment = BEFORE) -> Obligation:
    """The sample's obligation on a date certain, its days computed at that moment."""
    (due,) = dues(OnDate(day), None, at.calendar)
    return _owed(key, due, None)


def owed_within(period: Period, start: date, key: str = "1", at: Moment = BEFORE) -> Obligation:
    """The sample's obligation within a period, likewise."""
    (due,) = dues(Within(period, start), None, at.calendar)
    return _owed(key, due, Counted(period, start))


def _owed(key: str, due: Due, counted: Counted | None) -> Obligation:
    (sample,) = sample_case(1).obligations
    days = replace(sample, due=due.day, breach_day=due.breach_day, provisional=due.provisional)
    return replace(days, key=key, when=str(due.day), counted=counted)
