"""Too few people for two hands are found before anybody needs them."""

from mediation.actor import Role
from mediation.staff import WHOLE_OFFICE, StaffMember
from mediation.two_hands import Lack, lacking
from tests.world import PROFILE, UNIT

RULES = PROFILE.publication


def member(person: int, role: Role, unit: str = UNIT) -> StaffMember:
    """Somebody of the office."""
    return StaffMember(person, role, unit, "周新")


def test_an_approver_and_somebody_else_to_judge_are_enough() -> None:
    assert lacking(UNIT, [member(1, Role.APPROVER), member(2, Role.REVIEWER)], RULES) == ()
    assert lacking(UNIT, [member(1, Role.APPROVER, WHOLE_OFFICE), member(2, Role.APPROVER)], RULES) == ()


def test_one_alone_is_not_enough_and_other_units_people_do_not_count() -> None:
    assert lacking(UNIT, [member(1, Role.APPROVER)], RULES) == (Lack.JUDGE,)
    assert lacking(UNIT, [member(1, Role.REVIEWER)], RULES) == (Lack.APPROVER,)
    elsewhere = [member(1, Role.APPROVER, "230404"), member(2, Role.REVIEWER, "230404")]
    assert lacking(UNIT, [*elsewhere, member(3, Role.ADMINISTRATOR)], RULES) == (Lack.APPROVER, Lack.JUDGE)
