"""Every refusal is the exception that each library has for it."""

from __future__ import annotations

import asyncio

import aiogram
import aiohttp
import pytest
import telegram
from aiogram import exceptions as ai
from telegram import error as tg

from tests.botapi import (
    BotApi,
    Garbage,
    NoAnswer,
    Person,
    Refusal,
    Slow,
    blocked,
    cannot_initiate,
    chat_not_found,
    deactivated,
    migrated,
    server_error,
    too_many_requests,
    unauthorized,
)
from tests.botapi.clients import aiogram_bot, telegram_bot


@pytest.mark.parametrize(
    ("how", "for_ptb", "for_aiogram", "words"),
    [
        (too_many_requests(3), tg.RetryAfter, ai.TelegramRetryAfter, "[: ]0?3"),
        (blocked(), tg.Forbidden, ai.TelegramForbiddenError, "bot was blocked by the user"),
        (deactivated(), tg.Forbidden, ai.TelegramForbiddenError, "user is deactivated"),
        (cannot_initiate(), tg.Forbidden, ai.TelegramForbiddenError, "can't initiate conversation with a user"),
        (chat_not_found(), tg.BadRequest, ai.TelegramBadRequest, "[Cc]hat not found"),
        (migrated(-100123), tg.ChatMigrated, ai.TelegramMigrateToChat, "-100123"),
        (server_error(502), tg.NetworkError, ai.TelegramServerError, "Bad Gateway"),
        (server_error(500), tg.NetworkError, ai.TelegramServerError, "Internal Server Error"),
        (unauthorized(), tg.InvalidToken, ai.TelegramUnauthorizedError, "Unauthorized"),
        (Garbage(), tg.NetworkError, ai.ClientDecodeError, "502 Bad Gateway"),
    ],
)
async def test_a_fault_that_was_ordered(
    api: BotApi,
    ptb: telegram.Bot,
    aio: aiogram.Bot,
    li: Person,
    how: Refusal | Garbage,
    for_ptb: type[Exception],
    for_aiogram: type[Exception],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # otherwise the library warns about itself
    order = api.fail("sendMessage", how, chat=li, times=2)
    with pytest.raises(for_ptb, match=words):
        await ptb.send_message(li.id, "你好")
    with pytest.raises(for_aiogram, match=words):
        await aio.send_message(li.id, "你好")
    await ptb.send_message(li.id, "现在好了")
    assert [one.text for one in li.heard] == ["现在好了"]
    assert order.struck == 2
    assert [one.ok for one in api.calls("sendMessage", li)] == [False, False, True]


async def test_orders_wait_for_their_turn_and_can_be_cancelled(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    order = api.fail("sendMessage", server_error(), times=None, after=1, when=lambda call: "糟" in call.params["text"])
    await ptb.send_message(li.id, "糟一")
    await ptb.send_message(li.id, "好")
    for _ in range(2):
        with pytest.raises(tg.NetworkError):
            await ptb.send_message(li.id, "糟二")
    order.cancel()
    await ptb.send_message(li.id, "糟三")
    assert [one.text for one in li.heard] == ["糟一", "好", "糟三"]


async def test_an_answer_that_never_comes_although_it_was_done(
    api: BotApi, ptb: telegram.Bot, aio: aiogram.Bot, li: Person
) -> None:
    api.fail("sendMessage", NoAnswer(), chat=li)
    with pytest.raises(tg.NetworkError):
        await ptb.send_message(li.id, "一")
    api.fail("sendMessage", NoAnswer(closes=False), chat=li)
    with pytest.raises(tg.TimedOut):
        await ptb.send_message(li.id, "二", read_timeout=0.05)
    api.fail("sendMessage", NoAnswer(done=False), chat=li)
    with pytest.raises(ai.TelegramNetworkError):
        await aio.send_message(li.id, "三")
    api.fail("sendMessage", Slow(60), chat=li)
    slow = asyncio.create_task(aio.send_message(li.id, "四"))
    await li.hears("四")
    slow.cancel()
    assert [one.text for one in li.heard] == ["一", "二", "四"]
    assert [one.answer for one in api.calls("sendMessage")[:3]] == [None, None, None]


async def test_what_came_in_whole_is_done_even_if_the_bot_is_gone_by_then(
    api: BotApi, aio: aiogram.Bot, li: Person
) -> None:
    api.latency = 0.05
    dying = asyncio.create_task(aio.send_message(li.id, "遗言"))
    await api.until(lambda: api.calls("sendMessage") and api.calls("sendMessage")[0].params)
    dying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await dying
    assert (await li.hears("遗言")).by_bot


async def test_people_who_cannot_be_reached(api: BotApi, ptb: telegram.Bot, aio: aiogram.Bot, li: Person) -> None:
    stranger = api.person("王强")
    with pytest.raises(tg.BadRequest, match="Chat not found"):
        await ptb.send_message(stranger.id, "你好")
    with pytest.raises(ai.TelegramBadRequest, match="chat not found"):
        await aio.send_message(424242, "你好")
    group = api.group("调解室", [stranger])
    await group.adds_bot(by=stranger)
    await stranger.says("/start@xintiao_test_bot", to=group)
    with pytest.raises(tg.Forbidden, match="bot can't initiate conversation with a user"):
        await ptb.send_message(stranger.id, "你好")
    await li.blocks_bot()
    with pytest.raises(tg.Forbidden, match="bot was blocked by the user"):
        await ptb.send_message(li.id, "你好")
    await li.opens("again")
    await ptb.send_message(li.id, "你好")
    await li.deletes_account()
    with pytest.raises(tg.Forbidden, match="user is deactivated"):
        await ptb.send_message(li.id, "你好")


async def test_a_group_that_became_a_supergroup(api: BotApi, ptb: telegram.Bot, aio: aiogram.Bot, li: Person) -> None:
    group = api.group("调解室", [li])
    await group.adds_bot(by=li)
    old = group.id
    await ptb.send_message(old, "在")
    await group.migrates(by=li)
    with pytest.raises(tg.ChatMigrated) as moved:
        await ptb.send_message(old, "在吗")
    assert moved.value.new_chat_id == group.id
    with pytest.raises(ai.TelegramMigrateToChat) as told:
        await aio.send_message(old, "在吗")
    await aio.send_message(told.value.migrate_to_chat_id, "搬好了")
    assert [one.text for one in group.screen if one.by_bot] == ["搬好了"]
    kinds = [next(kind for kind in one.to_dict() if kind != "update_id") for one in await ptb.get_updates()]
    assert kinds == ["my_chat_member", "message", "message", "message"]
    await group.removes_bot(by=li)
    with pytest.raises(tg.Forbidden, match="bot was kicked from the supergroup chat"):
        await ptb.send_message(group.id, "在吗")


async def test_wrong_tokens_methods_and_paths(api: BotApi) -> None:
    wrong = "1234567890:" + "x" * 35
    bot = aiogram_bot(api, wrong)
    with pytest.raises(ai.TelegramUnauthorizedError):
        await bot.get_me()
    await bot.session.close()
    with pytest.raises(tg.InvalidToken, match="rejected by the server"):
        async with telegram_bot(api, wrong):
            pass
    async with aiohttp.ClientSession() as session:
        for path in ("bot1/getMe", f"bot{api.token}/getNothing", f"file/bot{api.token}/documents/none", "x/y/z"):
            async with session.get(f"{api.url}/{path}") as answer:
                assert answer.status == 404
                assert (await answer.json())["description"] == "Not Found"
        async with session.get(f"{api.url}/bot{api.token}/GETME") as answer:
            assert (await answer.json())["result"]["is_bot"] is True


async def test_a_bot_that_logged_out_is_out(api: BotApi, ptb: telegram.Bot) -> None:
    assert await ptb.close()
    assert await ptb.log_out()
    with pytest.raises(tg.BadRequest, match="Logged out"):
        await ptb.get_me()
