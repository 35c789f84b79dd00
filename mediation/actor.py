"""Who asks and when: the two values that every rule is given besides the case; it never asks a clock itself."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from mediation.moments import local_date
from mediation.periods import Calendar
from mediation.profile import Profile


class Role(StrEnum):
    """In what capacity somebody acts; staff roles are the profile's (plan 2022, section four)."""

    PARTY = "party"
    MEDIATOR = "mediator"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    STRANGER = "stranger"
    TIME = "time"


STAFF_ROLES = frozenset({Role.MEDIATOR, Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Actor:
    """Who asks: a person's row id (None for time itself), the role, and for staff the unit's code (责任单位)."""

    person: int | None
    role: Role
    unit: str | None = None


TIME = Actor(None, Role.TIME)


@dataclass(frozen=True)
class Moment:
    """When a rule is asked: `now` is aware UTC; calendar and profile are those that the decision is made under."""

    now: datetime
    calendar: Calendar
    profile: Profile
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The local date at `now` in the jurisdiction's time zone."""
        return local_date(self.now, self.zone)
