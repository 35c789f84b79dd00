"""The obligee's word: what settles, what contradicts a claim, what is reported, and taking it back."""

from dataclasses import replace

import pytest

from mediation import receiving
from mediation.actor import Actor, Moment
from mediation.case import Case
from mediation.events.performance import (
    NonReceiptReported,
    PerformanceContradicted,
    ReceiptConfirmed,
    ReceiptUndone,
    WaiverSaid,
)
from mediation.performance import Call, CallReason, ObligationState, Settling
from tests.asking import AT, EVERYBODY, LI, MEDIATOR, OTHER_MEDIATOR, ZHANG, a_case, outcome
from tests.owing import ALL, LATE, claimed, differing, not_money, settled, settling, standing, without_account


@pytest.mark.parametrize(
    ("case", "amount", "meant"),
    [
        (a_case(), None, ALL),
        (a_case(), 100_000, 100_000),
        (claimed(), None, ALL),
        (claimed(100_000), None, 100_000),
        (claimed(100_000), 200_000, 200_000),
        (differing(), None, ALL),
        (settled(100_000), None, 400_000),
        (not_money(a_case()), None, None),
        (claimed(case=not_money(a_case())), None, None),
    ],
)
def test_what_agrees_with_the_claim_or_meets_none_settles(case: Case, amount: int | None, meant: int | None) -> None:
    decision = receiving.received(case, ZHANG, AT, "1", amount)
    assert decision.events == (ReceiptConfirmed(party="1", obligation="1", amount=meant, how=""),)
    after, before = standing(decision.case), standing(case)
    assert after == replace(before, state=ObligationState.SETTLING, settling=Settling(meant, AT.now))


def test_less_than_was_claimed_or_nothing_contradicts_it() -> None:
    case = claimed()
    for decision, came in (
        (receiving.received(case, ZHANG, AT, "1", 100_000), 100_000),
        (receiving.not_received(case, ZHANG, AT, "1"), 0),
    ):
        assert decision.events == (
            PerformanceContradicted(party="1", obligation="1", claimed=ALL, received=came, how=""),
        )
        after = standing(decision.case)
        assert (after.state, after.disputed) == (ObligationState.CONTRADICTED, came)
        assert (after.contradicted_at, after.received) == (AT.now, 0)
    (event,) = receiving.not_received(claimed(case=not_money(a_case())), ZHANG, AT, "1").events
    assert event == PerformanceContradicted(party="1", obligation="1", claimed=None, received=None, how="")


def test_the_same_contradiction_is_not_made_twice_and_another_amount_takes_its_place() -> None:
    case = differing(100_000)
    assert outcome(receiving.received, case, ZHANG, AT, "1", 100_000) == "differing_already"
    assert outcome(receiving.not_received, case, ZHANG, AT, "1") == "differing_already"
    assert standing(receiving.received(case, ZHANG, AT, "1", 200_000).case).disputed == 200_000


def test_nothing_is_reported_before_the_last_day_has_passed() -> None:
    case = a_case()
    last = replace(AT, now=LATE.now.replace(day=15))
    for at in (AT, last):
        assert outcome(receiving.not_received, case, ZHANG, at, "1") == "not_due_yet"
    decision = receiving.not_received(case, ZHANG, LATE, "1")
    assert decision.events == (NonReceiptReported(party="1", obligation="1", amount=0, how=""),)
    assert standing(decision.case) == replace(standing(case), reported_at=LATE.now)
    assert outcome(receiving.not_received, decision.case, ZHANG, LATE, "1") == "reported_already"


def test_a_part_after_the_last_day_settles_and_the_rest_is_reported_once() -> None:
    decision = receiving.received(a_case(), ZHANG, LATE, "1", 100_000)
    assert decision.events == (
        ReceiptConfirmed(party="1", obligation="1", amount=100_000, how=""),
        NonReceiptReported(party="1", obligation="1", amount=100_000, how=""),
    )
    assert standing(decision.case).reported_at == LATE.now
    assert len(receiving.received(a_case(), ZHANG, LATE, "1", None).events) == 1
    reported = receiving.not_received(a_case(), ZHANG, LATE, "1").case
    assert len(receiving.received(reported, ZHANG, LATE, "1", 100_000).events) == 1


