"""What a credit file (信用档案) is made of: entries, how each weighs, and how many promises were kept; no rules."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.agreed import Obligation
from mediation.court_facts import Listing
from mediation.publication_parts import Publication


class Bearing(StrEnum):
    """How an entry weighs; the file is read in this order."""

    KEPT = "kept"
    PUT_RIGHT = "put_right"
    NEUTRAL = "neutral"
    BROKEN = "broken"


class EntryKind(StrEnum):
    """What an entry is about.

    FINDING is a warning for a commitment that an agency found untrue, LISTING what the court itself decided.
    """

    COMMITMENT = "commitment"
    PERFORMANCE = "performance"
    WARNING = "warning"
    FINDING = "finding"
    STATEMENT = "statement"
    OBJECTION = "objection"
    PUBLICATION = "publication"
    REPAIR = "repair"
    LISTING = "listing"


class CameOf(StrEnum):
    """What came of it: of a commitment, a performance, a warning, a statement, a publication, an application."""

    CONFIRMED_HERE = "confirmed_here"
    ON_PAPER = "on_paper"
    IN_TIME = "in_time"
    LATE = "late"
    RUNNING = "running"
    PART_DONE = "part_done"
    NOT_DONE = "not_done"
    WAIVED = "waived"
    CHANGED = "changed"
    DROPPED = "dropped"
    WARNED = "warned"
    CURED = "cured"
    LIFTED = "lifted"
    STANDS = "stands"
    MADE_GOOD = "made_good"
    WAITING = "waiting"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    PUBLIC = "public"
    DISPUTED = "disputed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    GRANTED = "granted"
    REFUSED = "refused"
    LISTED = "listed"
    DELISTED = "delisted"


_BEARINGS = {
    Bearing.KEPT: {CameOf.CONFIRMED_HERE, CameOf.ON_PAPER, CameOf.IN_TIME},
    Bearing.PUT_RIGHT: {
        CameOf.LATE,
        CameOf.CURED,
        CameOf.LIFTED,
        CameOf.MADE_GOOD,
        CameOf.UPHELD,
        CameOf.WITHDRAWN,
        CameOf.GRANTED,
        CameOf.DELISTED,
    },
    Bearing.BROKEN: {CameOf.STANDS, CameOf.PUBLIC, CameOf.LISTED},
}


@dataclass(frozen=True)
class Entry:
    """One line of the file; `day` is its local date, `case` the case's number.

    `owed` is what was owed (None: nothing in particular, or it has been changed since), `received` what came of it in
    fen. `publication` and `listing` are there where the entry is one.
    """

    kind: EntryKind
    came_of: CameOf
    day: date
    case: str
    owed: Obligation | None = None
    received: int = 0
    publication: Publication | None = None
    listing: Listing | None = None

    @property
    def bearing(self) -> Bearing:
        """How it weighs; what is not named good, put right or broken is neutral."""
        return next((one for one, results in _BEARINGS.items() if self.came_of in results), Bearing.NEUTRAL)


@dataclass(frozen=True)
class Counts:
    """How many promises: letters given, things performed in time and late, breaches confirmed that still stand."""

    commitments: int
    in_time: int
    late: int
    broken: int


@dataclass(frozen=True)
class CreditFile:
    """All entries, the good first, then those put right, the neutral and the broken; of each kind the newest first."""

    entries: tuple[Entry, ...]

    @property
    def counts(self) -> Counts:
        """The summary line."""
        came_of = Counter(entry.came_of for entry in self.entries)
        given = came_of[CameOf.CONFIRMED_HERE] + came_of[CameOf.ON_PAPER]
        return Counts(given, came_of[CameOf.IN_TIME], came_of[CameOf.LATE], came_of[CameOf.STANDS])
