"""The sample case with 李晓梅's binding in any state, and who may ask something of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from mediation.actor import Actor, Moment, Role
from mediation.case import Attestation, Binding, BindingState, Case, Party
from mediation.commitment_letter import Consent, ConsentKind
from mediation.decision import Decision, Refused
from tests.sample import sample_case
from tests.world import CALENDAR, PROFILE, START, UNIT

AT = Moment(START, CALENDAR, PROFILE, PROFILE.zone)
LATER = replace(AT, now=START + timedelta(hours=1))
WANG = Actor(7, Role.MEDIATOR, UNIT)
MINE, ANOTHER = Actor(20, Role.PARTY), Actor(30, Role.PARTY)
TRIES = PROFILE.invitation.tries
OPENED, PROVISIONAL, ATTESTED = BindingState.OPENED, BindingState.PROVISIONAL, BindingState.ATTESTED
LOCKED, UNBOUND = BindingState.LOCKED, BindingState.UNBOUND


def a_case(state: BindingState = OPENED, misses: int = 0, agreed: bool = True) -> Case:
    """The sample case whose party "2" (李晓梅) is in that state with account 20, the messenger agreed to or not."""
    case = sample_case(7)
    bound = Binding(state, 20, TRIES if state is LOCKED else misses)
    if state is UNBOUND:
        bound = Binding(misses=misses)
    if state is ATTESTED:
        bound = replace(bound, attested_by=7, attestation=Attestation.PRESENT, attested_at=START)
    said = (Consent(ConsentKind.MESSENGER_ABROAD, True, "t", START),) if agreed else ()
    return case.with_party(replace(case.party("2"), binding=bound, consents=said))


def with_account(case: Case, key: str, person: int, state: BindingState) -> Case:
    """The same case with that party bound to a person."""
    return case.with_party(replace(case.party(key), binding=Binding(state, person)))


def li(decision: Decision) -> Party:
    """Party "2" as it is after a decision."""
    return decision.case.party("2")


def refused(reason: str, rule: Callable[..., Decision], *asked: object) -> None:
    """The rule says no, for exactly this reason."""
    with pytest.raises(Refused) as no:
        rule(*asked)
    assert no.value.reason == reason
