"""Striking out what was entered of the court: by whom, in what order; entering and striking out are inverse."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.actor import TIME, Actor, Role
from mediation.breach import BreachState
from mediation.case import Case, CaseState, LegalStatus
from mediation.court_facts import CourtFact
from mediation.decision import Decision
from mediation.enforcing import end_enforcement, record_delisting, record_enforcement, record_listing
from mediation.events.court import EnforcementStruck, RulingStruck
from mediation.performance import Ruling
from mediation.publication_parts import Basis, BasisKind
from mediation.striking import strikable, strike
from tests.mediation.breach_at import breach_at
from tests.mediation.test_enforcing import ENDING, NOW, enforced, listed, paper
from tests.mediation.test_judicial import RULED, on, ruled
from tests.mediation.test_triggering import MEDIATOR, tried
from tests.world import UNIT

WHY = "认错了人。"
LISTED = (CourtFact.LISTING, "1")
Entry = Callable[[Case, date], Decision]
ENTRIES: dict[str, Entry] = {
    "2 enforced": lambda case, day: record_enforcement(case, MEDIATOR, on(day), "2", paper(day, f"执{day}")),
    "1 enforced": lambda case, day: record_enforcement(case, MEDIATOR, on(day), "1", paper(day, f"执{day}")),
    "ended": lambda case, day: end_enforcement(case, MEDIATOR, on(day), "1", ENDING, paper(day, f"终{day}")),
    "2 listed": lambda case, day: record_listing(case, MEDIATOR, on(day), "2", paper(day, f"决{day}")),
    "1 listed": lambda case, day: record_listing(case, MEDIATOR, on(day), "1", paper(day, f"决{day}")),
    "delisted": lambda case, day: record_delisting(case, MEDIATOR, on(day), "1", paper(day, f"除{day}")),
}
"""What the court's papers may say, each entered on the day of its paper."""


def struck(case: Case, fact: CourtFact, key: str, by: Actor = MEDIATOR, reason: str = WHY) -> Decision | str:
    """What striking one entry out decides, or why it is refused."""
    return tried(strike, case, by, fact, key, reason)


def keys(case: Case, fact: CourtFact) -> str:
    """The keys of the entries of this kind that can be struck out."""
    return "".join(key for kind, key in strikable(case) if kind is fact)


def entered(case: Case, names: list[str]) -> tuple[list[Case], Case]:
    """Each case before an entry that was made, and the last one."""
    before = []
    for days, name in enumerate(names):
        outcome = tried(ENTRIES[name], case, NOW + timedelta(days=days))
        if isinstance(outcome, Decision):
            before.append(case)
            case = outcome.case
    return before, case


@given(st.lists(st.sampled_from(sorted(ENTRIES)), max_size=8))
def test_what_was_entered_last_can_be_taken_back_exactly(names: list[str]) -> None:
    before, case = entered(ruled(), names)
    while before:
        wanted = before.pop()
        outcomes = [struck(case, *one) for one in strikable(case)]
        assert wanted in [one.case for one in outcomes if isinstance(one, Decision)]
        case = wanted
    assert strikable(case) == ((CourtFact.RULING, ""),)


@given(st.lists(st.sampled_from(sorted(ENTRIES)), max_size=8), st.data())
def test_in_whatever_order_it_is_struck_out_nothing_is_left_hanging(names: list[str], data: st.DataObject) -> None:
    _, case = entered(ruled(), names)
    while found := strikable(case):
        outcome = struck(case, *data.draw(st.sampled_from(found)))
        assert isinstance(outcome, Decision)
        case = outcome.case
        for listing in case.listings:
            begun = [one.day for one in case.enforcements if one.party == listing.party]
            assert begun
            assert min(begun) <= listing.day
    assert (case.ruling, case.enforcements, case.listings) == (None, (), ())


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize(
    "by",
    [
        TIME,
        Actor(20, Role.PARTY),
        Actor(8, Role.MEDIATOR),
        Actor(9, Role.REVIEWER, "230404"),
        Actor(9, Role.APPROVER, UNIT),
        Actor(9, Role.ADMINISTRATOR, UNIT),
    ],
)
def test_only_the_mediator_and_a_reviewer_who_sees_the_case_strike_out(by: Actor, state: CaseState) -> None:
    case = replace(listed(), unit=UNIT, state=state)
    assert struck(case, *LISTED, by=by) == "not_your_case"
    for allowed in (MEDIATOR, Actor(9, Role.REVIEWER, UNIT)):
        assert isinstance(struck(case, *LISTED, by=allowed), Decision)


