"""The drawn machines and the rules say the same: whatever happens is in a table, whatever is in a table happens."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

import pytest

from mediation import agreement, commitment, machines
from mediation.breach import RECORDED, UNCONFIRMED, BreachState
from mediation.case import Binding, BindingState, Case, CaseState
from mediation.commitment_letter import SECTIONS, Commitment, CommitmentState, Consent, ConsentKind, Receipt
from mediation.decision import Refused
from mediation.events import EVENTS
from mediation.events.event import Event, OfBreach
from mediation.events.notices import ConfirmationWished
from mediation.facts import facts_of
from mediation.machines import DAY_COMES, MACHINES, START, Transition, agreement_state, mermaid
from mediation.performance import ObligationState
from tests.mediation.agreement_asks import (
    AT,
    MEDIATOR,
    OTHER,
    PARTY,
    TOMORROW,
    Ask,
    agreement_asks,
    binding_asks,
    letter_asks,
)
from tests.mediation.breach_asks import breach_asks, breach_cases
from tests.mediation.court_asks import court_asks, court_cases
from tests.mediation.performance_asks import changing_case, performance_asks, performances
from tests.sample import sample_case
from tests.world import PROFILE
from tests.world import START as NOW

DRAWN = [(name, *transition) for name, table in MACHINES.items() for transition in sorted(table)]


@dataclass(frozen=True)
class Happened:
    """One rule that said yes: before, after, and the names of the events that say so of case, party 2 or obligation."""

    before: Case
    after: Case
    events: tuple[str, ...]


def state_of(machine: str, case: Case) -> str:
    """Where a machine stands in a case: those of party 2, obligation 1, breach 1, and what is said of it second."""
    party, breach = case.party("2"), next(iter(case.breaches), None)
    said = {} if breach is None else {one.key: machines.statement_state(breach, one) for one in breach.statements}
    repairs = {} if breach is None else {one.key: machines.repair_state(breach, one) for one in breach.repairs}
    states = {
        "agreement": agreement_state(case, AT.today),
        "binding": party.binding.state.value,
        "commitment": party.commitment.state.value,
        "obligation": case.performance("1").state.value,
        "judicial": machines.judicial_state(case),
        "listing": machines.listing_state(case),
        "breach": START if breach is None else breach.state.value,
        "statement": said.get("2", START),
        "repair": repairs.get("2", START),
    }
    return states[machine]


def cases() -> Iterator[Case]:
    """A case in every combination of states of agreement, binding and letter, and one in each of its obligation."""
    for agreed, bound, letter, state in product(
        ("none", "recorded", "in_effect"), BindingState, CommitmentState, CaseState
    ):
        yield case_in(agreed, bound, letter, state)
    yield from owing_cases()
    yield from court_cases(both_bound())


def both_bound() -> Case:
    """A case in effect, in which both sides read here."""
    case = case_in("in_effect", BindingState.ATTESTED, CommitmentState.CONFIRMED, CaseState.OPEN)
    return case.with_party(replace(case.party("1"), binding=Binding(BindingState.ATTESTED, 21)))


def owing_cases() -> Iterator[Case]:
    """A case whose one obligation is in each state, with both sides bound."""
    both = both_bound()
    yield from map(both.with_performance, performances())
    yield changing_case(both, OTHER, MEDIATOR, AT)


def case_in(agreed: str, bound: BindingState, letter: CommitmentState, state: CaseState) -> Case:
    """A case in these states, with everything read and agreed to, and one try left wherever there are tries."""
    case = sample_case(7, agreed=agreed != "none")
    if case.agreement is not None:
        case = replace(
            case, agreement=replace(case.agreement, effective=TOMORROW if agreed == "recorded" else AT.today)
        )
    receipts = tuple(Receipt(section, "1" * 64, NOW) for section in SECTIONS)
    party = replace(
        case.party("2"),
        binding=Binding(bound, None if bound is BindingState.UNBOUND else 20, PROFILE.invitation.tries - 1),
        consents=tuple(Consent(kind, True, "0" * 64, NOW) for kind in ConsentKind),
        commitment=Commitment(letter, NOW, receipts, commitment.NAME_TRIES - 1),
    )
    return replace(case.with_party(party), state=state)


def asks(case: Case) -> Iterator[Ask]:
    """Every rule, asked by somebody who may, as far as the state lets them."""
    yield from binding_asks(case)
    yield from letter_asks(case)
    yield from agreement_asks(case)
    yield from performance_asks(PARTY, OTHER, MEDIATOR, AT)
    yield from court_asks(PARTY, OTHER, MEDIATOR, AT)


@cache
def happenings() -> tuple[Happened, ...]:
    """Everything that any rule brings about in any state."""
    early = (found for case in cases() for found in all_asked(case, asks(case)))
    late = (found for case in breach_cases() for found in all_asked(case, breach_asks()))
    return (*early, *late)


def all_asked(case: Case, questions: Iterable[Ask]) -> Iterator[Happened]:
    """What came of asking, where the rule did not say no."""
    for ask in questions:
        try:
            decision = ask(case)
        except Refused:
            continue
        said = (one for one in decision.events if getattr(one, "party", "2") == "2" or of_case(one))
        yield Happened(case, decision.case, tuple(event.name() for event in said))


@cache
def happened_in(machine: str) -> frozenset[Transition]:
    """Every transition of a machine that some rule brings about."""
    return frozenset(edge for one in happenings() for way in ways(machine, one) for edge in way)


def of_case(event: Event) -> bool:
    """Whether an event that names a party moves more than that party's own machines."""
    return hasattr(event, "obligation") or isinstance(event, ConfirmationWished)


