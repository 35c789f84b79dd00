"""Who may touch a breach: checked inside every rule of statements and repair."""

from mediation.access import own_party, require_mediator
from mediation.actor import Actor
from mediation.breach import Breach
from mediation.case import Case, CaseState
from mediation.decision import Refused
from mediation.reminding import hears
from mediation.staff import may_see


def breach_in(case: Case, key: str) -> Breach:
    """The breach with this key in a case that stands; closing a case ends nothing of it.

    Raises Refused: case_ended (cancelled or failed), breach_unknown.
    """
    if case.state not in (CaseState.OPEN, CaseState.CLOSED):
        raise Refused("case_ended", case=case)
    found = next((one for one in case.breaches if one.key == key), None)
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
