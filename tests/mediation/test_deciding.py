"""The mediator decides a contradiction: between what the two sides say, with a reason, and nobody else."""

import pytest

from mediation.case import CaseState
from mediation.deciding import Finding, between, decide
from mediation.events.performance import CaseClosed, ContradictionDecided
from mediation.performance import ObligationState
from mediation.receiving import not_received
from tests.asking import AT, EVERYBODY, MEDIATOR, ZHANG, a_case, outcome
from tests.owing import ALL, claimed, differing, not_money, settling, standing

REASON = "看了双方的转账记录"


@pytest.mark.parametrize(
    ("finding", "amount", "counts", "state"),
    [
        (Finding.AS_CLAIMED, None, ALL, ObligationState.PERFORMED),
        (Finding.AS_RECEIVED, None, 100_000, ObligationState.OPEN),
        (Finding.IN_BETWEEN, 300_000, 300_000, ObligationState.OPEN),
    ],
)
def test_what_is_found_counts(finding: Finding, amount: int | None, counts: int, state: ObligationState) -> None:
    decision = decide(differing(100_000), MEDIATOR, AT, "1", finding, amount, f" {REASON} ")
    performed = state is ObligationState.PERFORMED
    said = ContradictionDecided(obligation="1", amount=counts, performed=performed, reason=REASON)
    assert decision.events == ((said, CaseClosed()) if performed else (said,))
    after = standing(decision.case)
    assert (after.state, after.received, after.disputed) == (state, counts, None)
    assert (decision.case.state is CaseState.CLOSED) is performed


def test_a_part_that_was_claimed_leaves_the_rest_open() -> None:
    decision = decide(differing(0, 200_000), MEDIATOR, AT, "1", Finding.AS_CLAIMED, None, REASON)
    assert (standing(decision.case).state, standing(decision.case).received) == (ObligationState.OPEN, 200_000)
    assert standing(decision.case).claim is None


@pytest.mark.parametrize("amount", [None, 0, 100_000, ALL, ALL + 1])
def test_in_between_is_between_what_the_two_say(amount: int | None) -> None:
    found = (Finding.IN_BETWEEN, amount, REASON)
    assert outcome(decide, differing(100_000), MEDIATOR, AT, "1", *found) == "not_in_between"
    assert between(standing(differing(100_000))) == (100_000, ALL)
    assert between(standing(differing(ALL - 1))) is None


def test_what_is_not_money_was_performed_or_was_not() -> None:
    said = claimed(case=not_money(a_case()))
    case = not_received(said, ZHANG, AT, "1").case
    performed = decide(case, MEDIATOR, AT, "1", Finding.AS_CLAIMED, None, REASON).case
    assert standing(performed).state is ObligationState.PERFORMED
    still_open = decide(case, MEDIATOR, AT, "1", Finding.AS_RECEIVED, None, REASON).case
    assert standing(still_open).state is ObligationState.OPEN
    assert outcome(decide, case, MEDIATOR, AT, "1", Finding.IN_BETWEEN, 1, REASON) == "not_in_between"


def test_only_the_own_mediator_decides_only_a_contradiction_and_only_with_a_reason() -> None:
    for by in EVERYBODY:
        expected = "allowed" if by == MEDIATOR else "not_your_case"
        assert outcome(decide, differing(), by, AT, "1", Finding.AS_CLAIMED, None, REASON) == expected
    for case in (a_case(), claimed(), settling()):
        assert outcome(decide, case, MEDIATOR, AT, "1", Finding.AS_CLAIMED, None, REASON) == "nothing_to_decide"
    assert outcome(decide, differing(), MEDIATOR, AT, "1", Finding.AS_CLAIMED, None, "  ") == "reason_missing"
    assert outcome(decide, differing(), MEDIATOR, AT, "9", Finding.AS_CLAIMED, None, REASON) == "obligation_unknown"
