"""The webhook: only Telegram gets in, and it hears 200 only when its update was stored."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.exc import OperationalError
from telegram import Bot

from bot.outcome import WrongToken
from bot.telegram import webhook as module
from bot.telegram.answering import Answering
from bot.telegram.connecting import make_bot
from bot.telegram.webhook import LARGEST, SECRET_HEADER, WebhookRefused, set_webhook, webhook_handler
from tests.botapi import BotApi, Garbage, NoAnswer, bad_request
from tests.clocks import CountingDatabase, HastyClock, VirtualClock
from tests.letters import came_in

SECRET = "s3cret_"
UPDATE = {"update_id": 1, "message": {"chat": {"id": 5}, "text": "您好"}}


@dataclass
class Door:
    """The mounted handler."""

    client: TestClient[Any, Any]
    url: str
    heard: list[bool]

    async def post(self, body: Any, secret: str | None = SECRET) -> int:
        """Post as Telegram would; the status."""
        headers = {} if secret is None else {SECRET_HEADER: secret}
        data = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        async with self.client.post("/telegram", data=data, headers=headers) as answer:
            return answer.status


@pytest.fixture
async def door(database: CountingDatabase, clock: VirtualClock, bot: Bot) -> AsyncIterator[Door]:
    """The webhook, listening."""
    heard: list[bool] = []
    answering = Answering(bot)
    handler = webhook_handler(database, "1234567890", SECRET, clock, answering, lambda: heard.append(True))
    app = web.Application()
    app.router.add_post("/telegram", handler)
    async with TestServer(app) as server:
        client: TestClient[Any, Any] = TestClient(server)
        async with client:
            yield Door(client, str(server.make_url("/telegram")), heard)
    await answering.finish()


async def test_an_update_is_stored_before_it_is_acknowledged(door: Door, database: CountingDatabase) -> None:
    assert await door.post(UPDATE) == 200
    assert [json.loads(row.raw) for row in await came_in(database)] == [UPDATE]
    assert door.heard == [True]


async def test_a_repeat_is_acknowledged_and_changes_nothing(door: Door, database: CountingDatabase) -> None:
    assert [await door.post(UPDATE), await door.post(UPDATE)] == [200, 200]
    assert len(await came_in(database)) == 1
    assert door.heard == [True]


@pytest.mark.parametrize("secret", [None, "", "s3cret", "s3cret__", "\xe9", "密"])
async def test_without_the_secret_nobody_gets_in(door: Door, database: CountingDatabase, secret: str | None) -> None:
    assert await door.post(UPDATE, secret) == 403
    assert await came_in(database) == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[1]", b"7", b"[" * 100_000])
async def test_what_is_no_update_is_refused(door: Door, database: CountingDatabase, body: bytes) -> None:
    assert await door.post(body) == 400
    assert await came_in(database) == []


async def test_what_is_too_large_is_refused(door: Door, database: CountingDatabase) -> None:
    assert await door.post(b" " * (LARGEST + 1)) == 413
    assert await came_in(database) == []


async def test_what_cannot_be_stored_is_not_acknowledged(
    door: Door, database: CountingDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> int:
        raise OperationalError("insert", {}, Exception("disk full"))

    with monkeypatch.context() as patch:
        patch.setattr(module, "store_some", full)
        assert await door.post(UPDATE) == 503
    assert await door.post(UPDATE) == 200


async def test_telegram_delivers_through_it(
    api: BotApi, bot: Bot, clock: VirtualClock, door: Door, database: CountingDatabase
) -> None:
    li = api.person("李晓梅")
    await li.opens()
    await set_webhook(bot, door.url, SECRET, clock)
    await li.says("您好")
    await api.until(lambda: not api.waiting)
    assert len(await came_in(database)) == 2
    call = api.calls("setWebhook")[0]
    assert call.params.get("drop_pending_updates") in (None, "false")
    assert api.cloud.updates.allowed == ("message", "edited_message", "callback_query", "my_chat_member")


async def test_setting_it_goes_on_until_telegram_is_there(api: BotApi, bot: Bot, door: Door) -> None:
    api.fail("setWebhook", Garbage(502))
    api.fail("setWebhook", NoAnswer(done=False))
    clock = HastyClock()
    await set_webhook(bot, door.url, SECRET, clock)
    assert clock.waits == [1.0, 2.0]
    assert api.listening


async def test_an_address_that_telegram_refuses(api: BotApi, bot: Bot, clock: VirtualClock) -> None:
    api.fail("setWebhook", bad_request("bad webhook: HTTPS url must be provided for webhook"))
    with pytest.raises(WebhookRefused, match="PUBLIC_URL"):
        await set_webhook(bot, "http://127.0.0.1/", SECRET, clock)


async def test_a_wrong_token(api: BotApi, clock: VirtualClock, door: Door) -> None:
    wrong = make_bot(api.token[:-1] + "x", api.url)
    await wrong.request.initialize()
    with pytest.raises(WrongToken):
        await set_webhook(wrong, door.url, SECRET, clock)
    await wrong.request.shutdown()
