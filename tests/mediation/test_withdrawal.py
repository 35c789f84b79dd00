"""What is taken down: hidden at once, off the portal by a day that is watched, and somebody with a name saw it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation import withdrawal
from mediation.actor import TIME, Actor, Moment
from mediation.breach import BreachState
from mediation.case import CaseState
from mediation.decision import Decision
from mediation.events.publication import PublicationWithdrawn, RetractionConfirmed, RetractionOverdue
from mediation.publication_parts import Withdrawal, WithdrawalCause
from mediation.reminder import RETRACTION, Reminder
from tests.asking import outcome
from tests.mediation.breach_at import ALL_WHO_ASK, APPROVER, AT, OTHER_APPROVER, breach_at, case_at

SAME_DAY = {"performed", "repaired", "objection_upheld"}
REMEMBERED = Reminder("1", RETRACTION, "", AT.today, AT.now)


def on(day: date) -> Moment:
    """Nine o'clock that day."""
    return replace(AT, now=AT.now + (day - AT.today))


@pytest.mark.parametrize("cause", WithdrawalCause)
def test_for_the_persons_own_doing_the_same_day_else_within_three_working_days(cause: WithdrawalCause) -> None:
    case = case_at(BreachState.PUBLISHED)
    decision = withdrawal.withdrawn(case, AT, case.breach("1"), cause)
    # 16 April 2026 is a Thursday
    until = date(2026, 4, 16) if cause.value in SAME_DAY else date(2026, 4, 21)
    breach = decision.case.breach("1")
    assert breach.publication is not None
    assert (breach.state, breach.shown) == (BreachState.WITHDRAWING, False)
    assert breach.publication.withdrawal == Withdrawal(cause, AT.now, until)
    wanted = PublicationWithdrawn(party="2", breach="1", obligation="1", cause=cause.value, until=until)
    assert decision.events == (wanted,)


def test_the_days_are_working_days() -> None:
    case = case_at(BreachState.PUBLISHED)
    # 1 to 5 May 2026 rest: from Thursday 30 April on, 6, 7 and 8 May
    decision = withdrawal.withdrawn(case, on(date(2026, 4, 30)), case.breach("1"), WithdrawalCause.CONSENT_WITHDRAWN)
    (event,) = decision.events
    assert isinstance(event, PublicationWithdrawn)
    assert event.until == date(2026, 5, 8)


@pytest.mark.parametrize("state", [one for one in BreachState if one is not BreachState.PUBLISHED])
def test_what_is_not_public_is_not_taken_down(state: BreachState) -> None:
    case = case_at(state)
    assert withdrawal.withdrawn(case, AT, case.breach("1"), WithdrawalCause.PERFORMED) == Decision(case, ())


def test_somebody_who_may_approve_saw_that_it_is_gone() -> None:
    case, later = case_at(BreachState.WITHDRAWING), on(date(2026, 4, 17))
    decision = withdrawal.taken_down(case, OTHER_APPROVER, later, "1")
    breach = decision.case.breach("1")
    assert breach.publication is not None
    assert breach.publication.withdrawal is not None
    assert (breach.state, breach.ended_at) == (BreachState.WITHDRAWN, later.now)
    gone = breach.publication.withdrawal
    assert (gone.done_at, gone.done_by) == (later.now, OTHER_APPROVER.person)
    before = breach_at(BreachState.WITHDRAWING).publication
    assert replace(breach.publication, withdrawal=before.withdrawal if before else None) == before
    assert decision.events == (RetractionConfirmed(party="2", breach="1", obligation="1"),)


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_nobody_else_says_so(by: Actor) -> None:
    wanted = "allowed" if by in (APPROVER, OTHER_APPROVER) else "not_yours"
    assert outcome(withdrawal.taken_down, case_at(BreachState.WITHDRAWING), by, AT, "1") == wanted


@pytest.mark.parametrize("state", BreachState)
def test_only_while_it_is_being_taken_down(state: BreachState) -> None:
    wanted = "allowed" if state is BreachState.WITHDRAWING else "breach_moved_on"
    assert outcome(withdrawal.taken_down, case_at(state), APPROVER, AT, "1") == wanted
    assert outcome(withdrawal.retraction_overdue, case_at(state), TIME, AT, REMEMBERED) == wanted


@pytest.mark.parametrize("ended", CaseState)
def test_it_outlives_the_case(ended: CaseState) -> None:
    case = case_at(BreachState.WITHDRAWING, ended)
    assert outcome(withdrawal.taken_down, case, APPROVER, AT, "1") == "allowed"
    assert outcome(withdrawal.retraction_overdue, case, TIME, AT, REMEMBERED) == "allowed"


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_time_alone_escalates_and_names_the_day_that_was_missed(by: Actor) -> None:
    case = case_at(BreachState.WITHDRAWING)
    if by is not TIME:
        assert outcome(withdrawal.retraction_overdue, case, by, AT, REMEMBERED) == "not_yours"
        return
    event = RetractionOverdue(party="2", breach="1", obligation="1", until=AT.today + timedelta(days=5))
    assert withdrawal.retraction_overdue(case, by, AT, REMEMBERED) == Decision(case, (event,))


def test_another_breach_is_unknown() -> None:
    assert outcome(withdrawal.taken_down, case_at(BreachState.WITHDRAWING), APPROVER, AT, "9") == "breach_unknown"
