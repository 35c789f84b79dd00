"""Whose word counts of an obligation, and in which states: checked inside every rule of performance."""

from dataclasses import replace

from mediation.access import own_party, require_mediator, require_open
from mediation.actor import Actor, Moment, Role
from mediation.agreed import Obligation
from mediation.case import Case, LegalStatus
from mediation.decision import Refused
from mediation.owing import left
from mediation.performance import ObligationState

_WHY_NOT = {
    ObligationState.OPEN: "already_done",
    ObligationState.CLAIMED: "claimed_already",
    ObligationState.CONTRADICTED: "differing_already",
    ObligationState.SETTLING: "settling_already",
    ObligationState.PERFORMED: "performed_already",
    ObligationState.WAIVED: "waived_already",
}
"""Why something cannot be said of an obligation in this state."""


def obligation_of(case: Case, key: str) -> Obligation:
    """The obligation with this key; raises Refused("obligation_unknown"), as after the terms were changed."""
    owed = next((one for one in case.obligations if one.key == key), None)
    if owed is None:
        raise Refused("obligation_unknown")
    return owed


def obligors_own(case: Case, by: Actor, at: Moment, key: str) -> Obligation:
    """The obligation, if its obligor asks and it can be performed now.

    Raises Refused: obligation_unknown, not_yours, not_attested, case_ended, agreement_not_in_effect.
    """
    owed = obligation_of(case, key)
    own_party(case, by, owed.obligor)
    _require_in_effect(case, at)
    return owed


def obligees_word(case: Case, by: Actor, at: Moment, key: str, how: str = "") -> Obligation:
    """The obligation, if its obligee asks, or its mediator, who writes down what they said and `how` ("" if here).

    Raises Refused as `obligors_own`, not_your_case, and how_missing where the mediator does not say how.
    """
    owed = obligation_of(case, key)
    if by.role is Role.MEDIATOR:
        require_mediator(case, by)
        if not how.strip():
            raise Refused("how_missing")
    else:
        own_party(case, by, owed.obligee)
    _require_in_effect(case, at)
    return owed


def mediators(case: Case, by: Actor, key: str) -> Obligation:
    """The obligation, for the case's own mediator; raises Refused: obligation_unknown, not_your_case, case_ended."""
    require_mediator(case, by)
    require_open(case)
    return obligation_of(case, key)


def times(case: Case, by: Actor, key: str) -> Obligation:
    """The obligation, for time alone; raises Refused: not_yours, case_ended, obligation_unknown."""
    if by.role is not Role.TIME:
        raise Refused("not_yours")
    require_open(case)
    return obligation_of(case, key)


def require_state(case: Case, owed: Obligation, *states: ObligationState) -> None:
    """Raises Refused unless the obligation is in one of these states.

    The reason says where it stands instead: claimed_already, differing_already, settling_already, performed_already,
    waived_already; already_done for one that waits for nobody's word.
    """
    state = case.performance(owed.key).state
    if state not in states:
        raise Refused(_WHY_NOT[state])


def amount_meant(case: Case, owed: Obligation, amount: int | None) -> int | None:
    """The amount in fen that is meant, None standing for all that is left; always None where it is not money.

    Raises Refused: amount_not_positive, more_than_left.
    """
    remaining = left(case, owed)
    if remaining is None or amount is None:
        return remaining
    if amount <= 0:
        raise Refused("amount_not_positive")
    if amount > remaining:
        raise Refused("more_than_left")
    return amount


def heard_from(case: Case, at: Moment, party: str, obligation: str, how: str = "") -> Case:
    """The case after a party spoke of an obligation: no reminder of it is unread, and no call about it is needed."""
    ours = (party, obligation)
    notices = tuple(
        replace(one, unread_since=None) if (one.party, one.obligation) == ours else one for one in case.notices
    )
    calls = tuple(
        replace(one, done=how.strip(), done_at=at.now)
        if (one.party, one.obligation) == ours and one.done_at is None
        else one
        for one in case.calls
    )
    return replace(case, notices=notices, calls=calls)


def _require_in_effect(case: Case, at: Moment) -> None:
    require_open(case)
    if case.legal_status(at.today) is LegalStatus.NOT_EFFECTIVE:
        raise Refused("agreement_not_in_effect")
