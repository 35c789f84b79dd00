"""Fetching: a wanted file is kept, or the turn goes on knowing why it could not be had."""

import json
from typing import Any

import pytest
from telegram import Bot

from bot.telegram.fetching import LARGEST, PATIENCE, fetch_some
from bot.telegram.intake import store_some
from bot.telegram.reading import file_in
from storage import documents, inbox
from storage.documents import Document
from tests.botapi import BotApi, Garbage, NoAnswer, bad_request, server_error
from tests.clocks import CountingDatabase, VirtualClock
from tests.letters import came_in


async def wanted(
    api: BotApi, database: CountingDatabase, clock: VirtualClock, content: bytes = b"%PDF", site: str = "1234567890"
) -> None:
    """Somebody sent a file, and a handler wants it."""
    li = api.person("李晓梅")
    await li.opens()
    api.cloud.updates.clear()
    await li.sends_document(content, "协议.pdf", "application/pdf")
    [update] = api.cloud.updates.waiting
    sent = file_in(update.raw)
    assert sent is not None
    await store_some(database, site, [json.loads(update.raw)], clock.now())
    await database.run(lambda store: inbox.take(store, clock.now()))
    await database.run(lambda store: inbox.want_file(store, 1, sent.ref))


async def test_a_wanted_file_is_kept_under_its_name(
    api: BotApi, bot: Bot, database: CountingDatabase, clock: VirtualClock
) -> None:
    await wanted(api, database, clock)
    assert await fetch_some(database, bot, clock) == 1
    [row] = await came_in(database)
    assert (row.state, row.file_trouble, row.tries) == ("waiting", None, 0)
    kept = await database.run(lambda store: documents.load(store, row.document))
    assert kept == Document(documents.hash_of(b"%PDF"), "协议.pdf", "application/pdf", b"%PDF")
    assert await fetch_some(database, bot, clock) == 0


async def test_a_file_sent_to_a_bot_of_old_holds_its_chat_only_for_a_while(
    api: BotApi, bot: Bot, database: CountingDatabase, clock: VirtualClock
) -> None:
    await wanted(api, database, clock, site="42")
    assert await fetch_some(database, bot, clock) == 0
    clock.passes(PATIENCE.total_seconds() + 1)
    assert await fetch_some(database, bot, clock) == 1
    assert [(row.state, row.file_trouble) for row in await came_in(database)] == [("waiting", "gone")]


async def test_nothing_wanted(bot: Bot, database: CountingDatabase, clock: VirtualClock) -> None:
    assert await fetch_some(database, bot, clock) == 0


async def test_a_file_that_is_too_big_is_not_asked_for(
    api: BotApi, bot: Bot, database: CountingDatabase, clock: VirtualClock
) -> None:
    await wanted(api, database, clock, bytes(LARGEST + 1))
    assert await fetch_some(database, bot, clock) == 1
    assert [(row.state, row.file_trouble) for row in await came_in(database)] == [("waiting", "too_big")]
    assert api.calls("getFile") == []


@pytest.mark.parametrize(
    ("how", "trouble"),
    [
        (bad_request("file is too big"), "too_big"),
        (bad_request("wrong file_id or the file is temporarily unavailable"), "gone"),
    ],
)
async def test_what_telegram_will_not_give(
    api: BotApi, bot: Bot, database: CountingDatabase, clock: VirtualClock, how: Any, trouble: str
) -> None:
    await wanted(api, database, clock)
    api.fail("getFile", how)
    assert await fetch_some(database, bot, clock) == 1
    assert [(row.state, row.file_trouble) for row in await came_in(database)] == [("waiting", trouble)]


async def test_a_path_that_leads_nowhere(
    api: BotApi, bot: Bot, database: CountingDatabase, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await wanted(api, database, clock)
    monkeypatch.setattr(api.cloud.files, "at", lambda path: None)
    assert await fetch_some(database, bot, clock) == 1
    assert [row.file_trouble for row in await came_in(database)] == ["gone"]


@pytest.mark.parametrize("how", [server_error(), NoAnswer(done=False), Garbage(502)])
async def test_trouble_at_telegram_is_waited_out_for_a_while(
    api: BotApi, bot: Bot, database: CountingDatabase, clock: VirtualClock, how: Any
) -> None:
    await wanted(api, database, clock)
    api.fail("getFile", how, times=2)
    assert await fetch_some(database, bot, clock) == 0
    clock.passes(PATIENCE.total_seconds() + 1)
    assert await fetch_some(database, bot, clock) == 1
    assert [row.file_trouble for row in await came_in(database)] == ["gone"]


async def test_an_outage_of_our_own_is_waited_out_for_ever(
    api: BotApi, bot: Bot, database: CountingDatabase, clock: VirtualClock
) -> None:
    await wanted(api, database, clock)
    await api.stop()
    clock.passes(PATIENCE.total_seconds() * 10)
    assert await fetch_some(database, bot, clock) == 0
    await api.start()
    assert await fetch_some(database, bot, clock) == 1
    assert [row.file_trouble for row in await came_in(database)] == [None]
