"""Who may take people into the office and let them go: every role, within the unit and beyond it."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation import office
from mediation.actor import STAFF_ROLES, TIME, Actor, Role
from mediation.decision import Refused
from mediation.events.office import StaffBound, StaffInvited, StaffRemoved
from mediation.staff import WHOLE_OFFICE, StaffMember
from tests.world import PROFILE

HERE, ELSEWHERE = "230403", "230404"
UNITS = (HERE, ELSEWHERE, WHOLE_OFFICE)
ACTORS = [TIME, Actor(1, Role.PARTY), *(Actor(1, role, unit) for role in sorted(STAFF_ROLES) for unit in UNITS)]


def refusal(by: Actor, unit: str) -> str | None:
    """Why somebody has no business with that unit's people, None if they have."""
    if by.role is not Role.ADMINISTRATOR:
        return "administrators_only"
    return None if by.unit in (unit, WHOLE_OFFICE) else "other_unit"


@pytest.mark.parametrize(("by", "role", "unit"), [*product(ACTORS, sorted(STAFF_ROLES), UNITS)])
def test_inviting(by: Actor, role: Role, unit: str) -> None:
    member = StaffMember(9, role, unit, "赵新")
    needs_unit = role is Role.MEDIATOR and unit == WHOLE_OFFICE
    refused = refusal(by, unit) or ("mediator_needs_unit" if needs_unit else None)
    if refused is None:
        assert office.invite(by, member, PROFILE) == StaffInvited(member=9, role=role, unit=unit, member_name="赵新")
    else:
        with pytest.raises(Refused, match=f"^{refused}$"):
            office.invite(by, member, PROFILE)


@pytest.mark.parametrize(
    ("role", "unit", "reason"),
    [
        (Role.PARTY, HERE, "role_unknown"),
        (Role.TIME, HERE, "role_unknown"),
        (Role.REVIEWER, "999999", "unit_unknown"),
        (Role.REVIEWER, "", "unit_unknown"),
    ],
)
def test_only_roles_and_units_that_there_are(role: Role, unit: str, reason: str) -> None:
    with pytest.raises(Refused, match=f"^{reason}$"):
        office.invite(office.COMMAND_LINE, StaffMember(9, role, unit, "赵新"), PROFILE)


@pytest.mark.parametrize(("by", "unit", "is_bound"), [*product(ACTORS, UNITS, (True, False))])
def test_a_new_link_is_for_whoever_has_not_opened_one(by: Actor, unit: str, is_bound: bool) -> None:
    member = StaffMember(9, Role.REVIEWER, unit, "赵新")
    refused = refusal(by, unit) or ("staff_is_bound" if is_bound else None)
    if refused is None:
        assert office.reissue(by, member, PROFILE, {1}).member == 9
    else:
        with pytest.raises(Refused, match=f"^{refused}$"):
            office.reissue(by, member, PROFILE, {1, 9} if is_bound else {1})


@pytest.mark.parametrize(("by", "role", "unit"), [*product(ACTORS, sorted(STAFF_ROLES), UNITS)])
def test_removing(by: Actor, role: Role, unit: str) -> None:
    member = StaffMember(9, role, unit, "赵新")
    staff = [member, StaffMember(1, Role.ADMINISTRATOR, WHOLE_OFFICE, "陈管理")]
    refused = refusal(by, unit)
    if refused is None:
        removed = StaffRemoved(member=9, role=role, unit=unit, member_name="赵新")
        assert office.remove(by, member, staff, {1, 9}, ()) == removed
    else:
        with pytest.raises(Refused, match=f"^{refused}$"):
            office.remove(by, member, staff, {1, 9}, ())


def test_nobody_removes_themselves() -> None:
    member = StaffMember(1, Role.ADMINISTRATOR, WHOLE_OFFICE, "陈管理")
    other = StaffMember(2, Role.ADMINISTRATOR, WHOLE_OFFICE, "周管理")
    with pytest.raises(Refused, match="not_yourself"):
        office.remove(member.actor, member, [member, other], {1, 2}, ())


@pytest.mark.parametrize(("others", "bound"), [([], {9}), ([2], {9}), ([2], {2, 9})])
def test_the_last_administrator_who_can_act_stays(others: list[int], bound: set[int]) -> None:
    member = StaffMember(9, Role.ADMINISTRATOR, HERE, "陈管理")
    staff = [member, *(StaffMember(one, Role.ADMINISTRATOR, HERE, "周管理") for one in others)]
    if any(one in bound for one in others):
        assert office.remove(office.COMMAND_LINE, member, staff, bound, ()).member == 9
    else:
        with pytest.raises(Refused, match="last_administrator"):
            office.remove(office.COMMAND_LINE, member, staff, bound, ())


@given(st.lists(st.text("23456789ABCDEFGH", min_size=6, max_size=6), min_size=1))
def test_a_mediator_hands_over_open_cases_first_and_hears_which(numbers: list[str]) -> None:
    member = StaffMember(9, Role.MEDIATOR, HERE, "王建国")
    with pytest.raises(Refused, match="cases_to_hand_over") as no:
        office.remove(office.COMMAND_LINE, member, [member], {9}, numbers)
    assert no.value.about == {"member": member, "numbers": tuple(numbers)}


def test_one_account_is_never_on_both_sides_of_the_table() -> None:
    member, other = StaffMember(9, Role.REVIEWER, HERE, "赵新"), StaffMember(2, Role.MEDIATOR, HERE, "王建国")
    assert office.bind(member, None, 0) == StaffBound(member=9, role=Role.REVIEWER, unit=HERE, member_name="赵新")
    with pytest.raises(Refused, match="party_not_staff"):
        office.bind(member, None, 1)
    with pytest.raises(Refused, match="staff_already"):
        office.bind(member, other, 0)
    office.require_no_staff(None)
    with pytest.raises(Refused, match="staff_not_party"):
        office.require_no_staff(other)
