"""The demo's office is seeded through the real desk, whatever day it is, and nothing in it is left over or broken."""

from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.demo.cast import LI, PHONES, SHOP, TAO, WANG, ZHANG, ZHAO
from bot.demo.seeding import Seeded, seed
from bot.opening import open_database, open_office
from bot.settings import Settings
from mediation.actor import Role
from mediation.breach import BreachState
from mediation.case import Case
from mediation.commitment_letter import CommitmentState
from mediation.moments import local_date
from mediation.performance import ObligationState
from storage import cases, conversation, people, publications
from storage.schema.cases import cases as table
from storage.schema.messages import inbox, outbox
from storage.schema.office import faults
from storage.schema.people import addresses
from storage.store import Store
from storage.verifying import verify

DAYS = {
    "a Monday": "2026-11-23T10:00+08:00",
    "before half past nine": "2026-11-24T08:00+08:00",
    "a Sunday": "2026-06-14T12:00+08:00",
    "the end of a month": "2026-01-31T12:00+08:00",
    "in the autumn holiday": "2026-10-05T09:00+08:00",
    "New Year": "2027-01-01T18:00+08:00",
    "a year whose rest days nobody has announced": "2031-03-10T12:00+08:00",
}
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS.keys())
async def test_the_story_is_whole_on_any_day(day: str, tmp_path: Path) -> None:
    now = datetime.fromisoformat(day)
    async with open_database(settings(tmp_path)) as database:
        office = await open_office(database, settings(tmp_path), now)

        def work(store: Store) -> None:
            seeded = seed(store, office, now)
            local = seeded.at.astimezone(office.zone)
            assert office.calendar.is_working_day(local.date())
            assert f"{local:%H:%M}" == "09:30"
            nothing_is_left_over(store)
            everybody_is_where_they_should(store, seeded)

        await database.run(work)


async def test_people_whose_phones_are_shown_are_spoken_to_in_the_offices_language(tmp_path: Path) -> None:
    now = datetime.fromisoformat(DAYS["a Monday"])
    async with open_database(settings(tmp_path, "en")) as database:
        office = await open_office(database, settings(tmp_path, "en"), now)

        def work(store: Store) -> None:
            seeded = seed(store, office, now)
            spoken = {people.person(store, one.person).language for one in seeded.phones.values()}
            assert spoken == {"en"}
            assert "Clause one" in newest(store, seeded.phones[LI.key].id)
            nothing_is_left_over(store)

        await database.run(work)


def settings(folder: Path, language: str = "zh") -> Settings:
    """Those of a demo in that folder."""
    return Settings(
        xintiao_key=bytes(range(32)),
        database_url=f"sqlite:///{folder / 'demo.db'}",
        public_url="http://127.0.0.1:8080/guest",
        sms_gateway_url="http://127.0.0.1:8080/gateway",
        sms_gateway_secret="a secret of the test",
        language="en" if language == "en" else "zh",
    )


def newest(store: Store, address: int) -> str:
    """The words of the newest letter at an address."""
    theirs = select(outbox.c.text).where(outbox.c.address_id == address, outbox.c.kind == "text")
    return str(store.db.scalar(theirs.order_by(outbox.c.id.desc()).limit(1)))


def nothing_is_left_over(store: Store) -> None:
    """All chains fit, no fault came, every row was handled, every letter for a page was fetched."""
    assert verify(store).broken is None
    assert list(store.db.scalars(select(faults.c.what))) == []
    assert set(store.db.scalars(select(inbox.c.state))) == {"handled"}
    assert set(store.db.scalars(select(outbox.c.state).join(addresses).where(addresses.c.door == "web"))) == {"sent"}


def everybody_is_where_they_should(store: Store, seeded: Seeded) -> None:
    """The staff is there, the obligor stands in the middle of the letter, the other cases at points of their own."""
    assert tuple(seeded.phones) == PHONES
    bound = people.bound_staff(store)
    roles = {one.role for one in people.staff(store) if one.person in bound}
    assert roles == {Role.MEDIATOR, Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR}
    for official in (WANG, ZHAO):
        member = people.staff_member(store, seeded.phones[official.key].person)
        assert member is not None
        assert member.name == official.name
    assert "3/7" in newest(store, seeded.phones[LI.key].id)
    (number,) = conversation.cases_of(store, seeded.phones[LI.key].person)
    loan = cases.load(store, number)
    assert loan is not None
    letters = {one.name: one.commitment.state for one in loan.parties}
    assert letters == {LI.name: CommitmentState.READING, ZHANG.name: CommitmentState.CONFIRMED}
    found = [case for case in map(partial(cases.load, store), store.db.scalars(select(table.c.number))) if case]
    states = sorted(
        sorted(case.performance(one.key).state for one in case.obligations)
        for case in found
        if case.number != number and not case.breaches
    )
    performed, opened = ObligationState.PERFORMED, ObligationState.OPEN
    assert states == sorted([[performed], [ObligationState.CONTRADICTED], sorted([performed] * 2 + [opened] * 2)])
    breaches_stand_apart(store, found, local_date(seeded.at, SHANGHAI))


def breaches_stand_apart(store: Store, found: list[Case], today: date) -> None:
    """One obligor has read a warning and still has time; a person and an organisation are public, by two hands."""
    at = {case.party(one.party).name: one for case in found for one in case.breaches}
    assert {name: one.state for name, one in at.items()} == {
        ZHANG.name: BreachState.CURING,
        TAO.name: BreachState.PUBLISHED,
        SHOP.name: BreachState.PUBLISHED,
    }
    for name in (TAO.name, SHOP.name):
        proposal, public = at[name].proposal, at[name].publication
        assert proposal is not None
        assert public is not None
        assert public.approved_by != proposal.by
    shown = publications.list_shown(store, today)
    assert {one.name for one in shown} == {"陶某", SHOP.name}
    assert [one.name for one in publications.list_shown(store, today, name="演示")] == [SHOP.name]
