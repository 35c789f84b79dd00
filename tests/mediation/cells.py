"""The matrix: legal status × who × dispute × consents × document, each as a case with a confirmed breach.

What is expected stands here as rows that people can read; nothing of it is asked of the product.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import product

from mediation.breach import BreachState, UntrueFinding
from mediation.case import ActingPerson, Capacity, Case, LegalStatus, Party, SubjectKind
from mediation.commitment_letter import Consent, ConsentKind
from mediation.court_facts import Enforcement
from mediation.disputes import DisputeKind
from mediation.gate import Look
from mediation.identifiers import Identity, IdentityKind
from mediation.publication_parts import BasisKind
from tests.histories.scene import USCC
from tests.mediation.gate_scene import BASIS, LOOKED, RULING, the_look
from tests.sample import resident_number
from tests.world import START

MAY, NOT_AGREED, NEVER = "may be published", "not without consent", "never published"

FATES = {
    # who               agreed  refused     never asked
    "person": (MAY, NOT_AGREED, NOT_AGREED),
    "child": (NEVER, NEVER, NEVER),
    "ward": (NEVER, NEVER, NEVER),
    "entity": (MAY, MAY, MAY),
    "business": (MAY, NOT_AGREED, NOT_AGREED),
    "young business": (NEVER, NEVER, NEVER),
}
"""Whether a breach may be published, with a document and all else in order, in a dispute that is not private."""
PRIVATE = {"family", "status", "inheritance", "support_of_elders", "children", "medical", "privacy"}
"""The disputes in which nothing is ever published."""
COURT = {
    # status            enforcement listing
    "not_effective": (False, False),
    "effective": (False, False),
    "confirmed": (True, False),
    "in_enforcement": (True, True),
}
"""What the court can do about what is owed."""
NOT_LISTED = {"child", "young business"}
"""Whom no court lists (法释〔2017〕7号 4)."""
AGREED, REFUSED, NOT_ASKED = True, False, None
ANSWERS = (AGREED, REFUSED, NOT_ASKED)
_WHOLE = the_look()


@dataclass(frozen=True)
class Cell:
    """One cell; `publication` and `filing` are the answers to those consents."""

    status: LegalStatus
    who: str
    dispute: DisputeKind
    publication: bool | None
    filing: bool
    document: bool

    @property
    def fate(self) -> str:
        """What the rows say of publishing, were there a document."""
        return NEVER if self.dispute.value in PRIVATE else FATES[self.who][ANSWERS.index(self.publication)]

    @property
    def owed(self) -> bool:
        """Whether it is an obligation; before the agreement is in effect only a commitment can be found untrue."""
        return self.status is not LegalStatus.NOT_EFFECTIVE

    @property
    def court(self) -> tuple[bool, bool]:
        """Whether it can be enforced, and whether the court could list."""
        enforced, listed = COURT[self.status.value]
        return enforced, listed and self.who not in NOT_LISTED


def cells() -> Iterator[Cell]:
    """Every cell."""
    for one in product(LegalStatus, FATES, DisputeKind, ANSWERS, (True, False), (True, False)):
        yield Cell(*one)


@cache
def look_of(cell: Cell) -> Look:
    """The confirmed breach of a cell, all else being in order: the next step is to propose publication."""
    look = _WHOLE
    case = replace(look.case, dispute=cell.dispute, ruling=None)
    if cell.status in (LegalStatus.CONFIRMED, LegalStatus.IN_ENFORCEMENT):
        case = replace(case, ruling=RULING)
    if cell.status is LegalStatus.IN_ENFORCEMENT:
        running = Enforcement("1", "2", "（2026）黑0403执5号", BASIS.issuer, date(2026, 5, 4), "8" * 64)
        case = replace(case, enforcements=(running,))
    if cell.status is LegalStatus.NOT_EFFECTIVE and case.agreement is not None:
        case = replace(case, agreement=replace(case.agreement, effective=LOOKED.today + timedelta(days=5)))
    found = replace(look.breach, state=BreachState.CONFIRMED, proposal=None, basis=None)
    if not cell.owed:
        untrue = UntrueFinding("鹤数罚〔2026〕3号", "鹤岗市数据局", date(2026, 4, 1), "7" * 64)
        found = replace(found, obligation=None, untrue=untrue)
    if cell.document:
        kind = BasisKind.JUDGMENT if case.ruling is None else BasisKind.CONFIRMATION_RULING
        found = replace(found, basis=replace(BASIS, kind=kind))
    case = case.with_party(_party(case, cell)).with_breach(found)
    return replace(look, case=case, breach=found)


def _party(case: Case, cell: Cell) -> Party:
    """李晓梅 as a cell wants her; as a business she runs it."""
    party = replace(case.party("2"), consents=tuple(_answers(cell)))
    young = Identity(IdentityKind.RESIDENT, resident_number(date(2010, 5, 4), 26))
    guardian = ActingPerson("李大海", party.identity, Capacity.GUARDIAN, "户口簿")
    runs = replace(party.acting, capacity=Capacity.LEGAL_REPRESENTATIVE)
    grown = {"subject": SubjectKind.INDIVIDUAL_BUSINESS, "name": "鹤兴小吃店", "identity": USCC, "acting": runs}
    otherwise: dict[str, dict[str, object]] = {
        "person": {},
        "child": {"identity": young, "acting": guardian},
        "ward": {"acting": guardian},
        "entity": {**grown, "subject": SubjectKind.ENTITY, "name": "鹤兴食品厂"},
        "business": grown,
        "young business": {**grown, "acting": replace(runs, identity=young)},
    }
    return replace(party, **otherwise[cell.who])  # type: ignore[arg-type]


def _answers(cell: Cell) -> Iterator[Consent]:
    yield Consent(ConsentKind.PROCESSING, True, "0" * 64, START)
    yield Consent(ConsentKind.SHARING_FILING, cell.filing, "0" * 64, START)
    if cell.publication is not None:
        yield Consent(ConsentKind.BREACH_PUBLICATION, cell.publication, "0" * 64, START)
