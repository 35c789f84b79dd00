"""Ending a case early: only its own mediator, only while it is open, failed only without an agreement in effect."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from mediation import ending
from mediation.actor import TIME, Actor, Moment, Role
from mediation.case import Case, CaseState
from mediation.decision import Refused
from mediation.events.agreement import CaseCancelled, MediationFailed
from mediation.reminders import reminders_for
from tests.sample import sample_case
from tests.world import CALENDAR, PROFILE, START, UNIT

AT = Moment(START, CALENDAR, PROFILE, PROFILE.zone)
WANG = Actor(7, Role.MEDIATOR, UNIT)
NOT_WANG = [
    Actor(8, Role.MEDIATOR, UNIT),
    Actor(7, Role.PARTY),
    Actor(7, Role.ADMINISTRATOR, "city"),
    Actor(7, Role.REVIEWER, UNIT),
    Actor(7, Role.APPROVER, UNIT),
    TIME,
]
AGREED = ("none", "tomorrow", "today")


def a_case(state: CaseState, agreed: str) -> Case:
    """The sample case in that state, its agreement taking effect on that day if there is one."""
    case = replace(sample_case(7, agreed=agreed != "none"), state=state)
    if case.agreement is None:
        return case
    effective = AT.today + timedelta(days=1 if agreed == "tomorrow" else 0)
    return replace(case, agreement=replace(case.agreement, effective=effective))


@pytest.mark.parametrize(("state", "agreed", "by"), [*product(CaseState, AGREED, (WANG, *NOT_WANG))])
def test_cancelling(state: CaseState, agreed: str, by: Actor) -> None:
    case = a_case(state, agreed)
    refused = "not_your_case" if by != WANG else "case_ended" if state is not CaseState.OPEN else None
    if refused is not None:
        with pytest.raises(Refused, match=f"^{refused}$"):
            ending.cancel(case, by, AT, "登记错了")
        return
    decision = ending.cancel(case, by, AT, " 登记错了 ")
    assert decision.case == replace(case, state=CaseState.CANCELLED, reason="登记错了")
    assert decision.events == (CaseCancelled(reason="登记错了"),)


@pytest.mark.parametrize(("state", "agreed", "by"), [*product(CaseState, AGREED, (WANG, *NOT_WANG))])
def test_failing(state: CaseState, agreed: str, by: Actor) -> None:
    case = a_case(state, agreed)
    refused = "not_your_case" if by != WANG else "case_ended" if state is not CaseState.OPEN else None
    refused = refused or ("agreement_in_effect" if agreed == "today" else None)
    if refused is not None:
        with pytest.raises(Refused, match=f"^{refused}$"):
            ending.fail(case, by, AT, "差距太大")
        return
    decision = ending.fail(case, by, AT, "差距太大")
    assert decision.case == replace(case, state=CaseState.FAILED, reason="差距太大")
    assert decision.events == (MediationFailed(reason="差距太大"),)


@pytest.mark.parametrize("rule", [ending.cancel, ending.fail])
@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_case_never_ends_without_a_reason(rule: object, reason: str) -> None:
    assert callable(rule)
    with pytest.raises(Refused, match="reason_missing"):
        rule(a_case(CaseState.OPEN, "none"), WANG, AT, reason)


@pytest.mark.parametrize("rule", [ending.cancel, ending.fail])
def test_an_ended_case_calls_for_no_reminder(rule: object) -> None:
    assert callable(rule)
    ended = rule(a_case(CaseState.OPEN, "tomorrow"), WANG, AT, "双方撤回").case
    assert reminders_for(ended, PROFILE, CALENDAR, PROFILE.zone) == ()
