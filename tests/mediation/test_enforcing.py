"""What the court did after its ruling: who may enter it, on what days, and when somebody asks about a delisting."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.actor import TIME, Actor, Role
from mediation.case import Capacity, Case, CaseState, LegalStatus
from mediation.court_facts import CourtPaper, EnforcementEnding
from mediation.decision import Decision
from mediation.enforcing import (
    delisting_overdue,
    end_enforcement,
    listable,
    record_delisting,
    record_enforcement,
    record_listing,
)
from mediation.events.court import CourtDelistingOverdue, CourtListed, EnforcementApplied, EnforcementEnded
from mediation.identifiers import Identity, IdentityKind
from mediation.performance import ObligationState, Performance
from mediation.reminder import COURT_LISTED, ENFORCEMENT, Reminder
from mediation.reminders import reminders_for
from tests.mediation.test_judicial import LAST, on, ruled
from tests.mediation.test_triggering import MEDIATOR, tried
from tests.sample import resident_number
from tests.world import CALENDAR, PROFILE, UNIT

RULED_ON, NOW = date(2026, 3, 20), date(2026, 6, 1)
DAYS = st.integers(-40, 100).map(lambda days: RULED_ON + timedelta(days=days))
ENDING = EnforcementEnding.NO_ASSETS


def paper(day: date, number: str = "（2026）黑0403执88号") -> CourtPaper:
    """A document of the court."""
    return CourtPaper(number, "鹤岗市工农区人民法院", day, "7" * 64)


def enforced(day: date = date(2026, 4, 20)) -> Case:
    """The case with an enforcement against party 2."""
    return record_enforcement(ruled(), MEDIATOR, on(NOW), "2", paper(day)).case


def listed(day: date = date(2026, 5, 6)) -> Case:
    """And with the court's decision to list them."""
    return record_listing(enforced(), MEDIATOR, on(NOW), "2", paper(day, "决1")).case


def entries(case: Case, by: Actor) -> list[Callable[[], Decision]]:
    """Everything that can be entered, by somebody."""
    at = on(NOW)
    return [
        lambda: record_enforcement(case, by, at, "2", paper(NOW, "又一号")),
        lambda: end_enforcement(case, by, at, "1", ENDING, paper(NOW)),
        lambda: record_listing(replace(case, listings=()), by, at, "2", paper(NOW)),
        lambda: record_delisting(case, by, at, "1", paper(NOW)),
    ]


@pytest.mark.parametrize(
    "by",
    [
        TIME,
        Actor(20, Role.PARTY),
        Actor(8, Role.MEDIATOR),
        Actor(9, Role.REVIEWER, "230404"),
        Actor(9, Role.APPROVER, UNIT),
    ],
)
def test_only_the_mediator_and_a_reviewer_who_sees_the_case_enter_it(by: Actor) -> None:
    case = replace(listed(), unit=UNIT)
    assert {tried(rule) for rule in entries(case, by)} == {"not_your_case"}
    for allowed in (MEDIATOR, Actor(9, Role.REVIEWER, UNIT)):
        assert all(isinstance(rule(), Decision) for rule in entries(case, allowed))


@pytest.mark.parametrize("state", CaseState)
def test_the_court_goes_on_after_the_case_closed_but_not_after_it_came_to_nothing(state: CaseState) -> None:
    outcomes = {tried(rule) for rule in entries(replace(listed(), state=state), MEDIATOR)}
    if state in (CaseState.OPEN, CaseState.CLOSED):
        assert all(isinstance(one, Decision) for one in outcomes)
    else:
        assert outcomes == {"case_ended"}


def test_without_a_ruling_nothing_is_enforced() -> None:
    case = replace(ruled(), ruling=None)
    assert tried(record_enforcement, case, MEDIATOR, on(NOW), "2", paper(NOW)) == "not_confirmed"


