"""What may never be published, what only with whose consent, and so which consents a letter asks for (domain 2.4).

The letter, the credit warning, the gate and what is said of outcomes all ask here, so that none promises otherwise.
"""

from datetime import date

from mediation.case import Capacity, Case, Party, SubjectKind
from mediation.commitment_letter import ConsentKind
from mediation.publication_rules import Ground, PublicationRules

LETTER_CONSENTS = (ConsentKind.SHARING_FILING, ConsentKind.COMMITMENT_PUBLICATION, ConsentKind.BREACH_PUBLICATION)
"""The consents that stand beside clause three, in the order in which they are asked."""


def minor(party: Party, today: date) -> bool:
    """Whether the party is under 18 on this local date, or a business run by somebody who is (Civil Code 17)."""
    whose = party.acting if party.subject is SubjectKind.INDIVIDUAL_BUSINESS else party
    return whose.identity.minor_on(today)


def adult(party: Party, today: date) -> bool:
    """Whether the party is no `minor`, and nobody who has a guardian (PIPL 28-31)."""
    return party.acting.capacity is not Capacity.GUARDIAN and not minor(party, today)


def publishable(case: Case, party: Party, today: date) -> bool:
    """Whether anything about this party's keeping of its word may be published at all: never in family, children's and
    privacy disputes, never of somebody who is no `adult`."""
    return case.dispute.publishable and adult(party, today)


def consent_or_basis(party: Party, rules: PublicationRules) -> bool:
    """Whether a breach of this kind of subject may be published by the profile: on a legal basis, or with their own
    consent (PIPL 25). A consent without an answer counts as refused."""
    found = rules.of(party.subject.value)
    agreed = party.consents_to(ConsentKind.BREACH_PUBLICATION) is True
    return found is not None and (found.ground is Ground.LEGAL_BASIS or agreed)


def may_be_filed(party: Party) -> bool:
    """Whether the commitment and what became of it may be filed, not publicly: only with consent to it (PIPL 23)."""
    return party.consents_to(ConsentKind.SHARING_FILING) is True


def wanted_consents(case: Case, party: Party, today: date) -> tuple[ConsentKind, ...]:
    """The consents that clause three needs an answer to, yes or no; publishing is not asked where it never happens."""
    return LETTER_CONSENTS if publishable(case, party, today) else LETTER_CONSENTS[:1]


def next_consent(case: Case, party: Party, today: date) -> ConsentKind | None:
    """The first of the wanted consents that has no answer yet."""
    return next((kind for kind in wanted_consents(case, party, today) if party.consents_to(kind) is None), None)
