"""Being told by a text message: one a day, a link and no content, to a number of whoever reads for the party now."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mediation.case import Case
from mediation.commitment_letter import Consent, ConsentKind
from mediation.phones import Phone
from storage import cases, invitations, people
from storage.store import Store
from tests.heard import Somebody
from tests.paged import NUMBER, PAGE, Paged, tied
from tests.sample import LI, person_id
from tests.world import PROFILE

MINUTE = timedelta(minutes=1)


async def changed(world: Paged, **fields: Any) -> None:
    """Something about her party is otherwise."""

    def work(store: Store) -> Case:
        case = cases.load(store, NUMBER)
        assert case is not None
        return cases.save(store, case.with_party(replace(case.party("2"), **fields)), world.now)

    await world.run(work)


async def test_at_most_one_text_a_day_however_much_is_written(world: Paged, li: int) -> None:
    for _ in range(3):
        await world.writes(li)
    assert await world.rings() == 1
    for _ in range(5):
        await world.writes(li)
        assert await world.rings(timedelta(hours=1)) == 0
    await world.days_pass(1)
    assert await world.rings() == 1  # for what was written after yesterday's
    await world.days_pass(1)
    assert await world.rings() == 0  # nothing is new
    await world.writes(li)
    assert await world.rings() == 1
    assert [row.ref for row in await world.written("sms")] == [f"{NUMBER}/2"] * 3


async def test_the_text_says_nothing_and_its_link_is_checked(world: Paged, li: int) -> None:
    await world.writes(li)
    await world.rings()
    (text,) = await world.written("sms")
    assert text.text == f"【{PROFILE.office.justice_bureau.zh}】您有一条新消息，请打开 ⟦page⟧"
    assert (text.case_number, text.party, text.person, text.urgency) == (NUMBER, "2", li, "notice")
    token = (await world.secrets(text.id))["⟦page⟧"].removeprefix(f"{PAGE}/i/")
    link = await world.run(lambda store: invitations.find(store, token))
    assert link is not None
    assert (link.person, link.checked) == (li, True)
    assert link.expires_at == world.now + timedelta(days=3)
    assert "139" not in str(text)


async def test_the_link_of_a_text_asks_the_last_six_and_opens_her_conversation(world: Paged, li: int) -> None:
    await world.writes(li)
    await world.rings()
    (text,) = await world.written("sms")
    token = (await world.secrets(text.id))["⟦page⟧"].removeprefix(f"{PAGE}/i/")
    start = {"kind": "command", "command": "start", "argument": token, "text": f"/start {token}"}
    assert await world.browses("somebody's", **start) == ["last_six"]
    await world.browses("somebody's", kind="text", text="000000")
    assert await world.run(lambda store: _owner(store, "somebody's")) != li
    assert "door_open" in await world.browses("somebody's", kind="text", text=LI.last_six)
    assert await world.run(lambda store: _owner(store, "somebody's")) == li


def _owner(store: Store, chat: str) -> int:
    """Whose a browser's address is."""
    found = people.address_at(store, "web", "office", chat)
    assert found is not None
    return found.person


async def test_a_text_is_for_what_is_about_a_case(world: Paged, li: int) -> None:
    await world.writes(li, case=None, party=None)
    assert await world.rings() == 0


async def test_no_text_goes_out_without_a_gateway(world: Paged, li: int) -> None:
    await world.texts(False)
    await world.writes(li)
    assert await world.rings() == 0


@pytest.mark.parametrize("phone", [None, Phone("04683345678"), Phone("+85291234567")])
async def test_only_a_mobile_number_is_texted(world: Paged, li: int, phone: Phone | None) -> None:
    await changed(world, phone=phone)
    await world.writes(li)
    assert await world.rings() == 0


async def test_whoever_does_not_agree_to_be_processed_here_is_not_texted(world: Paged, li: int) -> None:
    refused = Consent(ConsentKind.PROCESSING, False, "0" * 64, world.now)
    await changed(world, consents=(refused,))
    await world.writes(li)
    assert await world.rings() == 0


async def test_what_is_said_to_staff_about_a_party_is_not_texted_to_the_party(
    world: Paged, wang: Somebody, li: int
) -> None:
    mediator = await person_id(world, wang)
    await world.run(lambda store: store.db.exec_driver_sql("UPDATE addresses SET state = 'unreachable' WHERE id = 1"))
    await world.writes(mediator)
    assert await world.rings() == 0


async def test_where_telegram_is_blocked_a_text_goes(world: Paged, li: int) -> None:
    phone = await world.telegram(li)

    def blocked(store: Store) -> None:
        found = people.address_at(store, "telegram", "bot", phone.chat)
        assert found is not None
        people.set_reachable(store, found.id, False, "blocked", world.now)

    await world.run(blocked)
    await world.writes(li)
    assert await world.rings() == 1
    assert phone.letters == []
    assert len(await world.written("sms")) == 1


async def test_the_number_rings_for_whoever_reads_for_the_party_now(world: Paged, li: int) -> None:
    await world.writes(li)
    await world.rings()
    await world.fetches(li)

    def other(store: Store) -> int:
        person = people.new_person(store, "孙强", "zh", world.now).id
        tied(store, world, NUMBER, "2", person)
        return person

    sun = await world.run(other)
    await world.writes(sun)
    assert await world.rings() == 1
    first, second = await world.written("sms")
    assert (first.person_id, second.person_id) == (li, sun)
    assert first.address_id == second.address_id
