"""Calls and what is left undone: a call is cleared once by its mediator; only time escalates what still waits."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation import calling, escalating
from mediation.actor import TIME, Actor, Moment, Role
from mediation.case import Case
from mediation.decision import Refused
from mediation.performance import CallOutcome, CallReason
from mediation.reminder import TASK
from mediation.reminders import reminders_for
from mediation.tasks import ESCALATED, TaskKind, waiting_tasks
from tests.sample import sample_case
from tests.world import CALENDAR, PROFILE, START

MEDIATOR = Actor(1, Role.MEDIATOR)


def at(hours: int = 0) -> Moment:
    """So many hours after START."""
    return Moment(START + timedelta(hours=hours), CALENDAR, PROFILE, PROFILE.zone)


def called() -> Case:
    """The sample case with one call to be made."""
    return calling.need_call(sample_case(1), at(), "2", CallReason.UNREAD, "1").case


def planned(case: Case) -> list[str]:
    """The tasks that will be told to administrators."""
    found = reminders_for(case, PROFILE, CALENDAR, PROFILE.zone)
    return [one.subject for one in found if one.kind == TASK]


def test_only_time_escalates_and_only_what_is_still_to_be_done() -> None:
    case = called()
    with pytest.raises(Refused, match="not_yours"):
        escalating.escalate(case, MEDIATOR, at(), "call:1")
    (event,) = escalating.escalate(case, TIME, at(), "call:1").events
    assert event.name() == "task_overdue"
    done = calling.call_made(case, MEDIATOR, at(1), "1", CallOutcome.REACHED, "").case
    with pytest.raises(Refused, match="already_done"):
        escalating.escalate(done, TIME, at(), "call:1")
    with pytest.raises(Refused, match="already_done"):
        escalating.escalate(case, TIME, at(), "invite:1")


def test_what_is_escalated_is_planned_until_it_is_done() -> None:
    assert planned(called()) == ["call:1"]
    assert planned(sample_case(1)) == []
    tried = calling.call_made(called(), MEDIATOR, at(1), "1", CallOutcome.NOT_REACHED, "").case
    assert planned(tried) == ["call:1"]
    assert planned(calling.call_made(tried, MEDIATOR, at(2), "1", CallOutcome.VISITED, "在家").case) == []


def test_questions_have_a_clock_of_their_own() -> None:
    assert TaskKind.ANSWER not in ESCALATED


@given(st.lists(st.tuples(st.sampled_from([1, 2]), st.sampled_from(CallOutcome), st.sampled_from(["", " ", "说好了"]))))
def test_a_call_is_cleared_once_and_only_by_its_mediator(
    tried: list[tuple[int, CallOutcome, str]],
) -> None:
    case, cleared, vain = called(), 0, 0
    for who, outcome, words in tried:
        try:
            decision = calling.call_made(case, Actor(who, Role.MEDIATOR), at(1), "1", outcome, words)
        except Refused:
            continue
        assert who == 1
        cleared += outcome is not CallOutcome.NOT_REACHED
        vain += outcome is CallOutcome.NOT_REACHED
        case = decision.case
        (call,) = case.calls
        assert cleared <= 1
        assert (call.done_at is not None) == bool(cleared)
        assert len(call.tried) == vain
        assert any(task.kind is TaskKind.CALL for task in waiting_tasks(case)) == (not cleared)