def ways(machine: str, happened: Happened) -> list[list[Transition]]:
    """Every way through a machine's table that the events can have taken, each event moving it once or not at all."""
    paths: list[tuple[str, list[Transition]]] = [(state_of(machine, happened.before), [])]
    for event in happened.events:
        moves = [edge for edge in MACHINES[machine] if edge[1] == event]
        paths += [(edge[2], [*path, edge]) for state, path in paths for edge in moves if edge[0] == state]
    return [path for state, path in paths if state == state_of(machine, happened.after)]


@pytest.mark.parametrize("machine", MACHINES)
def test_every_change_that_a_rule_brings_about_is_drawn(machine: str) -> None:
    for happened in happenings():
        before, after = (state_of(machine, case) for case in (happened.before, happened.after))
        assert ways(machine, happened), f"{machine}: {before} → {after} by {happened.events}"


@pytest.mark.parametrize(("machine", "before", "event", "after"), DRAWN)
def test_everything_drawn_happens(machine: str, before: str, event: str, after: str) -> None:
    drawn = (before, event, after)
    if event in ("case_opened", "agreement_recorded") and before == START:
        opened = agreement.open_case("ABCDEF", MEDIATOR, AT, facts_of(sample_case(7, agreed=False)))
        assert state_of(machine, opened.case) == after
    elif event == DAY_COMES:
        case = case_in("recorded", BindingState.UNBOUND, CommitmentState.NOT_OFFERED, CaseState.OPEN)
        assert (agreement_state(case, AT.today), agreement_state(case, TOMORROW)) == (before, after)
    else:
        assert drawn in happened_in(machine), f"{drawn} never happens"


def test_the_tables_name_only_events_and_states_that_there_are() -> None:
    names = {event for table in MACHINES.values() for _, event, _ in table}
    assert names - {DAY_COMES} <= EVENTS.keys()
    for machine, states in (
        ("binding", BindingState),
        ("commitment", CommitmentState),
        ("obligation", ObligationState),
        ("breach", BreachState),
    ):
        assert {after for _, _, after in MACHINES[machine]} == {state.value for state in states}


def test_every_event_of_a_breach_happens() -> None:
    happened = {event for one in happenings() for event in one.events}
    assert {name for name, event in EVENTS.items() if issubclass(event, OfBreach)} <= happened


def test_new_terms_end_a_breach_alike_whatever_came_before() -> None:
    changed = [one for one in happenings() if "terms_changed" in one.events and one.before.breaches]
    ends = {(state_of("breach", one.before), one.events[-1], state_of("breach", one.after)) for one in changed}
    under_way = {*UNCONFIRMED, *RECORDED}
    assert {end for end in ends if end[0] in under_way} == {(state, "breach_lifted", "lifted") for state in under_way}
    assert {end for end in ends if end[0] == "published"} == {("published", "publication_withdrawn", "withdrawing")}


def test_an_ended_case_changes_no_more() -> None:
    for happened in happenings():
        if happened.before.state is not CaseState.OPEN:
            assert happened.after.state is happened.before.state
            assert happened.after.agreement == happened.before.agreement


def test_a_drawing_has_one_arrow_for_two_states_and_names_their_events() -> None:
    drawing = mermaid("binding").splitlines()
    assert drawing[0] == "stateDiagram-v2"
    assert "    [*] --> unbound : case_opened" in drawing
    assert "    opened --> unbound : party_invited, party_unbound" in drawing
    assert "    cancelled --> [*]" in mermaid("agreement").splitlines()
