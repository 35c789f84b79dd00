"""Handing a case over: who may, to whom, until when; whatever is done with it, a case has exactly one mediator."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation import handing_over
from mediation.actor import TIME, Actor, Moment, Role
from mediation.case import Case, CaseState
from mediation.decision import Refused
from mediation.staff import StaffMember
from tests.sample import sample_case
from tests.world import CALENDAR, PROFILE, START, UNIT

MEDIATORS = {
    person: StaffMember(person, Role.MEDIATOR, UNIT, name) for person, name in ((1, "王建国"), (2, "周调解"), (3, "孙"))
}
ADMINISTRATOR = Actor(9, Role.ADMINISTRATOR, UNIT)
TODAY = date(2026, 3, 2)


def at(days: int = 0) -> Moment:
    """So many days after START."""
    return Moment(START + timedelta(days=days), CALENDAR, PROFILE, PROFILE.zone)


def hand_over(case: Case, by: Actor, to: int, until: date | None = None, days: int = 0) -> Case:
    """The case as the rule leaves it."""
    former = MEDIATORS[case.mediator]
    return handing_over.hand_over(case, by, at(days), former, MEDIATORS[to], until, "").case


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (MEDIATORS[2].actor, "not_your_case"),
        (Actor(9, Role.ADMINISTRATOR, "230402"), "not_your_case"),
        (Actor(1, Role.REVIEWER, UNIT), "not_your_case"),
        (Actor(1, Role.PARTY), "not_your_case"),
    ],
)
def test_only_the_mediator_or_an_administrator_of_the_unit_may(by: Actor, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        hand_over(sample_case(1), by, 2)


@pytest.mark.parametrize("by", [MEDIATORS[1].actor, ADMINISTRATOR, Actor(9, Role.ADMINISTRATOR, "city")])
def test_the_case_is_the_colleagues_and_nothing_else_of_it_changes(by: Actor) -> None:
    before = sample_case(1)
    after = hand_over(before, by, 2)
    assert after == replace(before, mediator=2, handed_at=START)


@pytest.mark.parametrize(
    ("case", "to", "until", "reason"),
    [
        (replace(sample_case(1), state=CaseState.CLOSED), 2, None, "case_ended"),
        (sample_case(1), 1, None, "same_mediator"),
        (sample_case(1), 2, TODAY, "until_past"),
        (sample_case(1), 2, TODAY + timedelta(days=367), "until_too_far"),
        (replace(sample_case(1), unit="230402"), 2, None, "other_unit"),
    ],
)
def test_what_cannot_be_is_refused(case: Case, to: int, until: date | None, reason: str) -> None:
    by = Actor(9, Role.ADMINISTRATOR, "city")
    with pytest.raises(Refused, match=reason):
        hand_over(case, by, to, until)


def test_an_administrator_ends_what_was_lent() -> None:
    lent = hand_over(sample_case(1), MEDIATORS[1].actor, 2, TODAY + timedelta(days=7))
    assert (lent.returns_to, lent.returns_on) == (1, TODAY + timedelta(days=7))
    settled = hand_over(lent, ADMINISTRATOR, 3)
    assert (settled.mediator, settled.returns_to, settled.returns_on) == (3, None, None)


def test_only_time_gives_back_and_not_before_the_day() -> None:
    lent = hand_over(sample_case(1), MEDIATORS[1].actor, 2, TODAY + timedelta(days=7))
    with pytest.raises(Refused, match="not_yours"):
        handing_over.give_back(lent, MEDIATORS[1].actor, at(7), MEDIATORS[2], MEDIATORS[1])
    with pytest.raises(Refused, match="already_done"):
        handing_over.give_back(lent, TIME, at(6), MEDIATORS[2], MEDIATORS[1])
    back = handing_over.give_back(lent, TIME, at(7), MEDIATORS[2], MEDIATORS[1]).case
    assert (back.mediator, back.returns_to, back.returns_on) == (1, None, None)
    with pytest.raises(Refused, match="already_done"):
        handing_over.give_back(back, TIME, at(7), MEDIATORS[1], MEDIATORS[1])


def test_colleagues_are_the_other_bound_mediators_of_the_unit() -> None:
    others = [StaffMember(4, Role.MEDIATOR, "230402", "何"), StaffMember(5, Role.REVIEWER, UNIT, "刘")]
    found = handing_over.colleagues(UNIT, 1, [*MEDIATORS.values(), *others], {1, 2, 4, 5})
    assert found == [MEDIATORS[2]]


steps = st.lists(
    st.tuples(st.sampled_from([1, 2, 3, 9]), st.sampled_from([1, 2, 3]), st.one_of(st.none(), st.integers(-2, 400))),
    max_size=12,
)


@given(steps)
def test_whatever_is_tried_a_case_has_one_mediator_and_no_return_to_whoever_has_it(
    tried: list[tuple[int, int, int | None]],
) -> None:
    case = sample_case(1)
    for day, (who, to, length) in enumerate(tried):
        by = ADMINISTRATOR if who == 9 else MEDIATORS[who].actor
        until = None if length is None else TODAY + timedelta(days=day + length)
        before = case
        try:
            case = hand_over(case, by, to, until, day)
        except Refused:
            assert case is before
            continue
        assert case.mediator == to
        assert (case.returns_to is None) == (case.returns_on is None)
        assert case.returns_to != case.mediator
        assert case.returns_on is None or case.returns_on > TODAY + timedelta(days=day)
        same = {"mediator": 0, "handed_at": None, "returns_to": None, "returns_on": None}
        assert replace(case, **same) == replace(before, **same)  # type: ignore[arg-type]
