"""What follows if an agreement is not kept: the points to be said, by legal status, kind of subject, dispute, consents.

Only what is lawful is said (domain 0 and 2.4): the court's list of defaulters appears only where a court already
enforces, because only the court lists; publishing always needs a document in effect, and of people their own consent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mediation.case import Case, LegalStatus, Party, SubjectKind
from mediation.commitment_letter import ConsentKind
from mediation.publishing import publishable

RECORD, PUBLICATION, COURT = "record", "publication", "court"
"""Places in the table that depend on more: the consent to filing, that to publishing, and whether courts confirm."""

_NOT_YET = ("not_in_force", "contract", "talk_first", RECORD, "needs_document", PUBLICATION, COURT)
_IN_FORCE = ("contract", "talk_first", RECORD, "needs_document", PUBLICATION, COURT)
_CONFIRMED = ("court_confirmed", "talk_first", RECORD, "has_document", PUBLICATION)
_ENFORCED = ("court_enforces", "court_lists", RECORD, "has_document", PUBLICATION)

TABLE: dict[tuple[LegalStatus, SubjectKind], tuple[str, ...]] = {
    (status, subject): tuple(f"{point}_{subject.value}" if point == PUBLICATION else point for point in points)
    for status, points in {
        LegalStatus.NOT_EFFECTIVE: _NOT_YET,
        LegalStatus.EFFECTIVE: _IN_FORCE,
        LegalStatus.CONFIRMED: _CONFIRMED,
        LegalStatus.IN_ENFORCEMENT: _ENFORCED,
    }.items()
    for subject in SubjectKind
}
"""The points of every status and subject, in order; each is a template consequence_NAME once its place is filled."""

_DOCUMENT = ("needs_document", "has_document")


@dataclass(frozen=True)
class Standing:
    """What the points depend on: the law's view of the agreement, who the party is, and what they agreed to."""

    status: LegalStatus
    subject: SubjectKind
    publishable: bool
    court_confirms: bool
    filing: bool
    publication: bool


def standing(case: Case, party: Party, today: date) -> Standing:
    """Where a party stands on a local date; a consent without an answer counts as refused."""
    return Standing(
        status=case.legal_status(today),
        subject=party.subject,
        publishable=publishable(case, party, today),
        court_confirms=case.dispute.court_confirms,
        filing=party.consents_to(ConsentKind.SHARING_FILING) is True,
        publication=party.consents_to(ConsentKind.BREACH_PUBLICATION) is True,
    )


def points(one: Standing) -> tuple[str, ...]:
    """The names of the templates (after consequence_) that say what follows, in order."""
    return tuple(_filled(one))


def _filled(one: Standing) -> Iterator[str]:
    for point in TABLE[one.status, one.subject]:
        if point == RECORD:
            yield f"{point}_{_answer(one.filing)}"
        elif point == COURT:
            yield "court_can_confirm" if one.court_confirms else "court_cannot_confirm"
        elif not one.publishable and point in _DOCUMENT:
            continue
        elif point.startswith(PUBLICATION):
            yield f"{point}_{_answer(one.publication)}" if one.publishable else "never_published"
        else:
            yield point


def _answer(given: bool) -> str:
    return "agreed" if given else "refused"
