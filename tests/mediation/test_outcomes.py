"""How far a breach may go at most: the whole matrix, and the gate and the proposal that agree with it in every cell."""

from dataclasses import replace

import pytest

from mediation import gate
from mediation.case import LegalStatus
from mediation.commitment_letter import CommitmentState
from mediation.court_facts import Listing
from mediation.disputes import DisputeKind
from mediation.outcomes import WHETHER_AT_ALL, Outcome, barriers, outcomes
from mediation.publication import propose
from tests.asking import outcome
from tests.mediation.breach_at import REVIEWER
from tests.mediation.cells import FATES, MAY, PRIVATE, Cell, cells, look_of
from tests.mediation.gate_scene import LOOKED, TEXT

MATRIX = list(cells())
BY_STATUS = [(status, who) for status in LegalStatus for who in FATES]
CHANGED = [
    # who, dispute, agreed, document: what bars it, what nobody can change first
    ("person", "loan", True, True, ()),
    ("person", "loan", True, False, ("basis_document",)),
    ("person", "loan", False, True, ("consent_or_basis",)),
    ("person", "family", False, False, ("dispute_publishable", "consent_or_basis", "basis_document")),
    ("child", "children", None, True, ("dispute_publishable", "adult", "consent_or_basis")),
    ("ward", "loan", True, True, ("adult",)),
    ("entity", "business", None, False, ("basis_document",)),
    ("business", "consumer", False, True, ("consent_or_basis",)),
    ("young business", "consumer", True, True, ("adult",)),
]


def test_the_rows_name_every_status_and_every_private_dispute_is_one() -> None:
    assert len(MATRIX) == 4 * 6 * 23 * 3 * 2 * 2
    assert {kind.value for kind in DisputeKind} > PRIVATE


@pytest.mark.parametrize(("status", "who"), BY_STATUS)
def test_what_may_follow_is_what_the_rows_say(status: LegalStatus, who: str) -> None:
    for cell in (one for one in MATRIX if (one.status, one.who) == (status, who)):
        enforced, listed = cell.court
        wanted = {
            Outcome.RECORD: True,
            Outcome.FILING: cell.filing,
            Outcome.PUBLICATION: cell.fate == MAY and cell.document,
            Outcome.ENFORCEMENT: enforced,
            Outcome.LISTING: listed,
        }
        assert outcomes(look_of(cell)) == {one for one, so in wanted.items() if so}, cell


@pytest.mark.parametrize(("status", "who"), BY_STATUS)
def test_the_gate_and_whoever_proposes_agree_in_every_cell(status: LegalStatus, who: str) -> None:
    for cell in (one for one in MATRIX if (one.status, one.who) == (status, who)):
        look = look_of(cell)
        possible = Outcome.PUBLICATION in outcomes(look)
        assert (gate.failed(look, gate.BEFORE_NOTICE) == ()) is possible, cell
        said = outcome(propose, look.case, REVIEWER, LOOKED, "1", "应当公示", TEXT)
        assert said == ("allowed" if possible else "gate_closed"), cell


@pytest.mark.parametrize(("who", "dispute", "agreed", "document", "wanted"), CHANGED)
def test_what_nobody_can_change_is_named_first(
    who: str, dispute: str, agreed: bool | None, document: bool, wanted: tuple[str, ...]
) -> None:
    cell = Cell(LegalStatus.CONFIRMED, who, DisputeKind(dispute), agreed, filing=True, document=document)
    assert barriers(look_of(cell)) == wanted


def test_without_a_commitment_nothing_is_published_whatever_else() -> None:
    look = look_of(Cell(LegalStatus.CONFIRMED, "entity", DisputeKind.LOAN, None, filing=False, document=True))
    party = look.party
    declined = replace(party, commitment=replace(party.commitment, state=CommitmentState.DECLINED))
    look = replace(look, case=look.case.with_party(declined))
    assert barriers(look) == ("commitment_given",)
    assert outcomes(look) == {Outcome.RECORD, Outcome.ENFORCEMENT}


def test_every_check_of_the_gate_is_either_of_who_and_what_or_of_what_was_done() -> None:
    assert {one.name for one in gate.MATTER} - set(WHETHER_AT_ALL) == {
        *("warning_proven", "cure_over", "notice_proven", "hearing_over", "nothing_open"),
        *("no_hardship", "no_extension", "not_performed", "graded", "term_left", "text_masked"),
    }


def test_whoever_is_listed_already_is_not_said_to_come_on_the_list() -> None:
    look = look_of(Cell(LegalStatus.IN_ENFORCEMENT, "person", DisputeKind.LOAN, True, filing=False, document=True))
    listed = Listing("1", "2", "（2026）黑0403执5号之一", "鹤岗市工农区人民法院", LOOKED.today, "9" * 64)
    assert Outcome.LISTING in outcomes(look)
    assert Outcome.LISTING not in outcomes(replace(look, case=replace(look.case, listings=(listed,))))


def test_the_court_enforces_what_is_owed_and_no_untrue_commitment() -> None:
    look = look_of(Cell(LegalStatus.IN_ENFORCEMENT, "person", DisputeKind.LOAN, True, filing=False, document=True))
    untrue = look_of(Cell(LegalStatus.NOT_EFFECTIVE, "person", DisputeKind.LOAN, True, filing=False, document=True))
    breach = replace(look.breach, obligation=None, untrue=untrue.breach.untrue)
    assert outcomes(replace(look, breach=breach)) == {Outcome.RECORD, Outcome.PUBLICATION}
