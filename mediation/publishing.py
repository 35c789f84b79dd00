"""What may never be published, whatever anybody agrees to, and so which consents a letter asks for (domain 2.4)."""

from datetime import date

from mediation.case import Case, Party, SubjectKind
from mediation.commitment_letter import ConsentKind

LETTER_CONSENTS = (ConsentKind.SHARING_FILING, ConsentKind.COMMITMENT_PUBLICATION, ConsentKind.BREACH_PUBLICATION)
"""The consents that stand beside clause three, in the order in which they are asked."""


def publishable(case: Case, party: Party, today: date) -> bool:
    """Whether anything about this party's keeping of its word may be published at all: never in family, children's and
    privacy disputes, never of somebody under 18 (PIPL 28-31) on this local date."""
    minor = party.subject is SubjectKind.PERSON and party.identity.minor_on(today)
    return case.dispute.publishable and not minor


def wanted_consents(case: Case, party: Party, today: date) -> tuple[ConsentKind, ...]:
    """The consents that clause three needs an answer to, yes or no; publishing is not asked where it never happens."""
    return LETTER_CONSENTS if publishable(case, party, today) else LETTER_CONSENTS[:1]


def next_consent(case: Case, party: Party, today: date) -> ConsentKind | None:
    """The first of the wanted consents that has no answer yet."""
    return next((kind for kind in wanted_consents(case, party, today) if party.consents_to(kind) is None), None)
