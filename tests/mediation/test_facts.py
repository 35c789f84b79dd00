"""How entered facts differ: every field by its name, and nothing where nothing differs."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from mediation.agreed import AgreementForm
from mediation.case import MediationKind, Side, SubjectKind
from mediation.disputes import DisputeKind
from mediation.facts import Fact, Facts, changes, named_facts
from tests.facts import LOAN, WANG, wild_facts, with_obligation, with_party


def _agreed(**change: object) -> Facts:
    assert LOAN.agreement is not None
    return replace(LOAN, agreement=replace(LOAN.agreement, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("after", "changed"),
    [
        (replace(LOAN, mediation=MediationKind.COMMERCIAL), ["mediation"]),
        (replace(LOAN, dispute=DisputeKind.OTHER), ["dispute"]),
        (_agreed(form=AgreementForm.ORAL), ["form"]),
        (_agreed(number=None), ["number"]),
        (_agreed(effective=date(2026, 3, 2)), ["effective"]),
        (_agreed(terms=7, calendar_version="another"), []),
        (with_party(LOAN, "1", side=Side.RESPONDENT), ["side:1"]),
        (with_party(LOAN, "2", subject=SubjectKind.ENTITY), ["subject:2"]),
        (with_party(LOAN, "2", name="李小梅"), ["name:2"]),
        (with_party(LOAN, "2", identity=WANG, phone=None), ["identity:2", "phone:2"]),
        (with_party(LOAN, "2", acting=LOAN.parties[0].acting), ["acting:2"]),
        (replace(LOAN, parties=LOAN.parties[:1]), ["parties:2"]),
        (with_obligation(LOAN, amount=1), ["obligation:1"]),
        (with_obligation(LOAN, key="2"), ["obligation:1", "obligation:2"]),
    ],
)
def test_each_field_has_its_name(after: Facts, changed: list[str]) -> None:
    assert [str(one) for one in changes(LOAN, after)] == changed


def test_changes_are_named_once_and_in_order() -> None:
    assert named_facts(("obligation:2.1", "phone:1", "obligation:2.2", "phone:2")) == (Fact.PHONE, Fact.OBLIGATION)


@given(wild_facts)
def test_nothing_differs_from_itself(facts: Facts) -> None:
    assert changes(facts, facts) == ()
