"""What can happen on a party's way through the credit commitment letter (信用承诺书)."""

from dataclasses import dataclass

from mediation.events.event import Event, Hearer


@dataclass(frozen=True, kw_only=True)
class CommitmentOffered(Event):
    """The reading walk is open to a party."""

    party: str
    may = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class SectionRead(Event):
    """A section was shown and turned; `text` is the sha256 of the exact words."""

    party: str
    section: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ReadingReopened(Event):
    """Sections changed after they were read, so the party reads those again.

    `before` is the hash of the letter that was confirmed for the old terms, or of its scan; None if none was given.
    """

    party: str
    sections: tuple[str, ...]
    before: str | None = None
    must = frozenset({Hearer.SUBJECT})
    alike = True


@dataclass(frozen=True, kw_only=True)
class NameTyped(Event):
    """The acting person typed their own full name correctly; only the last press is missing."""

    party: str


@dataclass(frozen=True, kw_only=True)
class NameMissed(Event):
    """The typed name did not match; `left` tries remain, then paper is offered."""

    party: str
    left: int


@dataclass(frozen=True, kw_only=True)
class PaperOffered(Event):
    """Three names missed: the mediator is asked to take the letter on paper."""

    party: str
    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class CommitmentConfirmed(Event):
    """The letter is confirmed; `hash` seals sections, consents, name, attestation and time."""

    party: str
    hash: str
    document: str
    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class CommitmentOnPaper(Event):
    """A letter signed on paper is recorded by the mediator, with the scan's sha256 and a witness."""

    party: str
    scan: str
    witness: str
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class CommitmentDeclined(Event):
    """The party declines, with or without a reason; this blocks nothing (People's Mediation Law 17, 23)."""

    party: str
    reason: str
    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class ReadingReminded(Event):
    """A party who stopped midway was reminded, `day` days after the letter was offered."""

    party: str
    day: int
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class CommitmentExpired(Event):
    """The letter was not confirmed in time; the mediator may offer it again."""

    party: str
    must = frozenset({Hearer.MEDIATOR, Hearer.SUBJECT})
