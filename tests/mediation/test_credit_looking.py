"""Who sees how much of a credit file: staff what is in their scope, with a purpose; agents what they act in."""

from dataclasses import replace

import pytest

from mediation.actor import Actor, Role
from mediation.case import Capacity, Case
from mediation.credit_file import Part
from mediation.credit_looking import own_parts_of, parts_of, require_look_at_credit
from mediation.decision import Refused
from mediation.looking import Purpose, Why
from mediation.staff import WHOLE_OFFICE
from tests.sample import LI, sample_case

WHY = Why(Purpose.SUPERVISION)
HERE, THERE = sample_case(1, "K7M2QX", unit="230403"), sample_case(2, "W3H8PD", unit="230402")
PARTS = ((HERE, "2"), (THERE, "2"))


def seen(by: Actor, why: Why = WHY) -> tuple[str, ...] | str:
    """The cases of which somebody sees details, or why none."""
    try:
        return tuple(case.number for case, _ in require_look_at_credit(PARTS, by, why))
    except Refused as no:
        return no.reason


def test_a_mediator_sees_what_is_in_their_own_cases() -> None:
    assert seen(Actor(1, Role.MEDIATOR, "230403")) == ("K7M2QX",)
    assert seen(Actor(3, Role.MEDIATOR, "230403")) == "credit_unknown"
    assert seen(Actor(3, Role.MEDIATOR, WHOLE_OFFICE)) == "credit_unknown"


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR])
def test_the_others_see_what_is_in_their_units(role: Role) -> None:
    assert seen(Actor(9, role, "230402")) == ("W3H8PD",)
    assert seen(Actor(9, role, WHOLE_OFFICE)) == ("K7M2QX", "W3H8PD")
    assert seen(Actor(9, role, "230404")) == "credit_unknown"


@pytest.mark.parametrize("role", [Role.PARTY, Role.STRANGER, Role.TIME])
def test_nobody_else_looks(role: Role) -> None:
    assert seen(Actor(1, role, WHOLE_OFFICE)) == "not_for_you"


def test_another_purpose_needs_words() -> None:
    assert seen(Actor(9, Role.REVIEWER, WHOLE_OFFICE), Why(Purpose.OTHER, " ")) == "purpose_missing"


def test_a_subject_is_found_by_number_and_by_nothing_else() -> None:
    namesake = replace(THERE.party("1"), name="李晓梅")
    assert parts_of(LI, [HERE, THERE.with_party(namesake)]) == (
        (HERE, "2"),
        (THERE.with_party(namesake), "2"),
    )


@pytest.mark.parametrize("capacity", Capacity)
def test_who_acts_by_a_paper_sees_only_the_cases_it_is_for(capacity: Capacity) -> None:
    mine: list[Part] = [(_acted(HERE, capacity), "2")]
    whole = capacity in (Capacity.SELF, Capacity.LEGAL_REPRESENTATIVE)
    assert own_parts_of(mine, PARTS) == (PARTS if whole else tuple(mine))


def _acted(case: Case, capacity: Capacity) -> Case:
    party = case.party("2")
    return case.with_party(replace(party, acting=replace(party.acting, capacity=capacity)))