@given(DAYS, DAYS)
def test_every_document_is_of_the_past_and_after_the_one_before(day: date, today: date) -> None:
    effect, begun = date(2026, 3, 1), date(2026, 4, 20)
    asked: list[tuple[date, Callable[[], Decision]]] = [
        (RULED_ON, lambda: record_enforcement(ruled(), MEDIATOR, on(today), "2", paper(day))),
        (begun, lambda: end_enforcement(enforced(begun), MEDIATOR, on(today), "1", ENDING, paper(day))),
        (begun, lambda: record_listing(enforced(begun), MEDIATOR, on(today), "2", paper(day))),
        (date(2026, 5, 6), lambda: record_delisting(listed(), MEDIATOR, on(today), "1", paper(day))),
    ]
    for after, rule in asked:
        outcome = tried(rule)
        if today < effect:
            assert outcome == "not_confirmed"
        elif day > today:
            assert outcome == "court_day_ahead"
        elif day < effect:
            assert outcome == "court_day_early"
        else:
            assert (outcome == "court_day_too_soon") is (day < after)


@pytest.mark.parametrize(
    "lacking",
    [CourtPaper(" ", "法院", NOW, "7"), CourtPaper("号", "", NOW, "7"), CourtPaper("号", "法院", NOW, "")],
)
def test_nothing_is_entered_without_number_court_and_scan(lacking: CourtPaper) -> None:
    case = listed()
    for outcome in (
        tried(record_enforcement, case, MEDIATOR, on(NOW), "2", lacking),
        tried(end_enforcement, case, MEDIATOR, on(NOW), "1", ENDING, lacking),
        tried(record_listing, enforced(), MEDIATOR, on(NOW), "2", lacking),
        tried(record_delisting, case, MEDIATOR, on(NOW), "1", lacking),
    ):
        assert outcome == "court_paper_incomplete"


def test_the_agreement_is_in_enforcement_until_every_enforcement_has_ended() -> None:
    assert ruled().legal_status(NOW) is LegalStatus.CONFIRMED
    case = enforced()
    assert case.legal_status(NOW) is LegalStatus.IN_ENFORCEMENT
    other = record_enforcement(case, MEDIATOR, on(NOW), "1", paper(NOW)).case
    one = end_enforcement(other, MEDIATOR, on(NOW), "1", ENDING, paper(NOW, "终1"))
    assert one.case.legal_status(NOW) is LegalStatus.IN_ENFORCEMENT
    both = end_enforcement(one.case, MEDIATOR, on(NOW), "2", EnforcementEnding.SETTLED, paper(NOW, "终2"))
    assert both.case.legal_status(NOW) is LegalStatus.CONFIRMED
    (event,) = one.events
    assert isinstance(event, EnforcementEnded)
    assert (event.party, event.number, event.ending) == ("2", "终1", ENDING)
    ended = one.case.enforcements[0]
    assert (ended.ended_on, ended.ending_number, ended.number) == (NOW, "终1", paper(NOW).number)


def test_only_who_owes_is_enforced_against_and_a_document_is_entered_once() -> None:
    case = replace(ruled(), obligations=ruled().obligations[:1])
    assert tried(record_enforcement, case, MEDIATOR, on(NOW), "1", paper(NOW)) == "owes_nothing"
    first = record_enforcement(case, MEDIATOR, on(NOW), "2", paper(NOW))
    assert isinstance(first.events[0], EnforcementApplied)
    assert tried(record_enforcement, first.case, MEDIATOR, on(NOW), "2", paper(NOW)) == "already_done"
    ended = end_enforcement(first.case, MEDIATOR, on(NOW), "1", ENDING, paper(NOW)).case
    assert tried(end_enforcement, ended, MEDIATOR, on(NOW), "1", ENDING, paper(NOW)) == "already_done"
    assert tried(end_enforcement, ended, MEDIATOR, on(NOW), "2", ENDING, paper(NOW)) == "enforcement_unknown"


