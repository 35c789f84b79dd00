"""A new schedule: in force only when both sides agree, for exactly what is left, and never under a key used before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation.actor import Actor
from mediation.case import Case, CaseState
from mediation.changing import DropReason, NewSchedule, answer, answer_for, propose, withdraw
from mediation.commitment_letter import Commitment, CommitmentState
from mediation.deciding import Finding, decide
from mediation.decision import Decision
from mediation.events.agreement import TermsChanged
from mediation.events.change import ChangeAccepted, ChangeDeclined, ChangeDropped, ChangeOvertaken, ChangeProposed
from mediation.performance import (
    AnswerWay,
    ByHand,
    Call,
    CallReason,
    Claim,
    Hardship,
    Notice,
    ObligationState,
    Performance,
    Proposal,
    Wish,
)
from tests.asking import AT, EVERYBODY, LI, MEDIATOR, ZHANG, a_case, outcome
from tests.changing import JULY, JUNE, MAY, new_days, received, said, three_parts

HALVES = new_days((MAY, 250_000), (JUNE, 250_000))
PROPOSED = propose(a_case(), MEDIATOR, AT, "1", False, HALVES, "分两次还").case


def unbound(case: Case, key: str) -> Case:
    """The same case, one party without an account."""
    party = case.party(key)
    return case.with_party(replace(party, binding=type(party.binding)()))


def both(case: Case, change: str = "1") -> Decision:
    """First 张建军 agrees, then 李晓梅."""
    return answer(answer(case, ZHANG, AT, "1", change, True).case, LI, AT, "2", change, True)


def proposal(case: Case) -> Proposal:
    """The proposal that waits."""
    assert case.proposal is not None
    return case.proposal


def test_a_proposal_changes_nothing_yet() -> None:
    done = propose(a_case(), MEDIATOR, AT, "1", False, HALVES, "分两次还")
    assert done.events == (ChangeProposed(obligation="1", change="1", reason="分两次还"),)
    assert (done.case.obligations, done.case.agreement) == (a_case().obligations, a_case().agreement)
    assert proposal(done.case).replaces == ("1",)
    first, second = proposal(done.case).obligations
    assert [(one.key, one.series, one.part, one.amount, one.due) for one in (first, second)] == [
        ("c1.1", "c1", (1, 2), 250_000, MAY),
        ("c1.2", "c1", (2, 2), 250_000, JUNE),
    ]
    (old,) = a_case().obligations
    assert all((one.obligor, one.what, one.manner) == (old.obligor, old.what, old.manner) for one in (first, second))


@pytest.mark.parametrize("by", EVERYBODY, ids=lambda by: f"{by.role}-{by.person}")
@pytest.mark.parametrize("state", CaseState)
def test_only_the_own_mediator_proposes_and_takes_back_and_only_while_it_is_open(by: Actor, state: CaseState) -> None:
    wanted = "not_your_case" if by != MEDIATOR else "allowed" if state is CaseState.OPEN else "case_ended"
    assert outcome(propose, a_case(state), by, AT, "1", False, HALVES, "分两次还") == wanted
    assert outcome(withdraw, replace(PROPOSED, state=state), by, AT, "1") == wanted


@pytest.mark.parametrize("by", EVERYBODY, ids=lambda by: f"{by.role}-{by.person}")
def test_each_side_answers_for_itself_alone(by: Actor) -> None:
    assert outcome(answer, PROPOSED, by, AT, "1", "1", True) == ("allowed" if by == ZHANG else "not_yours")
    assert outcome(answer, PROPOSED, by, AT, "2", "1", False) == ("allowed" if by == LI else "not_yours")
    assert outcome(answer, PROPOSED, by, AT, "7", "1", True) == "not_yours"


def test_one_agreement_alone_changes_nothing_and_is_given_once() -> None:
    done = answer(PROPOSED, ZHANG, AT, "1", "1", True)
    assert done.events == (ChangeAccepted(party="1", change="1", way=""),)
    assert (done.case.obligations, done.case.agreement) == (a_case().obligations, a_case().agreement)
    assert outcome(answer, done.case, ZHANG, AT, "1", "1", True) == "change_answered"
    assert outcome(answer, done.case, ZHANG, AT, "1", "1", False) == "change_answered"


def test_with_both_it_is_in_force_as_a_new_version() -> None:
    done = both(PROPOSED)
    assert [event.name() for event in done.events] == ["change_accepted", "terms_changed"]
    assert done.events[1] == TermsChanged(
        terms=2, changed=("obligation:1", "obligation:c1.1", "obligation:c1.2"), by_agreement=True
    )
    assert [one.key for one in done.case.obligations] == ["c1.1", "c1.2"]
    assert done.case.agreement == replace(PROPOSED.agreement, terms=2)  # type: ignore[type-var]
    assert done.case.proposal is None
    assert outcome(answer, done.case, LI, AT, "2", "1", True) == "change_over"


@pytest.mark.parametrize("first", [ZHANG, LI])
def test_one_refusal_ends_it_and_nothing_has_changed(first: Actor) -> None:
    key, other = ("1", "2") if first == ZHANG else ("2", "1")
    case = answer(PROPOSED, LI if first == ZHANG else ZHANG, AT, other, "1", True).case
    done = answer(case, first, AT, key, "1", False)
    assert done.events == (
        ChangeDeclined(party=key, change="1", way=""),
        ChangeDropped(obligation="1", change="1", why=DropReason.DECLINED),
    )
    assert done.case == replace(a_case(), changes=1)


def test_the_mediator_takes_it_back_or_proposes_another_and_only_one_waits() -> None:
    back = withdraw(PROPOSED, MEDIATOR, AT, "1")
    assert back.events == (ChangeDropped(obligation="1", change="1", why=DropReason.TAKEN_BACK),)
    assert outcome(withdraw, back.case, MEDIATOR, AT, "1") == "change_over"
    agreed = answer(PROPOSED, ZHANG, AT, "1", "1", True).case
    again = propose(agreed, MEDIATOR, AT, "1", False, new_days((JULY, 500_000)), "再晚一些")
    assert [event.name() for event in again.events] == ["change_dropped", "change_proposed"]
    assert proposal(again.case).answers == ()
    assert outcome(answer, again.case, LI, AT, "2", "1", True) == "change_over"
    assert [one.key for one in both(again.case, "2").case.obligations] == ["c2"]


def test_what_was_received_stays_as_a_performed_obligation_of_that_amount() -> None:
    case = received(a_case(), "1", 200_000)
    done = both(propose(case, MEDIATOR, AT, "1", False, new_days((MAY, 300_000)), "余下的五月还").case).case
    assert [(one.key, one.amount) for one in done.obligations] == [("1", 200_000), ("c1", 300_000)]
    ended = Performance("1", ObligationState.PERFORMED, received=200_000, ended_at=AT.now, replaced=True)
    assert done.performance("1") == ended
    assert done.performance("c1").untouched


def test_of_instalments_this_one_or_all_later_ones_are_replaced_and_others_stay() -> None:
    one = both(propose(three_parts(), MEDIATOR, AT, "1.2", False, new_days((JULY, 200_000)), "晚一个月").case).case
    assert [owed.key for owed in one.obligations] == ["1.1", "c1", "1.3"]
    case = said(three_parts(), "1.3", state=ObligationState.PERFORMED, received=200_000)
    late = date(2026, 12, 15)
    later = both(propose(case, MEDIATOR, AT, "1.1", True, new_days((late, 400_000)), "年底一次还").case).case
    assert [owed.key for owed in later.obligations] == ["c1", "1.3"]


def test_hardship_notices_and_waiting_calls_of_what_is_replaced_go_away_and_others_stay() -> None:
    hard = Hardship(Wish.MORE_TIME, "看病花了钱", AT.now)
    case = received(said(three_parts(), "1.1", hardship=hard, by_hand=(ByHand("2", "", AT.now),)), "1.1", 50_000)
    notices = tuple(Notice(key, "2", AT.now, AT.now) for key in ("1.1", "1.2"))
    made = Call("1", "2", CallReason.UNREAD, AT.now, "1.1", "说了", AT.now)
    calls = (made, Call("2", "2", CallReason.UNREAD, AT.now, "1.1"), Call("3", "2", CallReason.UNREAD, AT.now, "1.2"))
    case = replace(case, notices=notices, calls=calls)
    done = both(propose(case, MEDIATOR, AT, "1.1", False, new_days((JUNE, 150_000)), "晚一个月").case).case
    assert done.performance("1.1").hardship is None
    assert done.performance("1.1").by_hand == case.performance("1.1").by_hand
    assert done.notices == notices[1:]
    assert [(call.key, call.done_at is None) for call in done.calls] == [("1", False), ("2", False), ("3", True)]
    assert done.calls[0] == made


def test_letters_that_were_given_are_opened_again() -> None:
    given_letter = Commitment(CommitmentState.CONFIRMED, AT.now, hash="0" * 64)
    case = PROPOSED.with_party(replace(PROPOSED.party("2"), commitment=given_letter))
    done = both(case)
    assert [event.name() for event in done.events] == ["change_accepted", "terms_changed", "reading_reopened"]
    assert done.case.party("2").commitment.state is CommitmentState.READING


def test_deciding_what_was_received_puts_away_a_proposal_that_fits_no_more() -> None:
    differing = said(PROPOSED, "1", state=ObligationState.CONTRADICTED, claim=Claim(200_000, AT.now), disputed=0)
    done = decide(differing, MEDIATOR, AT, "1", Finding.AS_CLAIMED, None, "看了转账记录")
    assert done.events[1:] == (ChangeOvertaken(obligation="1", change="1"),)
    assert done.case.proposal is None
    nothing = decide(differing, MEDIATOR, AT, "1", Finding.AS_RECEIVED, None, "没有到账")
    assert len(nothing.events) == 1
    assert nothing.case.proposal == PROPOSED.proposal


@pytest.mark.parametrize("state", ObligationState)
def test_what_is_looked_at_or_done_is_not_changed(state: ObligationState) -> None:
    wanted = "allowed" if state is ObligationState.OPEN else "not_changeable"
    assert outcome(propose, said(a_case(), "1", state=state), MEDIATOR, AT, "1", False, HALVES, "分两次") == wanted
    meanwhile = said(PROPOSED, "1", state=state)
    agrees = "allowed" if state is ObligationState.OPEN else "change_outdated"
    assert outcome(answer, meanwhile, LI, AT, "2", "1", True) == agrees
    assert outcome(answer, meanwhile, LI, AT, "2", "1", False) == "allowed"


def test_what_was_received_meanwhile_or_a_day_that_has_passed_makes_it_outdated() -> None:
    assert outcome(answer, received(PROPOSED, "1", 1), LI, AT, "2", "1", True) == "change_outdated"
    on_the_day = replace(AT, now=AT.now + timedelta(days=(MAY - AT.today).days))
    assert outcome(answer, PROPOSED, LI, on_the_day, "2", "1", True) == "allowed"
    after = replace(on_the_day, now=on_the_day.now + timedelta(days=1))
    assert outcome(answer, PROPOSED, LI, after, "2", "1", True) == "change_outdated"


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        (new_days((MAY, 499_999)), "change_differs"),
        (new_days((MAY, 250_000), (JUNE, 250_001)), "change_differs"),
        (new_days((MAY, None)), "change_differs"),
        (new_days((MAY, 500_001), (JUNE, -1)), "amount_not_positive"),
        (new_days((AT.today - timedelta(days=1), 500_000)), "change_too_early"),
        (new_days((AT.today, 500_000)), "allowed"),
        (new_days((date(2026, 4, 15), 500_000)), "change_same"),
        (replace(HALVES, when=" "), "when_missing"),
        (NewSchedule((), "新的日子"), "change_differs"),
    ],
)
def test_a_schedule_is_for_exactly_what_is_left_and_not_for_the_past(new: NewSchedule, reason: str) -> None:
    assert outcome(propose, a_case(), MEDIATOR, AT, "1", False, new, "有理由") == reason
    assert outcome(propose, a_case(), MEDIATOR, AT, "1", False, HALVES, " ") == "words_missing"
    assert outcome(propose, a_case(), MEDIATOR, AT, "9", False, HALVES, "有理由") == "not_changeable"


def test_what_is_not_money_gets_days_only() -> None:
    (owed,) = a_case().obligations
    case = replace(a_case(), obligations=(replace(owed, amount=None),))
    assert outcome(propose, case, MEDIATOR, AT, "1", False, new_days((MAY, 1)), "有理由") == "change_differs"
    done = both(propose(case, MEDIATOR, AT, "1", False, new_days((MAY, None), (JUNE, None)), "有理由").case).case
    assert [(one.amount, one.due) for one in done.obligations] == [(None, MAY), (None, JUNE)]


def test_for_who_has_no_account_the_mediator_records_it_and_how() -> None:
    assert outcome(answer_for, PROPOSED, MEDIATOR, AT, "2", "1", True, AnswerWay.PAPER) == "change_ask_them"
    case = unbound(PROPOSED, "2")
    assert outcome(answer_for, case, LI, AT, "2", "1", True, AnswerWay.PAPER) == "not_your_case"
    done = answer_for(case, MEDIATOR, AT, "2", "1", True, AnswerWay.TELEPHONE)
    assert done.events == (ChangeAccepted(party="2", change="1", way="telephone"),)
    assert proposal(done.case).answers[0].way is AnswerWay.TELEPHONE
    assert answer(done.case, ZHANG, AT, "1", "1", True).case.obligations[0].key == "c1.1"
    refused = answer_for(case, MEDIATOR, AT, "2", "1", False, AnswerWay.PAPER)
    assert refused.events[0] == ChangeDeclined(party="2", change="1", way="paper")


def test_one_person_for_two_parties_answers_for_each() -> None:
    party = PROPOSED.party("2")
    case = PROPOSED.with_party(replace(party, binding=PROPOSED.party("1").binding))
    first = answer(case, ZHANG, AT, "1", "1", True)
    assert first.case.proposal is not None
    assert answer(first.case, ZHANG, AT, "2", "1", True).case.proposal is None
