"""Everybody who might ask a rule, the sample case in any state, and what a rule says to them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mediation.actor import TIME, Actor, Moment, Role
from mediation.case import Binding, BindingState, Case, CaseState
from mediation.commitment_letter import Consent, ConsentKind
from mediation.decision import Refused
from tests.sample import sample_case
from tests.world import CALENDAR, PROFILE, START, UNIT

MEDIATOR = Actor(1, Role.MEDIATOR, UNIT)
OTHER_MEDIATOR = Actor(2, Role.MEDIATOR, UNIT)
ADMINISTRATOR = Actor(3, Role.ADMINISTRATOR, UNIT)
ZHANG, LI, STRANGER = Actor(11, Role.PARTY), Actor(12, Role.PARTY), Actor(13, Role.PARTY)
EVERYBODY = (MEDIATOR, OTHER_MEDIATOR, ADMINISTRATOR, ZHANG, LI, STRANGER, TIME)
AT = Moment(START, CALENDAR, PROFILE, PROFILE.zone)


def a_case(
    state: CaseState = CaseState.OPEN, binding: BindingState = BindingState.ATTESTED, consent: bool | None = True
) -> Case:
    """The sample case with both sides bound as said: 张建军 by person 11, 李晓梅 by person 12."""
    case = replace(sample_case(mediator=1), state=state)
    for key, person in (("1", 11), ("2", 12)):
        bound = Binding(binding, None if binding is BindingState.UNBOUND else person)
        given = () if consent is None else (Consent(ConsentKind.PROCESSING, consent, "0" * 64, START),)
        case = case.with_party(replace(case.party(key), binding=bound, consents=given))
    return case


def outcome(rule: Callable[..., Any], *args: Any) -> str:
    """The reason of a refusal, or "allowed"; any other exception is the test's failure."""
    try:
        rule(*args)
    except Refused as no:
        return no.reason
    return "allowed"
