"""A case goes to another mediator of its unit, for good or for a time; parties, letters and links stay as they are."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from mediation.access import require_mediator, require_open
from mediation.actor import Actor, Moment, Role
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.change import CaseHandedOver, CaseStayed
from mediation.office import administers
from mediation.staff import StaffMember

LONGEST = timedelta(days=366)
"""Nobody is away for longer; whoever is hands the cases over for good."""


def colleagues(unit: str, besides: int, staff: Sequence[StaffMember], bound: Collection[int]) -> list[StaffMember]:
    """Who may get a unit's cases: its other mediators whose account is tied, by name."""
    found = (one for one in staff if one.role is Role.MEDIATOR and one.unit == unit and one.person in bound)
    return sorted((one for one in found if one.person != besides), key=lambda one: (one.name, one.person))


def require_may_hand_over(case: Case, by: Actor) -> None:
    """Only its mediator, or an administrator of its unit. Raises Refused: not_your_case, case_ended."""
    if not administers(by, case.unit):
        require_mediator(case, by)
    require_open(case)


def require_until(until: date | None, today: date) -> None:
    """A day on which cases come back: after today, and within a year. Raises Refused: until_past, until_too_far."""
    if until is not None and until <= today:
        raise Refused("until_past")
    if until is not None and until > today + LONGEST:
        raise Refused("until_too_far")


def lent_to(case: Case, by: Actor, today: date) -> bool:
    """Whether this mediator only stands in: the case goes back to somebody else on a later day."""
    return by.person == case.mediator and case.returns_on is not None and case.returns_on > today


def hand_over(
    case: Case, by: Actor, at: Moment, former: StaffMember, to: StaffMember, until: date | None, note: str
) -> Decision:
    """The case is `to`'s from now on, or until a local date. `former` has it now; `to` is one of the `colleagues`.

    What was handed over for a time still goes back to whoever it belongs to, when somebody who only stands in passes it
    on; an administrator settles it anew. Raises Refused: not_your_case, case_ended, same_mediator, other_unit,
    until_past, until_too_far.
    """
    require_may_hand_over(case, by)
    require_until(until, at.today)
    if former.person != case.mediator:
        raise Refused("not_your_case")
    if to.person == case.mediator:
        raise Refused("same_mediator")
    if to.unit != case.unit:
        raise Refused("other_unit")
    owner, day = _return(case, by, at.today, until)
    if owner == to.person:
        owner, day = None, None
    return _handed(case, at, former, to, note, owner, day)


def give_back(case: Case, by: Actor, at: Moment, former: StaffMember, owner: StaffMember | None) -> Decision:
    """The day is reached: the case is its owner's again; if they work here no more (None), it stays where it is.

    Raises Refused: not_yours, case_ended, already_done.
    """
    if by.role is not Role.TIME:
        raise Refused("not_yours")
    require_open(case)
    if case.returns_to is None or case.returns_on is None or case.returns_on > at.today:
        raise Refused("already_done")
    if owner is None:
        return Decision(replace(case, returns_to=None, returns_on=None), (CaseStayed(),))
    return _handed(case, at, former, owner, "", None, None)


def _return(case: Case, by: Actor, today: date, until: date | None) -> tuple[int | None, date | None]:
    """Whom it goes back to and when: a stand-in cannot keep, or give away for good, what is only lent to them."""
    if lent_to(case, by, today):
        return case.returns_to, case.returns_on
    return (case.mediator, until) if until is not None else (None, None)


def _handed(
    case: Case, at: Moment, former: StaffMember, to: StaffMember, note: str, owner: int | None, day: date | None
) -> Decision:
    changed = replace(case, mediator=to.person, handed_at=at.now, returns_to=owner, returns_on=day)
    event = CaseHandedOver(
        member=to.person,
        member_name=to.name,
        former=former.person,
        former_name=former.name,
        note=note.strip(),
        until=day,
    )
    return Decision(changed, (event,))
