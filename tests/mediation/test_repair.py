"""Credit repair: for who has put it right, once the shortest term is over; a human decides with a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation import repair
from mediation.actor import TIME, Actor
from mediation.breach import BreachState
from mediation.case import Case, CaseState
from mediation.events.publication import PublicationWithdrawn, RepairApplied, RepairDecided, RepairOverdue
from mediation.publication_parts import WithdrawalCause
from mediation.reminder import REPAIR, Reminder
from tests.asking import LI, MEDIATOR, OTHER_MEDIATOR, ZHANG, outcome
from tests.mediation.breach_at import ALL_WHO_ASK, APPROVER, AT, LEAST, OTHER_APPROVER, case_at
from tests.owing import without_account

WORDS = "钱已经还清了。"
FILES = ("a" * 64,)
LATER = replace(AT, now=AT.now + timedelta(days=90))
REMINDER = Reminder("1/1", REPAIR, "", LATER.today, LATER.now)


def published(performed: date | None = AT.today, least: date | None = LEAST) -> Case:
    """Published, and put right on that day."""
    case = case_at(BreachState.PUBLISHED)
    breach = case.breach("1")
    assert breach.publication is not None
    public = replace(breach.publication, performed_on=performed, least=least)
    return case.with_breach(replace(breach, publication=public))


def applied() -> Case:
    """She applied on the first day on which she may."""
    return repair.apply_repair(published(), LI, LATER, "1", WORDS, FILES).case


def test_it_is_kept_and_decided_by_the_profiles_day() -> None:
    decision = repair.apply_repair(published(), LI, LATER, "1", f" {WORDS} ", FILES)
    waiting = decision.case.breach("1").open_repair
    assert waiting is not None
    assert (waiting.words, waiting.files, waiting.at) == (WORDS, FILES, LATER.now)
    (event,) = decision.events
    assert isinstance(event, RepairApplied)
    assert (event.application, event.how) == ("1", "")
    assert event.until > LATER.today


@pytest.mark.parametrize("state", BreachState)
def test_only_what_is_public_is_repaired(state: BreachState) -> None:
    case = published()
    case = case.with_breach(replace(case.breach("1"), state=state))
    wanted = "allowed" if state is BreachState.PUBLISHED else "not_published"
    assert outcome(repair.apply_repair, case, LI, LATER, "1", WORDS, ()) == wanted


@given(
    days=st.integers(0, 200),
    least=st.none() | st.integers(0, 200),
    performed=st.booleans(),
    corrected=st.booleans(),
)
def test_only_put_right_and_never_before_the_shortest_term(
    days: int, least: int | None, performed: bool, corrected: bool
) -> None:
    at = replace(AT, now=AT.now + timedelta(days=days))
    first = None if least is None else AT.today + timedelta(days=least)
    case = published(AT.today if performed else None, first)
    case = case.with_breach(replace(case.breach("1"), corrected_at=AT.now if corrected else None))
    seen = outcome(repair.apply_repair, case, LI, at, "1", WORDS, ())
    if not (performed or corrected):
        assert seen == "repair_not_performed"
    else:
        assert seen == ("repair_too_early" if least is not None and days < least else "allowed")


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_the_party_applies_and_an_approver_who_sees_it_decides(by: Actor) -> None:
    mine = "allowed" if by == LI else "not_yours"
    assert outcome(repair.apply_repair, published(), by, LATER, "1", WORDS, ()) == mine
    theirs = "allowed" if by in (APPROVER, OTHER_APPROVER) else "not_yours"
    assert outcome(repair.decide_repair, applied(), by, LATER, "1", "1", True, "办好了") == theirs


def test_the_mediator_writes_it_down_only_for_who_does_not_read_here() -> None:
    unheard, asked = without_account(published(), "2"), (LATER, "1", WORDS, FILES)
    assert outcome(repair.apply_for, published(), MEDIATOR, *asked, "电话") == "reads_here"
    assert outcome(repair.apply_for, unheard, OTHER_MEDIATOR, *asked, "电话") == "not_your_case"
    assert outcome(repair.apply_for, unheard, ZHANG, *asked, "电话") == "not_your_case"
    assert outcome(repair.apply_for, unheard, MEDIATOR, *asked, "") == "how_missing"
    waiting = repair.apply_for(unheard, MEDIATOR, *asked, "电话").case.breach("1").open_repair
    assert waiting is not None
    assert waiting.how == "电话"


def test_empty_words_and_a_second_application_are_refused() -> None:
    assert outcome(repair.apply_repair, published(), LI, LATER, "1", "", ()) == "words_missing"
    assert outcome(repair.apply_repair, applied(), LI, LATER, "1", WORDS, ()) == "repair_waits"
    assert outcome(repair.apply_repair, replace(published(), state=CaseState.FAILED), LI, LATER, "1", "-", ()) == (
        "case_ended"
    )


def test_granted_it_is_taken_down_the_same_day() -> None:
    decision = repair.decide_repair(applied(), OTHER_APPROVER, LATER, "1", "1", True, "办好了")
    breach = decision.case.breach("1")
    assert breach.state is BreachState.WITHDRAWING
    assert breach.publication is not None
    assert breach.publication.withdrawal is not None
    assert breach.publication.withdrawal.cause is WithdrawalCause.REPAIRED
    assert breach.publication.withdrawal.until == LATER.today
    assert breach.open_repair is None
    assert [type(one) for one in decision.events] == [RepairDecided, PublicationWithdrawn]


def test_not_granted_it_stands_and_one_may_apply_again() -> None:
    decision = repair.decide_repair(applied(), OTHER_APPROVER, LATER, "1", "1", False, "还差一点")
    assert decision.case.breach("1").state is BreachState.PUBLISHED
    again = repair.apply_repair(decision.case, LI, LATER, "1", WORDS, ()).case.breach("1")
    assert [one.key for one in again.repairs] == ["1", "2"]


def test_a_decision_needs_a_reason_and_something_that_waits() -> None:
    asked = (OTHER_APPROVER, LATER, "1")
    assert outcome(repair.decide_repair, applied(), *asked, "1", True, " ") == "reason_missing"
    assert outcome(repair.decide_repair, applied(), *asked, "2", True, "-") == "already_done"
    assert outcome(repair.decide_repair, published(), *asked, "1", True, "-") == "already_done"


def test_time_says_that_it_waits_too_long() -> None:
    (event,) = repair.repair_overdue(applied(), TIME, LATER, REMINDER).events
    assert event == RepairOverdue(party="2", breach="1", obligation="1", application="1")
    assert outcome(repair.repair_overdue, applied(), LI, LATER, REMINDER) == "not_yours"
    assert outcome(repair.repair_overdue, published(), TIME, LATER, REMINDER) == "already_done"
