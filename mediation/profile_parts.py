"""What a jurisdiction profile is made of: frozen values, each knowing where it comes from and how sure that is."""

from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum

from mediation.commitment_letter import ConsentKind
from mediation.periods import Period


class Sureness(StrEnum):
    """How sure a statement is: A statute read in full, B published source, C believed, D our own decision."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True)
class Source:
    """Where a number or name comes from: the document and article in words."""

    text: str
    sureness: Sureness


@dataclass(frozen=True)
class Name:
    """A name in both languages."""

    zh: str
    en: str

    def spoken(self, language: str) -> str:
        """The name in a language; in Chinese unless it is "en"."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True)
class Span:
    """A period with its source."""

    period: Period
    source: Source


@dataclass(frozen=True)
class AcceptingUnit:
    """The unit that accepts commitments (承诺受理单位)."""

    name: Name
    source: Source


@dataclass(frozen=True)
class Office:
    """The names of the city, its agencies and its portals."""

    city: Name
    justice_bureau: Name
    credit_office: Name
    sharing_platform: Name
    portal: Name
    city_portal: Name
    source: Source
    accepting_unit: AcceptingUnit


@dataclass(frozen=True)
class ResponsibleUnit:
    """A unit (责任单位) that cases belong to; `code` is its district's (GB/T 2260), `pilot` as the plan names it."""

    code: str
    name: Name
    pilot: bool


@dataclass(frozen=True)
class StaffRole:
    """A role that staff may have: mediator, reviewer, approver or administrator."""

    key: str
    name: Name


@dataclass(frozen=True)
class QuietHours:
    """Local clock times between which notices are held; `begin` is quiet, `end` no longer is."""

    begin: time
    end: time
    source: Source

    def cover(self, clock: time) -> bool:
        """Whether a local clock time is quiet; the hours may pass midnight."""
        if self.begin <= self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end


@dataclass(frozen=True)
class Invitation:
    """How long a one-time link lives, and how often the last six characters may be tried."""

    lifetime: timedelta
    tries: int
    source: Source


@dataclass(frozen=True)
class ConsentTerms:
    """A consent that is asked: the template with its text, and whether the bot can be used without it."""

    kind: ConsentKind
    template: str
    required_for_bot: bool
    source: Source


class Grade(StrEnum):
    """How grave a breach is: minor (轻微), general (一般), serious (严重)."""

    MINOR = "minor"
    GENERAL = "general"
    SERIOUS = "serious"


@dataclass(frozen=True)
class PublicityTerm:
    """How long a breach of this grade is published at least (None: no minimum) and at most, if it is published."""

    grade: Grade
    published_by_default: bool
    minimum: Period | None
    maximum: Period
    source: Source


@dataclass(frozen=True)
class Clocks:
    """The periods of warning, statement, objection, withdrawal and the judicial side."""

    cure: Span
    statement: Span
    statement_minimum: Span
    objection_answer: Span
    objection_longest: Span
    revocation: Span
    repair: Span
    court_notice: Span
    court_delisting: Span


@dataclass(frozen=True)
class Retention:
    """How long each kind of record is kept; a legal hold goes before it (PIPL 47)."""

    message_bodies: Span
    logs: Span
    sharing_records: Span
    impact_assessments: Span
    query_logs: Span
    publications: Span
    written_cases: Span
    other_cases: Span


@dataclass(frozen=True)
class MonthlyReport:
    """The day of the month by which the report is due (moved to the working day before), and the data's freeze."""

    day_of_month: int
    source: Source
    frozen_before: Span


@dataclass(frozen=True)
class CommitmentText:
    """Which text of the commitment letter (信用承诺书) is read and confirmed."""

    version: str
    source: Source