@pytest.mark.parametrize(("reason", "why"), [(" ", "reason_missing"), ("", "reason_missing")])
def test_without_a_reason_nothing_is_struck_out(reason: str, why: str) -> None:
    assert struck(listed(), *LISTED, reason=reason) == why


@pytest.mark.parametrize(
    ("fact", "key"),
    [
        (CourtFact.LISTING, "2"),
        (CourtFact.DELISTING, "1"),
        (CourtFact.ENDING, "1"),
        (CourtFact.ENFORCEMENT, ""),
        (CourtFact.RULING, "1"),
    ],
)
def test_what_was_never_entered_cannot_be_struck_out(fact: CourtFact, key: str) -> None:
    assert struck(listed(), fact, key) == "court_fact_unknown"


def test_what_a_later_entry_rests_on_comes_after_it() -> None:
    case = listed()
    for fact, key in ((CourtFact.RULING, ""), (CourtFact.ENFORCEMENT, "1")):
        assert struck(case, fact, key) == "court_fact_rested_on"
    assert strikable(case) == (LISTED,)
    # another enforcement against the same party, begun before the listing, carries it as well
    earlier = record_enforcement(case, MEDIATOR, on(NOW), "2", paper(date(2026, 4, 20), "又一号")).case
    assert keys(earlier, CourtFact.ENFORCEMENT) == "12"
    later = record_enforcement(case, MEDIATOR, on(NOW), "2", paper(NOW, "又一号")).case
    assert keys(later, CourtFact.ENFORCEMENT) == "2"
    other = record_enforcement(case, MEDIATOR, on(NOW), "1", paper(date(2026, 4, 20), "又一号")).case
    assert keys(other, CourtFact.ENFORCEMENT) == "2"


def test_the_event_carries_the_struck_paper_and_the_words() -> None:
    case = end_enforcement(enforced(), MEDIATOR, on(NOW), "1", ENDING, paper(NOW, "终1")).case
    decision = strike(case, MEDIATOR, CourtFact.ENDING, "1", "  认错了人。 ")
    (event,) = decision.events
    assert isinstance(event, EnforcementStruck)
    assert (event.fact, event.party, event.number, event.day, event.reason) == (CourtFact.ENDING, "2", "终1", NOW, WHY)
    assert decision.case == enforced()
    assert decision.case.legal_status(NOW) is LegalStatus.IN_ENFORCEMENT


def test_without_the_ruling_the_agreement_is_as_before_it() -> None:
    case = ruled()
    assert isinstance(case.ruling, Ruling)
    decision = strike(case, MEDIATOR, CourtFact.RULING, "", WHY)
    (event,) = decision.events
    assert isinstance(event, RulingStruck)
    assert (event.number, event.day) == (case.ruling.number, case.ruling.day)
    assert decision.case == replace(case, ruling=None)
    assert decision.case.legal_status(NOW) is LegalStatus.EFFECTIVE


@pytest.mark.parametrize(
    ("state", "number", "revoked", "free"),
    [
        (BreachState.CONFIRMED, RULED.number, None, False),
        (BreachState.PUBLISHED, f" {RULED.number} ", None, False),
        (BreachState.PUBLISHED, RULED.number, NOW, True),
        (BreachState.PUBLISHED, "（2026）黑0403民初1号", None, True),
        (BreachState.LIFTED, RULED.number, None, True),
    ],
)
def test_the_ruling_stays_while_a_standing_breach_rests_on_it(
    state: BreachState, number: str, revoked: date | None, free: bool
) -> None:
    paper_of_it = Basis(BasisKind.CONFIRMATION_RULING, number, "法院", RULED.day, "0" * 64, revoked_on=revoked)
    case = ruled().with_breach(replace(breach_at(state), basis=paper_of_it))
    assert ((CourtFact.RULING, "") in strikable(case)) is free
