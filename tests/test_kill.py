"""The real process is killed with SIGKILL at random moments in the middle of stories, and started again each time."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random

import pytest

from tests.aftermath import Figures, everything_fits, quiet, suspects_heard
from tests.botapi import BotApi
from tests.process import BotProcess
from tests.sample import resident_number
from tests.storytelling import Citizen, Player, Table, bound_mediator, told

MEDIATORS = ("王建国", "赵玉兰", "孙志强", "周敏芝", "吴海涛")
KILLS = {"polling": 100, "webhook": 20}
PATIENCE = 600.0
"""Seconds that one case may take, most of which the bot is dead."""
CALM = 20
"""Of so many lives one goes on until every chat is heard again: what two lives ended with waits for such a long one."""


def citizens() -> Iterator[Citizen]:
    """People without end, no two alike."""
    given = ("建军", "晓梅", "志远", "桂英", "海波", "春燕", "德明", "淑华", "永福", "丽娟")
    for number, (first, surname) in enumerate(product(given, "李张刘陈杨黄徐马朱胡郭何高林罗")):
        born = date(1950, 1, 1) + timedelta(days=97 * number)
        yield Citizen(surname + first, resident_number(born, number + 1), f"139{45000000 + number:08}")


class Town:
    """Mediators who hold one case after the other, each with two new people, until it is over."""

    def __init__(self, bot: BotProcess, rng: Random) -> None:
        self.bot, self._rng = bot, rng
        self.tables: list[Table] = []
        self.over = False
        self._citizens = citizens()

    async def lives(self, mediators: Sequence[Player]) -> None:
        """Until it is over and the last case is at its end."""
        async with asyncio.TaskGroup() as group:
            for mediator in mediators:
                mediator.fingers = self._fingers
                group.create_task(self._mediates(mediator))

    async def _mediates(self, mediator: Player) -> None:
        while not self.over:
            table = Table(next(self._citizens), next(self._citizens))
            self.tables.append(table)
            parties = [self._newcomer(one) for one in table.parties]
            await told(table, mediator, parties, PATIENCE, by_form=True)

    def _newcomer(self, citizen: Citizen) -> Player:
        return Player(self.bot.api, self.bot.api.person(citizen.name), fingers=self._fingers)

    def _fingers(self) -> int:
        """Some press twice."""
        return 2 if self._rng.random() < 0.15 else 1


async def killed(bot: BotProcess, rng: Random, times: int) -> None:
    """So many lives, each ended at a random moment: most while people talk, some while it is still starting."""
    for life in range(1, times + 1):
        await bot.start()
        if rng.random() < 0.8:
            await bot.ready()
        if life % CALM == 0:
            await suspects_heard(bot, within=60)
        await asyncio.sleep(rng.uniform(0, 1.5))
        await bot.kill()
        if rng.random() < 0.3:
            bot.api.resend_presses()


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Path]:
    """A folder for each way."""
    made = {way: tmp_path / way for way in KILLS}
    for folder in made.values():
        folder.mkdir()
    return made


async def test_a_kill_at_any_moment_loses_nothing_and_doubles_nothing(
    folders: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    seed = Random().randrange(10**6)
    print(f"seed {seed}")
    async with asyncio.TaskGroup() as group:
        stories = {
            way: group.create_task(story(folder, way, Random(f"{seed} {way}"))) for way, folder in folders.items()
        }
    with capsys.disabled():
        for way, figures in stories.items():
            print(f"\n{KILLS[way]} kills by {way} (seed {seed}): {figures.result()}")


async def story(folder: Path, way: str, rng: Random) -> Figures:
    """The town lives while the bot is killed, and when all is quiet everything must fit."""
    webhook = way == "webhook"
    async with BotApi(retry_delays=(0.2,)) as api, BotProcess(api, folder, webhook=webhook, often=True) as bot:
        for _ in range(3):  # in the middle of the very first start, too
            await bot.start()
            await asyncio.sleep(rng.uniform(0, 1))
            await bot.kill()
        await bot.start()
        await bot.ready()
        town = Town(bot, rng)
        mediators = await asyncio.gather(*(bound_mediator(api, bot, name) for name in MEDIATORS))
        await bot.kill()
        async with asyncio.TaskGroup() as group:
            living = group.create_task(town.lives(mediators))
            await killed(bot, rng, KILLS[way])
            town.over = True
            await bot.start()
            await living
        await quiet(bot, within=120)
        return await everything_fits(bot, len(town.tables))
