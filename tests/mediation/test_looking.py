"""Only an administrator looks into conversations, within their scope and for a purpose; every other way is refused."""

import pytest

from mediation.actor import Actor, Role
from mediation.decision import Refused
from mediation.looking import Purpose, Why, in_reach, require_look_at_case, require_look_at_person
from mediation.staff import WHOLE_OFFICE
from tests.sample import sample_case

UNIT, OTHER = "230403", "230402"
CASE = sample_case(mediator=7, unit=UNIT)
WHY = Why(Purpose.COMPLAINT)


def refusal(role: Role, unit: str | None, why: Why, *, units: list[str] | None = None) -> str | None:
    """Why a look is refused, into the sample case or (with `units`) at a person; None if it is not."""
    try:
        if units is None:
            require_look_at_case(CASE, Actor(7, role, unit), why)
        else:
            require_look_at_person(units, Actor(7, role, unit), why)
    except Refused as no:
        return no.reason
    return None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
@pytest.mark.parametrize("unit", [UNIT, WHOLE_OFFICE, None])
def test_nobody_else_looks_not_even_the_cases_own_mediator(role: Role, unit: str | None) -> None:
    assert refusal(role, unit, WHY) == "administrators_only"
    assert refusal(role, unit, WHY, units=[UNIT]) == "administrators_only"
    assert refusal(role, unit, WHY, units=[]) == "administrators_only"


@pytest.mark.parametrize("purpose", Purpose)
def test_each_purpose_will_do_but_another_one_needs_words(purpose: Purpose) -> None:
    needed = "purpose_missing" if purpose is Purpose.OTHER else None
    assert refusal(Role.ADMINISTRATOR, UNIT, Why(purpose)) == needed
    assert refusal(Role.ADMINISTRATOR, UNIT, Why(purpose, " "), units=[UNIT]) == needed
    assert refusal(Role.ADMINISTRATOR, UNIT, Why(purpose, "省厅检查")) is None


@pytest.mark.parametrize(("unit", "reason"), [(UNIT, None), (WHOLE_OFFICE, None), (OTHER, "case_unknown")])
def test_a_case_is_in_the_scope_of_its_unit_and_of_the_whole_office(unit: str, reason: str | None) -> None:
    assert refusal(Role.ADMINISTRATOR, unit, WHY) == reason


@pytest.mark.parametrize(
    ("units", "unit", "reason"),
    [
        ([UNIT], UNIT, None),
        ([OTHER, UNIT], UNIT, None),
        ([OTHER], UNIT, "log_unknown"),
        ([OTHER], WHOLE_OFFICE, None),
        ([], UNIT, "log_unknown"),
        ([], WHOLE_OFFICE, None),
    ],
)
def test_a_person_is_in_scope_through_a_case_and_whoever_has_none_is_the_whole_offices(
    units: list[str], unit: str, reason: str | None
) -> None:
    assert refusal(Role.ADMINISTRATOR, unit, WHY, units=units) == reason
    assert in_reach(units, Actor(7, Role.ADMINISTRATOR, unit)) is (reason is None)
