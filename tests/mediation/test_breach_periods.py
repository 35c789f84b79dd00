"""The periods of a breach count working days from the day of the proof, over holidays and working Sundays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.breach import Breach, BreachState, Statement
from mediation.breach_periods import (
    answer_ends,
    cure_ends,
    half_of_cure,
    hearing_ends,
    longest_answer_ends,
    repair_ends,
    service_day,
)
from mediation.profile import Profile
from mediation.publication_parts import RepairApplication
from mediation.service import Proof, Service, ServiceWay
from tests.mediation.breach_at import breach_at
from tests.world import CALENDAR, PROFILE

ZONE = PROFILE.zone
CURE, HEARING, ANSWER, LONGEST, REPAIR = 10, 15, 3, 7, 10
"""The profile's working days."""
starts = st.dates(date(2024, 1, 1), date(2026, 11, 15))


def noon(day: date) -> datetime:
    """Noon in China on that day."""
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def proven(day: date) -> Service:
    """A notice that was sent long before, and proven on that day."""
    return Service(noon(date(2024, 1, 1)), Proof(ServiceWay.PAPER, day, noon(day)))


def breach_of(service: Service) -> Breach:
    """A breach whose warning and prior notice both arrived so."""
    breach = breach_at(BreachState.HEARING)
    assert breach.proposal is not None
    return replace(breach, warning=service, proposal=replace(breach.proposal, notice=service))


def last_days(day: date, profile: Profile = PROFILE) -> dict[int, date]:
    """The last day of each period that begins on this day, by its length in the profile of Hegang."""
    breach, args = breach_of(proven(day)), (profile, CALENDAR, ZONE)
    hearing = hearing_ends(breach, *args)
    assert hearing is not None
    said = Statement("1", "给了", (), noon(day))
    assert cure_ends(breach, *args).due == repair_ends(RepairApplication("1", "给了", (), noon(day)), *args).due
    return {
        CURE: cure_ends(breach, *args).due,
        HEARING: hearing.due,
        ANSWER: answer_ends(said, *args).due,
        LONGEST: longest_answer_ends(said, *args).due,
    }


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        # Friday; Sunday 20 September works, 25-27 September and 1-7 October rest, Saturday 10 October works
        (date(2026, 9, 18), {ANSWER: (9, 22), LONGEST: (9, 29), CURE: (10, 9), HEARING: (10, 15)}),
        (date(2026, 9, 30), {ANSWER: (10, 10), LONGEST: (10, 15), CURE: (10, 20), HEARING: (10, 27)}),
        # a rest day itself; the day of the proof never counts, whether people work on it or not
        (date(2026, 10, 7), {ANSWER: (10, 10), LONGEST: (10, 15), CURE: (10, 20), HEARING: (10, 27)}),
        (date(2026, 9, 20), {ANSWER: (9, 23), LONGEST: (9, 30), CURE: (10, 10), HEARING: (10, 16)}),
        # Saturday 14 February works, the Spring Festival rests from the 15th to the 23rd, Saturday 28 February works
        (date(2026, 2, 13), {ANSWER: (2, 25), LONGEST: (3, 2), CURE: (3, 5), HEARING: (3, 12)}),
    ],
)
def test_over_holidays_and_working_weekends(start: date, ends: dict[int, tuple[int, int]]) -> None:
    assert last_days(start) == {length: date(2026, *day) for length, day in ends.items()}


@given(starts)
def test_every_period_is_as_many_working_days_as_the_notices_say(start: date) -> None:
    for length, last in last_days(start).items():
        days = (start + timedelta(days=n) for n in range(1, (last - start).days + 1))
        assert sum(chinese_calendar.is_workday(day) for day in days) == length
        assert chinese_calendar.is_workday(last)


def test_half_time_is_the_middle_of_the_days_and_the_last_day_the_end() -> None:
    # 18 September to 9 October are 21 days
    breach = breach_of(proven(date(2026, 9, 18)))
    assert half_of_cure(breach, PROFILE, CALENDAR, ZONE) == date(2026, 9, 28)
    # 23 September to 14 October: the middle is in the holiday, and people may read then
    breach = breach_of(proven(date(2026, 9, 23)))
    assert half_of_cure(breach, PROFILE, CALENDAR, ZONE) == date(2026, 10, 3)


@given(starts)
def test_half_time_is_within_and_leaves_no_less_than_has_gone(start: date) -> None:
    breach = breach_of(proven(start))
    half, last = half_of_cure(breach, PROFILE, CALENDAR, ZONE), cure_ends(breach, PROFILE, CALENDAR, ZONE).due
    assert start < half < last
    assert 0 <= (last - half).days - (half - start).days <= 1


@pytest.mark.parametrize(
    ("told", "day"),
    [
        (datetime(2026, 9, 18, 15, 59, tzinfo=UTC), date(2026, 9, 18)),
        (datetime(2026, 9, 18, 16, 0, tzinfo=UTC), date(2026, 9, 19)),  # midnight in China
    ],
)
def test_before_a_proof_it_is_the_local_day_of_the_sending(told: datetime, day: date) -> None:
    assert service_day(Service(told), ZONE) == day
    served = Service(told, Proof(ServiceWay.ACKNOWLEDGED, date(2026, 9, 24), told))
    assert service_day(served, ZONE) == date(2026, 9, 24)
    assert cure_ends(breach_of(served), PROFILE, CALENDAR, ZONE).start == date(2026, 9, 24)


def test_nobody_was_noticed_of_what_nobody_proposed() -> None:
    assert hearing_ends(breach_at(BreachState.CONFIRMED), PROFILE, CALENDAR, ZONE) is None
