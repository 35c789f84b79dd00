"""The real process in trouble: whatever goes wrong for one, nobody else is stopped, and who must know is told."""

import asyncio
import resource
import shutil
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.aftermath import change, everything_fits, quiet, rows_of
from tests.botapi import BotApi, Garbage, NoAnswer, Person, Slow, server_error, too_many_requests
from tests.botapi.faults import Fault
from tests.process import ROOT, BotProcess, listening
from tests.storytelling import LI, ZHANG, Player, Table, bound_mediator, bound_staff, told

PATIENCE = 150.0
"""Seconds that people wait for what takes many messages, each a second."""
CITY = "city"


async def test_an_update_that_nobody_can_read_is_set_aside_and_stops_nobody(tmp_path: Path) -> None:
    async with listening(tmp_path) as bot:
        chen = await bound_staff(bot.api, bot, "陈静", "administrator", CITY)
        zhao, qian = await greeted(bot.api, "赵敏"), bot.api.person("钱进")
        await zhao.presses_unreadably(zhao.last)
        await zhao.says("在吗？")
        await qian.says("你好")
        await zhao.hears("抱歉，刚才那条消息我没有处理好")
        await zhao.hears("交给管理员")
        await qian.hears("交给管理员")
        await chen.person.sees("故障号")
        await quiet(bot, 30)
        assert states_of(bot) == ["handled", "set_aside"]


async def test_a_handler_that_fails_is_tried_three_times_and_stops_nobody(tmp_path: Path) -> None:
    async with listening(tmp_path) as bot:
        chen = await bound_staff(bot.api, bot, "陈静", "administrator", CITY)
        wang = (await bound_mediator(bot.api, bot, "王建国")).person
        qian = bot.api.person("钱进")
        await wang.says(Table(ZHANG, LI).form)
        await wang.hears("请核对，没问题就确认")
        await wang.presses("确认登记")
        await wang.hears("登记好了，案件编号是")
        change(bot, "update cases set body = '{}'")
        await wang.presses("看案件")
        await wang.says("/help")
        await qian.says("你好")
        await qian.hears("交给管理员")
        await wang.hears("抱歉，刚才那条消息我没有处理好", within=60)
        await wang.hears("您是调解员")  # what came after it had to wait, and is answered
        await chen.person.sees("故障号", within=60)
        await quiet(bot, 30)
        tries = rows_of(bot, "select tries from inbox where state = 'set_aside'")
        assert [row["tries"] for row in tries] == [3]
        assert len(rows_of(bot, "select * from faults where inbox_id is not null")) == 3


DEADLY = """
import os
from handlers.desk import Desk
turn = Desk._turn
def deadly(self, store, row, now):
    if "致命" in row.raw:
        os._exit(9)
    turn(self, store, row, now)
Desk._turn = deadly
"""
"""Loaded by the process before anything else: there are words that it does not survive."""


async def test_words_that_kill_the_process_are_set_aside_and_stop_nobody(tmp_path: Path) -> None:
    async with listening(tmp_path) as bot:
        chen = await bound_staff(bot.api, bot, "陈静", "administrator", CITY)
        zhao, qian = await greeted(bot.api, "赵敏"), bot.api.person("钱进")
        await bot.kill()
        (tmp_path / "sitecustomize.py").write_text(DEADLY, encoding="utf-8")
        bot.environment["PYTHONPATH"] = f"{tmp_path}:{ROOT}"
        await zhao.says("致命的话")
        await qian.says("你好")
        for _ in range(3):
            await bot.start()
            assert await bot.ended() == 9
        await bot.start()
        await zhao.hears("抱歉，刚才那条消息我没有处理好", within=30)
        await qian.hears("交给管理员")
        await chen.person.sees("故障号")
        await quiet(bot, 30)
        assert states_of(bot) == ["handled", "set_aside"]


@pytest.mark.parametrize("limit", ["disk", "quota"])
async def test_a_full_disk_loses_nothing_doubles_nothing_and_blames_nobody(limit: str, tmp_path: Path) -> None:
    async with small_disk(tmp_path) if limit == "disk" else small_quota(tmp_path) as small:
        bot, api = small.bot, small.bot.api
        chen, zhao, qian = await greeted(api, "陈静"), await greeted(api, "赵敏"), api.person("钱进")
        api.fail("sendMessage", Slow(1.5), chat=zhao)
        await zhao.says("/help")
        await api.until(lambda: len(api.calls("sendMessage", zhao)) == 2)  # it is on its way when the disk gets full
        small.fills()
        await qian.says("你好")
        polls = len(api.calls("getUpdates"))
        await api.until(lambda: len(api.calls("getUpdates")) >= polls + 3, within=30)
        assert len(api.waiting) == 1  # Telegram keeps what cannot be stored
        assert bot.running
        small.empties()
        await qian.hears("交给管理员", within=60)
        await chen.says("/help")
        await chen.hears("您好", within=60)
        small.copies()
        assert states_of(bot) == ["handled"]
        letters = "select o.repeated from outbox o join addresses a on a.id = o.address_id where a.ref = ?"
        assert [row["repeated"] for row in rows_of(bot, letters, str(zhao.id))] == [0, 0]
        assert len([one for one in zhao.screen if one.by_bot]) == 2
        assert rows_of(bot, "select * from faults") == []
        status, printed = await bot.command("verify", DATABASE_URL=f"sqlite:///{bot.folder / 'xintiao.db'}")
        assert status == 0, printed


