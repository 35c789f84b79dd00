"""Delivery is proven by the person's own press, or by hand with evidence or a witness, on a day that can be true."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation import serving
from mediation.actor import Actor, Role
from mediation.breach import Breach, BreachState
from mediation.case import Binding, BindingState, Case, CaseState
from mediation.decision import Decision
from mediation.events.breach import ServiceProven
from mediation.service import Proof, Service, ServiceWay
from tests.asking import LI, MEDIATOR, OTHER_MEDIATOR, outcome
from tests.mediation.breach_at import ALL_WHO_ASK, AT, JUDGE, REVIEWER, breach_at, case_at

EVIDENCE, WITNESS = "5" * 64, "孙见证"
UNPROVEN = {BreachState.WARNED: BreachState.CURING, BreachState.PROPOSED: BreachState.HEARING}
"""Where delivery is still to be proven, and where it stands afterwards."""
LATER = replace(AT, now=AT.now + timedelta(days=7))
"""Thursday 23 April 2026; both notices went on the 16th."""


def served(state: BreachState, way: ServiceWay = ServiceWay.PAPER, day: date = AT.today) -> Decision:
    """The mediator recorded it."""
    return serving.serve(case_at(state), MEDIATOR, LATER, "1", way, day, EVIDENCE, f" {WITNESS} ")


def asked(case: Case, by: Actor = MEDIATOR, way: ServiceWay = ServiceWay.PAPER, day: date = AT.today) -> str:
    """What somebody hears who records it with all that is wanted."""
    return outcome(serving.serve, case, by, LATER, "1", way, day, EVIDENCE, WITNESS)


def notice_of(breach: Breach, state: BreachState) -> Service:
    """The notice that was to be proven in that state."""
    if state is BreachState.WARNED:
        return breach.warning
    assert breach.proposal is not None
    return breach.proposal.notice


@pytest.mark.parametrize(("state", "after"), UNPROVEN.items())
def test_a_press_proves_it_on_that_day(state: BreachState, after: BreachState) -> None:
    decision = serving.acknowledge(case_at(state), LI, LATER, "1")
    breach, proof = decision.case.breach("1"), Proof(ServiceWay.ACKNOWLEDGED, LATER.today, LATER.now)
    assert (breach.state, notice_of(breach, state)) == (after, Service(AT.now, proof))
    # 1 to 5 May rest and Saturday the 9th works: ten working days after 23 April end on the 11th, fifteen on the 18th
    until = date(2026, 5, 11) if state is BreachState.WARNED else date(2026, 5, 18)
    event = ServiceProven(
        party="2",
        breach="1",
        obligation="1",
        notice=state is BreachState.PROPOSED,
        way="acknowledged",
        day=LATER.today,
        evidence=None,
        witness="",
        until=until,
    )
    assert decision.events == (event,)


@pytest.mark.parametrize("state", BreachState)
def test_a_press_more_changes_nothing_and_is_no_mistake(state: BreachState) -> None:
    case = case_at(state)
    if state in UNPROVEN:
        case = serving.acknowledge(case, LI, AT, "1").case
    assert serving.acknowledge(case, LI, LATER, "1") == Decision(case, ())


@pytest.mark.parametrize("state", UNPROVEN)
@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_who_presses_and_who_records(by: Actor, state: BreachState) -> None:
    mine = "allowed" if by == LI else "not_yours"
    assert outcome(serving.acknowledge, case_at(state), by, AT, "1") == mine
    theirs = "not_your_case" if by == OTHER_MEDIATOR else "not_yours"
    assert asked(case_at(state), by) == ("allowed" if by in (MEDIATOR, REVIEWER, JUDGE) else theirs)


@pytest.mark.parametrize("state", BindingState)
def test_a_press_counts_from_the_person_alone_who_was_attested(state: BindingState) -> None:
    case = case_at(BreachState.WARNED)
    tied = replace(case.party("2"), binding=Binding(state, LI.person))
    wanted = "allowed" if state is BindingState.ATTESTED else "not_attested"
    assert outcome(serving.acknowledge, case.with_party(tied), LI, AT, "1") == wanted


def test_nobody_records_in_a_matter_of_their_own() -> None:
    case = case_at(BreachState.WARNED)
    bound = replace(case.party("1"), binding=replace(case.party("1").binding, person=REVIEWER.person))
    assert asked(case.with_party(bound), REVIEWER) == "not_yours"


@pytest.mark.parametrize("ended", CaseState)
def test_a_closed_case_is_still_served(ended: CaseState) -> None:
    wanted = "allowed" if ended in (CaseState.OPEN, CaseState.CLOSED) else "case_ended"
    assert asked(case_at(BreachState.WARNED, ended)) == wanted
    assert outcome(serving.acknowledge, case_at(BreachState.WARNED, ended), LI, AT, "1") == wanted


@pytest.mark.parametrize("state", BreachState)
def test_what_is_proven_is_not_recorded_again(state: BreachState) -> None:
    assert asked(case_at(state)) == ("allowed" if state in UNPROVEN else "served_already")
    assert outcome(serving.require_servable, case_at(state), MEDIATOR, "9") == "breach_unknown"


@pytest.mark.parametrize("way", [one for one in ServiceWay if one is not ServiceWay.ACKNOWLEDGED])
@pytest.mark.parametrize(("state", "after"), UNPROVEN.items())
def test_what_is_recorded_says_how_by_whom_and_with_what(
    state: BreachState, after: BreachState, way: ServiceWay
) -> None:
    decision = served(state, way)
    breach = decision.case.breach("1")
    proof = Proof(way, AT.today, LATER.now, MEDIATOR.person, EVIDENCE, WITNESS)
    assert (breach.state, notice_of(breach, state)) == (after, Service(AT.now, proof))
    (event,) = decision.events
    assert isinstance(event, ServiceProven)
    assert (event.way, event.day, event.evidence, event.witness) == (way.value, AT.today, EVIDENCE, WITNESS)
    # counted from the day of the service, not from the one of its recording
    until = date(2026, 4, 30) if state is BreachState.WARNED else date(2026, 5, 11)
    assert (event.notice, event.until) == (state is BreachState.PROPOSED, until)


@pytest.mark.parametrize("state", UNPROVEN)
def test_nothing_else_of_the_breach_changes(state: BreachState) -> None:
    before, after = breach_at(state), served(state).case.breach("1")
    back = replace(after, state=state, warning=before.warning, proposal=before.proposal)
    assert back == before
    if state is BreachState.PROPOSED:
        assert after.warning == before.warning


@pytest.mark.parametrize(
    ("way", "evidence", "witness", "wanted"),
    [
        (ServiceWay.PAPER, EVIDENCE, "", "allowed"),
        (ServiceWay.PAPER, None, WITNESS, "evidence_missing"),
        (ServiceWay.SECOND_CHANNEL, EVIDENCE, "", "allowed"),
        (ServiceWay.SECOND_CHANNEL, None, WITNESS, "evidence_missing"),
        (ServiceWay.TELEPHONE, None, WITNESS, "allowed"),
        (ServiceWay.TELEPHONE, EVIDENCE, WITNESS, "allowed"),
        (ServiceWay.TELEPHONE, EVIDENCE, " ", "witness_missing"),
        (ServiceWay.ACKNOWLEDGED, EVIDENCE, WITNESS, "service_way_unknown"),
    ],
)
def test_paper_and_a_second_channel_need_evidence_a_call_a_witness(
    way: ServiceWay, evidence: str | None, witness: str, wanted: str
) -> None:
    for state in UNPROVEN:
        seen = outcome(serving.serve, case_at(state), MEDIATOR, LATER, "1", way, AT.today, evidence, witness)
        assert seen == wanted


@given(st.integers(-30, 30), st.sampled_from(sorted(UNPROVEN)))
def test_a_day_between_the_sending_and_today(days: int, state: BreachState) -> None:
    wanted = "allowed" if 0 <= days <= 7 else "service_day_outside"
    assert asked(case_at(state), day=AT.today + timedelta(days=days)) == wanted


def test_the_days_are_those_of_the_calendar_on_the_wall() -> None:
    # told on 17 April at half past midnight in China, when it was still the 16th in UTC
    told = Service(datetime(2026, 4, 16, 16, 30, tzinfo=UTC))
    case = case_at(BreachState.WARNED).with_breach(replace(breach_at(BreachState.WARNED), warning=told))
    assert asked(case, day=date(2026, 4, 16)) == "service_day_outside"
    assert asked(case, day=date(2026, 4, 17)) == "allowed"


@given(by=st.sampled_from(ALL_WHO_ASK), state=st.sampled_from(BreachState), way=st.sampled_from(ServiceWay))
def test_no_proof_without_a_name_or_the_persons_own_press(by: Actor, state: BreachState, way: ServiceWay) -> None:
    case = case_at(state)
    if asked(case, by, way) == "allowed":
        assert by.person is not None
        assert by.role in (Role.MEDIATOR, Role.REVIEWER)
        assert way is not ServiceWay.ACKNOWLEDGED
        assert state in UNPROVEN
