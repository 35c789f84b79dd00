"""How a notice is proven to have reached a person, and what a named human decided: values that breaches share."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ServiceWay(StrEnum):
    """How it is proven that a notice reached the person."""

    ACKNOWLEDGED = "acknowledged"
    PAPER = "paper"
    TELEPHONE = "telephone"
    SECOND_CHANNEL = "second_channel"


@dataclass(frozen=True)
class Proof:
    """That a notice reached the person on a local `day`: pressed here, or recorded by `by` with evidence.

    `evidence` is the sha256 of a kept file (a receipt, a screenshot); a telephone call has a `witness` instead.
    """

    way: ServiceWay
    day: date
    at: datetime
    by: int | None = None
    evidence: str | None = None
    witness: str = ""


@dataclass(frozen=True)
class Service:
    """A notice on its way to the person: when it went, and the proof that it arrived."""

    told_at: datetime
    proof: Proof | None = None


@dataclass(frozen=True)
class Verdict:
    """What a named member of staff decided, with the reason; `granted`: as the person asked."""

    granted: bool
    reason: str
    by: int
    at: datetime