async def test_the_mediator_hears_of_a_party_who_blocked_the_bot(tmp_path: Path) -> None:
    async with listening(tmp_path) as bot:
        wang, table = await bound_mediator(bot.api, bot, "王建国"), Table(ZHANG, LI)
        zhang = Player(bot.api, bot.api.person("建军"))
        wang.cues = table.cues
        await wang.person.says(table.form)
        async with asyncio.TaskGroup() as group:
            group.create_task(wang.plays(lambda: bool(wang.read("已经记下：您确认")), PATIENCE))
            group.create_task(table.attended(zhang, ZHANG, PATIENCE, until=("1/7",)))
        await zhang.person.blocks_bot()
        await wang.person.sees("消息送不到", "张建军")
        await zhang.person.unblocks_bot()
        await wang.person.sees("张建军", "回来了")
        await zhang.person.says("/continue")
        await zhang.person.hears("/7 · ")


async def test_a_story_in_bad_weather_comes_to_its_end(tmp_path: Path) -> None:
    async with listening(tmp_path) as bot:
        api = bot.api
        wang, table = await bound_mediator(api, bot, "王建国"), Table(ZHANG, LI)
        parties = Player(api, api.person("建军")), Player(api, api.person("晓梅"))
        refusals: list[Fault] = [too_many_requests(1), server_error(502), server_error(500), too_many_requests(2)]
        lost: list[Fault] = [NoAnswer(done=True), Garbage(), NoAnswer(done=False)]
        for number, fault in enumerate(refusals + lost):
            api.fail("sendMessage", fault, after=5 * number)
            api.fail("getUpdates", fault, after=5 * number)
        for method in ("sendPhoto", "sendDocument", "answerCallbackQuery"):
            api.fail(method, NoAnswer(done=True))
        api.fail("deleteMessage", server_error(502), times=2)
        await told(table, wang, parties, PATIENCE, by_form=True)
        await quiet(bot, 120)
        figures = await everything_fits(bot, cases=1)
    assert (figures.repeated, figures.copies) == (len(lost) + 2, 3), "only where the answer never came"


async def greeted(api: BotApi, name: str) -> Person:
    """Somebody who has written to the bot and was answered."""
    person = api.person(name)
    await person.opens()
    await person.hears("您好")
    return person


def states_of(bot: BotProcess) -> list[str]:
    """Which states there are among all that came in."""
    return [row["state"] for row in rows_of(bot, "select distinct state from inbox order by state")]


@dataclass(frozen=True)
class Small:
    """A listening bot whose disk can be full; `copies` brings its database to the folder where tests look."""

    bot: BotProcess
    fills: Callable[[], None]
    empties: Callable[[], None]
    copies: Callable[[], None]


@asynccontextmanager
async def small_disk(folder: Path) -> AsyncIterator[Small]:
    """With its database on a disk of its own, which gets really full."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = f'mount -t tmpfs -o size=8m tmpfs {disk} && exec "$@"'
    within = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mounted, "sh")
    if shutil.which("unshare") is None or await ends(*within, "true") != 0:
        pytest.skip("a disk of its own needs Linux with user namespaces, which are not allowed here")
    async with BotApi() as api, BotProcess(api, folder, within=within) as bot:
        bot.environment["DATABASE_URL"] = f"sqlite:///{disk / 'xintiao.db'}"
        await bot.start()
        await bot.ready()
        inside = Path(f"/proc/{bot.pid}/root{disk}")

        def fills() -> None:
            with suppress(OSError), (inside / "ballast").open("wb", buffering=0) as file:
                while True:
                    file.write(bytes(4096))

        def copies() -> None:
            for part in ("xintiao.db", "xintiao.db-wal"):
                shutil.copyfile(inside / part, folder / part)

        yield Small(bot, fills, (inside / "ballast").unlink, copies)


async def ends(*command: str) -> int:
    """Run a command in silence; returns its exit status."""
    process = await asyncio.create_subprocess_exec(*command, stdout=DEVNULL, stderr=DEVNULL)
    return await process.wait()


@asynccontextmanager
async def small_quota(folder: Path) -> AsyncIterator[Small]:
    """That may be forbidden to write to any file."""
    if sys.platform != "linux":
        pytest.skip("only Linux changes the limits of a running process")
    async with listening(folder) as bot:
        before = resource.prlimit(bot.pid, resource.RLIMIT_FSIZE)

        def fills() -> None:
            resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (0, before[1]))

        def empties() -> None:
            resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, before)

        yield Small(bot, fills, empties, lambda: None)
