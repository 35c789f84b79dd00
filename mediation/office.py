"""Who may take people into the office and let them go; an administrator does only that and approves nothing."""

from collections.abc import Collection, Sequence

from mediation.actor import Actor, Role
from mediation.decision import Refused
from mediation.events.office import StaffBound, StaffInvited, StaffRemoved
from mediation.profile import Profile
from mediation.staff import WHOLE_OFFICE, StaffMember, oversees

COMMAND_LINE = Actor(None, Role.ADMINISTRATOR, WHOLE_OFFICE)
"""Whoever may run commands on the office's own machine: an administrator of the whole office who is nobody in it."""


def invite(by: Actor, member: StaffMember, profile: Profile) -> StaffInvited:
    """Take somebody in, or give them a new link: a unit's administrator only into that unit.

    Raises Refused: administrators_only, other_unit, role_unknown, unit_unknown, mediator_needs_unit.
    """
    _require_administrator(by, member.unit)
    if member.role not in {role.key for role in profile.roles}:
        raise Refused("role_unknown")
    if member.unit not in {WHOLE_OFFICE, *(unit.code for unit in profile.units)}:
        raise Refused("unit_unknown")
    if member.role is Role.MEDIATOR and member.unit == WHOLE_OFFICE:
        # a case belongs to its mediator's unit, so there must be one
        raise Refused("mediator_needs_unit")
    return StaffInvited(member=member.person, role=member.role, unit=member.unit, member_name=member.name)


def reissue(by: Actor, member: StaffMember, profile: Profile, bound: Collection[int]) -> StaffInvited:
    """A new link for an invited member; raises Refused as `invite`, or staff_is_bound once their account is tied."""
    event = invite(by, member, profile)
    if member.person in bound:
        raise Refused("staff_is_bound", member=member)
    return event


def bind(member: StaffMember, opener: StaffMember | None, parts: int) -> StaffBound:
    """Tie the account that opened the link: a party's account never becomes staff, nor one person two of the staff.

    `opener` is who the account already is among the staff, `parts` how many cases it has a part in as a party's.
    Raises Refused: staff_already, party_not_staff.
    """
    if opener is not None:
        raise Refused("staff_already", member=opener)
    if parts:
        raise Refused("party_not_staff")
    return StaffBound(member=member.person, role=member.role, unit=member.unit, member_name=member.name)


def require_no_staff(opener: StaffMember | None) -> None:
    """A staff account is never a party: nobody stands on both sides of the table; raises Refused("staff_not_party")."""
    if opener is not None:
        raise Refused("staff_not_party")


def remove(
    by: Actor, member: StaffMember, staff: Sequence[StaffMember], bound: Collection[int], open_cases: Sequence[str]
) -> StaffRemoved:
    """Let a member go. `staff` is everybody in the office, `open_cases` the numbers of those they mediate.

    Raises Refused: administrators_only, other_unit, not_yourself, last_administrator, cases_to_hand_over.
    """
    _require_administrator(by, member.unit)
    if by.person == member.person:
        raise Refused("not_yourself")
    if member.role is Role.ADMINISTRATOR and not _others(member, staff, bound):
        raise Refused("last_administrator")
    if open_cases:
        raise Refused("cases_to_hand_over", member=member, numbers=tuple(open_cases))
    return StaffRemoved(member=member.person, role=member.role, unit=member.unit, member_name=member.name)


def administers(by: Actor, unit: str) -> bool:
    """Whether somebody may take in and let go people of that unit."""
    return by.role is Role.ADMINISTRATOR and oversees(unit, by)


def _require_administrator(by: Actor, unit: str) -> None:
    if by.role is not Role.ADMINISTRATOR:
        raise Refused("administrators_only")
    if not administers(by, unit):
        raise Refused("other_unit")


def _others(member: StaffMember, staff: Sequence[StaffMember], bound: Collection[int]) -> list[StaffMember]:
    """The other administrators who can really act: somebody only invited may never come."""
    return [
        one for one in staff if one.role is Role.ADMINISTRATOR and one.person in bound and one.person != member.person
    ]
