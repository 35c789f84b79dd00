"""The judicial side: who may say what and until when, what the mediator may enter, and when time says nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.actor import TIME, Actor, Moment, Role
from mediation.case import Case, CaseState
from mediation.decision import Decision, Refused
from mediation.disputes import DisputeKind
from mediation.events.notices import ConfirmationAgreed, ConfirmationPossible, ConfirmationWished, EnforcementEnds
from mediation.judicial import apply, drop, record_ruling, tell_of_confirmation, tell_of_enforcement, wish
from mediation.performance import ObligationState, Performance, Ruling
from mediation.reminder import CONFIRMATION, ENFORCEMENT
from mediation.reminders import reminders_for
from tests.mediation.test_triggering import MEDIATOR, at, reading_case, tried
from tests.world import CALENDAR, PROFILE

DAYS = st.integers(-40, 60).map(lambda days: date(2026, 3, 1) + timedelta(days=days))
PARTIES = {"1": Actor(20, Role.PARTY), "2": Actor(21, Role.PARTY)}
LAST = date(2026, 3, 31)
RULED = Ruling("（2026）黑0403民特12号", date(2026, 3, 20))


def on(day: date) -> Moment:
    """Noon of a day in the office."""
    return at(datetime(day.year, day.month, day.day, 4, tzinfo=UTC))


@given(st.lists(st.tuples(st.sampled_from("12"), st.booleans(), DAYS), max_size=12))
def test_the_last_word_of_each_counts_and_only_within_the_window(said: list[tuple[str, bool, date]]) -> None:
    case, wishes = reading_case(), dict[str, bool]()
    for party, wants, day in sorted(said, key=lambda one: one[2]):
        outcome = tried(wish, case, PARTIES[party], on(day), party, wants)
        if isinstance(outcome, str):
            expected = "not_in_effect" if day < date(2026, 3, 1) else "window_over" if day > LAST else "already_done"
            assert outcome == expected
            continue
        wishes[party] = wants
        both = wishes == {"1": True, "2": True}
        agreed = (ConfirmationAgreed(until=LAST),) if both else ()
        assert outcome.events == (ConfirmationWished(party=party, wants=wants, both=both), *agreed)
        case = outcome.case
    assert {one.party: one.wants for one in case.court_wishes} == wishes


@given(DAYS, DAYS)
def test_a_day_at_court_lies_between_effect_and_today(day: date, today: date) -> None:
    effect = date(2026, 3, 1)
    for outcome in (
        tried(apply, reading_case(), MEDIATOR, on(today), day),
        tried(record_ruling, reading_case(), MEDIATOR, on(today), Ruling("12", day)),
    ):
        if isinstance(outcome, str):
            expected = "not_in_effect" if today < effect else "court_day_ahead" if day > today else "court_day_early"
            assert outcome == expected
        else:
            assert effect <= day <= today


def ruled(case: Case | None = None) -> Case:
    """The case with the court's ruling."""
    return record_ruling(case or reading_case(), MEDIATOR, on(LAST), RULED).case


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (replace(reading_case(), dispute=DisputeKind.PROPERTY_TITLE), "court_does_not_confirm"),
        (replace(reading_case(), state=CaseState.CLOSED), "case_ended"),
        (replace(reading_case(), agreement=None), "not_in_effect"),
    ],
)
def test_where_no_court_confirms_nothing_is_wished_or_entered(case: Case, reason: str) -> None:
    rules: list[Callable[[], Decision]] = [
        lambda: wish(case, PARTIES["1"], on(LAST), "1", True),
        lambda: apply(case, MEDIATOR, on(LAST), LAST),
        lambda: drop(case, MEDIATOR, on(LAST)),
        lambda: record_ruling(case, MEDIATOR, on(LAST), RULED),
    ]
    for rule in rules:
        with pytest.raises(Refused, match=reason):
            rule()


def test_each_speaks_for_their_own_side_and_only_the_mediator_enters() -> None:
    case = reading_case()
    for by in (PARTIES["2"], MEDIATOR, TIME):
        with pytest.raises(Refused, match="not_yours"):
            wish(case, by, on(LAST), "1", True)
    for by in (*PARTIES.values(), TIME, Actor(8, Role.MEDIATOR), Actor(7, Role.ADMINISTRATOR)):
        rules: list[Callable[[], Decision]] = [
            lambda by=by: apply(case, by, on(LAST), LAST),  # type: ignore[misc]
            lambda by=by: drop(case, by, on(LAST)),  # type: ignore[misc]
            lambda by=by: record_ruling(case, by, on(LAST), RULED),  # type: ignore[misc]
        ]
        for rule in rules:
            with pytest.raises(Refused, match="not_your_case"):
                rule()


