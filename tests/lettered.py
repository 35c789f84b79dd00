"""The sample case with 李晓梅's commitment letter in any state, for tests of its rules."""

from dataclasses import replace

from mediation.case import Case
from mediation.commitment_letter import SECTIONS, Commitment, CommitmentState, Consent, ConsentKind, Receipt, Texts
from tests.asking import a_case
from tests.world import START

NOW: Texts = {section: frozenset({f"zh {section}", f"en {section}"}) for section in SECTIONS}
"""The texts as they are now; plain words stand for their hashes."""
PAGE, SCAN = "5" * 64, "6" * 64
RECEIPTS = tuple(Receipt(section, f"zh {section}", START) for section in SECTIONS)
ANSWERS = tuple(Consent(kind, True, "0" * 64, START) for kind in ConsentKind)


def lettered(
    state: CommitmentState, receipts: tuple[Receipt, ...] = RECEIPTS, answers: tuple[Consent, ...] = ANSWERS
) -> Case:
    """The sample case, both attested, with 李晓梅's letter in this state; everything read and answered unless said."""
    case = a_case()
    letter = Commitment(state, START, receipts)
    return case.with_party(replace(case.party("2"), consents=answers, commitment=letter))


def letter(case: Case) -> Commitment:
    """李晓梅's letter."""
    return case.party("2").commitment
