"""Who may touch a breach: checked inside every rule of it, never implied by having a button."""

from mediation.access import own_party, require_mediator
from mediation.actor import Actor, Role
from mediation.breach import Breach, BreachState
from mediation.case import Case, CaseState
from mediation.decision import Refused
from mediation.reminding import hears
from mediation.staff import may_see


def breach_in(case: Case, key: str) -> Breach:
    """The breach with this key in a case that stands; closing a case ends nothing of it.

    What the portal has still to take down outlives even a cancelled case. Raises Refused: case_ended (cancelled or
    failed), breach_unknown.
    """
    found = next((one for one in case.breaches if one.key == key), None)
    withdrawing = found is not None and found.state is BreachState.WITHDRAWING
    if case.state not in (CaseState.OPEN, CaseState.CLOSED) and not withdrawing:
        raise Refused("case_ended", case=case)
    if found is None:
        raise Refused("breach_unknown")
    return found


def own_breach(case: Case, by: Actor, key: str) -> Breach:
    """The breach, for the party whose it is; raises Refused as `breach_in`, not_yours, not_attested."""
    found = breach_in(case, key)
    own_party(case, by, found.party)
    return found


def unheard_breach(case: Case, by: Actor, key: str) -> Breach:
    """The breach, for the case's mediator, who writes down what a party says that does not read here.

    Raises Refused as `breach_in`, not_your_case, reads_here (they say it themselves).
    """
    found = breach_in(case, key)
    require_mediator(case, by)
    if hears(case.party(found.party)) is not None:
        raise Refused("reads_here")
    return found


def decided_by(case: Case, by: Actor, roles: tuple[str, ...]) -> None:
    """Only staff of these roles who see the case and have no part of their own in it; raises Refused("not_yours")."""
    if by.role.value not in roles or not may_see(case, by) or case.parties_of(by.person):
        raise Refused("not_yours")


def breach_at(case: Case, key: str, *states: BreachState) -> Breach:
    """The breach, if it is in one of these states; raises Refused as `breach_in`, breach_moved_on."""
    found = breach_in(case, key)
    if found.state not in states:
        raise Refused("breach_moved_on", case=case, breach=found)
    return found


def entered_by(case: Case, by: Actor) -> None:
    """Whoever may enter service and facts from documents: the case's mediator, or a reviewer who sees it.

    Raises Refused: not_your_case, not_yours.
    """
    if by.role is Role.MEDIATOR:
        require_mediator(case, by)
    else:
        decided_by(case, by, (Role.REVIEWER.value,))


def require_time(by: Actor) -> None:
    """Time alone; raises Refused("not_yours")."""
    if by.role is not Role.TIME:
        raise Refused("not_yours")


def named(by: Actor) -> int:
    """The person who decides: somebody with a name; raises Refused("not_yours")."""
    if by.person is None:
        raise Refused("not_yours")
    return by.person


def words_of(reason: str, missing: str = "reason_missing") -> str:
    """The words without spaces around them; raises Refused(missing) if there are none."""
    if not reason.strip():
        raise Refused(missing)
    return reason.strip()
