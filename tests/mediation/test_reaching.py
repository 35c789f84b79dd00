"""Unreachable is a state that the mediator hears of once, said by the account itself or by time, until it is over."""

from dataclasses import replace
from itertools import product

import pytest

from mediation import reaching
from mediation.actor import TIME, Actor
from mediation.case import BindingState, Case, CaseState
from mediation.events.message import PartyReachable, PartyUnreachable
from mediation.events.notices import CallNeeded
from mediation.performance import Call, CallReason
from tests.asking import AT, EVERYBODY, LI, a_case, outcome
from tests.world import START


def lost(case: Case) -> Case:
    """The case with 李晓梅 not to be reached."""
    li = case.party("2")
    return case.with_party(replace(li, binding=replace(li.binding, unreachable_at=START)))


@pytest.mark.parametrize(
    ("state", "binding", "known", "by"), [*product(CaseState, BindingState, (False, True), EVERYBODY)]
)
def test_unreachable(state: CaseState, binding: BindingState, known: bool, by: Actor) -> None:
    case = a_case(state, binding)
    case = lost(case) if known else case
    if binding is BindingState.UNBOUND or by not in (LI, TIME):
        expected = "not_yours"
    elif state is not CaseState.OPEN:
        expected = "case_ended"
    else:
        expected = "already_done" if known else "allowed"
    assert outcome(reaching.unreachable, case, by, AT, "2", "blocked") == expected


@pytest.mark.parametrize(
    ("state", "binding", "known", "by"), [*product(CaseState, BindingState, (False, True), EVERYBODY)]
)
def test_reachable(state: CaseState, binding: BindingState, known: bool, by: Actor) -> None:
    before = a_case(state, binding)
    case = lost(before) if known else before
    if binding is BindingState.UNBOUND or by not in (LI, TIME):
        expected = "not_yours"
    elif state is not CaseState.OPEN:
        expected = "case_ended"
    else:
        expected = "allowed" if known else "already_done"
    assert outcome(reaching.reachable, case, by, AT, "2") == expected


def test_there_and_back() -> None:
    there = reaching.unreachable(a_case(), TIME, AT, "2", "blocked")
    call = Call("1", "2", CallReason.UNREACHABLE, AT.now)
    assert there.case == replace(lost(a_case()), calls=(call,))
    needed = CallNeeded(party="2", call="1", cause="unreachable", obligation=None)
    assert there.events == (PartyUnreachable(party="2", why="blocked"), needed)
    back = reaching.reachable(there.case, LI, AT, "2")
    # nobody need call any more
    assert back.case == replace(a_case(), calls=(replace(call, done="", done_at=AT.now),))
    assert back.events == (PartyReachable(party="2"),)


def test_a_party_that_is_not_in_the_case() -> None:
    assert outcome(reaching.unreachable, a_case(), TIME, AT, "3", "blocked") == "not_yours"
