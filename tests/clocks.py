"""Clocks for tests: time stands still until it is moved, and whole days of waiting pass at once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bot.clock import Clock
from storage.database import Database
from storage.sealing import Sealer
from storage.store import Store
from tests.fresh import migrated

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # Monday 2 March 2026, 09:00 in China

Result = TypeVar("Result")


class VirtualClock(Clock):
    """Waits end only when the time is moved, by `passes` or by `run_for`."""

    def __init__(self, start: datetime = START) -> None:
        self._start = start
        self._ticks = 0.0
        self._sleepers: list[tuple[float, asyncio.Event]] = []

    def now(self) -> datetime:
        """Where the time stands."""
        return self._start + timedelta(seconds=self._ticks)

    def ticks(self) -> float:
        """Seconds since the start."""
        return self._ticks

    async def wait(self, until: datetime | float, wake: asyncio.Event | None = None) -> bool:
        """Until the time was moved that far, or `wake` is set."""
        seconds = until if isinstance(until, int | float) else (until - self.now()).total_seconds()
        sleeper = (self._ticks + max(seconds, 0.0), asyncio.Event())
        self._sleepers.append(sleeper)
        waits = [asyncio.ensure_future(one.wait()) for one in (sleeper[1], wake) if one is not None]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._sleepers.remove(sleeper)
            for one in waits:
                one.cancel()
        if wake is None or not wake.is_set():
            return False
        wake.clear()
        return True

    def passes(self, seconds: float) -> None:
        """Move the time."""
        self._move(self._ticks + seconds)

    def _move(self, to: float) -> None:
        self._ticks = max(self._ticks, to)
        for due, event in self._sleepers:
            if due <= self._ticks:
                event.set()

    async def run_for(self, seconds: float, database: "CountingDatabase") -> None:
        """Let the loops live through so many seconds, from one end of a wait to the next."""
        end = self._ticks + seconds
        while True:
            await database.settled()
            due = min((due for due, _ in self._sleepers), default=float("inf"))
            if due > end:
                break
            self._move(due)
        self._move(end)
        await database.settled()


class HastyClock(VirtualClock):
    """Nobody waits: each wait moves the time and is written down in `waits`."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    async def wait(self, until: datetime | float, wake: asyncio.Event | None = None) -> bool:
        """Over at once, as if it had lasted."""
        seconds = until if isinstance(until, int | float) else (until - self.now()).total_seconds()
        self.waits.append(seconds)
        self.passes(seconds)
        await asyncio.sleep(0)
        return False


class CountingDatabase(Database):
    """A database that knows whether a turn is under way."""

    under_way = 0
    _ended: asyncio.Event | None = None

    async def run(self, work: Callable[[Store], Result]) -> Result:
        """As ever, counted."""
        self.under_way += 1
        try:
            return await super().run(work)
        finally:
            self.under_way -= 1
            if self._ended is not None:
                self._ended.set()

    async def settled(self) -> None:
        """Wait until nobody does anything but wait: no turn is under way, and every task has come to its next wait."""
        quiet = 0
        while quiet < 20:
            await asyncio.sleep(0)
            quiet = 0 if self.under_way else quiet + 1
            if (
                self.under_way
            ):  # asleep meanwhile: whoever looks again and again keeps the database's thread from its turn
                self._ended = asyncio.Event()
                await self._ended.wait()


@asynccontextmanager
async def empty_database(file: Path) -> AsyncIterator[CountingDatabase]:
    """An empty database in a new file."""
    _begin(file)
    opened = await CountingDatabase.open(file, Sealer(bytes(range(32))))
    assert isinstance(opened, CountingDatabase)
    try:
        yield opened
    finally:
        await opened.close()


def _begin(file: Path) -> None:
    file.write_bytes(migrated())