@pytest.mark.parametrize("case", [a_case(), claimed(), differing(100_000)])
@pytest.mark.parametrize("at", [AT, LATE], ids=["before the day", "after it"])
def test_undone_it_is_as_it_was_before(case: Case, at: Moment) -> None:
    said = settling(None if standing(case).claim else 100_000, at, case)
    decision = receiving.undo(said, ZHANG, at, "1")
    assert standing(decision.case) == standing(case)
    assert decision.events == (ReceiptUndone(party="1", obligation="1"),)
    waived = receiving.waive(case, ZHANG, at, "1").case
    assert standing(receiving.undo(waived, ZHANG, at, "1").case) == standing(case)


def test_what_took_effect_is_not_undone() -> None:
    assert outcome(receiving.undo, a_case(), ZHANG, AT, "1") == "already_done"
    assert outcome(receiving.undo, claimed(), ZHANG, AT, "1") == "already_done"
    assert outcome(receiving.undo, settled(100_000), ZHANG, AT, "1") == "undo_too_late"
    assert outcome(receiving.undo, settled(), ZHANG, AT, "1") == "case_ended"


def test_a_waiver_is_the_obligees_own() -> None:
    decision = receiving.waive(a_case(), ZHANG, AT, "1")
    assert decision.events == (WaiverSaid(party="1", obligation="1"),)
    assert standing(decision.case).settling == Settling(None, AT.now, waives=True)
    for by in EVERYBODY:
        expected = {ZHANG: "allowed", MEDIATOR: "how_missing", OTHER_MEDIATOR: "not_your_case"}
        assert outcome(receiving.waive, a_case(), by, AT, "1") == expected.get(by, "not_yours")


@pytest.mark.parametrize("by", EVERYBODY)
def test_the_obligee_says_so_or_the_mediator_who_says_how(by: Actor) -> None:
    mediators = {MEDIATOR: ("how_missing", "allowed"), OTHER_MEDIATOR: ("not_your_case", "not_your_case")}
    here, told = mediators.get(by, ("allowed", "allowed") if by == ZHANG else ("not_yours", "not_yours"))
    for rule, case, more in (
        (receiving.received, a_case(), (None,)),
        (receiving.not_received, claimed(), ()),
    ):
        assert outcome(rule, case, by, AT, "1", *more) == here
        assert outcome(rule, case, by, AT, "1", *more, "电话里说的") == told
    allowed = {ZHANG: "allowed", MEDIATOR: "allowed", OTHER_MEDIATOR: "not_your_case"}
    assert outcome(receiving.undo, settling(), by, AT, "1") == allowed.get(by, "not_yours")


def test_how_the_mediator_heard_it_is_kept_and_clears_the_call() -> None:
    call = Call("1", "1", CallReason.NO_ACCOUNT, AT.now, "1")
    silent = replace(without_account(claimed(), "1"), calls=(call,))
    decision = receiving.received(silent, MEDIATOR, AT, "1", None, " 3月2日电话，本人说的 ")
    (event,) = decision.events
    assert event == ReceiptConfirmed(party="1", obligation="1", amount=ALL, how="3月2日电话，本人说的")
    assert decision.case.calls == (replace(call, done="3月2日电话，本人说的", done_at=AT.now),)


def test_while_a_word_settles_nothing_else_is_said() -> None:
    for rule, more in ((receiving.received, (None,)), (receiving.not_received, ()), (receiving.waive, ())):
        assert outcome(rule, settling(), ZHANG, AT, "1", *more) == "settling_already"
        assert outcome(rule, a_case(), LI, AT, "1", *more) == "not_yours"
