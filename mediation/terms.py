"""What an agreement must say to be followed up: its day of effect, and of each obligation who, what, how and when."""

from collections.abc import Sequence
from datetime import date, timedelta

from mediation.agreed import Agreement, Obligation
from mediation.case import MediationKind
from mediation.decision import Refused
from mediation.disputes import DisputeKind
from mediation.facts import Facts

LATEST = timedelta(days=366)
"""How far ahead an agreement may take effect: later is most likely a slip of the hand (project decision)."""
EARLIEST = timedelta(days=3 * 366)
"""How long ago it may have taken effect: after three years a claim is out of time (Civil Code 188)."""
NOT_COMMERCIAL = frozenset(
    {
        DisputeKind.FAMILY,
        DisputeKind.STATUS,
        DisputeKind.INHERITANCE,
        DisputeKind.SUPPORT_OF_ELDERS,
        DisputeKind.CHILDREN,
    }
)
"""Disputes within a family, which are no matter of commerce whatever else is (Order 789)."""


def check_kind(mediation: MediationKind, dispute: DisputeKind) -> None:
    """Raises Refused("not_commercial") if commercial mediation is not the place for such a dispute."""
    if mediation is MediationKind.COMMERCIAL and dispute in NOT_COMMERCIAL:
        raise Refused("not_commercial", dispute=dispute)


def check_effective(effective: date, today: date) -> None:
    """Raises Refused, effective_too_late or effective_too_early: that date is most likely mistyped."""
    if effective > today + LATEST:
        raise Refused("effective_too_late")
    if effective < today - EARLIEST:
        raise Refused("effective_too_early")


def check_terms(facts: Facts) -> None:
    """Raises Refused if the agreement cannot be followed up (People's Mediation Law 29: manner and time limit).

    obligation_missing, obligation_stranger, obligor_is_obligee, what_missing, manner_missing, when_missing,
    amount_not_positive, due_before_effect.
    """
    if facts.agreement is None:
        return
    if not facts.obligations:
        raise Refused("obligation_missing")
    keys = [party.key for party in facts.parties]
    for owed in facts.obligations:
        _check_obligation(owed, facts.agreement, keys)


def _check_obligation(owed: Obligation, agreement: Agreement, parties: Sequence[str]) -> None:
    if owed.obligor not in parties or owed.obligee not in parties:
        raise Refused("obligation_stranger")
    if owed.obligor == owed.obligee:
        raise Refused("obligor_is_obligee")
    for said, reason in ((owed.what, "what_missing"), (owed.manner, "manner_missing"), (owed.when, "when_missing")):
        if not said.strip():
            raise Refused(reason)
    if owed.amount is not None and owed.amount <= 0:
        raise Refused("amount_not_positive")
    if owed.due < agreement.effective or owed.breach_day < owed.due:
        raise Refused("due_before_effect")
