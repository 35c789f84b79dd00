"""What can happen on the way to a publication and after it: basis, proposal, decision, withdrawal, repair, end."""

from dataclasses import dataclass
from datetime import date

from mediation.events.event import Hearer, OfBreach


@dataclass(frozen=True, kw_only=True)
class BasisAttached(OfBreach):
    """A document in effect was attached, or another one in its place: `kind` is a BasisKind's value."""

    kind: str
    number: str
    issuer: str
    day: date
    scan: str


@dataclass(frozen=True, kw_only=True)
class BasisRevoked(OfBreach):
    """The document is not in effect any more since that local date, for that reason."""

    day: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class PublicationProposed(OfBreach):
    """Somebody proposed publication: the person gets the prior notice (告知) with facts, basis, class, term, rights.

    `text` is the sha256 of the public text proposed.
    """

    reason: str
    grade: str
    text: str
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class ProposalDropped(OfBreach):
    """There will be no publication as proposed; `reason` in words, or "consent_withdrawn" or "basis_revoked"."""

    reason: str
    must = frozenset({Hearer.SUBJECT})
    may = frozenset({Hearer.MEDIATOR})
    alike = True


@dataclass(frozen=True, kw_only=True)
class PublicationReady(OfBreach):
    """The statement period is over: whoever may approve looks at the checklist; nothing follows by itself."""

    must = frozenset({Hearer.APPROVERS})


@dataclass(frozen=True, kw_only=True)
class Published(OfBreach):
    """Approved by a second person and public from today: `seen` is the hash of checklist and text that they saw.

    The person is told how to object, and how and from when repair is possible (国办发〔2025〕22号).
    """

    seen: str
    text: str
    grade: str
    least: date | None
    until: date
    must = frozenset({Hearer.SUBJECT, Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class PerformedWhilePublished(OfBreach):
    """Performed, but the shortest term still runs: repair is possible from that local date."""

    least: date
    must = frozenset({Hearer.SUBJECT, Hearer.MEDIATOR})
    alike = True


@dataclass(frozen=True, kw_only=True)
class PublicationWithdrawn(OfBreach):
    """Gone from our own page at once; the portal takes it down by the local date `until`."""

    cause: str
    until: date
    must = frozenset({Hearer.SUBJECT, Hearer.APPROVERS})
    may = frozenset({Hearer.MEDIATOR})
    alike = True


@dataclass(frozen=True, kw_only=True)
class RetractionConfirmed(OfBreach):
    """Somebody saw that the portal does not show it any more."""

    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class RetractionOverdue(OfBreach):
    """The last day for taking it down passed and nobody confirmed that it is down."""

    until: date
    must = frozenset({Hearer.APPROVERS, Hearer.ADMINISTRATORS})


@dataclass(frozen=True, kw_only=True)
class PublicationExpired(OfBreach):
    """The longest term passed: it ended by itself."""

    must = frozenset({Hearer.SUBJECT, Hearer.APPROVERS})


@dataclass(frozen=True, kw_only=True)
class RepairApplied(OfBreach):
    """The person applies for credit repair; `until` is the last day for the decision, `how` as of a statement."""

    application: str
    until: date
    how: str
    must = frozenset({Hearer.APPROVERS})


@dataclass(frozen=True, kw_only=True)
class RepairDecided(OfBreach):
    """Decided with the reason; granted, the publication is withdrawn."""

    application: str
    granted: bool
    reason: str
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class RepairOverdue(OfBreach):
    """An application for repair was not decided by its day."""

    application: str
    must = frozenset({Hearer.APPROVERS, Hearer.ADMINISTRATORS})
