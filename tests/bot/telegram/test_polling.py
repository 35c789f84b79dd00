"""Polling: an update is confirmed only after it was stored; nothing that goes wrong loses one or stops the rest."""

import asyncio
import json
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.lease import Lease
from bot.outcome import WrongToken
from bot.telegram import polling as module
from bot.telegram.answering import Answering
from bot.telegram.connecting import make_bot
from bot.telegram.polling import Polling
from tests.botapi import BotApi, Garbage, NoAnswer, Person, Press, conflict, query_too_old, server_error
from tests.clocks import CountingDatabase, HastyClock, VirtualClock
from tests.letters import came_in


class Heard:
    """Counts how often the desk was woken."""

    times = 0

    def __call__(self) -> None:
        self.times += 1


@pytest.fixture
def heard() -> Heard:
    """The desk's bell."""
    return Heard()


@pytest.fixture
def answering(bot: Bot) -> Answering:
    """Answers to presses."""
    return Answering(bot)


@pytest.fixture
def polling(bot: Bot, database: CountingDatabase, clock: VirtualClock, answering: Answering, heard: Heard) -> Polling:
    """The poller of this process."""
    return Polling(bot, database, clock, answering, Lease(database, clock, "poll"), heard)


async def texts(database: CountingDatabase) -> list[str]:
    """What was said, as stored."""
    return [json.loads(row.raw).get("message", {}).get("text") for row in await came_in(database)]


async def test_what_people_said_is_stored_then_confirmed(
    api: BotApi, polling: Polling, database: CountingDatabase, heard: Heard
) -> None:
    li = api.person("李晓梅")
    await li.opens()
    await li.says("您好")
    assert await polling.poll_once(0) == 2
    assert heard.times == 1
    assert len(api.waiting) == 2
    assert await polling.poll_once(0) == 0
    assert api.waiting == []
    assert await texts(database) == ["/start", "您好"]
    assert heard.times == 1


async def test_a_process_that_died_before_it_confirmed_gets_them_again_and_stores_them_once(
    api: BotApi, bot: Bot, database: CountingDatabase, clock: VirtualClock, answering: Answering, heard: Heard
) -> None:
    await api.person("李晓梅").opens()
    for _ in range(2):
        lease = Lease(database, clock, "poll")
        again = Polling(bot, database, clock, answering, lease, heard)
        await again.poll_once(0)
    assert len(await came_in(database)) == 1
    assert heard.times == 1


async def test_nothing_is_confirmed_while_it_cannot_be_stored(
    api: BotApi, polling: Polling, database: CountingDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> int:
        raise OperationalError("insert", {}, Exception("disk full"))

    await api.person("李晓梅").opens()
    with monkeypatch.context() as patch:
        patch.setattr(module, "store_some", full)
        with pytest.raises(OperationalError):
            await polling.poll_once(0)
    assert len(api.waiting) == 1
    assert await polling.poll_once(0) == 1


async def test_ids_that_start_anew_lower_are_heard(api: BotApi, polling: Polling, database: CountingDatabase) -> None:
    li = api.person("李晓梅")
    await li.opens()
    await polling.poll_once(0)
    await polling.poll_once(0)
    api.jump_update_ids()
    await li.says("一周以后")
    assert await polling.poll_once(0) == 1
    assert await texts(database) == ["/start", "一周以后"]


async def test_an_update_that_no_library_can_read_stops_nobody(
    api: BotApi, polling: Polling, database: CountingDatabase
) -> None:
    li = api.person("李晓梅")
    await li.opens()
    api.emit("callback_query", {"id": "1", "from": li.user.wire(), "data": "x"}, readable=False)
    await li.says("后面的话")
    assert await polling.poll_once(0) == 3
    await polling.poll_once(0)
    assert api.waiting == []


async def test_more_than_one_batch(api: BotApi, polling: Polling, database: CountingDatabase) -> None:
    li = api.person("李晓梅")
    await li.opens()
    for number in range(129):
        await li.says(f"第{number}句")
    assert [await polling.poll_once(0) for _ in range(3)] == [100, 30, 0]
    assert api.waiting == []


async def test_a_press_is_answered_at_once_and_stored(
    api: BotApi, bot: Bot, polling: Polling, answering: Answering, database: CountingDatabase
) -> None:
    li, press = await _press(api, bot)
    await polling.poll_once(0)
    await answering.finish()
    assert press.answered
    assert [row.chat for row in await came_in(database)] == [str(li.id)] * 2


@pytest.mark.parametrize(("how", "lines"), [(query_too_old(), 0), (server_error(), 1), (NoAnswer(done=False), 1)])
async def test_an_answer_that_fails_gates_nothing(
    api: BotApi,
    bot: Bot,
    polling: Polling,
    answering: Answering,
    how: Any,
    lines: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    api.fail("answerCallbackQuery", how)
    await _press(api, bot)
    assert await polling.poll_once(0) == 2
    await answering.finish()
    assert len(caplog.records) == lines


async def _press(api: BotApi, bot: Bot) -> tuple[Person, Press]:
    li = api.person("李晓梅")
    await li.opens()
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("确认", callback_data="k1")]])
    await bot.send_message(li.id, "请确认", reply_markup=keyboard)
    return li, await li.presses("确认")


