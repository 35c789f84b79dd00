"""The obligor says performed: who may, how much, what is made of it; and the proof that only the mediator lets go."""

from dataclasses import replace
from datetime import date

import pytest

from mediation import performing
from mediation.actor import TIME
from mediation.case import BindingState, CaseState
from mediation.decision import Refused
from mediation.events.notices import CallNeeded
from mediation.events.performance import ObligeeSilent, PerformanceClaimed, ProofReleased
from mediation.performance import Call, CallReason, Claim, Notice, ObligationState
from tests.asking import ADMINISTRATOR, AT, EVERYBODY, LI, MEDIATOR, OTHER_MEDIATOR, ZHANG, a_case, outcome
from tests.owing import (
    ALL,
    LATE,
    PROOF,
    claimed,
    differing,
    not_money,
    on,
    settled,
    settling,
    standing,
    without_account,
)


def test_all_that_is_left_or_a_part_is_claimed_and_the_obligee_is_asked() -> None:
    for amount, meant in ((None, ALL), (ALL, ALL), (100_000, 100_000)):
        decision = performing.claim(a_case(), LI, AT, "1", amount, PROOF)
        assert decision.events == (PerformanceClaimed(party="2", obligation="1", amount=meant, proof=PROOF),)
        assert standing(decision.case).state is ObligationState.CLAIMED
        assert standing(decision.case).claim == Claim(meant, AT.now, PROOF)
    assert standing(claimed(case=not_money(a_case()))).claim == Claim(None, AT.now)


def test_only_the_obligor_says_so_before_the_day_and_after_it() -> None:
    for by in EVERYBODY:
        for at in (AT, LATE):
            allowed = outcome(performing.claim, a_case(), by, at, "1", None, None)
            assert allowed == ("allowed" if by == LI else "not_yours")
    waiting = a_case(binding=BindingState.PROVISIONAL)
    assert outcome(performing.claim, waiting, LI, AT, "1", None, None) == "not_attested"


@pytest.mark.parametrize(
    ("amount", "reason"), [(0, "amount_not_positive"), (-1, "amount_not_positive"), (ALL + 1, "more_than_left")]
)
def test_an_amount_is_more_than_nothing_and_no_more_than_what_is_left(amount: int, reason: str) -> None:
    assert outcome(performing.claim, a_case(), LI, AT, "1", amount, None) == reason
    assert outcome(performing.claim, settled(400_000), LI, AT, "1", 100_001, None) == "more_than_left"


def test_what_is_not_open_is_refused_and_says_where_it_stands() -> None:
    cancelled = a_case(CaseState.CANCELLED)
    agreement = a_case().agreement
    assert agreement is not None
    early = replace(a_case(), agreement=replace(agreement, effective=date(2026, 3, 3)))
    cases = {
        "claimed_already": claimed(),
        "differing_already": differing(),
        "settling_already": settling(),
        "case_ended": cancelled,
        "agreement_not_in_effect": early,
    }
    for reason, case in cases.items():
        assert outcome(performing.claim, case, LI, AT, "1", None, None) == reason
    for state, reason in ((ObligationState.PERFORMED, "performed_already"), (ObligationState.WAIVED, "waived_already")):
        ended = a_case().with_performance(replace(standing(a_case()), state=state))
        assert outcome(performing.claim, ended, LI, AT, "1", None, None) == reason
    assert outcome(performing.claim, a_case(), LI, AT, "9", None, None) == "obligation_unknown"


def test_who_speaks_has_read_the_reminder_and_need_not_be_called() -> None:
    notice, call = Notice("1", "2", AT.now, AT.now), Call("1", "2", CallReason.UNREAD, AT.now, "1")
    other = replace(notice, obligation="7")
    said = claimed(case=replace(a_case(), notices=(notice, other), calls=(call,)))
    assert said.notices == (replace(notice, unread_since=None), other)
    assert [one.done_at for one in said.calls] == [AT.now]


def test_an_obligee_who_does_not_read_here_is_called() -> None:
    _, called = performing.claim(without_account(a_case(), "1"), LI, AT, "1", None, None).events
    assert called == CallNeeded(party="1", call="1", cause=CallReason.NO_ACCOUNT.value, obligation="1")


def test_silence_becomes_a_call_and_nothing_else() -> None:
    decision = performing.silent(claimed(), TIME, on(7), "1")
    assert ObligeeSilent(party="1", obligation="1") in decision.events
    assert [call.why for call in decision.case.calls] == [CallReason.SILENT]
    assert standing(decision.case) == standing(claimed())
    for case in (a_case(), settling(), differing()):
        assert outcome(performing.silent, case, TIME, on(7), "1") == "already_done"
    for by in EVERYBODY:
        assert outcome(performing.silent, claimed(), by, on(7), "1") == ("allowed" if by == TIME else "not_yours")


def test_the_proof_is_let_go_once_and_by_the_mediator_only() -> None:
    case = differing(proof=PROOF)
    for by in (LI, ZHANG, OTHER_MEDIATOR, ADMINISTRATOR, TIME):
        assert outcome(performing.release_proof, case, by, AT, "1") == "not_your_case"
        assert outcome(performing.require_proof, case, by, "1") == "not_your_case"
    decision = performing.release_proof(case, MEDIATOR, AT, "1")
    assert decision.events == (ProofReleased(obligation="1", proof=PROOF),)
    assert outcome(performing.release_proof, decision.case, MEDIATOR, AT, "1") == "released_already"
    assert performing.require_proof(decision.case, MEDIATOR, "1") == PROOF
    for without in (a_case(), claimed()):
        assert outcome(performing.release_proof, without, MEDIATOR, AT, "1") == "no_proof"
    with pytest.raises(Refused, match="cannot_hear"):
        performing.release_proof(without_account(case, "1"), MEDIATOR, AT, "1")
