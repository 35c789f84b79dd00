"""Who cannot be written to: mediators hear of it once for each open case, until the person comes back."""

import json
from dataclasses import replace

import pytest

from handlers import delivered
from handlers.ask import AskKind, Unreadable
from mediation.actor import Role
from mediation.case import CaseState
from storage import cases, inbox, journal, people
from storage.inbox import Incoming
from storage.store import Store
from tests.handlers.test_words import office, templates
from tests.sample import attested, recorded
from tests.world import START, Somebody, World


async def address_of(world: World, who: Somebody) -> people.Address:
    """Where somebody is reached."""
    found = await world.run(lambda store: people.address_at(store, "telegram", "bot", who.chat))
    assert found is not None
    return found


async def delivery_says(world: World, what: str, who: Somebody, letter: int, why: str = "bot was blocked") -> None:
    """The delivery found out about a letter and wrote it into the inbox."""
    address = await address_of(world, who)

    def work(store: Store) -> None:
        raw = json.dumps({what: letter, "address": address.id, "why": why})
        inbox.receive(store, "delivery", "bot", f"{what}:{letter}", who.chat, raw, world.now)

    await world.run(work)
    await world.settle()


async def test_a_blocked_bot_is_told_to_the_mediator_once_with_what_to_do(world: World) -> None:
    mediator, li, zhang = await office(world)
    before = templates(zhang), len(li.letters)
    assert await world.asks(li, kind="lost") is None
    told = mediator.letters[-1]
    assert told.template == "party_unreachable.mediator"
    assert all(words in told.text for words in ("李晓梅", "K7M2QX", "电话", "139••••5678"))
    assert "13912345678" not in told.text
    assert (templates(zhang), len(li.letters)) == before
    assert (await world.case("K7M2QX")).party("2").binding.unreachable_at == world.now
    for letter in (101, 102):
        await delivery_says(world, "unreachable", li, letter)
    assert templates(mediator).count("party_unreachable.mediator") == 1


async def test_a_letter_that_finds_nobody_is_told_as_well_and_time_says_so(world: World) -> None:
    mediator, li, _ = await office(world)
    await delivery_says(world, "unreachable", li, li.letters[-1].row)
    assert templates(mediator) == ["party_unreachable.mediator"]
    entries = await world.run(lambda store: journal.of_case(store, "K7M2QX"))
    assert [entry.event for entry in entries] == ["party_unreachable", "call_needed"]
    assert {(entry.actor, entry.role) for entry in entries} == {(None, "time")}
    assert not (await address_of(world, li)).reachable


async def test_every_open_case_of_the_person_and_no_other(world: World) -> None:
    mediator, li, _ = await office(world)
    other = await world.staff("赵敏", Role.MEDIATOR)
    await attested(world, await recorded(world, other, "W3H8PD"), "2", li)
    ended = await attested(world, await recorded(world, other, "P2K9RT"), "2", li)
    await world.run(lambda store: cases.save(store, replace(ended, state=CaseState.CANCELLED), world.now))
    await world.asks(li, kind="lost")
    assert templates(mediator) == ["party_unreachable.mediator"]
    assert templates(other) == ["party_unreachable.mediator"]
    assert "W3H8PD" in other.letters[0].text


@pytest.mark.parametrize("sign", ["back", "text", "press"])
async def test_any_sign_of_life_ends_it_and_the_next_time_is_news_again(world: World, sign: str) -> None:
    mediator, li, _ = await office(world)
    await world.says(li, "/language")
    await world.asks(li, kind="lost")
    key = li.letters[-1].key("English")
    answer = await world.asks(li, kind=sign, text=key if sign == "press" else "在吗")
    assert answer is not None
    assert templates(mediator)[-1] == "party_reachable.mediator"
    assert (await world.case("K7M2QX")).party("2").binding.unreachable_at is None
    assert (await address_of(world, li)).reachable
    await world.asks(li, kind="lost")
    assert templates(mediator).count("party_unreachable.mediator") == 2


async def test_what_they_do_on_coming_back_is_done_in_the_same_turn(world: World) -> None:
    mediator, li, _ = await office(world)
    await world.says(li, "能晚几天还吗？")
    await world.asks(li, kind="lost")
    assert (await world.presses(li, "转给调解员")).template == "question_asked"
    assert templates(mediator)[-2:] == ["party_reachable.mediator", "question_asked.mediator"]


async def test_somebody_with_another_address_is_not_lost(world: World) -> None:
    mediator, li, _ = await office(world)
    person = (await address_of(world, li)).person
    await world.run(lambda store: people.new_address(store, person, "web", "office", "w1", world.now))
    await world.asks(li, kind="lost")
    assert templates(mediator) == []
    assert not (await address_of(world, li)).reachable


async def test_of_a_lost_member_of_staff_the_administrators_hear_once(world: World) -> None:
    administrator = await world.staff("孙丽", Role.ADMINISTRATOR)
    mediator, _, _ = await office(world)
    await world.asks(mediator, kind="lost")
    await delivery_says(world, "unreachable", mediator, 101)
    assert templates(administrator) == ["staff_unreachable.administrators"]
    assert "王建国" in administrator.letters[0].text
    await world.says(mediator, "/help")
    await world.run(
        lambda store: store.db.exec_driver_sql(
            "UPDATE addresses SET state = 'unreachable' WHERE ref = ?", (mediator.chat,)
        )
    )
    await delivery_says(world, "unreachable", mediator, 102)
    assert len(administrator.letters) == 2


async def test_an_unsendable_letter_is_told_to_the_administrators(world: World) -> None:
    administrator = await world.staff("孙丽", Role.ADMINISTRATOR)
    mediator, li, _ = await office(world)
    await world.says(li, "你好")
    await delivery_says(world, "unsendable", li, li.letters[-1].row, "can't parse entities <x>")
    told = administrator.letters[-1]
    assert told.template == "letter_unsendable.administrators"
    assert all(words in told.text for words in (str(li.letters[-1].row), "free_words", "K7M2QX", "&lt;x&gt;"))
    assert templates(mediator) == []
    # their own notice about it, unsendable too, does not go round for ever
    await delivery_says(world, "unsendable", administrator, told.row)
    assert len(administrator.letters) == 1


async def test_a_stranger_who_blocks_the_bot_is_nobodys_task(world: World) -> None:
    administrator, passer = await world.staff("孙丽", Role.ADMINISTRATOR), world.person("过路人")
    await world.says(passer, "/start")
    await world.asks(passer, kind="lost")
    assert templates(administrator) == []
    assert not (await address_of(world, passer)).reachable


def row(raw: str) -> Incoming:
    """What the delivery wrote."""
    return Incoming(1, "delivery", "bot", "unreachable:7", "1001", raw, START, 0)


def test_what_the_delivery_wrote_is_read() -> None:
    ask = delivered.read(row('{"unreachable": 7, "address": 3, "why": "bot was blocked"}'))
    assert (ask.kind, ask.letter, ask.address, ask.text) == (AskKind.LOST, 7, 3, "bot was blocked")
    ask = delivered.read(row('{"unsendable": 7, "address": 3, "why": "can\'t parse"}'))
    assert (ask.kind, ask.letter, ask.address) == (AskKind.UNSENDABLE, 7, 3)


@pytest.mark.parametrize("raw", ["", "[]", "{}", '{"unreachable": 7}', '{"unsendable": null, "address": 3, "why": ""}'])
def test_anything_else_is_unreadable(raw: str) -> None:
    with pytest.raises(Unreadable):
        delivered.read(row(raw))
