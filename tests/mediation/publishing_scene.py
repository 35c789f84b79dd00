"""A breach that may be published, in any state, and how the rules of publishing refuse; for their tests."""

from dataclasses import replace

import pytest

from mediation.breach import BreachState
from mediation.decision import Refused
from mediation.gate import Look
from mediation.service import Service
from tests.mediation.breach_at import breach_at
from tests.mediation.gate_scene import BASIS, FLAWS, shown, the_look

WHY = "应当公示"
ALONE = [
    pytest.param(check, flaw, id=f"{check}: {why}") for check, flaws in FLAWS.items() for why, flaw in flaws.items()
]
"""Every smallest thing that fails a check, and the check."""


def standing(state: BreachState) -> Look:
    """The breach that may be published, in another state, with its document."""
    look = the_look()
    if state is BreachState.HEARING:
        return look
    found = replace(breach_at(state), basis=BASIS, warning=look.breach.warning)
    if state is BreachState.PROPOSED and look.breach.proposal is not None:
        told = replace(look.breach.proposal, notice=Service(look.breach.proposal.at))
        found = replace(found, proposal=told)
    return shown(replace(look, breach=found, case=look.case.with_breach(found)))


def refused(rule: object, *args: object) -> Refused:
    """The refusal, with what it is about."""
    with pytest.raises(Refused) as no:
        rule(*args)  # type: ignore[operator]
    return no.value
