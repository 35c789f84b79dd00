"""Where a history begins: a case drawn by chance, mostly such that everything could be lawful, and who is there."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from bot.calendars import seed_calendar
from mediation.actor import Actor, Moment, Role
from mediation.case import Binding, BindingState, Capacity, Case, Party, SubjectKind
from mediation.commitment_letter import Commitment, CommitmentState, Consent, ConsentKind
from mediation.disputes import DisputeKind
from mediation.identifiers import Identity, IdentityKind
from mediation.performance import Ruling
from tests.sample import resident_number, sample_case
from tests.world import PROFILE, START, UNIT

OBLIGOR, OBLIGEE = Actor(20, Role.PARTY), Actor(21, Role.PARTY)
MEDIATOR = Actor(7, Role.MEDIATOR, UNIT)
REVIEWER, JUDGE = Actor(8, Role.REVIEWER, UNIT), Actor(9, Role.REVIEWER, UNIT)
APPROVER = Actor(10, Role.APPROVER, UNIT)
STAFF = (
    MEDIATOR,
    REVIEWER,
    JUDGE,
    APPROVER,
    Actor(11, Role.APPROVER, "city"),
    Actor(12, Role.APPROVER, "230404"),
    Actor(13, Role.ADMINISTRATOR, "city"),
    Actor(14, Role.REVIEWER, "230404"),
    Actor(15, Role.MEDIATOR, UNIT),
)
"""Everybody who might press something, whether they may or not."""
USCC = Identity(IdentityKind.USCC, "91230400MA1B0XWY5L")
"""An entity's code; its check character does not matter to any rule of publishing."""
RULING = Ruling("（2026）黑0403民特12号", date(2026, 3, 20))
CALENDAR = seed_calendar(2024, 2090)
_RARELY, _SOMETIMES = 0.05, 0.08


@dataclass
class Scene:
    """One history under way: the case as it stands, and the moment."""

    case: Case
    at: Moment

    def passes(self, days: int) -> None:
        """So many days later, at the same hour."""
        self.at = replace(self.at, now=self.at.now + timedelta(days=days))


def begin(chance: Random) -> Scene:
    """A case in effect, owed in April 2026, with flaws that each come now and then."""
    case = replace(sample_case(7), dispute=_dispute(chance))
    for key, person in (("1", 21), ("2", 20)):
        case = case.with_party(replace(case.party(key), binding=Binding(BindingState.ATTESTED, person)))
    case = case.with_party(_obligor(chance, case))
    if chance.random() > _SOMETIMES:
        case = replace(case, ruling=RULING)
    return Scene(case, Moment(START + timedelta(days=46), CALENDAR, PROFILE, PROFILE.zone))


def _dispute(chance: Random) -> DisputeKind:
    return chance.choice(list(DisputeKind)) if chance.random() < _SOMETIMES else DisputeKind.LOAN


def _obligor(chance: Random, case: Case) -> Party:
    party = case.party("2")
    subject = chance.choice(list(SubjectKind))
    born = date(2010, 5, 4) if chance.random() < _RARELY else date(1975, 11, 30)
    identity = Identity(IdentityKind.RESIDENT, resident_number(born, 26))
    acting = replace(party.acting, identity=identity)
    if subject is not SubjectKind.PERSON:
        acting = replace(acting, capacity=Capacity.LEGAL_REPRESENTATIVE)
        identity = USCC
    letter = CommitmentState.DECLINED if chance.random() < _SOMETIMES else CommitmentState.CONFIRMED
    agreed = {kind: chance.random() > _SOMETIMES for kind in ConsentKind} | {ConsentKind.PROCESSING: True}
    return replace(
        party,
        subject=subject,
        identity=identity,
        acting=acting,
        consents=tuple(Consent(kind, given, "0" * 64, START) for kind, given in agreed.items()),
        commitment=Commitment(letter, START, ended_at=START, document="3" * 64),
    )
