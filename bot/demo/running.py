"""Runs the demo: everything that an office runs, in a folder that goes with it, until Ctrl-C."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import open_bot, until_told
from bot.clock import Clock
from bot.demo.clock import DemoClock
from bot.demo.seeding import Seeded, seed
from bot.demo.serving import serving
from bot.demo.surroundings import address_of, demo_settings, listening
from bot.house import House
from bot.loops import loops
from bot.opening import BOT_NAME, open_database, open_office
from bot.settings import Settings
from storage import remembered

READY = "信调演示已准备好，请用浏览器打开（the demo is ready, open）: {address}  ·  Ctrl-C 结束（ends it）"


async def play_demo(settings: Settings, told: Callable[[str], None]) -> None:
    """Play until SIGINT or SIGTERM, and leave nothing; `told` hears the one line that says where it is.

    Raises BadSetting, and bot.app.Stopped when Telegram refuses the token.
    """
    await until_told([_played(settings, told)])


async def _played(settings: Settings, told: Callable[[str], None]) -> None:
    with TemporaryDirectory(prefix="xintiao-demo-") as folder, listening(settings) as heard:
        async with _open(demo_settings(settings, Path(folder), heard.getsockname()[1])) as (house, clock, seeded):
            line = READY.format(address=f"{address_of(house.settings, house.settings.web_port)}/")
            serve = serving(clock, seeded, heard, lambda: told(line))
            await until_told([loop() for loop in loops(house, serve)])


@asynccontextmanager
async def _open(settings: Settings) -> AsyncIterator[tuple[House, DemoClock, Seeded]]:
    real = datetime.now(UTC)
    async with open_database(settings) as database, open_bot(settings, Clock()) as bot:
        if bot is not None:
            await database.run(lambda store: remembered.remember(store, BOT_NAME, bot.username))
        office = await open_office(database, settings, real)
        seeded = await database.run(lambda store: seed(store, office, real))
        clock = DemoClock(seeded.at)
        yield House(settings, clock, database, office, bot), clock, seeded
