"""getUpdates: confirmation by offset, waiting, conflicts, and what is too old."""

from __future__ import annotations

import asyncio

import aiogram
import aiohttp
import pytest
import telegram
from aiogram.exceptions import TelegramConflictError
from telegram.error import Conflict

from tests.botapi import BotApi, Person


async def test_an_update_comes_again_until_a_later_offset_confirms_it(
    api: BotApi, ptb: telegram.Bot, aio: aiogram.Bot, li: Person
) -> None:
    for text in ("一", "二", "三"):
        await li.says(text)
    first = await ptb.get_updates()
    again = await aio.get_updates()
    assert [one.update_id for one in first] == [one.update_id for one in again] == api.waiting
    rest = await ptb.get_updates(offset=first[0].update_id + 1, limit=1)
    assert [one.message.text for one in rest if one.message] == ["二"]
    assert len(api.waiting) == 2
    assert await aio.get_updates(offset=first[2].update_id + 1) == []
    assert api.waiting == []


async def test_a_negative_offset_forgets_all_before_the_last_ones(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    for text in ("一", "二", "三"):
        await li.says(text)
    last = await ptb.get_updates(offset=-1)
    assert [one.message.text for one in last if one.message] == ["三"]
    assert len(api.waiting) == 1


async def test_an_offset_from_the_far_future_confirms_nothing(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    await li.says("一")
    seen = await ptb.get_updates()
    assert await ptb.get_updates(offset=seen[0].update_id + 100_000) == seen
    assert len(api.waiting) == 1


async def test_a_poll_waits_until_something_comes(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    poll = asyncio.create_task(ptb.get_updates(timeout=50))
    await api.until(lambda: api.listening)
    await li.says("在吗")
    assert [one.message.text for one in await poll if one.message] == ["在吗"]


async def test_a_poll_ends_empty_when_its_time_is_over(api: BotApi) -> None:
    assert await api.cloud.updates.poll(0, 100, 0.001) == []
    assert not api.listening


async def test_the_newer_poller_ends_the_older(api: BotApi, ptb: telegram.Bot, aio: aiogram.Bot, li: Person) -> None:
    older = asyncio.create_task(ptb.get_updates(timeout=50))
    await api.until(lambda: api.listening)
    newer = asyncio.create_task(aio.get_updates(timeout=50))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older
    third = asyncio.create_task(ptb.get_updates(timeout=50))
    with pytest.raises(TelegramConflictError):
        await newer
    await api.until(lambda: api.listening)
    await li.says("还在")
    assert len(await third) == 1


async def test_a_poll_is_refused_while_a_webhook_is_set(api: BotApi, ptb: telegram.Bot, aio: aiogram.Bot) -> None:
    waiting = asyncio.create_task(ptb.get_updates(timeout=50))
    await api.until(lambda: api.listening)
    await aio.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await waiting
    with pytest.raises(Conflict, match="webhook is active"):
        await ptb.get_updates()
    await ptb.delete_webhook()
    assert await ptb.get_updates() == ()


async def test_a_poll_that_lost_its_connection_takes_nothing_with_it(
    api: BotApi, ptb: telegram.Bot, li: Person
) -> None:
    async with aiohttp.ClientSession() as session:
        dying = asyncio.create_task(session.get(f"{api.url}/bot{api.token}/getUpdates?timeout=50"))
        await api.until(lambda: api.listening)
        dying.cancel()
    await api.until(lambda: not api.listening)
    await li.says("别丢")
    assert [one.message.text for one in await ptb.get_updates(timeout=50) if one.message] == ["别丢"]


async def test_only_the_kinds_asked_for_are_kept_and_the_choice_is_remembered(
    api: BotApi, ptb: telegram.Bot, li: Person
) -> None:
    await ptb.get_updates(allowed_updates=["message"])
    await li.edits(await li.says("一"), "二")
    assert len(await ptb.get_updates()) == 1
    await ptb.get_updates(allowed_updates=[])
    await li.edits(await li.says("三"), "四")
    assert [one.edited_message is not None for one in await ptb.get_updates()] == [False, False, True]


async def test_messages_live_a_day_and_presses_150_seconds(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    markup = telegram.InlineKeyboardMarkup.from_button(telegram.InlineKeyboardButton("好", callback_data="ok"))
    await ptb.send_message(li.id, "好吗", reply_markup=markup)
    await li.says("想想")
    await li.presses("好")
    api.wind(149)
    assert [one.callback_query is None for one in await ptb.get_updates()] == [True, False]
    api.wind(2)
    assert [one.callback_query is None for one in await ptb.get_updates()] == [True]
    api.wind(86_400)
    assert await ptb.get_updates() == ()


async def test_ids_jump_to_a_lower_number(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    await li.says("一")
    before = (await ptb.get_updates())[0].update_id
    await ptb.get_updates(offset=before + 1)
    api.jump_update_ids()
    await li.says("二")
    after = (await ptb.get_updates(offset=before + 1))[0].update_id
    assert after < before


async def test_ids_jump_by_themselves_after_a_week_of_silence(api: BotApi, li: Person) -> None:
    await li.says("一")
    [before] = api.waiting
    api.wind(8 * 86_400)
    await li.says("二")
    assert api.waiting[0] < before


async def test_one_unparsable_update_stands_before_good_ones(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    shown = await ptb.send_message(li.id, "好吗")
    await li.presses_unreadably(next(one for one in li.screen if one.id == shown.message_id))
    await li.says("好")
    with pytest.raises(TypeError):
        await ptb.get_updates()
    raw = api.requests[-1].result
    assert [sorted(one)[0] for one in raw] == ["callback_query", "message"]


async def test_what_was_remembered_survives_the_servers_own_absence(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    url = api.url
    await li.says("一")
    await api.stop()
    with pytest.raises(telegram.error.NetworkError):
        await ptb.get_me()
    await api.start()
    assert api.url == url
    assert len(await ptb.get_updates()) == 1