def test_only_who_is_enforced_against_is_listed_and_only_once_at_a_time() -> None:
    assert tried(record_listing, ruled(), MEDIATOR, on(NOW), "2", paper(NOW)) == "no_enforcement"
    assert tried(record_listing, enforced(), MEDIATOR, on(NOW), "1", paper(NOW)) == "no_enforcement"
    assert listable(enforced(), NOW) == ("2",)
    case = listed()
    assert (case.listings[0].number, listable(case, NOW)) == ("决1", ())
    assert tried(record_listing, case, MEDIATOR, on(NOW), "2", paper(NOW)) == "listed_already"
    off = record_delisting(case, MEDIATOR, on(NOW), "1", paper(NOW)).case
    assert tried(record_delisting, off, MEDIATOR, on(NOW), "1", paper(NOW)) == "already_done"
    assert tried(record_delisting, off, MEDIATOR, on(NOW), "2", paper(NOW)) == "listing_unknown"
    again = record_listing(off, MEDIATOR, on(NOW), "2", paper(NOW, "决2"))
    assert isinstance(again.events[0], CourtListed)
    assert [one.key for one in again.case.listings] == ["1", "2"]


@given(st.integers(-400, 400))
def test_a_minor_is_never_listed(days: int) -> None:
    born = date(NOW.year - 18, NOW.month, NOW.day) + timedelta(days=days)
    identity, case = Identity(IdentityKind.RESIDENT, resident_number(born, 12)), enforced()
    party = case.party("2")
    acting = replace(party.acting, capacity=Capacity.GUARDIAN)
    case = case.with_party(replace(party, identity=identity, acting=acting))
    outcome = tried(record_listing, case, MEDIATOR, on(NOW), "2", paper(NOW))
    assert (outcome == "listing_of_minor") is (born > date(2008, 6, 1)) is (listable(case, NOW) == ())


def asked(case: Case) -> list[Reminder]:
    """When somebody is to ask about a delisting."""
    return [one for one in reminders_for(case, PROFILE, CALENDAR, PROFILE.zone) if one.kind == COURT_LISTED]


def performed(case: Case, day: date) -> Case:
    """The case once party 2 has performed everything, on that day."""
    ended = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    return case.with_performance(Performance("1", ObligationState.PERFORMED, ended_at=ended))


def test_three_working_days_after_all_is_performed_somebody_asks_even_if_the_case_closed() -> None:
    assert asked(listed()) == []
    friday = date(2026, 5, 15)
    for case in (performed(listed(), friday), replace(performed(listed(), friday), state=CaseState.CLOSED)):
        (one,) = asked(case)
        assert (one.due, one.due_at.date()) == (friday, date(2026, 5, 21))
        (event,) = delisting_overdue(case, TIME, on(date(2026, 5, 21)), one).events
        assert event == CourtDelistingOverdue(party="2", listing="1", since=friday)
        assert tried(delisting_overdue, case, MEDIATOR, on(NOW), one) == "not_yours"
        off = record_delisting(case, MEDIATOR, on(NOW), "1", paper(NOW)).case
        assert asked(off) == []
        assert tried(delisting_overdue, off, TIME, on(NOW), one) == "already_done"
    assert asked(replace(performed(listed(), friday), state=CaseState.CANCELLED)) == []


def test_the_courts_own_word_that_all_is_performed_counts_too_and_no_other_ending() -> None:
    day = date(2026, 5, 15)
    for ending in EnforcementEnding:
        case = end_enforcement(listed(), MEDIATOR, on(NOW), "1", ending, paper(day)).case
        expected = [day] if ending is EnforcementEnding.PERFORMED else []
        assert [one.due for one in asked(case)] == expected


def test_what_was_performed_before_the_listing_counts_from_the_listing() -> None:
    (one,) = asked(performed(listed(date(2026, 5, 6)), date(2026, 4, 25)))
    assert one.due == date(2026, 5, 6)


def test_whoever_has_applied_for_enforcement_is_not_told_of_the_limit() -> None:
    def told(case: Case) -> set[str]:
        found = reminders_for(case, PROFILE, CALENDAR, PROFILE.zone)
        return {one.subject for one in found if one.kind == ENFORCEMENT}

    assert told(ruled()) == {"1", "2"}
    assert told(record_enforcement(ruled(), MEDIATOR, on(LAST), "2", paper(LAST)).case) == {"2"}
