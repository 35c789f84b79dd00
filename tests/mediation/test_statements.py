"""Statements and objections: the party's own at any time, judged by fresh eyes, and what follows from the answer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation import statements
from mediation.actor import TIME, Actor, Moment
from mediation.breach import OVER, RECORDED, UNCONFIRMED, Breach, BreachState
from mediation.case import Case, CaseState
from mediation.events.breach import StatementDecided, StatementMade, StatementOverdue
from mediation.events.publication import PublicationWithdrawn
from mediation.publication_parts import WithdrawalCause
from mediation.reminder import STATEMENT, Reminder
from tests.asking import LI, MEDIATOR, OTHER_MEDIATOR, ZHANG, outcome
from tests.mediation.breach_at import ALL_WHO_ASK, APPROVER, AT, JUDGE, OTHER_APPROVER, breach_at, case_at
from tests.owing import without_account

WORDS = "3月已经现金给了他，有收条。"
FILES = ("a" * 64, "b" * 64)
UNDER_WAY = sorted(frozenset(BreachState) - OVER)


def stated(state: BreachState = BreachState.CURING) -> Case:
    """She said her side."""
    return statements.state(case_at(state), LI, AT, "1", WORDS, FILES).case


def judged(case: Case, upheld: bool, by: Actor = JUDGE, at: Moment = AT) -> Breach:
    """Somebody who had no hand in it decided."""
    return statements.judge(case, by, at, "1", "1", upheld, "看过收条").case.breach("1")


def reminded(step: str) -> Reminder:
    """Time asks about the first statement."""
    return Reminder("1/1", STATEMENT, step, AT.today, AT.now)


@pytest.mark.parametrize("state", BreachState)
def test_it_is_heard_from_the_warning_on_as_long_as_anything_stands(state: BreachState) -> None:
    wanted = "breach_over" if state is BreachState.LIFTED else "allowed"
    assert outcome(statements.state, case_at(state), LI, AT, "1", WORDS, ()) == wanted


@pytest.mark.parametrize("state", UNDER_WAY)
def test_words_and_files_are_kept_and_it_moves_nothing_by_itself(state: BreachState) -> None:
    breach = stated(state).breach("1")
    said = breach.open_statement
    assert said is not None
    assert (said.words, said.files, said.at, said.how) == (WORDS, FILES, AT.now, "")
    assert replace(breach, statements=()) == breach_at(state)
    assert not breach.shown


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_only_the_party_itself_states(by: Actor) -> None:
    wanted = "allowed" if by == LI else "not_yours"
    assert outcome(statements.state, case_at(BreachState.WARNED), by, AT, "1", WORDS, ()) == wanted


@pytest.mark.parametrize("ended", CaseState)
def test_a_closed_case_still_hears_it(ended: CaseState) -> None:
    wanted = "allowed" if ended in (CaseState.OPEN, CaseState.CLOSED) else "case_ended"
    assert outcome(statements.state, case_at(BreachState.PUBLISHED, ended), LI, AT, "1", WORDS, ()) == wanted


def test_empty_words_another_breach_and_a_second_one_are_refused() -> None:
    assert outcome(statements.state, case_at(BreachState.CURING), LI, AT, "1", " ", FILES) == "words_missing"
    assert outcome(statements.state, case_at(BreachState.CURING), LI, AT, "9", WORDS, ()) == "breach_unknown"
    assert outcome(statements.state, stated(), LI, AT, "1", WORDS, ()) == "statement_waits"


def test_the_answer_is_due_by_the_profiles_day() -> None:
    (event,) = statements.state(case_at(BreachState.PUBLISHED), LI, AT, "1", WORDS, ()).events
    # three working days after Thursday 16 April 2026
    due = date(2026, 4, 21)
    wanted = StatementMade(party="2", breach="1", obligation="1", statement="1", public=True, until=due, how="")
    assert event == wanted


def test_the_mediator_writes_it_down_only_for_who_does_not_read_here() -> None:
    case = case_at(BreachState.CURING)
    unheard = without_account(case, "2")
    asked = (AT, "1", WORDS, ())
    assert outcome(statements.state_for, case, MEDIATOR, *asked, "当面说的") == "reads_here"
    assert outcome(statements.state_for, unheard, OTHER_MEDIATOR, *asked, "当面说的") == "not_your_case"
    assert outcome(statements.state_for, unheard, ZHANG, *asked, "当面说的") == "not_your_case"
    assert outcome(statements.state_for, unheard, MEDIATOR, *asked, " ") == "how_missing"
    decision = statements.state_for(unheard, MEDIATOR, *asked, "当面说的")
    said = decision.case.breach("1").open_statement
    assert said is not None
    assert (said.words, said.how) == (WORDS, "当面说的")


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_only_fresh_eyes_of_the_unit_judge(by: Actor) -> None:
    case = stated(BreachState.PUBLISHED)
    seen = outcome(statements.judge, case, by, AT, "1", "1", True, "看过收条")
    fresh, decided = by in (JUDGE, OTHER_APPROVER), by.person in (4, 6)
    assert seen == ("allowed" if fresh else "judged_by_another" if decided else "not_yours")


def test_nobody_judges_in_a_matter_of_their_own() -> None:
    case = stated()
    bound = replace(case.party("1"), binding=replace(case.party("1").binding, person=JUDGE.person))
    assert outcome(statements.judge, case.with_party(bound), JUDGE, AT, "1", "1", False, "-") == "not_yours"


def test_judging_needs_a_reason_and_something_that_waits() -> None:
    assert outcome(statements.judge, stated(), JUDGE, AT, "1", "1", True, " ") == "reason_missing"
    assert outcome(statements.judge, stated(), JUDGE, AT, "1", "2", True, "-") == "already_done"
    assert outcome(statements.judge, case_at(BreachState.CURING), JUDGE, AT, "1", "1", True, "-") == "already_done"
    lifted = stated().with_breach(stated().breach("1").ended(BreachState.LIFTED, AT.now))
    assert outcome(statements.judge, lifted, JUDGE, AT, "1", "1", True, "-") == "already_done"


@pytest.mark.parametrize("end", sorted(OVER - {BreachState.LIFTED}))
def test_what_has_ended_meanwhile_is_decided_all_the_same(end: BreachState) -> None:
    ended = stated().with_breach(replace(breach_at(end), statements=stated().breach("1").statements))
    assert ended.breach("1").under_way
    assert judged(ended, upheld=True).state is BreachState.LIFTED
    stays = judged(ended, upheld=False)
    assert (stays.state, stays.under_way) == (end, False)
    again = statements.state(ended.with_breach(stays), LI, AT, "1", WORDS, ()).case
    assert again.breach("1").under_way


@pytest.mark.parametrize("state", sorted(UNCONFIRMED | RECORDED))
def test_upheld_before_publication_nothing_stands(state: BreachState) -> None:
    decision = statements.judge(stated(state), JUDGE, AT, "1", "1", True, " 看过收条 ")
    breach = decision.case.breach("1")
    assert (breach.state, breach.why, breach.ended_at) == (BreachState.LIFTED, "看过收条", AT.now)
    assert breach.statements[0].verdict is not None
    event = StatementDecided(party="2", breach="1", obligation="1", statement="1", upheld=True, reason="看过收条")
    assert decision.events == (event,)


@pytest.mark.parametrize("state", [BreachState.PUBLISHED, BreachState.WITHDRAWING])
def test_upheld_afterwards_it_is_taken_down_the_same_day(state: BreachState) -> None:
    decision = statements.judge(stated(state), JUDGE, AT, "1", "1", True, "看过收条")
    breach = decision.case.breach("1")
    assert breach.state is BreachState.WITHDRAWING
    assert breach.publication is not None
    assert breach.publication.withdrawal is not None
    assert (breach.publication.withdrawal.cause, breach.publication.withdrawal.until) == (
        WithdrawalCause.OBJECTION_UPHELD,
        AT.today,
    )
    assert breach.open_statement is None
    assert [type(one) for one in decision.events] == [StatementDecided, PublicationWithdrawn]
    # nothing is left to object to, also before the portal has taken it down
    assert outcome(lambda: statements.state(decision.case, LI, AT, "1", WORDS, ())) == "breach_over"


@pytest.mark.parametrize("state", UNDER_WAY)
def test_dismissed_it_goes_on_where_it_stood_and_may_be_said_again(state: BreachState) -> None:
    case = stated(state)
    breach = judged(case, upheld=False)
    assert replace(breach, statements=()) == breach_at(state)
    again = statements.state(case.with_breach(breach), LI, AT, "1", "还有一张收条", ()).case.breach("1")
    assert [one.key for one in again.statements] == ["1", "2"]


def test_time_asks_twice_and_only_while_it_waits() -> None:
    for step in ("answer", "longest"):
        (event,) = statements.overdue(stated(), TIME, AT, reminded(step)).events
        assert event == StatementOverdue(
            party="2", breach="1", obligation="1", statement="1", longest=step == "longest"
        )
    assert outcome(statements.overdue, stated(), LI, AT, reminded("answer")) == "not_yours"
    answered = stated().with_breach(judged(stated(), upheld=False))
    assert outcome(statements.overdue, answered, TIME, AT, reminded("answer")) == "already_done"


def test_after_an_outage_only_the_last_day_of_all_speaks() -> None:
    later = replace(AT, now=AT.now + timedelta(days=60))
    assert outcome(statements.overdue, stated(), TIME, later, reminded("answer")) == "later_reminder_due"
    assert outcome(statements.overdue, stated(), TIME, later, reminded("longest")) == "allowed"


@given(
    by=st.sampled_from(ALL_WHO_ASK),
    state=st.sampled_from(UNDER_WAY),
    mine=st.lists(st.sampled_from([LI, MEDIATOR, JUDGE, APPROVER]), max_size=4),
    upheld=st.booleans(),
)
def test_whoever_decided_anything_never_judges(by: Actor, state: BreachState, mine: list[Actor], upheld: bool) -> None:
    breach = stated(state).breach("1")
    if breach.confirmation is not None and mine:
        breach = replace(breach, confirmation=replace(breach.confirmation, by=mine[0].person or 0))
    case = stated(state).with_breach(breach)
    if outcome(statements.judge, case, by, AT, "1", "1", upheld, "看过") == "allowed":
        assert by.person not in breach.deciders
        assert by.role.value in AT.profile.publication.judges