async def test_a_webhook_left_over_is_taken_away_and_what_waits_is_kept(
    api: BotApi, bot: Bot, polling: Polling
) -> None:
    await bot.set_webhook("http://127.0.0.1:9/nowhere")
    await api.person("李晓梅").opens()
    assert await polling.poll_once(0) == 1
    assert api.calls("deleteWebhook")[0].params.get("drop_pending_updates") in (None, "false")


async def test_only_the_kinds_we_read_are_asked_for(api: BotApi, polling: Polling) -> None:
    await polling.poll_once(0)
    assert api.cloud.updates.allowed == ("message", "edited_message", "callback_query", "my_chat_member")


async def test_another_process_waits_and_takes_over(
    api: BotApi, bot: Bot, database: CountingDatabase, clock: VirtualClock, answering: Answering, heard: Heard
) -> None:
    first = Lease(database, clock, "poll", "another-host:1:a")
    ours = Polling(bot, database, clock, answering, Lease(database, clock, "poll"), heard)
    assert await first.keep()
    await api.person("李晓梅").opens()
    assert await ours.poll_once(0) is None
    assert api.calls("getUpdates") == []
    await first.give_back()
    assert await ours.poll_once(0) == 1


async def test_a_wrong_token_stops_it_with_a_sentence(
    api: BotApi, database: CountingDatabase, clock: VirtualClock, answering: Answering, heard: Heard
) -> None:
    wrong = make_bot(api.token[:-1] + "x", api.url)
    await wrong.request.initialize()
    with pytest.raises(WrongToken, match="TELEGRAM_TOKEN"):
        await Polling(wrong, database, clock, answering, Lease(database, clock, "poll"), heard).run()
    await wrong.request.shutdown()


async def test_it_goes_on_after_trouble_and_says_what_is_wrong(
    api: BotApi,
    bot: Bot,
    database: CountingDatabase,
    answering: Answering,
    heard: Heard,
    caplog: pytest.LogCaptureFixture,
) -> None:
    troubles: list[Any] = [
        conflict("terminated by other getUpdates request"),
        Garbage(),
        server_error(),
        NoAnswer(False),
    ]
    for how in troubles:
        api.fail("getUpdates", how)
    await api.person("李晓梅").opens()
    clock = HastyClock()
    running = asyncio.create_task(Polling(bot, database, clock, answering, Lease(database, clock, "poll"), heard).run())
    await api.until(lambda: not api.waiting and api.listening)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await texts(database) == ["/start"]
    assert clock.waits == [1.0, 2.0, 4.0, 8.0]
    assert "409" in caplog.messages[0]
    assert "another program" in caplog.messages[0]
    assert api.token not in caplog.text
