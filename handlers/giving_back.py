"""Cases that were handed over for a time go back by themselves; each mediator hears of all of them in one letter."""

from collections.abc import Sequence
from datetime import datetime

from handlers.effects import Effects, Happened, Reply, Write
from handlers.turn import Office
from mediation import handing_over as rules
from mediation.actor import TIME, Role
from mediation.case import Case
from mediation.decision import Decision
from mediation.events.office import CasesHandedOver
from mediation.reminder import RETURN, Reminder
from mediation.staff import StaffMember
from storage import cases, people, reminders
from storage.outbox import NOTICE
from storage.store import Store


def give_back(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
    """The day is there: all that one mediator has to give back to another goes back together, told of once."""
    at, former, owner = office.moment(now), _former(store, case), _owner(store, case)
    mine = cases.in_scope(store, former.actor)
    due = [one for one in mine if one.returns_to == case.returns_to and one.returns_on and one.returns_on <= at.today]
    decisions = [rules.give_back(one, TIME, at, former, owner) for one in due]
    # the others' own reminders took effect together with this one
    ended = Write(lambda store: _end(store, due, now))
    if owner is None:
        return (ended, *decisions)
    event = handed_over(former, owner, decisions, "", returned=True)
    return (ended, *decisions, Happened(event), former_told(event))


def handed_over(
    former: StaffMember, to: StaffMember, decisions: Sequence[Decision], note: str, returned: bool
) -> CasesHandedOver:
    """What whoever gets the cases hears of all of them at once; `until` only if it is the same day for all."""
    days = {decision.case.returns_on for decision in decisions}
    return CasesHandedOver(
        member=to.person,
        member_name=to.name,
        former=former.person,
        former_name=former.name,
        numbers=tuple(decision.case.number for decision in decisions),
        note=note,
        until=days.pop() if len(days) == 1 else None,
        returned=returned,
    )


def former_told(event: CasesHandedOver) -> Reply:
    """The letter to whoever had the cases, where somebody else, or time, took them."""
    return Reply("cases_handed_over_former", {"event": event}, to=event.former, urgency=NOTICE)


def _former(store: Store, case: Case) -> StaffMember:
    name = people.person(store, case.mediator).name
    return StaffMember(case.mediator, Role.MEDIATOR, case.unit, name)


def _owner(store: Store, case: Case) -> StaffMember | None:
    """Whom the case belongs to, if they still mediate in its unit."""
    found = people.staff_member(store, case.returns_to) if case.returns_to is not None else None
    return found if found and found.role is Role.MEDIATOR and found.unit == case.unit else None


def _end(store: Store, together: Sequence[Case], now: datetime) -> None:
    for case in together:
        rows = [one.id for one in reminders.due(store, now, case=case.number) if one.reminder.kind == RETURN]
        reminders.end(store, rows, "sent", now)
