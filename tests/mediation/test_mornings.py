"""When morning lists are planned: today's or the next working day's, and the one after, at the profile's hour."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mediation.actor import Moment
from mediation.moments import at_local
from mediation.mornings import morning_sections, mornings
from mediation.tasks import tasks_for
from tests.sample import sample_case
from tests.world import CALENDAR, PROFILE

days = st.dates(date(2025, 1, 1), date(2029, 12, 1))


def at(day: date, clock: time = time(12)) -> Moment:
    """That local date and time."""
    now: datetime = at_local(day, clock, PROFILE.zone)
    return Moment(now, CALENDAR, PROFILE, PROFILE.zone)


@given(days, st.times())
def test_two_working_days_each_and_none_is_left_out(day: date, clock: time) -> None:
    first, second = mornings([7], at(day, clock))
    assert CALENDAR.is_working_day(first.due)
    assert CALENDAR.is_working_day(second.due)
    assert day <= first.due < second.due
    between = [day + timedelta(days=n) for n in range((second.due - day).days)]
    assert [one for one in between if CALENDAR.is_working_day(one)] == [first.due]
    for one in (first, second):
        local = one.due_at.astimezone(PROFILE.zone)
        assert (local.date(), local.time()) == (one.due, time(8, 30))


@given(days)
def test_what_was_planned_today_is_planned_tomorrow_too_unless_its_day_is_over(day: date) -> None:
    today, tomorrow = mornings([7], at(day)), mornings([7], at(day + timedelta(days=1)))
    assert {one.key for one in today} - {one.key for one in tomorrow} <= {one.key for one in today if one.due <= day}


def test_each_mediator_has_the_own_lists() -> None:
    assert [one.subject for one in mornings([7, 8], at(date(2026, 3, 2)))] == ["7", "7", "8", "8"]


def test_swapped_weekends_are_working_days_and_holidays_are_not() -> None:
    # Spring Festival 2026: 15 to 23 February; Saturday 14 and 28 February are worked
    assert [one.due for one in mornings([7], at(date(2026, 2, 14)))] == [date(2026, 2, 14), date(2026, 2, 24)]


@given(days)
def test_whatever_waits_for_the_mediator_stands_on_the_list(day: date) -> None:
    case = sample_case(1)
    moment = at(day)
    sections = morning_sections([case], moment)
    assert bool(sections) or not tasks_for(case, moment.today)
    assert all(lines for _, lines in sections)
