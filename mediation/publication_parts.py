"""What a publication is made of: its document, proposal, term, withdrawal and repair. Values; no rules."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mediation.profile_parts import Grade
from mediation.service import Service, Verdict


class BasisKind(StrEnum):
    """What a publication may rest on (国办发〔2020〕49号): which of them counts, the profile says."""

    CONFIRMATION_RULING = "confirmation_ruling"
    JUDGMENT = "judgment"
    COURT_MEDIATION = "court_mediation"
    ARBITRAL_AWARD = "arbitral_award"
    ADMINISTRATIVE_DECISION = "administrative_decision"
    NAMED_BY_LAW = "named_by_law"


@dataclass(frozen=True)
class Basis:
    """The document in effect that a publication rests on; `scan` is the sha256 of its kept copy.

    `citation` names the law or policy of a document NAMED_BY_LAW. `revoked_on` is the local date since when it is not
    in effect any more.
    """

    kind: BasisKind
    number: str
    issuer: str
    day: date
    scan: str
    citation: str = ""
    revoked_on: date | None = None


@dataclass(frozen=True)
class RepairApplication:
    """An application for credit repair (信用修复): words, kept files' sha256, and what came of it; `how` as above."""

    key: str
    words: str
    files: tuple[str, ...]
    at: datetime
    verdict: Verdict | None = None
    how: str = ""


@dataclass(frozen=True)
class PublicationProposal:
    """Somebody proposed to publish, and why; the prior notice (告知) went with it, with this very public text."""

    by: int
    at: datetime
    reason: str
    text: str
    notice: Service


class WithdrawalCause(StrEnum):
    """Why a publication is taken down before its end."""

    PERFORMED = "performed"
    OBJECTION_UPHELD = "objection_upheld"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    BASIS_REVOKED = "basis_revoked"
    TERMS_CHANGED = "terms_changed"
    REPAIRED = "repaired"


@dataclass(frozen=True)
class Withdrawal:
    """A publication is taken down: at once from our own page, from the portal by the local date `until`.

    `done_at` and `done_by` say who saw that the portal does not show it any more.
    """

    cause: WithdrawalCause
    at: datetime
    until: date
    done_at: datetime | None = None
    done_by: int | None = None


@dataclass(frozen=True)
class Publication:
    """A record for the portal: the exact masked text, its class and term in local dates, and the two who decided.

    `begins` is its first day; `least` the first day on which repair is possible (None: any day); `until` its last day,
    whatever happens. `performed_on`: since when nothing is owed any more, while the shortest term still runs.
    """

    text: str
    grade: Grade
    begins: date
    least: date | None
    until: date
    proposed_by: int
    approved_by: int
    at: datetime
    performed_on: date | None = None
    withdrawal: Withdrawal | None = None
