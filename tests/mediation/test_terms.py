"""What an agreement must say to be followed up, one condition after the other."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation.agreement import open_case
from mediation.case import MediationKind
from mediation.disputes import DisputeKind
from mediation.facts import Facts
from mediation.terms import NOT_COMMERCIAL
from tests.asking import AT, MEDIATOR, outcome
from tests.facts import LOAN, TODAY, with_obligation


def effective(day: date) -> Facts:
    """The loan, taking effect on that day, and due a year later."""
    assert LOAN.agreement is not None
    due = day + timedelta(days=365)
    return with_obligation(replace(LOAN, agreement=replace(LOAN.agreement, effective=day)), due=due, breach_day=due)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (replace(LOAN, obligations=()), "obligation_missing"),
        (with_obligation(LOAN, obligor="3"), "obligation_stranger"),
        (with_obligation(LOAN, obligee="3"), "obligation_stranger"),
        (with_obligation(LOAN, obligee="2"), "obligor_is_obligee"),
        (with_obligation(LOAN, what=" "), "what_missing"),
        (with_obligation(LOAN, manner=""), "manner_missing"),
        (with_obligation(LOAN, when=""), "when_missing"),
        (with_obligation(LOAN, amount=0), "amount_not_positive"),
        (with_obligation(LOAN, amount=None), "allowed"),
        (with_obligation(LOAN, due=date(2026, 2, 28)), "due_before_effect"),
        (with_obligation(LOAN, due=date(2026, 3, 1)), "allowed"),
        (with_obligation(LOAN, breach_day=date(2026, 4, 14)), "due_before_effect"),
        (effective(TODAY), "allowed"),
        (effective(TODAY + timedelta(days=366)), "allowed"),
        (effective(TODAY + timedelta(days=367)), "effective_too_late"),
        (effective(TODAY - timedelta(days=3 * 366)), "allowed"),
        (effective(TODAY - timedelta(days=3 * 366 + 1)), "effective_too_early"),
    ],
)
def test_each_condition(facts: Facts, reason: str) -> None:
    assert outcome(open_case, "K7M2QX", MEDIATOR, AT, facts) == reason


@pytest.mark.parametrize("dispute", DisputeKind)
@pytest.mark.parametrize("mediation", MediationKind)
def test_disputes_within_a_family_are_no_matter_of_commerce(mediation: MediationKind, dispute: DisputeKind) -> None:
    facts = replace(LOAN, mediation=mediation, dispute=dispute)
    refused = mediation is MediationKind.COMMERCIAL and dispute in NOT_COMMERCIAL
    assert outcome(open_case, "K7M2QX", MEDIATOR, AT, facts) == ("not_commercial" if refused else "allowed")
