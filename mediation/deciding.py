"""Where the sides differ the mediator decides, with a written reason; nobody's bare word decides it."""

from enum import StrEnum

from mediation.actor import Actor, Moment
from mediation.agreed import Obligation
from mediation.case import Case
from mediation.changing import without_overtaken
from mediation.decision import Decision, Refused
from mediation.events.performance import ContradictionDecided
from mediation.obligation_access import mediators
from mediation.owing import left
from mediation.performance import ObligationState, Performance
from mediation.settling import after_ending, counted


class Finding(StrEnum):
    """What the mediator finds: as the obligor says, as the obligee says, or an amount in between."""

    AS_CLAIMED = "as_claimed"
    IN_BETWEEN = "in_between"
    AS_RECEIVED = "as_received"


def require_decidable(case: Case, by: Actor, key: str) -> Obligation:
    """The obligation of which the two sides differ.

    Raises Refused: not_your_case, case_ended, obligation_unknown, nothing_to_decide.
    """
    owed = mediators(case, by, key)
    if case.performance(key).state is not ObligationState.CONTRADICTED:
        raise Refused("nothing_to_decide")
    return owed


def decide(case: Case, by: Actor, at: Moment, key: str, finding: Finding, amount: int | None, reason: str) -> Decision:
    """What counts as received now, with the reason; `amount` in fen is that of IN_BETWEEN and else ignored.

    Raises Refused as `require_decidable`, not_in_between (the two sides' amounts are the bounds), reason_missing.
    """
    owed = require_decidable(case, by, key)
    performance = case.performance(key)
    counts = _counts(performance, finding, amount)
    if not reason.strip():
        raise Refused("reason_missing")
    performed = finding is Finding.AS_CLAIMED if owed.amount is None else counts == left(case, owed)
    event = ContradictionDecided(obligation=key, amount=counts, performed=performed, reason=reason.strip())
    # only a claim that proves true can make it performed here
    claimed_at = performance.claim.at if performance.claim is not None else None
    decided = counted(performance, counts, at.now if performed else None, claimed_at)
    return without_overtaken(after_ending(case.with_performance(decided), at, event))


def between(performance: Performance) -> tuple[int, int] | None:
    """The amounts in fen between which, bounds not included, the mediator may find another; None if there is none."""
    claimed = performance.claim.amount if performance.claim is not None else None
    low = performance.disputed
    return (low, claimed) if low is not None and claimed is not None and claimed - low > 1 else None


def _counts(performance: Performance, finding: Finding, amount: int | None) -> int | None:
    if finding is Finding.AS_RECEIVED:
        return performance.disputed
    if finding is Finding.AS_CLAIMED:
        return performance.claim.amount if performance.claim is not None else None
    bounds = between(performance)
    if bounds is None or amount is None or not bounds[0] < amount < bounds[1]:
        raise Refused("not_in_between")
    return amount
