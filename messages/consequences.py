"""What follows if an agreement is not kept: the points to be said, by legal status, kind of subject, dispute, consents.

Only what is lawful is said (domain 0 and 2.4): the court's list of defaulters appears only where a court already
enforces, because only the court lists; publishing always needs a document in effect, and of people their own consent.
Who may not be published is told just that, and nothing of how publishing goes. The credit warning says a part of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mediation.breach import Breach
from mediation.case import Case, LegalStatus, Party, SubjectKind
from mediation.commitment_letter import ConsentKind
from mediation.profile import Profile
from mediation.publishing import consent_or_basis, may_be_filed, publishable

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
_BETWEEN_THEM = ("contract", "court_confirmed", "court_enforces")
"""What the other side can do about something that is owed to it."""
_NOT_WARNED = ("not_in_force", "talk_first", "court_lists", "court_can_confirm", "court_cannot_confirm")
"""What the credit warning says in other words, or leaves to the court's own paper (domain 6)."""


@dataclass(frozen=True)
class Standing:
    """What the points depend on: the law's view of the agreement, who the party is, and what they agreed to.

    `publishable` and `allowed`: nothing forbids to publish, and there is consent to it or a legal basis.
    """

    status: LegalStatus
    subject: SubjectKind
    publishable: bool
    court_confirms: bool
    filing: bool
    publication: bool
    allowed: bool


def standing(case: Case, party: Party, profile: Profile, today: date) -> Standing:
    """Where a party stands on a local date; a consent without an answer counts as refused."""
    return Standing(
        status=case.legal_status(today),
        subject=party.subject,
        publishable=publishable(case, party, today),
        court_confirms=case.dispute.court_confirms,
        filing=may_be_filed(party),
        publication=party.consents_to(ConsentKind.BREACH_PUBLICATION) is True,
        allowed=consent_or_basis(party, profile.publication),
    )


def points(one: Standing) -> tuple[str, ...]:
    """The names of the templates (after consequence_) that say what follows, in order."""
    return tuple(_filled(one))


def warned(breach: Breach, case: Case, profile: Profile, today: date) -> tuple[str, ...]:
    """The points that the credit warning says of a breach; what the other side can do only where it is owed to them."""
    left_out = _NOT_WARNED if breach.obligation is not None else (*_NOT_WARNED, *_BETWEEN_THEM)
    found = points(standing(case, case.party(breach.party), profile, today))
    return tuple(point for point in found if point not in left_out)


def _filled(one: Standing) -> Iterator[str]:
    for point in TABLE[one.status, one.subject]:
        if point == RECORD:
            yield f"{point}_{_answer(one.filing)}"
        elif point == COURT:
            yield "court_can_confirm" if one.court_confirms else "court_cannot_confirm"
        elif point in _DOCUMENT and not (one.publishable and one.allowed):
            continue
        elif point.startswith(PUBLICATION):
            yield f"{point}_{_answer(one.publication)}" if one.publishable else "never_published"
        else:
            yield point


def _answer(given: bool) -> str:
    return "agreed" if given else "refused"
