"""What is never published, and which consents are therefore not even asked."""

from dataclasses import replace
from datetime import date

import pytest

from mediation.case import Capacity, SubjectKind
from mediation.commitment_letter import Consent, ConsentKind
from mediation.disputes import DisputeKind
from mediation.identifiers import Identity, IdentityKind
from mediation.publishing import LETTER_CONSENTS, next_consent, publishable, wanted_consents
from tests.asking import AT, a_case
from tests.histories.scene import USCC
from tests.sample import resident_number
from tests.world import START

TODAY = AT.today
CHILD = Identity(IdentityKind.RESIDENT, resident_number(date(2008, 3, 3), 11))
"""Somebody's who is eighteen on 3 March 2026."""


@pytest.mark.parametrize("dispute", DisputeKind)
def test_family_children_and_privacy_are_never_published_nor_asked_about(dispute: DisputeKind) -> None:
    case = replace(a_case(), dispute=dispute)
    party = case.party("2")
    assert publishable(case, party, TODAY) is dispute.publishable
    wanted = LETTER_CONSENTS if dispute.publishable else (ConsentKind.SHARING_FILING,)
    assert wanted_consents(case, party, TODAY) == wanted


def test_nobody_under_eighteen_is_published() -> None:
    case = a_case()
    party = replace(case.party("2"), identity=CHILD)
    assert not publishable(case, party, date(2026, 3, 2))
    assert publishable(case, party, date(2026, 3, 3))


def test_what_is_known_of_a_business_is_known_of_who_runs_it() -> None:
    case = a_case()
    young = replace(case.party("2").acting, identity=CHILD)
    for subject, wanted in ((SubjectKind.ENTITY, True), (SubjectKind.INDIVIDUAL_BUSINESS, False)):
        party = replace(case.party("2"), subject=subject, identity=USCC, acting=young)
        assert publishable(case, party, date(2026, 3, 2)) is wanted


def test_nobody_who_has_a_guardian_is_published() -> None:
    case = a_case()
    party = case.party("2")
    guarded = replace(party, acting=replace(party.acting, capacity=Capacity.GUARDIAN))
    assert not publishable(case, guarded, TODAY)


@pytest.mark.parametrize("given", [True, False])
def test_consents_are_asked_one_after_the_other_and_no_is_an_answer(given: bool) -> None:
    case = a_case()
    party = case.party("2")
    for kind in LETTER_CONSENTS:
        assert next_consent(case, party, TODAY) is kind
        party = replace(party, consents=(*party.consents, Consent(kind, given, "1" * 64, START)))
    assert next_consent(case, party, TODAY) is None
