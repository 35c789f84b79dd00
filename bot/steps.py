"""The loops: a step is done again and again, at once while there is work, after a pause when there is none."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from bot.backoff import backoff
from bot.clock import Clock
from bot.house import House
from bot.lease import Lease
from handlers.desk import Desk
from handlers.house import HouseTrouble, frames_only, raise_house_trouble
from handlers.reminding import remind_some
from storage import faults, inbox, journal
from storage.database import Database
from storage.inbox import Incoming
from storage.store import Store

log = logging.getLogger(__name__)

Result = TypeVar("Result")
Step = Callable[[], Awaitable[int]]


async def keep_doing(
    name: str, step: Step, database: Database, clock: Clock, wake: asyncio.Event, pause: float
) -> None:
    """Do `step` for ever. It returns how much it did: more than nothing, and it is done again at once.

    Trouble of the house (disk, lock, key) pauses the loop; any other fault is kept for the administrators, and the
    loop goes on.
    """
    failures = 0
    while True:
        try:
            done = await step()
            failures = 0
            if not done:
                await clock.wait(pause, wake)
        except HouseTrouble as trouble:
            failures += 1
            log.error("%s pauses: %s (%s)", name, trouble, type(trouble.__cause__).__name__)  # noqa: TRY400 - no words
            await clock.wait(backoff(failures))
        except Exception:
            failures += 1
            await _keep_fault(name, database, clock.now())
            await clock.wait(backoff(failures))


async def _keep_fault(name: str, database: Database, now: datetime) -> None:
    frames = frames_only()
    log.error("%s failed:\n%s", name, frames)
    try:
        await database.run(lambda store: faults.keep(store, name, frames, now))
    except Exception:
        log.error("%s: the fault could not be kept:\n%s", name, frames_only())  # noqa: TRY400 - frames without words


class DeskWork:
    """The desk and time as steps, under a lease: of all processes on a database only one is the desk.

    A batch that was abandoned for the house's trouble is nobody's fault, so its tries are taken back.
    """

    def __init__(self, house: House, desk: Desk, lease: Lease, written: Callable[[], None]) -> None:
        self._database, self._clock = house.database, house.clock
        self._desk, self._lease, self._written = desk, lease, written
        self._abandoned: list[int] = []

    async def handle_some(self) -> int:
        """Handle the next rows of the inbox in one transaction; returns how many."""
        now = self._clock.now()
        await self._take_back()
        rows = await self._run(lambda store: inbox.take(store, now)) or []
        if rows:
            await self._handle(rows, now)
            self._written()
        return len(rows)

    async def remind_some(self) -> int:
        """Let due reminders take effect; returns how many."""
        now = self._clock.now()
        done = await self._run(lambda store: remind_some(store, self._desk.office, now)) or 0
        if done:
            self._written()
        return done

    async def seal_some(self) -> int:
        """Seal what grew since the last seal; always nothing more to do afterwards."""
        now = self._clock.now()
        await self._run(lambda store: journal.seal(store, now))
        return 0

    async def _handle(self, rows: list[Incoming], now: datetime) -> None:
        try:
            await self._run(lambda store: self._desk.handle(store, rows, now))
        except HouseTrouble:
            self._abandoned = [row.id for row in rows]
            raise

    async def _take_back(self) -> None:
        if self._abandoned:
            ids = self._abandoned
            await self._run(lambda store: inbox.uncount(store, ids))
            self._abandoned = []

    async def _run(self, work: Callable[[Store], Result]) -> Result | None:
        """Work under the lease; None while another process holds it."""
        try:
            return await self._database.run(lambda store: work(store) if self._lease.held(store) else None)
        except Exception as fault:
            raise_house_trouble(fault)
            raise
