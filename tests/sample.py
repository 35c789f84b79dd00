"""Sample people and cases for tests; every name and number in them is plainly invented."""

from dataclasses import replace
from datetime import date

from mediation.agreed import Agreement, AgreementForm, Obligation
from mediation.case import (
    ActingPerson,
    Attestation,
    Binding,
    BindingState,
    Capacity,
    Case,
    MediationKind,
    Party,
    Side,
    SubjectKind,
)
from mediation.commitment_letter import Consent, ConsentKind
from mediation.disputes import DisputeKind
from mediation.identifiers import Identity, IdentityKind
from mediation.phones import Phone
from storage import cases, documents, people
from tests.world import START, UNIT, Somebody, World

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def resident_number(born: date, serial: int, county: str = "230403") -> str:
    """A number with a right check character (GB 11643), for an invented person."""
    body = f"{county}{born:%Y%m%d}{serial:03d}"
    rest = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11
    return body + "10X98765432"[rest]


ZHANG = Identity(IdentityKind.RESIDENT, resident_number(date(1980, 5, 4), 17))
LI = Identity(IdentityKind.RESIDENT, resident_number(date(1975, 11, 30), 26))


def party(key: str, side: Side, name: str, identity: Identity) -> Party:
    """A natural person who acts for themselves, not invited yet."""
    return Party(
        key, side, SubjectKind.PERSON, name, identity, ActingPerson(name, identity, Capacity.SELF), Phone("13912345678")
    )


def sample_case(mediator: int, number: str = "K7M2QX", agreed: bool = True, unit: str = UNIT) -> Case:
    """A loan case: 李晓梅 ("2") owes 张建军 ("1") 5,000 yuan on 15 April 2026, under an agreement of 1 March."""
    parties = (
        party("1", Side.APPLICANT, "张建军", ZHANG),
        party("2", Side.RESPONDENT, "李晓梅", LI),
    )
    owed = Obligation(
        key="1",
        obligor="2",
        obligee="1",
        what="归还借款",
        amount=500_000,
        manner="银行转账",
        when="2026年4月15日前",
        due=date(2026, 4, 15),
        breach_day=date(2026, 4, 15),
    )
    agreement = Agreement(AgreementForm.WRITTEN, "鹤工调〔2026〕12号", date(2026, 3, 1))
    return Case(
        number=number,
        unit=unit,
        mediator=mediator,
        mediation=MediationKind.PEOPLES,
        dispute=DisputeKind.LOAN,
        parties=parties,
        opened_at=START,
        agreement=agreement if agreed else None,
        obligations=(owed,) if agreed else (),
    )


async def person_id(world: World, who: Somebody) -> int:
    """The row id of a person who has written to the bot (or is staff)."""
    found = await world.run(lambda store: people.address_at(store, who.door, who.site, who.chat))
    assert found is not None, f"{who.name} has not written yet"
    return found.person


async def recorded(world: World, mediator: Somebody, number: str = "K7M2QX", agreed: bool = True) -> Case:
    """The sample case, saved as this mediator's."""
    case = sample_case(await person_id(world, mediator), number, agreed)
    return await world.run(lambda store: cases.save(store, case, world.now))


async def attested(world: World, case: Case, key: str, who: Somebody) -> Case:
    """The same case with `who` bound and attested for one party, and agreed to be spoken to and processed here."""
    await world.says(who, "/help")
    person = await person_id(world, who)
    bound = Binding(BindingState.ATTESTED, person, 0, case.mediator, Attestation.PRESENT, world.now)
    shown = await world.run(lambda store: documents.keep_text(store, "样本：请您决定。", world.now))
    kinds = (ConsentKind.MESSENGER_ABROAD, ConsentKind.PROCESSING)
    agreed = tuple(Consent(kind, True, shown, world.now) for kind in kinds)
    old = (await world.case(case.number)).party(key)
    changed = (await world.case(case.number)).with_party(replace(old, binding=bound, consents=agreed))
    return await world.run(lambda store: cases.save(store, changed, world.now))
