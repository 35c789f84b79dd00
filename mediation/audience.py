"""Who must and who may hear of an event; pure, and the only place that decides it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mediation.actor import Role
from mediation.case import Case, Party
from mediation.events.event import Event, Hearer
from mediation.staff import WHOLE_OFFICE, StaffMember


@dataclass(frozen=True)
class Listener:
    """One person who hears in one role; `party` is the key of the party they act for, None for staff."""

    hearer: Hearer
    person: int
    party: str | None = None


_STAFF = {
    Hearer.REVIEWERS: Role.REVIEWER,
    Hearer.APPROVERS: Role.APPROVER,
    Hearer.ADMINISTRATORS: Role.ADMINISTRATOR,
}


def audience(event: Event, case: Case | None, staff: Sequence[StaffMember]) -> tuple[Listener, ...]:
    """Everybody who must or may hear of the event, each person once, in the order of the roles.

    Parties hear only through an attested account; what one side says the other never hears unless an event says so.
    """
    found = [
        listener
        for hearer in Hearer
        if hearer in event.must | event.may
        for listener in _in_role(hearer, event, case, staff)
    ]
    heard: dict[tuple[int, str | None], Listener] = {}
    for one in found:
        heard.setdefault((one.person, one.party), one)
    return tuple(heard.values())


def _in_role(hearer: Hearer, event: Event, case: Case | None, staff: Sequence[StaffMember]) -> Iterable[Listener]:
    if hearer in (Hearer.OBLIGOR, Hearer.OBLIGEE):
        return _side_of(hearer, getattr(event, "obligation"), case)  # noqa: B009 - only events with one name its sides
    if hearer in (Hearer.SUBJECT, Hearer.OTHERS, Hearer.PARTIES):
        return _parties(hearer, getattr(event, "party", None), case)
    if hearer is Hearer.MEMBER:
        return [Listener(hearer, getattr(event, "member"))]  # noqa: B009 - only events with a member name MEMBER
    return [
        Listener(hearer, member.person) for member in staff if _hears(hearer, member, _unit(event, case, staff), case)
    ]


def _parties(hearer: Hearer, subject: str | None, case: Case | None) -> Iterable[Listener]:
    return [
        Listener(hearer, party.reachable_person, party.key)
        for party in (case.parties if case else ())
        if party.reachable_person is not None and _concerns(hearer, party, subject)
    ]


def _side_of(hearer: Hearer, key: str, case: Case | None) -> Iterable[Listener]:
    owed = next((one for one in (case.obligations if case else ()) if one.key == key), None)
    side = owed and (owed.obligor if hearer is Hearer.OBLIGOR else owed.obligee)
    return [
        Listener(hearer, party.reachable_person, party.key)
        for party in (case.parties if case else ())
        if party.key == side and party.reachable_person is not None
    ]


def _concerns(hearer: Hearer, party: Party, subject: str | None) -> bool:
    return hearer is Hearer.PARTIES or (party.key == subject) is (hearer is Hearer.SUBJECT)


def _unit(event: Event, case: Case | None, staff: Sequence[StaffMember]) -> str | None:
    """The unit whose staff are concerned; what belongs to none is the whole office's, None if nobody works there."""
    if case is not None:
        return case.unit
    unit: str | None = getattr(event, "unit", None)
    whole = any(member.unit == WHOLE_OFFICE and member.role is Role.ADMINISTRATOR for member in staff)
    return unit or (WHOLE_OFFICE if whole else None)


def _hears(hearer: Hearer, member: StaffMember, unit: str | None, case: Case | None) -> bool:
    if hearer is Hearer.MEDIATOR:
        return case is not None and member.person == case.mediator
    return member.role is _STAFF[hearer] and (unit is None or member.unit in (unit, WHOLE_OFFICE))
