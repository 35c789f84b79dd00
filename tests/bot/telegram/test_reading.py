"""Reading: what each kind of update asks, read from what the loopback Bot API really emits."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.reading import file_in, read
from handlers.ask import Ask, AskKind, Unreadable
from storage.inbox import Incoming
from tests.botapi import BotApi, Group, Person
from tests.clocks import START

ME = "xintiao_test_bot"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + (1200).to_bytes(4, "big") + (900).to_bytes(4, "big") + bytes(100)

Does = Callable[[Person], Awaitable[object]]


def incoming(raw: str) -> Incoming:
    """A row with this raw."""
    return Incoming(1, "telegram", "1234567890", "1", "5", raw, START, 0)


@pytest.fixture
async def li(api: BotApi) -> Person:
    """Somebody who has opened the bot; nothing waits."""
    person = api.person("李晓梅")
    await person.opens()
    api.cloud.updates.clear()
    return person


def asks(api: BotApi) -> list[Ask]:
    """Everything that waits, read."""
    return [read(incoming(one.raw), ME) for one in api.cloud.updates.waiting]


def only(api: BotApi) -> Ask:
    """The one thing that waits, read."""
    [ask] = asks(api)
    return ask


@pytest.mark.parametrize(
    ("said", "command", "argument"),
    [
        ("/cases", "cases", ""),
        ("/Case K7M2QX", "case", "K7M2QX"),
        (f"/case@{ME} K7M2QX  7", "case", "K7M2QX  7"),
        ("/form 姓名：李晓梅\n电话：无", "form", "姓名：李晓梅\n电话：无"),
    ],
)
async def test_a_command_comes_apart(api: BotApi, li: Person, said: str, command: str, argument: str) -> None:
    await li.says(said)
    ask = only(api)
    assert (ask.kind, ask.command, ask.argument) == (AskKind.COMMAND, command, argument)


async def test_a_deep_link_is_a_start_with_its_payload(api: BotApi, li: Person) -> None:
    await li.opens("abc_DEF-1")
    ask = only(api)
    assert (ask.kind, ask.command, ask.argument) == (AskKind.COMMAND, "start", "abc_DEF-1")


@pytest.mark.parametrize("said", ["您好 😀", "/", "/案件", "/new借贷", "a /cases", "//", "1/2"])
async def test_everything_else_typed_is_text(api: BotApi, li: Person, said: str) -> None:
    shown = await li.says(said)
    assert only(api) == Ask(AskKind.TEXT, text=said, message=str(shown.id), sender="李晓梅", language="zh-hans")


async def test_a_photo_is_a_file_in_its_best_size(api: BotApi, li: Person) -> None:
    await li.sends_photo(PNG, "协议书")
    ask = only(api)
    assert ask.kind is AskKind.FILE
    assert ask.text == "协议书"
    assert ask.file is not None
    assert ask.file.size == len(PNG)
    assert (ask.file.name, ask.file.mime) == ("photo.jpg", "image/jpeg")


async def test_a_document_is_a_file_under_its_name(api: BotApi, li: Person) -> None:
    await li.sends_document(b"%PDF", "协议.pdf", "application/pdf")
    [update] = api.cloud.updates.waiting
    found = file_in(update.raw)
    assert found is not None
    assert found == only(api).file
    assert (found.name, found.mime, found.size) == ("协议.pdf", "application/pdf", 4)


async def test_a_contact_is_ones_own_or_somebody_elses(api: BotApi, li: Person) -> None:
    await li.shares_contact()
    await li.shares_contact(own=False)
    kind = AskKind.CONTACT
    assert [(ask.kind, ask.own_contact, ask.text) for ask in asks(api)] == [(kind, True, ""), (kind, False, "")]


async def _voice(li: Person) -> object:
    return await li.sends_voice()


async def _sticker(li: Person) -> object:
    return await li.sends_sticker()


async def _place(li: Person) -> object:
    return await li.sends(location={"latitude": 47.3, "longitude": 130.3})


async def _moving_picture(li: Person) -> object:
    file = {"file_id": "f", "file_unique_id": "u"}
    return await li.sends(animation={**file, "width": 1, "height": 1, "duration": 1}, document=file)


@pytest.mark.parametrize("does", [_voice, _sticker, _place, _moving_picture])
async def test_what_the_bot_cannot_read(api: BotApi, li: Person, does: Does) -> None:
    await does(li)
    assert only(api).kind is AskKind.OTHER
    assert file_in(api.cloud.updates.waiting[0].raw) is None


async def test_what_telegram_itself_says_asks_nothing(api: BotApi, li: Person) -> None:
    shown = await li.says("您好")
    await li.sends(pinned_message=shown.wire)
    assert asks(api)[1].kind is AskKind.NOTHING


async def test_an_edit(api: BotApi, li: Person) -> None:
    shown = await li.says("三万")
    api.cloud.updates.clear()
    await li.edits(shown, "三万五")
    ask = only(api)
    assert (ask.kind, ask.text, ask.message) == (AskKind.EDIT, "三万五", str(shown.id))


async def test_a_press_is_its_key(api: BotApi, bot: Bot, li: Person) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("确认", callback_data="k1")]])
    sent = await bot.send_message(li.id, "请确认", reply_markup=keyboard)
    await li.presses("确认")
    ask = only(api)
    assert (ask.kind, ask.text, ask.message) == (AskKind.PRESS, "k1", str(sent.message_id))


async def test_a_press_on_a_message_that_is_gone(api: BotApi, bot: Bot, li: Person) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("确认", callback_data="k1")]])
    sent = await bot.send_message(li.id, "请确认", reply_markup=keyboard)
    shown = li.last
    await bot.delete_message(li.id, sent.message_id)
    await li.presses_data(shown, "k1")
    assert (only(api).kind, only(api).text) == (AskKind.PRESS, "k1")


async def test_blocking_and_coming_back(api: BotApi, li: Person) -> None:
    await li.blocks_bot()
    await li.unblocks_bot()
    kinds = [ask.kind for ask in asks(api)]
    assert kinds[:2] == [AskKind.LOST, AskKind.BACK]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("/cases", AskKind.GROUP),
        (f"/cases@{ME}", AskKind.GROUP),
        (f"/cases@{ME.upper()}", AskKind.GROUP),
        ("/cases@another_bot", AskKind.NOTHING),
        (f"@{ME} 您好", AskKind.GROUP),
        (f"您好，@{ME}", AskKind.GROUP),
    ],
)
async def test_in_a_group_it_hears_what_is_said_to_it(api: BotApi, li: Person, said: str, kind: AskKind) -> None:
    group = await _group(api, li)
    await li.says(said, to=group)
    assert only(api).kind is kind


async def test_other_words_in_a_group_ask_nothing(api: BotApi, bot: Bot, li: Person) -> None:
    group = await _group(api, li)
    await bot.send_message(group.id, "请私下找我")
    await li.says("好的", to=group, reply_to=group.screen[-1])
    await li.edits(await li.says("/cases", to=group), "/cases now")
    assert [ask.kind for ask in asks(api)] == [AskKind.NOTHING, AskKind.GROUP, AskKind.NOTHING]


async def test_being_let_into_a_group_is_answered_once(api: BotApi, li: Person) -> None:
    group = api.group("调解室", [li])
    await group.adds_bot(li)
    await group.removes_bot(li)
    assert [ask.kind for ask in asks(api)] == [AskKind.GROUP, AskKind.NOTHING, AskKind.NOTHING]


async def _group(api: BotApi, li: Person) -> Group:
    group = api.group("调解室", [li])
    await group.adds_bot(li)
    api.cloud.updates.clear()
    return group


@pytest.mark.parametrize("raw", ["", "{", "[]", "7", "null", '"text"', '{"message": {"chat": {}}}'])
def test_what_cannot_be_read_says_so(raw: str) -> None:
    with pytest.raises(Unreadable):
        read(incoming(raw), ME)


async def test_a_press_that_no_library_reads(api: BotApi, li: Person) -> None:
    api.emit("callback_query", {"id": "1", "from": li.user.wire(), "data": "x"}, readable=False)
    with pytest.raises(Unreadable):
        only(api)


def test_a_kind_of_update_that_nobody_asked_for() -> None:
    assert read(incoming('{"update_id": 1, "something_new": {}}')).kind is AskKind.NOTHING


async def test_half_a_character_becomes_a_question_mark(api: BotApi, li: Person) -> None:
    await li.says("X")
    raw = api.cloud.updates.waiting[0].raw.replace('"X"', '"\\ud83d您好"')
    assert read(incoming(raw)).text == "?您好"


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(
    st.sampled_from(["text", "chat", "from", "date", "entities", "photo", "contact", "document", "caption"]),
    JSON_VALUES,
)
def test_a_damaged_message_is_read_or_unreadable_and_nothing_else(name: str, value: Any) -> None:
    message: dict[str, Any] = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False, "first_name": "李"},
        "text": "/start 1",
    }
    raw = json.dumps({"update_id": 1, "message": message | {name: value}})
    try:
        ask = read(incoming(raw), ME)
    except Unreadable:
        return
    assert isinstance(ask.kind, AskKind)
