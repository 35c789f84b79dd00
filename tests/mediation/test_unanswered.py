"""When a question counts as unanswered: after one whole working day, on a working day, and not once it is answered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.asked import PartyQuestion
from mediation.case import Case, CaseState
from mediation.reminder import UNANSWERED, Reminder
from mediation.reminders import reminders_for
from tests.asking import a_case
from tests.world import CALENDAR, PROFILE


def asked(at: datetime, answered: datetime | None = None) -> Case:
    """The sample case with a question of that moment."""
    return replace(a_case(), questions=(PartyQuestion("1", "2", 7, at, answered, "在吗"),))


def derived(case: Case) -> list[Reminder]:
    """What the case calls for about its questions."""
    found = reminders_for(case, PROFILE, CALENDAR, PROFILE.zone)
    return [one for one in found if one.kind == UNANSWERED]


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-03-02T09:00", "2026-03-04T09:00"),  # Monday: Tuesday is the working day, so on Wednesday
        ("2026-03-05T23:30", "2026-03-09T09:00"),  # Thursday: Friday is, so on Monday and not at the weekend
        ("2026-03-06T09:00", "2026-03-10T09:00"),  # Friday: Monday is
        ("2026-02-13T09:00", "2026-02-24T09:00"),  # before Spring Festival: Saturday the 14th is worked
        ("2026-09-30T09:00", "2026-10-09T09:00"),  # before National Day: the 8th is
    ],
)
def test_after_one_whole_working_day(at: str, due: str) -> None:
    local = datetime.fromisoformat(at).replace(tzinfo=PROFILE.zone)
    (one,) = derived(asked(local.astimezone(UTC)))
    assert one.due_at.astimezone(PROFILE.zone).isoformat()[:16] == due
    assert (one.subject, one.due) == ("1", local.date())


@given(st.integers(0, 1_900_000))
def test_never_before_a_whole_working_day_and_never_on_a_day_of_rest(minutes: int) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    (one,) = derived(asked(moment))
    begin, end = (when.astimezone(PROFILE.zone).date() for when in (moment, one.due_at))
    between = [begin + timedelta(days=n) for n in range(1, (end - begin).days)]
    assert any(CALENDAR.is_working_day(day) for day in between)
    assert sum(CALENDAR.is_working_day(day) for day in between) == 1
    assert CALENDAR.is_working_day(end)


def test_what_is_answered_calls_for_nothing() -> None:
    at = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    assert derived(asked(at, answered=at)) == []


@pytest.mark.parametrize("state", [state for state in CaseState if state is not CaseState.OPEN])
def test_a_case_that_has_ended_calls_for_nothing(state: CaseState) -> None:
    case = replace(asked(datetime(2026, 3, 2, 1, 0, tzinfo=UTC)), state=state)
    assert reminders_for(case, PROFILE, CALENDAR, PROFILE.zone) == ()
