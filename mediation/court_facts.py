"""What the court decided after its ruling, as its documents say: enforcement and the court's own list; no rules."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EnforcementEnding(StrEnum):
    """How an enforcement ended: all performed, settled (执行和解), no assets found (终结本次执行), or terminated."""

    PERFORMED = "performed"
    SETTLED = "settled"
    NO_ASSETS = "no_assets"
    TERMINATED = "terminated"


class CourtFact(StrEnum):
    """What was entered of the court: the ruling, an enforcement, its end, a listing, its end."""

    RULING = "ruling"
    ENFORCEMENT = "enforcement"
    ENDING = "ending"
    LISTING = "listing"
    DELISTING = "delisting"


@dataclass(frozen=True)
class CourtPaper:
    """What one document of a court says of itself: number, court, local date; `scan` is the sha256 of its kept copy."""

    number: str
    court: str
    day: date
    scan: str


@dataclass(frozen=True)
class Enforcement:
    """An enforcement (强制执行) against `party`, the judgment debtor; `number` is the court's case number (案号).

    `key` ("1", "2", ...) is unique within the case. `day` is the local date of the document, `ended_on` that of the one
    that ended it; `scan` and `ending_scan` are the sha256 of their kept copies.
    """

    key: str
    party: str
    number: str
    court: str
    day: date
    scan: str
    ended_on: date | None = None
    ending: EnforcementEnding | None = None
    ending_number: str = ""
    ending_scan: str = ""


@dataclass(frozen=True)
class Listing:
    """The court decided to put `party` on its list (失信被执行人名单); `number` is the decision's (决定书文号).

    Only the court lists and delists: this is a copy of its two documents, with their local dates `day` and
    `delisted_on` and the sha256 of their kept copies. `key` is unique within the case.
    """

    key: str
    party: str
    number: str
    court: str
    day: date
    scan: str
    delisted_on: date | None = None
    delisting_number: str = ""
    delisting_scan: str = ""
