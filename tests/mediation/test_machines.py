"""The drawn machines and the rules say the same: whatever happens is in a table, whatever is in a table happens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, partial
from itertools import product

import pytest

from mediation import agreement, binding, commitment, consents, ending, machines
from mediation.actor import TIME, Actor, Moment, Role
from mediation.case import Binding, BindingState, Case, CaseState
from mediation.commitment_letter import SECTIONS, Commitment, CommitmentState, Consent, ConsentKind, Receipt
from mediation.decision import Decision, Refused
from mediation.events import EVENTS
from mediation.events.event import Event
from mediation.events.notices import ConfirmationWished
from mediation.facts import facts_of
from mediation.identifiers import Identity, IdentityKind
from mediation.machines import DAY_COMES, MACHINES, START, Transition, agreement_state, mermaid
from mediation.performance import ObligationState
from mediation.phones import Phone
from tests.mediation.court_asks import court_asks, court_cases
from tests.mediation.performance_asks import changing_case, performance_asks, performances
from tests.sample import resident_number, sample_case
from tests.world import CALENDAR, PROFILE, UNIT
from tests.world import START as NOW

AT = Moment(NOW, CALENDAR, PROFILE, PROFILE.zone)
MEDIATOR, PARTY, OTHER = Actor(7, Role.MEDIATOR, UNIT), Actor(20, Role.PARTY), Actor(21, Role.PARTY)
TEXTS = {section: frozenset({"1" * 64, "2" * 64}) for section in SECTIONS}
TOMORROW, YESTERDAY = AT.today + timedelta(days=1), AT.today - timedelta(days=1)
DRAWN = [(name, *transition) for name, table in MACHINES.items() for transition in sorted(table)]

Ask = Callable[[Case], Decision]


@dataclass(frozen=True)
class Happened:
    """One rule that said yes: before, after, and the names of the events that say so of case, party 2 or obligation."""

    before: Case
    after: Case
    events: tuple[str, ...]


def state_of(machine: str, case: Case) -> str:
    """Where a machine stands in a case; binding and letter are those of party 2."""
    if machine == "agreement":
        return agreement_state(case, AT.today)
    if machine == "obligation":
        return case.performance("1").state.value
    if machine in ("judicial", "listing"):
        return machines.judicial_state(case) if machine == "judicial" else machines.listing_state(case)
    party = case.party("2")
    return party.binding.state.value if machine == "binding" else party.commitment.state.value


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


def binding_asks(case: Case) -> Iterator[Ask]:
    """What can be asked of a binding."""
    yield lambda one: binding.invite(one, MEDIATOR, AT, "2")
    yield lambda one: binding.unlock(one, MEDIATOR, AT, "2")
    yield lambda one: binding.attest(one, MEDIATOR, AT, "2", "present")
    yield lambda one: binding.not_them(one, MEDIATOR, AT, "2")
    right = case.party("2").acting.identity.last_six
    for by, typed in product((PARTY, OTHER), (right, "000000")):
        yield partial(lambda one, by: binding.open_invitation(one, by, AT, "2"), by=by)
        yield partial(
            lambda one, by, typed: binding.check_identity(one, by, AT, "2", typed, "账号"), by=by, typed=typed
        )
    for kind in ConsentKind:
        yield partial(lambda one, kind: consents.refuse(one, PARTY, AT, "2", kind, "0" * 64), kind=kind)
        yield partial(lambda one, kind: consents.give(one, PARTY, AT, "2", kind, "0" * 64), kind=kind)


def letter_asks(case: Case) -> Iterator[Ask]:
    """What can be asked of a letter."""
    for by in (PARTY, MEDIATOR):
        yield partial(lambda one, by: commitment.offer(one, by, AT, "2"), by=by)
    for section, text in product(SECTIONS, ("1" * 64, "2" * 64)):
        yield partial(
            lambda one, section, text: commitment.read_section(one, PARTY, AT, "2", section, text, TEXTS),
            section=section,
            text=text,
        )
    for name in (case.party("2").acting.name, "别人"):
        yield partial(lambda one, name: commitment.type_name(one, PARTY, AT, "2", name, TEXTS), name=name)
    yield lambda one: commitment.confirm(one, PARTY, AT, "2", TEXTS, 3, "3" * 64)
    yield lambda one: commitment.decline(one, PARTY, AT, "2", "不想签")
    yield lambda one: commitment.on_paper(one, MEDIATOR, AT, "2", "4" * 64, "孙见证")
    yield lambda one: commitment.remind(one, TIME, AT, "2", 1)
    yield lambda one: commitment.expire(one, TIME, AT, "2")


def agreement_asks(case: Case) -> Iterator[Ask]:
    """What can be asked of the case and its agreement."""
    yield lambda one: ending.cancel(one, MEDIATOR, AT, "登记错了")
    yield lambda one: ending.fail(one, MEDIATOR, AT, "差距太大")
    for day in (YESTERDAY, TOMORROW):
        full = sample_case(7)
        assert full.agreement is not None
        dated = replace(full.agreement, effective=day)
        yield partial(
            lambda one, dated, owed: agreement.record_agreement(one, MEDIATOR, AT, dated, owed),
            dated=dated,
            owed=full.obligations,
        )
    for other, amount, effective in product((False, True), (500_000, 600_000), (None, YESTERDAY, TOMORROW)):
        yield partial(edited, other=other, amount=amount, effective=effective)


def edited(case: Case, other: bool, amount: int, effective: date | None) -> Decision:
    """The case edited: perhaps somebody else acts for party 2, perhaps the amount or the day of effect is another."""
    party = replace(case.party("2"), phone=Phone("13800001111"))
    if other:
        identity = Identity(IdentityKind.RESIDENT, resident_number(date(1970, 1, 2), 31))
        party = replace(
            party, name="钱新", identity=identity, acting=replace(party.acting, name="钱新", identity=identity)
        )
    facts = facts_of(case.with_party(party))
    obligations = tuple(replace(one, amount=amount) for one in facts.obligations)
    agreed = replace(facts.agreement, effective=effective) if facts.agreement and effective else facts.agreement
    return agreement.edit(case, MEDIATOR, AT, replace(facts, obligations=obligations, agreement=agreed))


@cache
def happenings() -> tuple[Happened, ...]:
    """Everything that any rule brings about in any state."""
    return tuple(found for case in cases() for ask in asks(case) if (found := asked(case, ask)) is not None)


def asked(case: Case, ask: Ask) -> Happened | None:
    """What came of asking, None if the rule said no."""
    try:
        decision = ask(case)
    except Refused:
        return None
    said = (one for one in decision.events if getattr(one, "party", "2") == "2" or of_case(one))
    names = tuple(event.name() for event in said)
    return Happened(case, decision.case, names)


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
        assert any(drawn in way for one in happenings() for way in ways(machine, one)), f"{drawn} never happens"


def test_the_tables_name_only_events_and_states_that_there_are() -> None:
    names = {event for table in MACHINES.values() for _, event, _ in table}
    assert names - {DAY_COMES} <= EVENTS.keys()
    for machine, states in (
        ("binding", BindingState),
        ("commitment", CommitmentState),
        ("obligation", ObligationState),
    ):
        assert {after for _, _, after in MACHINES[machine]} == {state.value for state in states}


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
