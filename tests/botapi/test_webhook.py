"""Webhooks: the secret, the order in each lane, and retries."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import telegram
from aiohttp import web

from tests.botapi import BotApi, Person

SECRET = "s3cret_-"
MARKUP = telegram.InlineKeyboardMarkup.from_button(telegram.InlineKeyboardButton("好", callback_data="ok"))


class Hooked:
    """A bot's web server: ``answers`` are its next statuses (else 200); it answers only while the ``gate`` is open."""

    def __init__(self) -> None:
        self.url = ""
        self.updates: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: list[int] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.two = asyncio.Event()

    async def handle(self, request: web.Request) -> web.Response:
        """Take an update in."""
        self.updates.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.answers.pop(0) if self.answers else 200
        if len(self.updates) == 2:
            self.two.set()
        await self.gate.wait()
        return web.Response(status=status)

    @property
    def texts(self) -> list[str]:
        """The messages that came, and the presses."""
        return [one["message"]["text"] if "message" in one else "press" for one in self.updates]


@pytest.fixture
async def hooked() -> AsyncIterator[Hooked]:
    """A listening bot."""
    bot = Hooked()
    app = web.Application()
    app.router.add_post("/hook", bot.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    bot.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield bot
    bot.gate.set()
    await runner.cleanup()


async def test_updates_come_with_the_secret_and_leave_the_queue_when_taken(
    api: BotApi, ptb: telegram.Bot, li: Person, hooked: Hooked
) -> None:
    await li.says("先来的")
    await ptb.set_webhook(hooked.url, secret_token=SECRET)
    await li.says("后来的")
    await api.until(lambda: not api.waiting)
    assert hooked.texts == ["先来的", "后来的"]
    assert set(hooked.secrets) == {SECRET}
    assert telegram.Update.de_json(hooked.updates[0], ptb).effective_user.full_name == "李晓梅"  # type: ignore[union-attr]


async def test_what_is_not_taken_comes_again_and_holds_only_its_own_chat(
    api: BotApi, ptb: telegram.Bot, li: Person, hooked: Hooked
) -> None:
    api.webhook.tries = (3600,)
    wang = api.person("王强")
    hooked.answers = [500]
    await ptb.set_webhook(hooked.url)
    await li.says("一")
    await api.until(lambda: api.deliveries)
    await li.says("二")
    await wang.says("三")
    await api.until(lambda: len(api.deliveries) == 2)
    assert hooked.texts == ["一", "三"]
    info = await ptb.get_webhook_info()
    assert info.pending_update_count == 2
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    api.retry_now()
    await api.until(lambda: not api.waiting)
    assert hooked.texts == ["一", "三", "一", "二"]


async def test_a_message_and_a_press_of_one_chat_may_arrive_at_once(
    api: BotApi, ptb: telegram.Bot, li: Person, hooked: Hooked
) -> None:
    await ptb.send_message(li.id, "好吗", reply_markup=MARKUP)
    hooked.gate.clear()
    await ptb.set_webhook(hooked.url)
    await li.says("一")
    await li.says("二")
    await li.presses("好")
    await hooked.two.wait()
    assert sorted(hooked.texts) == ["press", "一"]
    hooked.gate.set()
    await api.until(lambda: not api.waiting)
    assert hooked.texts[-1] == "二"


async def test_a_bot_that_is_not_there_is_tried_until_it_is(api: BotApi, ptb: telegram.Bot, li: Person) -> None:
    await ptb.set_webhook("http://127.0.0.1:9/hook")
    await li.says("有人吗")
    await api.until(lambda: len(api.deliveries) >= 3)
    assert {one.status for one in api.deliveries} == {None}
    await ptb.delete_webhook()
    assert [one.message.text for one in await ptb.get_updates() if one.message] == ["有人吗"]


async def test_a_press_that_was_never_taken_is_over_after_150_seconds(
    api: BotApi, ptb: telegram.Bot, li: Person, hooked: Hooked
) -> None:
    api.webhook.tries = (3600,)
    hooked.answers = [503]
    await ptb.send_message(li.id, "好吗", reply_markup=MARKUP)
    await ptb.set_webhook(hooked.url)
    await li.presses("好")
    await api.until(lambda: api.deliveries)
    api.wind(151)
    api.retry_now()
    await li.says("晚了")
    await api.until(lambda: not api.waiting)
    assert hooked.texts == ["press", "晚了"]


async def test_webhook_info_and_wrong_addresses(lax: BotApi) -> None:
    async with telegram.Bot(lax.token, base_url=f"{lax.url}/bot") as bot:
        assert (await bot.get_webhook_info()).url == ""
        with pytest.raises(telegram.error.BadRequest, match="Invalid webhook url"):
            await bot.set_webhook("gopher://x")
        with pytest.raises(telegram.error.BadRequest, match="Secret token contains unallowed characters"):
            await bot.set_webhook("http://127.0.0.1:9/hook", secret_token="no spaces")
        await bot.set_webhook("http://127.0.0.1:9/hook", allowed_updates=["message"], max_connections=7)
        info = await bot.get_webhook_info()
    assert (info.max_connections, info.allowed_updates) == (7, ("message",))
