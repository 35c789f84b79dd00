"""Secrets said where nobody asked for them: they rest neither in the log nor in a journal, and reach no queue."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from handlers import masking
from mediation.actor import Role
from storage.schema.journal import journal
from storage.schema.messages import inbox, outbox
from storage.store import Store
from tests.handlers.tied import asked, bound, invited, opened
from tests.sample import LI, ZHANG, recorded
from tests.world import Somebody, World


async def office(world: World) -> tuple[Somebody, Somebody]:
    """A mediator with the sample case and an administrator."""
    mediator = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, mediator)
    return mediator, await world.staff("陈静", Role.ADMINISTRATOR, "city")


async def everything(world: World) -> str:
    """All that rests in what came in, went out and happened."""

    def work(store: Store) -> str:
        columns = (inbox.c.raw, outbox.c.text, journal.c.body)
        return "\n".join(text for column in columns for text in store.db.scalars(select(column)))

    return await world.run(work)


async def test_last_six_said_before_the_consent_rest_nowhere(world: World) -> None:
    mediator, chen = await office(world)
    zhang = world.person("军军")
    await opened(world, mediator, "张建军", zhang)
    assert (await world.says(zhang, ZHANG.last_six)).template == "consent_messenger_abroad"
    assert ZHANG.last_six not in await everything(world)
    assert chen.letters == []


async def test_last_six_said_once_more_while_the_mediator_looks_rest_nowhere(world: World) -> None:
    mediator, chen = await office(world)
    zhang = world.person("军军")
    await bound(world, mediator, "张建军", zhang, ZHANG.last_six)
    assert (await world.says(zhang, ZHANG.last_six)).template == "wait_for_mediator"
    assert ZHANG.last_six not in await everything(world)
    assert chen.letters == []


async def test_last_six_said_after_the_last_try_rest_nowhere(world: World) -> None:
    mediator, chen = await office(world)
    zhang = world.person("军军")
    await asked(world, mediator, "张建军", zhang)
    for wrong in ("111111", "222222", "333333"):
        await world.says(zhang, wrong)
    assert (await world.says(zhang, ZHANG.last_six)).template == "binding_locked_wait"
    assert ZHANG.last_six not in await everything(world)
    assert chen.letters == []


async def test_last_six_put_right_by_an_edit_or_under_a_picture_rest_nowhere(world: World) -> None:
    mediator, _ = await office(world)
    zhang = world.person("军军")
    await asked(world, mediator, "张建军", zhang)
    await world.asks(zhang, kind="edit", text=ZHANG.last_six)
    photo = {"ref": "f", "name": "photo.jpg", "mime": "image/jpeg", "size": 10}
    await world.asks(zhang, kind="file", text=ZHANG.last_six, file=photo)
    assert ZHANG.last_six not in await everything(world)


async def test_six_figures_of_somebody_else_are_words(world: World) -> None:
    await office(world)
    nobody = world.person("路人")
    assert (await world.says(nobody, "123456")).template == "stranger_words"
    assert "123456" in await everything(world)


@pytest.mark.parametrize("words", ["{link}", "请点 {link} 谢谢", "{token}", "发送 /start {token}"])
async def test_a_link_sent_as_words_opens_and_is_read_by_nobody(world: World, words: str) -> None:
    mediator, chen = await office(world)
    token = await invited(world, mediator, "张建军")
    said = words.format(token=token, link=f"{world.office.bot_link}{token}")
    assert (await world.says(world.person("军军"), said)).template == "consent_messenger_abroad"
    assert token not in await everything(world)
    assert chen.letters == []


async def test_words_as_long_as_a_code_are_words(world: World) -> None:
    await office(world)
    assert (await world.says(world.person("路人"), "a" * 22)).template == "stranger_words"


async def test_a_telephone_number_typed_for_a_case_does_not_rest(world: World) -> None:
    mediator = await world.staff("王建国", Role.MEDIATOR)
    await world.says(mediator, "/new")
    for answer in ("人民调解", "民间借贷", "没有", "个人", "张建军", ZHANG.number):
        await world.says(mediator, answer)
    assert mediator.letters[-1].template == "recording_phone"
    await world.says(mediator, "139 1234 5678")
    assert mediator.letters[-1].template == "recording_capacity"
    rests = await everything(world)
    assert "139 1234 5678" not in rests
    assert masking.PHONE_MARK in rests


def test_a_shared_contact_keeps_no_number() -> None:
    contact = {
        "phone_number": "+8613912345678",
        "vcard": "BEGIN:VCARD\nTEL:+86 139-1234-5678\nEND",
        "user_id": 1234567890,
    }
    masked = json.loads(masking.mask_contact().masked(json.dumps({"message": {"contact": contact}})))
    assert masked["message"]["contact"] == {
        "phone_number": masking.PHONE_MARK,
        "vcard": f"BEGIN:VCARD\nTEL:{masking.PHONE_MARK}\nEND",
        "user_id": 1234567890,
    }


def test_half_a_character_beside_a_number_is_masked_all_the_same() -> None:
    raw = json.dumps({"text": f"\ud83d {LI.number}"})
    masked = masking.without_numbers(raw)
    assert masked is not None
    masked.encode()
    assert json.loads(masked) == {"text": f"\ud83d {masking.NUMBER_MARK}"}


@pytest.mark.parametrize(
    "raw", [json.dumps({"kind": "other things", "text": f"我的号码 {LI.number}"}), f"{{ {LI.number}"]
)
async def test_what_no_turn_could_read_is_masked_when_it_is_set_aside(world: World, raw: str) -> None:
    await office(world)
    world.faults_expected = True
    who = world.person("路人")
    await world.comes_in(who, {"kind": "text", "text": "您好"})
    await world.run(lambda store: store.db.execute(update(inbox).values(raw=raw)))
    for _ in range(3):
        await world.passes(timedelta(seconds=10))
    assert await world.states() == {"set_aside": 1}
    rests = await everything(world)
    assert LI.number not in rests
    assert masking.NUMBER_MARK in rests
