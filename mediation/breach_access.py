"""Who may do what to a breach: checked inside every rule, never implied by having a button."""

from collections.abc import Collection

from mediation.access import require_mediator
from mediation.actor import Actor, Role
from mediation.breach import Breach, BreachState
from mediation.case import BindingState, Case, CaseState
from mediation.decision import Refused
from mediation.staff import may_see

LIVING = frozenset({CaseState.OPEN, CaseState.CLOSED})
"""Cases in which a breach can still change: publication and repair outlive the case's end."""


def breach_of(case: Case, key: str, *states: BreachState) -> Breach:
    """The breach, in one of these states (any, if none is named).

    Raises Refused: case_ended (cancelled, failed), breach_unknown, breach_moved_on.
    """
    if case.state not in LIVING:
        raise Refused("case_ended", case=case)
    found = next((one for one in case.breaches if one.key == key), None)
    if found is None:
        raise Refused("breach_unknown")
    if states and found.state not in states:
        raise Refused("breach_moved_on", case=case, breach=found)
    return found


def require_role(case: Case, by: Actor, roles: Collection[str]) -> None:
    """Staff of one of the profile's roles for this, who see the case; raises Refused("not_for_your_role")."""
    if by.role.value not in roles or not may_see(case, by):
        raise Refused("not_for_your_role")


def require_server(case: Case, by: Actor) -> None:
    """Whoever may record service and facts: the case's mediator, or a reviewer who sees it.

    Raises Refused: not_your_case, not_for_your_role.
    """
    if by.role is Role.MEDIATOR:
        require_mediator(case, by)
    else:
        require_role(case, by, (Role.REVIEWER.value,))


def require_own(case: Case, by: Actor, breach: Breach) -> None:
    """The attested person who acts for the party; raises Refused: not_yours, not_attested."""
    party = case.party(breach.party)
    if by.person is None or party.binding.person != by.person:
        raise Refused("not_yours")
    if party.binding.state is not BindingState.ATTESTED:
        raise Refused("not_attested")


def require_time(by: Actor) -> None:
    """Time alone; raises Refused("not_yours")."""
    if by.role is not Role.TIME:
        raise Refused("not_yours")


def named(by: Actor) -> int:
    """The person who decides: somebody with a name; raises Refused("not_for_your_role")."""
    if by.person is None:
        raise Refused("not_for_your_role")
    return by.person


def words_of(reason: str, missing: str = "reason_missing") -> str:
    """The reason without spaces around it; raises Refused(missing) if there is none."""
    if not reason.strip():
        raise Refused(missing)
    return reason.strip()
