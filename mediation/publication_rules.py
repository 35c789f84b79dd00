"""What the profile says of publishing breaches: who, on which grounds, decided by whom, how much of numbers shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from mediation.commitment_letter import GIVEN, CommitmentState
from mediation.profile_parts import Source, Span
from mediation.publication_parts import BasisKind
from mediation.toml_table import TomlTable, WrongKey

T = TypeVar("T")

SUBJECTS = ("person", "entity", "individual_business")
"""The kinds of subject of mediation.case.SubjectKind, which lies above the profile."""
ROLES = ("mediator", "reviewer", "approver")
"""Who may decide anything of a breach; an administrator decides nothing (mediation.office)."""


class Ground(StrEnum):
    """What allows a kind of subject to be published: a rule of law by itself, or the person's own consent (PIPL 25)."""

    LEGAL_BASIS = "legal_basis"
    CONSENT = "consent"


@dataclass(frozen=True)
class PublishableSubject:
    """A kind of subject that may be published at all, on which ground, and what is cited for it."""

    subject: str
    ground: Ground
    citation: str
    source: Source


MOST_SHOWN = 8
"""Of the 18 characters of a number; what more would let it be guessed (domain 3)."""


@dataclass(frozen=True)
class Shown:
    """How many characters of a number the public sees: its `first` and its `last` ones."""

    first: int
    last: int


@dataclass(frozen=True)
class Grading:
    """A breach is general when nothing came at all, or it is late by `general_after`; else it is minor."""

    general_after: Span


@dataclass(frozen=True)
class NoticePage:
    """The legal basis of a page of public notices of our own; without one there is no such page."""

    citation: str
    source: Source


@dataclass(frozen=True)
class PublicationRules:
    """The rules of publishing. The four lists of roles say who confirms a breach, proposes to publish it, approves, and
    judges statements and objections."""

    subjects: tuple[PublishableSubject, ...]
    accepted_basis: tuple[BasisKind, ...]
    accepted_commitment: tuple[CommitmentState, ...]
    confirmers: tuple[str, ...]
    proposers: tuple[str, ...]
    approvers: tuple[str, ...]
    judges: tuple[str, ...]
    person_number: Shown
    entity_number: Shown
    grading: Grading
    citations: tuple[str, ...]
    source: Source
    notice_page: NoticePage | None = None

    def of(self, subject: str) -> PublishableSubject | None:
        """What is said of a kind of subject; None: it is never published."""
        return next((one for one in self.subjects if one.subject == subject), None)


def read_publication(table: TomlTable) -> PublicationRules:
    """The rules in the profile's [publication]; raises WrongKey."""
    page = table.table("notice_page") if table.has("notice_page") else None
    return PublicationRules(
        subjects=tuple(map(_subject, table.tables("subjects"))),
        accepted_basis=_among(table, "accepted_basis", BasisKind),
        accepted_commitment=_among(table, "accepted_commitment", sorted(GIVEN)),
        confirmers=_among(table, "confirmers", ROLES),
        proposers=_among(table, "proposers", ROLES),
        approvers=_among(table, "approvers", ROLES),
        judges=_among(table, "judges", ROLES),
        person_number=_shown(table.table("person_number")),
        entity_number=_shown(table.table("entity_number")),
        grading=Grading(table.table("grading").span("general_after")),
        citations=table.texts("citations"),
        source=table.source(),
        notice_page=NoticePage(page.text("citation"), page.source()) if page is not None else None,
    )


def _subject(table: TomlTable) -> PublishableSubject:
    return PublishableSubject(
        subject=SUBJECTS[table.chosen("subject", SUBJECTS.index, SUBJECTS)],
        ground=table.chosen("ground", Ground, Ground),
        citation=table.text("citation"),
        source=table.source(),
    )


def _among(table: TomlTable, key: str, known: Iterable[T]) -> tuple[T, ...]:
    found = table.texts(key)
    values = {str(one): one for one in known}
    if any(one not in values for one in found):
        raise WrongKey(f"publication.{key} may hold only {', '.join(values)}")
    return tuple(values[one] for one in found)


def _shown(table: TomlTable) -> Shown:
    shown = Shown(table.count("first"), table.count("last"))
    if shown.first + shown.last > MOST_SHOWN:
        raise WrongKey(f"publication may show at most {MOST_SHOWN} characters of a number, as first and last together")
    return shown