def test_after_the_ruling_nothing_is_wished_or_applied_for_and_the_same_is_not_entered_twice() -> None:
    case = ruled()
    assert tried(wish, case, PARTIES["1"], on(LAST), "1", True) == "ruling_there"
    assert tried(apply, case, MEDIATOR, on(LAST), LAST) == "ruling_there"
    assert tried(drop, case, MEDIATOR, on(LAST)) == "ruling_there"
    assert tried(record_ruling, case, MEDIATOR, on(LAST), RULED) == "already_done"
    assert tried(record_ruling, case, MEDIATOR, on(LAST), Ruling("  ", LAST)) == "ruling_number_missing"


def test_nothing_can_come_of_what_nobody_wished() -> None:
    with pytest.raises(Refused, match="already_done"):
        drop(reading_case(), MEDIATOR, on(LAST))
    applied = apply(reading_case(), MEDIATOR, on(LAST), LAST).case
    with pytest.raises(Refused, match="already_done"):
        apply(applied, MEDIATOR, on(LAST), LAST)
    assert drop(applied, MEDIATOR, on(LAST)).case == reading_case()


@given(st.integers(0, 45), st.sampled_from("12"))
def test_on_any_day_at_most_the_latest_step_of_each_party_speaks(days: int, party: str) -> None:
    day = date(2026, 3, 1) + timedelta(days=days)
    case = reading_case()
    due = [
        one
        for one in reminders_for(case, PROFILE, CALENDAR, PROFILE.zone)
        if one.kind == CONFIRMATION and one.subject == party and one.due_at <= on(day).now
    ]
    outcomes = [tried(tell_of_confirmation, case, TIME, on(day), one) for one in due]
    said = [event for one in outcomes if not isinstance(one, str) for event in one.events]
    reasons = {one for one in outcomes if isinstance(one, str)}
    until = ConfirmationPossible(party=party, until=LAST)
    assert said == ([until] if due and day <= LAST else [])
    assert reasons <= ({"later_reminder_due"} if day <= LAST else {"window_over"})


@given(st.integers(0, 800))
def test_the_obligee_of_what_is_still_open_hears_of_the_limit_once_at_a_time(days: int) -> None:
    day, case = date(2026, 4, 16) + timedelta(days=days), ruled()
    case = case.with_performance(Performance("2", ObligationState.PERFORMED))
    kinds = [one for one in reminders_for(case, PROFILE, CALENDAR, PROFILE.zone) if one.kind == ENFORCEMENT]
    assert {one.subject for one in kinds} == {"1"}
    due = [one for one in kinds if one.due_at <= on(day).now]
    outcomes = [tried(tell_of_enforcement, case, TIME, on(day), one) for one in due]
    said = [event for one in outcomes if not isinstance(one, str) for event in one.events]
    assert {one for one in outcomes if isinstance(one, str)} <= {"later_reminder_due", "window_over"}
    until = date(2028, 4, 15)
    heard = [EnforcementEnds(party="1", obligations=("1",), until=until)]
    assert said == (heard if date(2027, 10, 15) <= day <= until else [])


def test_a_series_counts_from_its_last_part_and_is_said_once() -> None:
    case = ruled()
    (one, other) = case.obligations
    parts = tuple(
        replace(one, key=key, series="s", part=(n, 2), due=date(2026, 3 + n, 15)) for n, key in enumerate("34", 1)
    )
    case = replace(case, obligations=(*parts, other))
    (step,) = [
        reminder
        for reminder in reminders_for(case, PROFILE, CALENDAR, PROFILE.zone)
        if (reminder.kind, reminder.subject, reminder.step) == (ENFORCEMENT, "s", "7d")
    ]
    (event,) = tell_of_enforcement(case, TIME, at(step.due_at), step).events
    assert event == EnforcementEnds(party="1", obligations=("3", "4"), until=date(2028, 5, 15))


def test_only_time_tells() -> None:
    case = ruled()
    (reminder, *_) = [one for one in reminders_for(case, PROFILE, CALENDAR, PROFILE.zone) if one.kind == ENFORCEMENT]
    for rule in (tell_of_confirmation, tell_of_enforcement):
        with pytest.raises(Refused, match="not_yours"):
            rule(case, MEDIATOR, on(LAST), reminder)
