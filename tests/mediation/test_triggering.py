"""The mediator's own reminders in any order: never more a day for an obligation than is allowed, never at night."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.actor import TIME, Actor, Moment, Role
from mediation.case import Attestation, Binding, BindingState, Case, CaseState
from mediation.commitment_letter import Consent, ConsentKind
from mediation.decision import Decision, Refused
from mediation.events.notices import CallNeeded, RemindedByHand, ReminderTriggered
from mediation.moments import local_date
from mediation.performance import Claim, ObligationState, Performance
from mediation.reminder import BY_HAND
from mediation.reminders import reminders_for
from mediation.reminding import remind
from mediation.triggering import choices, going_at, has_room, have_called, overdue, require_trigger, trigger
from tests.sample import sample_case
from tests.world import CALENDAR, PROFILE, START

MEDIATOR = Actor(7, Role.MEDIATOR)
QUIET, ZONE = PROFILE.quiet_hours, PROFILE.zone


def at(moment: datetime = START) -> Moment:
    """That moment in the sample office."""
    return Moment(moment, CALENDAR, PROFILE, ZONE)


def reading_case() -> Case:
    """The sample case with two obligations of the same two parties, both of whom read here."""
    case = sample_case(mediator=7)
    for person, party in enumerate(case.parties, 20):
        binding = Binding(BindingState.ATTESTED, person, 0, 7, Attestation.PRESENT, START)
        consent = Consent(ConsentKind.PROCESSING, True, "0" * 64, START)
        case = case.with_party(replace(party, binding=binding, consents=(consent,)))
    (one,) = case.obligations
    other = replace(one, key="2", obligor="1", obligee="2", what="返还收割机", amount=None)
    return replace(case, obligations=(one, other))


MOMENTS = st.integers(0, 4 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


def tried(rule: Callable[..., Decision], *given: Any) -> Decision | str:
    """What a rule decides, or the reason why it refuses."""
    try:
        return rule(*given)
    except Refused as no:
        return no.reason


TRIES = st.lists(st.tuples(MOMENTS, st.sampled_from("12"), st.sampled_from(["1", "2", "12"])), max_size=25)


@given(TRIES)
def test_however_often_it_is_tried_the_limit_of_a_day_holds(tries: list[tuple[datetime, str, str]]) -> None:
    case = reading_case()
    for moment, party, obligations in sorted(tries):
        room = all(has_room(case, at(moment), key) for key in obligations)
        outcome = tried(trigger, case, MEDIATOR, at(moment), party, obligations, "")
        assert (outcome == "by_hand_limit") is not room
        case = case if isinstance(outcome, str) else outcome.case
    for performance in case.performances:
        days = Counter(local_date(one.at, ZONE) for one in performance.by_hand)
        assert all(count <= PROFILE.timers.performance.by_hand for count in days.values())


@given(MOMENTS)
def test_nothing_goes_at_night_and_by_day_it_goes_at_once(moment: datetime) -> None:
    goes = going_at(at(moment))
    assert not QUIET.cover(goes.astimezone(ZONE).time())
    assert timedelta(0) <= goes - moment <= timedelta(hours=11)
    assert (goes == moment) is not QUIET.cover(moment.astimezone(ZONE).time())


@given(MOMENTS, st.sampled_from("12"), st.sampled_from("12"))
def test_what_was_triggered_is_a_reminder_of_its_own_that_says_it(moment: datetime, party: str, key: str) -> None:
    decision = trigger(reading_case(), MEDIATOR, at(moment), party, key, " 谢谢 ")
    goes = going_at(at(moment))
    assert decision.events == (ReminderTriggered(party=party, obligations=(key,), words="谢谢", going_at=goes),)
    (planned,) = [one for one in reminders_for(decision.case, PROFILE, CALENDAR, ZONE) if one.kind == BY_HAND]
    assert (planned.subject, planned.due_at) == (f"{key}/{party}", goes)
    said = remind(decision.case, TIME, at(goes), [planned])
    assert said.events == (RemindedByHand(party=party, obligations=(key,), words="谢谢"),)
    assert [(one.obligation, one.party, one.unread_since) for one in said.case.notices] == [(key, party, goes)]


def test_two_of_one_night_are_said_once_with_both_sentences() -> None:
    case = trigger(reading_case(), MEDIATOR, at(), "2", "1", "一").case
    case = trigger(case, MEDIATOR, at(), "2", "12", "二").case
    planned = [one for one in reminders_for(case, PROFILE, CALENDAR, ZONE) if one.kind == BY_HAND]
    assert len({one.key for one in planned}) == 3
    (event,) = remind(case, TIME, at(), planned).events
    assert event == RemindedByHand(party="2", obligations=("1", "2"), words="一\n二")


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (ObligationState.OPEN, {"1", "2"}),
        (ObligationState.CLAIMED, {"1"}),
        (ObligationState.CONTRADICTED, set()),
        (ObligationState.SETTLING, set()),
        (ObligationState.PERFORMED, set()),
        (ObligationState.WAIVED, set()),
    ],
)
def test_who_may_be_reminded_depends_on_whose_turn_it_is(state: ObligationState, told: set[str]) -> None:
    case = reading_case().with_performance(Performance("1", state, claim=Claim(None, START)))
    assert {one.party.key for one in choices(case, at()) if one.owed.key == "1"} == told
    for party in "12":
        if party not in told:
            with pytest.raises(Refused, match="by_hand_not_now"):
                trigger(case, MEDIATOR, at(), party, "1", "")


def test_before_effect_nobody_is_reminded() -> None:
    case = reading_case()
    assert case.agreement is not None
    later = replace(case, agreement=replace(case.agreement, effective=date(2026, 3, 9)))
    assert choices(later, at()) == ()
    with pytest.raises(Refused, match="by_hand_not_now"):
        require_trigger(later, MEDIATOR, at(), "2", "1")


@pytest.mark.parametrize("by", [TIME, Actor(8, Role.MEDIATOR), Actor(7, Role.ADMINISTRATOR), Actor(20, Role.PARTY)])
def test_nobody_but_the_cases_own_mediator_reminds_or_has_called(by: Actor) -> None:
    assert tried(trigger, reading_case(), by, at(), "2", "1", "") == "not_your_case"
    assert tried(have_called, reading_case(), by, at(), "2", "1") == "not_your_case"


def test_in_an_ended_case_nobody_is_reminded() -> None:
    with pytest.raises(Refused, match="case_ended"):
        trigger(replace(reading_case(), state=CaseState.CLOSED), MEDIATOR, at(), "2", "1", "")


def test_whoever_does_not_read_here_is_not_written_to_but_called_once() -> None:
    case = reading_case()
    silent = case.with_party(replace(case.party("2"), consents=()))
    with pytest.raises(Refused, match="party_not_reading"):
        trigger(silent, MEDIATOR, at(), "2", "1", "")
    called = have_called(silent, MEDIATOR, at(), "2", "1")
    assert [type(one) for one in called.events] == [CallNeeded]
    assert have_called(called.case, MEDIATOR, at(), "2", "1").events == ()


def test_late_are_obligors_whose_day_has_passed() -> None:
    case = reading_case()
    assert overdue(case, at(datetime(2026, 4, 15, 12, tzinfo=UTC))) == {}
    after = at(datetime(2026, 4, 16, 12, tzinfo=UTC))
    assert overdue(case, after) == {"2": ("1",), "1": ("2",)}
    claimed = case.with_performance(Performance("1", ObligationState.CLAIMED, claim=Claim(1, START)))
    assert overdue(claimed, after) == {"1": ("2",)}
