"""A bot in a process of its own, killed and started again: what it had not confirmed is still there for it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.botapi import BotApi

ECHO = """
import json, sys, urllib.request
root = sys.argv[1]
def ask(method, **params):
    request = urllib.request.Request(root + method, json.dumps(params).encode(), {"Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request))["result"]
offset = 0
while True:
    for update in ask("getUpdates", offset=offset, timeout=50, limit=1):
        message = update["message"]
        ask("sendMessage", chat_id=message["chat"]["id"], text="回声：" + message["text"])
        offset = update["update_id"] + 1
"""


async def started(api: BotApi, folder: Path) -> asyncio.subprocess.Process:
    """The bot's process."""
    program = folder / "echo.py"
    program.write_text(ECHO, encoding="utf-8")
    return await asyncio.create_subprocess_exec(sys.executable, str(program), f"{api.url}/bot{api.token}/")


async def killed(process: asyncio.subprocess.Process) -> None:
    """SIGKILL."""
    process.kill()
    await process.wait()


async def test_nothing_unconfirmed_is_lost_when_the_bot_is_killed(api: BotApi, tmp_path: Path) -> None:
    li = api.person("李晓梅")
    await li.opens()
    first = await started(api, tmp_path)
    await li.hears("回声：/start")
    await api.until(lambda: not api.waiting)
    await killed(first)
    await api.until(lambda: not api.listening)
    await li.says("一")
    await li.says("二")
    assert len(api.waiting) == 2
    second = await started(api, tmp_path)
    await li.hears("回声：二")
    assert [one.text for one in li.heard] == ["回声：一", "回声：二"]
    await api.until(lambda: not api.waiting)
    await killed(second)
