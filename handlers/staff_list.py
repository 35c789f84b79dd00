"""/staff: who works in the office, by unit, and letting somebody go; for administrators, each within their unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from handlers.effects import Effects, Happened, Reply, Write
from handlers.staffing import member_of
from handlers.turn import Turn
from mediation import office as rules
from mediation.actor import Role
from mediation.decision import Refused
from mediation.profile import Profile
from mediation.staff import WHOLE_OFFICE, StaffMember
from storage import attempts, cases, drafts, invitations, people
from storage.store import Store

PAGE = 10
"""People on a page."""


@dataclass(frozen=True)
class Line:
    """One member of the list; `place` is their button's number in the letter, from 1."""

    place: int
    member: StaffMember
    bound: bool


def staff_list(turn: Turn) -> Effects:
    """/staff, or a button with the page, from 1."""
    if turn.actor.role is not Role.ADMINISTRATOR:
        raise Refused("administrators_only")
    found = _sorted(turn)
    pages = max(1, -(-len(found) // PAGE))
    page = min(int(turn.args[0]) if turn.args else 1, pages)
    bound = people.bound_staff(turn.store)
    members = found[(page - 1) * PAGE : page * PAGE]
    lines = [Line(place, member, member.person in bound) for place, member in enumerate(members, 1)]
    units = [(unit, list(group)) for unit, group in groupby(lines, key=lambda line: line.member.unit)]
    return (Reply("staff_list", {"units": units, "total": len(found), "page": page, "pages": pages}),)


def _sorted(turn: Turn) -> list[StaffMember]:
    order = units_in_order(turn.office.profile)
    roles = list(Role)
    mine = [one for one in people.staff(turn.store) if rules.administers(turn.actor, one.unit)]
    return sorted(mine, key=lambda one: (_place(order, one.unit), roles.index(one.role), one.name, one.person))


def units_in_order(profile: Profile) -> list[str]:
    """The codes of all units as people expect them: the whole office first, then as the profile lists them."""
    return [WHOLE_OFFICE, *(unit.code for unit in profile.units)]


def _place(order: Sequence[str], unit: str) -> int:
    # a unit that a newer profile no longer has comes last
    return order.index(unit) if unit in order else len(order)


def staff_member(turn: Turn) -> Effects:
    """A button with the member: who they are, and what may be done about them."""
    member = _administered(turn)
    bound = member.person in people.bound_staff(turn.store)
    open_cases = cases.count_in_scope(turn.store, member.actor) if _mediates(member) else 0
    about = {"member": member, "bound": bound, "yourself": member.person == turn.actor.person, "cases": open_cases}
    return (Reply("staff_member", about),)


def ask_removal(turn: Turn) -> Effects:
    """A button with the member: whether they shall really go, unless a rule says no already."""
    member = _administered(turn)
    _removal(turn, member)
    return (Reply("staff_remove_sure", {"member": member}),)


def remove(turn: Turn) -> Effects:
    """The last press: the member can do nothing any more, their link and half-finished dialogues end."""
    member = _administered(turn)
    happened = _removal(turn, member)

    def work(store: Store) -> None:
        people.remove_staff(store, member.person, turn.now)
        invitations.end_of_member(store, member.person, "withdrawn")
        drafts.drop_all(store, member.person)
        attempts.withdraw(store, member.person)

    return (Write(work), happened)


def _removal(turn: Turn, member: StaffMember) -> Happened:
    open_cases = [case.number for case in cases.in_scope(turn.store, member.actor)] if _mediates(member) else []
    staff, bound = people.staff(turn.store), people.bound_staff(turn.store)
    return Happened(rules.remove(turn.actor, member, staff, bound, open_cases))


def _mediates(member: StaffMember) -> bool:
    return member.role is Role.MEDIATOR


def _administered(turn: Turn) -> StaffMember:
    if turn.actor.role is not Role.ADMINISTRATOR:
        raise Refused("administrators_only")
    member = member_of(turn)
    if not rules.administers(turn.actor, member.unit):
        raise Refused("other_unit")
    return member
