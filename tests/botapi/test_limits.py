"""Telegram's limits on sending, counted by the time of arrival."""

from __future__ import annotations

import pytest
import telegram

from tests.botapi import BotApi, Limits
from tests.botapi.clients import telegram_bot


def test_a_second_of_a_chat() -> None:
    limits = Limits(slack=0)
    for at in (0.0, 1.0, 2.0):
        limits.count(5, at)
    assert limits.excesses == []
    limits.count(5, 2.9)
    assert [(one.what, one.chat, one.count, one.allowed) for one in limits.excesses] == [("chat", 5, 2, 1)]


def test_jitter_is_forgiven_up_to_the_slack() -> None:
    limits = Limits(slack=0.05)
    for at in (0.0, 0.96, 1.92, 2.80):
        limits.count(5, at)
    assert [round(one.at, 2) for one in limits.excesses] == [2.80]


def test_a_second_over_all_and_a_minute_of_a_group() -> None:
    limits = Limits(slack=0)
    for chat in range(31):
        limits.count(chat + 1, 0.5)
    assert [one.what for one in limits.excesses] == ["overall"]
    assert limits.busiest == 31
    quiet = Limits(slack=0)
    for second in range(21):
        quiet.count(-7, second * 2.0)
    assert [(one.what, one.at) for one in quiet.excesses] == [("group", 40.0)]


async def test_too_much_is_recorded_and_if_asked_for_refused() -> None:
    limits = Limits(refuses=True)
    async with BotApi(limits=limits) as api, telegram_bot(api) as bot:
        li = api.person("李晓梅")
        await li.opens()
        await bot.send_message(li.id, "一")
        await bot.send_chat_action(li.id, "typing")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PTB_TIMEDELTA", "1")
            with pytest.raises(telegram.error.RetryAfter):
                await bot.send_message(li.id, "二")
        limits.refuses = False
        await bot.send_message(li.id, "三")
    assert [one.text for one in li.heard] == ["一", "三"]
    assert len(limits.excesses) == 2
