"""Whether a unit has enough people for two hands: one to approve, and somebody fresh to judge an objection."""

from collections.abc import Sequence
from enum import StrEnum

from mediation.publication_rules import PublicationRules
from mediation.staff import StaffMember, oversees


class Lack(StrEnum):
    """What a unit has too few people for."""

    APPROVER = "nobody could approve a publication"
    JUDGE = "nobody would be left to judge an objection"


def lacking(unit: str, staff: Sequence[StaffMember], rules: PublicationRules) -> tuple[Lack, ...]:
    """What the unit's cases lack; `staff` are the members who can really act.

    Whoever warns, confirms, proposes and approves judges no objection: with one mediator and one approver deciding,
    somebody else with a judge's role must be there.
    """
    there = [one for one in staff if oversees(unit, one.actor)]
    approvers = [one for one in there if one.role.value in rules.approvers]
    judges = {one.person for one in there if one.role.value in rules.judges}
    lacks = [] if approvers else [Lack.APPROVER]
    if not judges - {approvers[0].person if approvers else None}:
        lacks.append(Lack.JUDGE)
    return tuple(lacks)
