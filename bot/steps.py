"""The loops: a step is done again and again, at once while there is work, after a pause when there is none."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from bot.backoff import backoff
from bot.house import House
from bot.lease import Lease
from bot.outcome import WrongToken
from bot.telegram.webhook import WebhookRefused
from handlers.desk import Desk
from handlers.faulting import keep_fault
from handlers.house import HouseTrouble, frames_only, raise_house_trouble
from handlers.rederiving import rederive_some, up_to_date
from handlers.reminding import remind_some
from handlers.ringing import ring_some
from handlers.turn import Office
from storage import inbox, journal
from storage.inbox import Incoming
from storage.store import Store

logger = logging.getLogger(__name__)

Result = TypeVar("Result")
Step = Callable[[], Awaitable[int]]


async def keep_doing(house: House, name: str, step: Step, wake: asyncio.Event, pause: float) -> None:
    """Do `step` for ever. It returns how much it did: more than nothing, and it is done again at once.

    Trouble of the house (disk, lock, key) pauses the loop; any other fault is kept, administrators are told of it, and
    the loop goes on.
    """
    trouble = _Trouble(house, name)
    while True:
        try:
            done = await step()
            trouble.is_over()
            if not done:
                await house.clock.wait(pause, wake)
        except Exception as fault:
            await house.clock.wait(await trouble.met(fault))


async def keep_running(house: House, name: str, loop: Callable[[], Awaitable[None]]) -> None:
    """Run a loop that should never end; after a fault it is begun again. Raises WrongToken, WebhookRefused."""
    trouble = _Trouble(house, name)
    while True:
        try:
            return await loop()
        except (WrongToken, WebhookRefused):
            raise
        except Exception as fault:
            await house.clock.wait(await trouble.met(fault))


class _Trouble:
    """How often in a row a loop failed; the same fault again is logged, not kept and told once more."""

    def __init__(self, house: House, name: str) -> None:
        self._house, self._name = house, name
        self._failures = 0
        self._last = ""

    def is_over(self) -> None:
        """A step went well."""
        self._failures, self._last = 0, ""

    async def met(self, fault: Exception) -> float:
        """Log it, keep it if it is new, and say how many seconds to wait."""
        self._failures += 1
        if isinstance(fault, HouseTrouble):
            logger.error("%s pauses: %s (%s)", self._name, fault, type(fault.__cause__).__name__)
            return backoff(self._failures)
        frames = frames_only()
        logger.error("%s failed:\n%s", self._name, frames)
        if frames != self._last:
            self._last = frames
            await self._keep(frames)
        return backoff(self._failures)

    async def _keep(self, frames: str) -> None:
        now = self._house.clock.now()
        try:
            await self._house.database.run(lambda store: keep_fault(store, self._house.office, self._name, frames, now))
        except Exception:
            logger.error("%s: the fault could not be kept:\n%s", self._name, frames_only())  # noqa: TRY400 - no words


LAST_TRIES_AFTER = 5.0
"""Seconds that a process must have lived before it tries for the last time what other lives ended with: a process that
is killed from outside again and again sets nobody's words aside, and one that words kill serves the others first."""


class DeskWork:
    """The desk and time as steps, under a lease: of all processes on a database only one is the desk.

    A batch that was abandoned for the house's trouble is nobody's fault, so its tries are taken back.
    """

    def __init__(self, house: House, desk: Desk, lease: Lease, written: Callable[[], None]) -> None:
        self._database, self._clock = house.database, house.clock
        self._desk, self._lease, self._written = desk, lease, written
        self._abandoned: list[int] = []
        self._begun = self._clock.ticks()

    @property
    def office(self) -> Office:
        """The office as its last turn knew it."""
        return self._desk.office

    async def handle_some(self) -> int:
        """Handle the next rows of the inbox in one transaction; returns how many."""
        now = self._clock.now()
        await self._take_back()
        lived = self._clock.ticks() - self._begun >= LAST_TRIES_AFTER
        rows = await self._run(lambda store: inbox.take(store, now, last_tries=lived)) or []
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

    async def ring_some(self) -> int:
        """Ring people for whom letters wait on the page; returns how many bells were rung."""
        now = self._clock.now()
        done = await self._run(lambda store: ring_some(store, self._desk.office, now)) or 0
        if done:
            self._written()
        return done

    async def seal_some(self) -> int:
        """Seal what grew since the last seal; always nothing more to do afterwards."""
        now = self._clock.now()
        await self._run(lambda store: journal.seal(store, now))
        return 0

    async def rederive_some(self) -> int:
        """Count and derive open cases again where the calendar, the profile or the zone is new; returns how many."""
        now = self._clock.now()
        done = await self._run(lambda store: rederive_some(store, self._desk.office, now)) or 0
        if done:
            self._written()
        return done

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
            return await self._database.run(lambda store: self._work(store, work))
        except Exception as fault:
            raise_house_trouble(fault)
            raise

    def _work(self, store: Store, work: Callable[[Store], Result]) -> Result | None:
        if not self._lease.held(store):
            return None
        # inside the turn, so that nothing is ever decided by a calendar that another process has replaced
        office = up_to_date(store, self._desk.office)
        if office is not self._desk.office:
            self._desk = replace(self._desk, office=office)
            logger.info("the calendar is now %s", office.calendar.version)
        return work(store)
