"""What every event has: a name, the party it is about, and the roles that must or may hear of it."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar


class Hearer(StrEnum):
    """In what role somebody hears of an event; the word is also the middle of the template's name."""

    SUBJECT = "subject"
    OBLIGOR = "obligor"
    OBLIGEE = "obligee"
    OTHERS = "others"
    PARTIES = "parties"
    MEDIATOR = "mediator"
    REVIEWERS = "reviewers"
    APPROVERS = "approvers"
    ADMINISTRATORS = "administrators"
    MEMBER = "member"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened; `must` names who has to hear, `may` who could, if there is a template for them.

    SUBJECT is the party named by an event's `party`, OTHERS the other parties, MEMBER the person named by `member`;
    OBLIGOR and OBLIGEE are the two sides of the obligation named by `obligation`. `alike`: a party who brought it
    about is told like every other, and the answer to the asker is for staff alone.
    """

    must: ClassVar[frozenset[Hearer]] = frozenset()
    may: ClassVar[frozenset[Hearer]] = frozenset()
    alike: ClassVar[bool] = False

    @classmethod
    def name(cls) -> str:
        """The event's name in snake case, as templates and the journal use it."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


@dataclass(frozen=True, kw_only=True)
class OfBreach(Event):
    """What every event of a breach names: the party, its key, the obligation (None: a commitment was untrue)."""

    party: str
    breach: str
    obligation: str | None


@dataclass(frozen=True, kw_only=True)
class OfCourt(Event):
    """What every event from a court's document names: the party, and number, court, local date and scan of it."""

    party: str
    number: str
    court: str
    day: date
    scan: str
