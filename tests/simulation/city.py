"""The city: mediators in every unit, and the cases that they record, with plainly invented people and all schedules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from handlers.carry_out import Scene, carry_out
from handlers.turn import Office
from mediation import agreement
from mediation.actor import Actor, Moment, Role
from mediation.agreed import Agreement, AgreementForm, Obligation
from mediation.case import Attestation, Binding, BindingState, MediationKind, Party, Side
from mediation.commitment_letter import Commitment, CommitmentState, Consent, ConsentKind
from mediation.decision import Decision
from mediation.disputes import DisputeKind
from mediation.facts import Facts
from mediation.identifiers import Identity, IdentityKind
from mediation.periods import Period, Unit
from mediation.schedule import Instalments, OnDate, When, Within, dues
from mediation.staff import StaffMember
from storage import cases, people
from storage.store import Store
from tests.sample import party, resident_number

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"
GIVEN = ("建军", "晓梅", "志远", "桂英", "海波", "春燕", "德明", "淑华", "永福", "丽娟", "国庆", "秀兰", "文斌", "玉珍")
DISPUTES = (DisputeKind.LOAN, DisputeKind.CONTRACT, DisputeKind.NEIGHBOURS, DisputeKind.DAMAGES, DisputeKind.STATUS)


@dataclass(frozen=True)
class Citizen:
    """Somebody of the city: where they are in the database and what they are called."""

    person: int
    chat: str
    name: str


class City:
    """Makes mediators and cases; `everybody` by chat, `mediators` as the staff know them."""

    def __init__(self, office: Office, rng: Random) -> None:
        self._office, self._rng = office, rng
        self._numbers = iter(range(1, 10**9))
        self.everybody: dict[str, Citizen] = {}
        self.mediators: list[StaffMember] = []

    def hire(self, store: Store, at: Moment, units: int, each: int) -> None:
        """Mediators, so many in each of the first units."""
        for unit in at.profile.units[:units]:
            for _ in range(each):
                name = self._name()
                citizen = self._citizen(store, at, name)
                member = StaffMember(citizen.person, Role.MEDIATOR, unit.code, name)
                people.invite_staff(store, member, at.now)
                people.bind_staff(store, member.person, at.now)
                self.mediators.append(member)

    def record(self, store: Store, at: Moment) -> str:
        """One case as a mediator records it, its parties mostly bound already; returns its number."""
        mediator = self._rng.choice(self.mediators)
        effective = at.today + timedelta(days=self._rng.choice([0, 0, 0, -2, 1, 3]))
        agreed = Agreement(AgreementForm.WRITTEN, None, effective)
        sides = [Side.APPLICANT, Side.RESPONDENT]
        parties = tuple(self._party(key, side) for key, side in enumerate(sides, 1))
        owed = tuple(self._obligations(at, effective))
        facts = Facts(MediationKind.PEOPLES, self._rng.choice(DISPUTES), parties, agreed, owed)
        decision = agreement.open_case(cases.new_number(store), mediator.actor, at, facts)
        bound = [self._bound(store, at, one, mediator.actor) for one in decision.case.parties]
        case = replace(decision.case, parties=tuple(bound))
        carry_out(Scene(store, self._office, at, mediator.actor), (Decision(case, decision.events),))
        return case.number

    def _obligations(self, at: Moment, effective: date) -> Iterator[Obligation]:
        for number in range(1, self._rng.choice([1, 1, 1, 1, 2]) + 1):
            obligor = self._rng.choice(["2", "2", "2", "1"])
            amount = None if self._rng.random() < 0.15 else self._rng.randint(1, 900) * 10_000
            falls = dues(self._when(max(effective, at.today)), effective, at.calendar)
            for place, due in enumerate(falls, 1):
                yield Obligation(
                    key=str(number) if len(falls) == 1 else f"{number}.{place}",
                    obligor=obligor,
                    obligee="1" if obligor == "2" else "2",
                    what="归还借款" if amount else "返还物品",
                    amount=amount,
                    manner="银行转账" if amount else "当面交付",
                    when="按约定",
                    due=due.day,
                    breach_day=due.breach_day,
                    provisional=due.provisional,
                    series=None if len(falls) == 1 else str(number),
                    part=None if len(falls) == 1 else (place, len(falls)),
                )

    def _when(self, begin: date) -> When:
        match self._rng.randrange(10):
            case 0 | 1 | 2:
                return OnDate(begin + timedelta(days=self._rng.randint(0, 120)))
            case 3 | 4 | 5 | 6:
                return Instalments(self._rng.randint(1, 31), self._rng.randint(2, 8), None, begin + timedelta(days=31))
            case 7:
                return Within(Period(self._rng.randint(3, 20), Unit.WORKING_DAYS), None)
            case _:
                return Within(Period(self._rng.randint(5, 90), Unit.DAYS), None)

    def _party(self, key: int, side: Side) -> Party:
        number = next(self._numbers)
        born = date(1940, 1, 1) + timedelta(days=number * 37 % 22_000)
        identity = Identity(IdentityKind.RESIDENT, resident_number(born, number % 999 + 1))
        return party(str(key), side, self._name(), identity)

    def _bound(self, store: Store, at: Moment, one: Party, by: Actor) -> Party:
        """Most are bound and attested at the table; some read the letter, some never get an account."""
        if self._rng.random() < 0.12:
            return one
        citizen = self._citizen(store, at, one.name)
        binding = Binding(BindingState.ATTESTED, citizen.person, 0, by.person, Attestation.PRESENT, at.now)
        kinds = (ConsentKind.MESSENGER_ABROAD, ConsentKind.PROCESSING)
        consents = tuple(Consent(kind, True, "0" * 64, at.now) for kind in kinds)
        reads = self._rng.random() < 0.3
        letter = Commitment(CommitmentState.READING, at.now) if reads else Commitment()
        return replace(one, binding=binding, consents=consents, commitment=letter)

    def _citizen(self, store: Store, at: Moment, name: str) -> Citizen:
        chat = str(1_000_000 + next(self._numbers))
        person = people.new_person(store, name, self._rng.choice(["zh", "zh", "zh", "en"]), at.now)
        people.new_address(store, person.id, "telegram", "bot", chat, at.now)
        self.everybody[chat] = Citizen(person.id, chat, name)
        return self.everybody[chat]

    def _name(self) -> str:
        return self._rng.choice(SURNAMES) + self._rng.choice(GIVEN)


def spread(rng: Random, count: int, days: int) -> Sequence[float]:
    """So many moments over so many days, in seconds from the start: in office hours, in order."""
    return sorted(rng.randrange(days) * 86_400 + rng.randint(9 * 3600, 17 * 3600) - 9 * 3600 for _ in range(count))
