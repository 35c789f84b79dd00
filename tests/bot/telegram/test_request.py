"""The request class: what surely did not arrive is told from what nobody can know, and no text holds the token."""

import asyncio
import logging
import socket
import traceback
from typing import Any

import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot.telegram.connecting import make_bot
from bot.telegram.request import AiohttpRequest, AnswerLost, NotConnected, TooManyRequests
from tests.botapi import BotApi, Garbage, NoAnswer, Person, Refusal, bad_request, server_error, too_many_requests


@pytest.fixture
async def li(api: BotApi) -> Person:
    """Somebody who has opened the bot."""
    person = api.person("李晓梅")
    await person.opens()
    return person


async def test_a_message_arrives_and_comes_back(api: BotApi, bot: Bot, li: Person) -> None:
    sent = await bot.send_message(li.id, "您好 <b>&amp;</b>", parse_mode="HTML")
    assert li.last.text == "您好 &"
    assert li.last.id == sent.message_id


async def test_a_file_arrives_whole_under_its_own_name(api: BotApi, bot: Bot, li: Person) -> None:
    content = bytes(range(256)) * 10_000
    await bot.send_document(li.id, InputFile(content, filename='调解"协议书".pdf'), caption="请查收")
    assert li.last.file == content
    assert li.last.file_name == '调解"协议书".pdf'
    assert li.last.text == "请查收"


async def test_line_breaks_in_a_files_name_do_not_become_headers(api: BotApi, bot: Bot, li: Person) -> None:
    await bot.send_document(li.id, InputFile(b"scan", filename="a\r\nX-Evil: 1.pdf"))
    assert li.last.file_name == "aX-Evil: 1.pdf"


async def test_where_nobody_listens_nothing_left(unused: int) -> None:
    bot = make_bot("1:abc", f"http://127.0.0.1:{unused}")
    await bot.request.initialize()
    with pytest.raises(NotConnected):
        await bot.get_me()
    await bot.request.shutdown()


async def test_a_session_that_is_not_open_sends_nothing(unused: int) -> None:
    with pytest.raises(NotConnected):
        await make_bot("1:abc", f"http://127.0.0.1:{unused}").get_me()


@pytest.fixture
def unused() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.mark.parametrize(
    ("how", "meaning"),
    [
        (NoAnswer(done=True), AnswerLost),
        (NoAnswer(done=False), AnswerLost),
        (Garbage(502), AnswerLost),
        (Garbage(200, "<html>"), AnswerLost),
        (Garbage(200, '{"ok": true}'), AnswerLost),
        (Garbage(200, "[]"), AnswerLost),
        (Garbage(407, "<html>"), NotConnected),
        (Garbage(404, "<html>"), NotConnected),
        (server_error(500), NetworkError),
        (too_many_requests(7), TooManyRequests),
        (bad_request("message is too long"), BadRequest),
    ],
)
async def test_what_each_answer_means(
    api: BotApi, bot: Bot, li: Person, how: Any, meaning: type[TelegramError]
) -> None:
    api.fail("sendMessage", how)
    with pytest.raises(meaning) as met:
        await bot.send_message(li.id, "您好")
    assert type(met.value) is meaning


async def test_an_answer_that_never_comes_is_waited_for_only_so_long(api: BotApi, bot: Bot, li: Person) -> None:
    api.fail("sendMessage", NoAnswer(done=True, closes=False))
    with pytest.raises(AnswerLost):
        await bot.send_message(li.id, "您好", read_timeout=0.05)
    assert li.last.text == "您好"


async def test_how_long_telegram_wants_us_to_wait(api: BotApi, bot: Bot, li: Person) -> None:
    api.fail("sendMessage", too_many_requests(7))
    api.fail("sendMessage", Refusal(429, "Too Many Requests"))
    for seconds in (7.0, 1.0):
        with pytest.raises(TooManyRequests) as met:
            await bot.send_message(li.id, "您好")
        assert met.value.seconds == seconds


async def test_a_token_that_telegram_does_not_know(api: BotApi) -> None:
    bot = make_bot(api.token[:-1] + "x", api.url)
    await bot.request.initialize()
    with pytest.raises(InvalidToken):
        await bot.get_me()
    await bot.request.shutdown()


@pytest.mark.parametrize("how", [NoAnswer(), Garbage(502), Garbage(404), Garbage(200, "{"), server_error(), None])
async def test_the_token_is_in_no_text(
    api: BotApi, bot: Bot, li: Person, how: Any, caplog: pytest.LogCaptureFixture
) -> None:
    if how is None:
        await api.stop()
    else:
        api.fail("sendMessage", how)
    words = "".join(["秘密", "的话"])
    with caplog.at_level(logging.DEBUG), pytest.raises(TelegramError) as met:
        await bot.send_message(li.id, words)
    told = "".join(traceback.format_exception(met.value)) + repr(met.value) + caplog.text
    secret = api.token.partition(":")[2]
    assert secret not in told
    assert words not in told


async def test_opening_and_closing_twice_does_no_harm() -> None:
    request = AiohttpRequest(2)
    await request.initialize()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()


async def test_as_many_requests_at_once_as_there_are_places(api: BotApi, bot: Bot, li: Person) -> None:
    await asyncio.gather(*(bot.send_message(li.id, f"第{number}句") for number in range(100)))
    assert len(api.calls("sendMessage")) == 100
