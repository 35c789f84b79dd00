"""What no correct bot asks is refused in Telegram's words and kept; what no library reads is never said."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest
import telegram
from telegram.error import BadRequest

from tests.botapi import BotApi, Person
from tests.botapi.clients import telegram_bot
from tests.botapi.honesty import check_result, check_unreadable, check_update

LONG = "长" * 4096


def button(**fields: object) -> dict[str, object]:
    """Keyboard of one button."""
    return {"inline_keyboard": [[{"text": "好", **fields}]]}


async def ask(api: BotApi, method: str, **params: object) -> dict[str, Any]:
    """A request by hand, as JSON."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{api.url}/bot{api.token}/{method}", json=params) as answer,
    ):
        body: dict[str, Any] = await answer.json()
        return body


@pytest.fixture
async def wang(lax: BotApi) -> Person:
    """Somebody to write to."""
    person = lax.person("王强")
    await person.opens()
    return person


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": LONG + "字"}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag corresponding to start tag"),
        ({"text": "AT&T", "parse_mode": "HTML"}, "can't parse entities: Unexpected character '&'"),
        ({"text": "x", "parse_mode": "MarkdownV3"}, "unsupported parse_mode"),
        ({"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 9}]}, "can't parse entities: entity"),
        ({"text": "x", "colour": "red"}, "unknown parameters: colour"),
        ({"text": "x", "disable_notification": "perhaps"}, "can't parse disable_notification"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
        ({"text": "x", "reply_markup": button(callback_data="字" * 22)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": button(callback_data="")}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": button()}, "can't parse inline keyboard button"),
        ({"text": "x", "reply_markup": button(callback_data="k", style="gold")}, "invalid button style"),
        ({"text": "x", "reply_markup": button(callback_data="k", tint="red")}, "unknown parameters: reply_markup."),
        ({"text": "x", "reply_markup": button(copy_text={"text": ""})}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "reply_markup": button(url="no link")}, "inline keyboard button URL 'no link' is invalid"),
    ],
)
async def test_malformed_messages(lax: BotApi, wang: Person, params: dict[str, object], words: str) -> None:
    answer = await ask(lax, "sendMessage", chat_id=wang.id, **params)
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert answer["description"].startswith(f"Bad Request: {words}")
    assert [one.what for one in lax.violations] == [answer["description"]]
    assert wang.heard == []


