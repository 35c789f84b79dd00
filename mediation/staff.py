"""Who works in the office, and what cases each may see."""

from dataclasses import dataclass

from mediation.actor import STAFF_ROLES, Actor, Role
from mediation.case import Case

WHOLE_OFFICE = "city"
"""The unit code of people who work for the whole city: the justice bureau and the credit office themselves."""


@dataclass(frozen=True)
class StaffMember:
    """A member of staff: `person` is the row id, `unit` the code of a 责任单位 or WHOLE_OFFICE."""

    person: int
    role: Role
    unit: str
    name: str

    @property
    def actor(self) -> Actor:
        """This member as one who asks."""
        return Actor(self.person, self.role, self.unit)


def may_see(case: Case, by: Actor) -> bool:
    """Whether staff may see a case: a mediator their own, the others those of their unit, or all for the whole city."""
    if by.role is Role.MEDIATOR:
        return case.mediator == by.person
    return oversees(case.unit, by)


def oversees(unit: str, by: Actor) -> bool:
    """Whether a unit's cases are in the scope of staff other than mediators: their own unit's, or all for the city."""
    return by.role in STAFF_ROLES and by.unit in (unit, WHOLE_OFFICE)
