"""Who may touch what: checked inside every rule, never implied by having a button."""

from mediation.actor import Actor, Role
from mediation.case import BindingState, Case, CaseState, Party
from mediation.decision import Refused


def require_mediator(case: Case, by: Actor) -> None:
    """Only the case's own mediator; raises Refused("not_your_case")."""
    if by.role is not Role.MEDIATOR or by.person != case.mediator:
        raise Refused("not_your_case")


def require_open(case: Case) -> None:
    """Only a case that has not ended; raises Refused("case_ended")."""
    if case.state is not CaseState.OPEN:
        raise Refused("case_ended", case=case)


def own_party(case: Case, by: Actor, key: str) -> Party:
    """The party whose attested acting person asks; raises Refused: not_yours for anybody else, not_attested before."""
    party = next((one for one in case.parties if one.key == key), None)
    if party is None or by.person is None or party.binding.person != by.person:
        raise Refused("not_yours")
    if party.binding.state is not BindingState.ATTESTED:
        raise Refused("not_attested")
    return party