@pytest.mark.parametrize(
    "params",
    [
        {"text": LONG},
        {"text": "<b>" + "<i>长</i>" * 4096 + "</b>", "parse_mode": "HTML"},
        {"text": '到期日 <tg-time unix="1900000000" format="wDT">3月15日</tg-time>', "parse_mode": "HTML"},
        {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 1}]},
        {"text": "x", "reply_markup": json.dumps(button(callback_data="k" * 64))},
    ],
)
async def test_what_only_looks_too_much_is_taken(api: BotApi, li: Person, params: dict[str, object]) -> None:
    assert (await ask(api, "sendMessage", chat_id=str(li.id), **params))["ok"]


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"text": "x", "chat_id": ""}, "chat_id is empty"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "长" * 201}, "MESSAGE_TOO_LONG"),
        ("sendChatAction", {"chat_id": "?", "action": "dancing"}, "wrong parameter action in request"),
        ("setMyCommands", {"commands": [{"command": "新", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyDescription", {"description": "长" * 513}, "BOT_DESCRIPTION_INVALID"),
        ("deleteMessages", {"chat_id": "?", "message_ids": []}, "there must be from 1 to 100 messages to delete"),
    ],
)
async def test_malformed_requests(
    lax: BotApi, wang: Person, method: str, params: dict[str, object], words: str
) -> None:
    if params.get("chat_id") == "?":
        params = {**params, "chat_id": wang.id}
    answer = await ask(lax, method, **params)
    assert answer["description"] == f"Bad Request: {words}"
    assert len(lax.violations) == 1


async def test_captions_and_files(lax: BotApi, wang: Person) -> None:
    async with telegram_bot(lax) as bot:
        with pytest.raises(BadRequest, match="Message caption is too long"):
            await bot.send_document(wang.id, b"x", filename="x.txt", caption="长" * 1025)
        with pytest.raises(BadRequest, match="File must be non-empty"):
            await bot.send_document(wang.id, b"", filename="x.txt")
        with pytest.raises(BadRequest, match="Image_process_failed"):
            await bot.send_photo(wang.id, b"no picture")
        with pytest.raises(BadRequest, match="Wrong file identifier"):
            await bot.send_document(wang.id, "BQACAgIAAxkBAAI")
    assert len(lax.violations) == 3


async def test_a_malformed_request_fails_the_test_that_made_it() -> None:
    with pytest.raises(AssertionError, match="message text is empty"):
        async with BotApi() as api:
            await ask(api, "sendMessage", chat_id=1, text="")


async def test_requests_come_as_query_form_or_json_alike(api: BotApi, li: Person) -> None:
    url = f"{api.url}/bot{api.token}/sendMessage"
    markup = json.dumps(button(callback_data="k"))
    async with aiohttp.ClientSession() as session:
        for how in ({"params": {"chat_id": li.id, "text": "x", "reply_markup": markup}},
                    {"data": {"chat_id": str(li.id), "text": "x", "reply_markup": markup}},
                    {"json": {"chat_id": li.id, "text": "x", "reply_markup": button(callback_data="k")}}):  # fmt: skip
            async with session.post(url, **how) as answer:
                assert answer.status == 200
    assert [one.buttons for one in li.heard] == [[["好"]]] * 3


async def test_a_method_that_is_not_played_says_so(lax: BotApi) -> None:
    answer = await ask(lax, "sendDice", chat_id=1)
    assert answer["error_code"] == 501
    assert "sendDice is not played" in lax.violations[0].what


async def test_the_servers_own_mistakes_are_no_secret(
    lax: BotApi, wang: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lax.cloud, "open_chat", lambda given: 1 / 0)
    assert (await ask(lax, "sendMessage", chat_id=wang.id, text="x"))["error_code"] == 500
    assert "the loopback server itself: ZeroDivisionError" in lax.violations[0].what
    monkeypatch.setattr(lax.cloud, "me", wang)
    assert (await ask(lax, "getMe"))["error_code"] == 500
    assert len(lax.violations) == 2


async def test_every_update_reads_back_as_it_was_said(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    markup = telegram.InlineKeyboardMarkup.from_button(telegram.InlineKeyboardButton("好", callback_data="k"))
    card = await ptb.send_message(li.id, "好吗", reply_markup=markup)
    await li.edits(await li.says("/new 😀"), "https://a.cn")
    await li.presses("好")
    await ptb.delete_message(li.id, card.message_id)
    await li.presses_data(next(one for one in [li.last]), "forged")
    await li.shares_contact()
    await li.shares_contact(own=False)
    await li.sends_voice()
    await li.sends_sticker()
    await li.sends_photo(b"jpeg", "图")
    await li.sends_document(b"%PDF", "书.pdf")
    await li.sends(location={"latitude": 47.3, "longitude": 130.3})
    await li.blocks_bot()
    await ptb.get_updates()
    said = api.requests[-1].result
    assert len(said) == len(api.waiting) == 12
    for update in said:
        read = telegram.Update.de_json(update, ptb)
        assert json.loads(read.to_json())["update_id"] == update["update_id"]
        assert read.api_kwargs == {}


def test_the_checks_can_fail() -> None:
    chat = {"id": 1, "type": "private", "first_name": "x"}
    message = {"message_id": 1, "date": 1, "chat": chat, "text": "x"}
    check_update({"update_id": 1, "message": message})
    with pytest.raises(AssertionError, match="unknown fields"):
        check_update({"update_id": 1, "message": {**message, "mood": "good"}})
    with pytest.raises(AssertionError, match="no library reads"):
        check_update({"update_id": 1, "message": {"message_id": 1}})
    with pytest.raises(AssertionError, match="meant to be unparsable"):
        check_unreadable({"update_id": 1, "message": message})
    check_result("sendMessage", message)
    with pytest.raises(AssertionError, match="unknown fields"):
        check_result("sendMessage", {**message, "mood": "good"})
    with pytest.raises(AssertionError, match="no library reads"):
        check_result("sendMessage", {"message_id": 1})
