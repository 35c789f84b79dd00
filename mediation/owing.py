"""What is left of an obligation, and whether it is late: the two questions that every rule about it asks."""

from datetime import date

from mediation.agreed import Obligation
from mediation.case import Case
from mediation.performance import ObligationState, Performance

WAITING_FOR_OBLIGOR = frozenset({ObligationState.OPEN})
"""States in which it is the obligor's turn."""


def left(case: Case, owed: Obligation) -> int | None:
    """How much is still to be performed, in fen, without what is only settling; None where it is not money."""
    return None if owed.amount is None else owed.amount - case.performance(owed.key).received


def may_be_reminded(owed: Obligation, performance: Performance) -> tuple[str, ...]:
    """The parties whom the mediator may remind: the obligor on their turn, the obligee while it is not settled."""
    match performance.state:
        case ObligationState.OPEN:
            return (owed.obligor, owed.obligee)
        case ObligationState.CLAIMED:
            return (owed.obligee,)
        case _:
            return ()


def open_obligations(case: Case) -> tuple[Obligation, ...]:
    """Everything that is not performed or waived yet, in the order of the agreement."""
    return tuple(owed for owed in case.obligations if not case.performance(owed.key).ended)


def late(case: Case, owed: Obligation, today: date) -> bool:
    """Whether its last day has passed and it is still the obligor's turn; a claim or a slip under way is not late."""
    return case.performance(owed.key).state in WAITING_FOR_OBLIGOR and owed.breach_day < today


def due_soon(case: Case, owed: Obligation, today: date) -> bool:
    """Whether it is the obligor's turn and its last day has not passed."""
    return case.performance(owed.key).state in WAITING_FOR_OBLIGOR and today <= owed.breach_day
