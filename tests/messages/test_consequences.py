"""What follows if it is not kept, as a matrix: every status, subject, dispute and answer, in both languages."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from handlers import sections
from mediation.case import Case, LegalStatus, MediationKind, SubjectKind
from mediation.commitment_letter import Consent, ConsentKind, Section
from mediation.disputes import DisputeKind
from messages.consequences import TABLE, Standing, points, standing
from tests.asking import AT, a_case
from tests.messages.threats import threats_in
from tests.world import PROFILE, START, WORDS, World

BEFORE_COURT = (LegalStatus.NOT_EFFECTIVE, LegalStatus.EFFECTIVE)
YES_NO = (True, False)
MATRIX = [
    Standing(status, subject, *answers, agreed, allowed=agreed or subject is SubjectKind.ENTITY)
    for status, subject, agreed in product(LegalStatus, SubjectKind, YES_NO)
    for answers in product(YES_NO, YES_NO, YES_NO)
]


def said(one: Standing, language: str, mediation: MediationKind = MediationKind.PEOPLES) -> str:
    """All the points of a standing as they are shown."""
    case = replace(a_case(), mediation=mediation)
    about = {"profile": PROFILE, "case": case, "party": case.party("2")}
    named = (WORDS.render(f"consequence_{point}", language, about, START).text for point in points(one))
    return "\n".join(named)


def test_the_table_is_whole() -> None:
    assert set(TABLE) == set(product(LegalStatus, SubjectKind))
    assert len(MATRIX) == 4 * 3 * 16


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("mediation", MediationKind)
def test_every_point_has_words_and_none_threatens(language: str, mediation: MediationKind) -> None:
    for one in MATRIX:
        text = said(one, language, mediation)
        assert text
        assert not threats_in(text), one


@pytest.mark.parametrize("one", [one for one in MATRIX if one.status is not LegalStatus.IN_ENFORCEMENT])
def test_the_courts_list_is_named_only_where_a_court_enforces(one: Standing) -> None:
    assert "失信" not in said(one, "zh")
    assert "defaulter" not in said(one, "en")


def test_where_a_court_enforces_it_says_that_only_the_court_lists() -> None:
    enforced = [one for one in MATRIX if one.status is LegalStatus.IN_ENFORCEMENT]
    assert all("只由法院" in said(one, "zh") and "Only the court" in said(one, "en") for one in enforced)


@pytest.mark.parametrize("one", MATRIX)
def test_publishing_needs_a_document_and_of_people_their_own_consent(one: Standing) -> None:
    found, text = points(one), said(one, "zh")
    if not one.publishable:
        assert "never_published" in found
        assert not {"needs_document", "has_document"} & set(found)
        assert not [point for point in found if point.startswith("publication")]
        return
    # how publishing goes is said only where it can happen
    assert ("needs_document" in found) is (one.allowed and one.status in BEFORE_COURT)
    assert ("has_document" in found) is (one.allowed and one.status not in BEFORE_COURT)
    assert ("单独同意" in text) is (one.subject is not SubjectKind.ENTITY)
    assert ("没有同意公示违约信息" in text) is (not one.publication)


@pytest.mark.parametrize("one", MATRIX)
def test_filing_follows_its_own_consent(one: Standing) -> None:
    text = said(one, "zh")
    assert ("您同意把承诺记入" in text) is one.filing
    assert ("您没有同意记入" in text) is not one.filing


@pytest.mark.parametrize("one", MATRIX)
def test_the_way_to_the_court_is_the_lawful_one(one: Standing) -> None:
    found = points(one)
    before = one.status in BEFORE_COURT
    assert ("court_can_confirm" in found) is (before and one.court_confirms)
    assert ("court_cannot_confirm" in found) is (before and not one.court_confirms)
    assert ("court_confirmed" in found) is (one.status is LegalStatus.CONFIRMED)
    assert ("not_in_force" in found) is (one.status is LegalStatus.NOT_EFFECTIVE)


def test_commercial_mediation_is_not_told_the_peoples_mediation_law() -> None:
    for one in MATRIX:
        assert "人民调解法" not in said(one, "zh", MediationKind.COMMERCIAL)
        assert "People's Mediation Law" not in said(one, "en", MediationKind.COMMERCIAL)


def test_a_standing_is_read_off_the_case() -> None:
    case = a_case()
    assert standing(case, case.party("2"), PROFILE, date(2026, 3, 2)) == Standing(
        LegalStatus.EFFECTIVE, SubjectKind.PERSON, True, True, False, False, False
    )
    party = replace(case.party("2"), subject=SubjectKind.INDIVIDUAL_BUSINESS, consents=_answered(True))
    other = replace(case, dispute=DisputeKind.STATUS)
    assert standing(other, party, PROFILE, date(2026, 2, 1)) == Standing(
        LegalStatus.NOT_EFFECTIVE, SubjectKind.INDIVIDUAL_BUSINESS, False, False, True, True, True
    )


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_section_shows_every_point_apart(world: World, language: str) -> None:
    case: Case = a_case()
    party = replace(case.party("2"), consents=_answered(False))
    text = sections.exact_text(world.office, case, party, Section.CONSEQUENCES, language, AT)
    assert text.count("\n• ") == len(points(standing(case, party, PROFILE, AT.today)))


def _answered(given: bool) -> tuple[Consent, ...]:
    return tuple(Consent(kind, given, "0" * 64, START) for kind in ConsentKind)
