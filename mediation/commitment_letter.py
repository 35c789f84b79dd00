"""What a party's commitment letter (信用承诺书) is made of: sections, receipts, consents, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ConsentKind(StrEnum):
    """The consents asked, each apart and withdrawable at any time (PIPL 14-17, 23, 25, 39)."""

    MESSENGER_ABROAD = "messenger_abroad"
    PROCESSING = "processing"
    SHARING_FILING = "sharing_filing"
    COMMITMENT_PUBLICATION = "commitment_publication"
    BREACH_PUBLICATION = "breach_publication"


@dataclass(frozen=True)
class Consent:
    """One answer to one consent: `text` is the sha256 of the exact words shown, `at` aware UTC."""

    kind: ConsentKind
    given: bool
    text: str
    at: datetime


class Section(StrEnum):
    """The sections of the reading walk, in order; the clauses are Annex 1 of the plan, word for word."""

    OWED = "owed"
    PREAMBLE = "preamble"
    CLAUSE_ONE = "clause_one"
    CLAUSE_TWO = "clause_two"
    CLAUSE_THREE = "clause_three"
    CONSEQUENCES = "consequences"
    RIGHTS = "rights"


SECTIONS = tuple(Section)
OF_THE_TERMS = (Section.OWED, Section.CONSEQUENCES)
"""The sections that say what the agreement says; the others are the same whatever was agreed."""

Texts = Mapping[Section, frozenset[str]]
"""The sha256 of each section's exact text as it is now, in every language; one that may not be read yet has none."""


@dataclass(frozen=True)
class Receipt:
    """A section was shown and turned: `text` is the sha256 of the exact words, `at` aware UTC."""

    section: Section
    text: str
    at: datetime


class CommitmentState(StrEnum):
    """Where a party stands with the letter; only NAMED can be confirmed."""

    NOT_OFFERED = "not_offered"
    READING = "reading"
    NAMED = "named"
    CONFIRMED = "confirmed"
    ON_PAPER = "on_paper"
    DECLINED = "declined"
    EXPIRED = "expired"


OPEN = frozenset({CommitmentState.READING, CommitmentState.NAMED})
GIVEN = frozenset({CommitmentState.CONFIRMED, CommitmentState.ON_PAPER})


@dataclass(frozen=True)
class Commitment:
    """A party's letter: receipts so far, `misses` of the typed name; once it is given, what seals it.

    `hash` is the sha256 of the sealed letter (mediation.sealed_letter), None on paper. `document` is the sha256 of the
    kept file: the signed copy, or the scan of the paper. `witness` saw the signing on paper.
    """

    state: CommitmentState = CommitmentState.NOT_OFFERED
    offered_at: datetime | None = None
    receipts: tuple[Receipt, ...] = ()
    misses: int = 0
    ended_at: datetime | None = None
    hash: str | None = None
    document: str | None = None
    witness: str | None = None
    reason: str | None = None

    def receipt(self, section: Section) -> Receipt | None:
        """The newest receipt for a section, whether or not its text is still the present one."""
        return next((one for one in reversed(self.receipts) if one.section is section), None)

    def unread(self, current: Texts) -> tuple[Section, ...]:
        """The sections, in order, without a receipt for their text as it is now."""
        return tuple(s for s in SECTIONS if not self._has_read(s, current))

    def _has_read(self, section: Section, current: Texts) -> bool:
        receipt = self.receipt(section)
        return receipt is not None and receipt.text in current.get(section, frozenset())
