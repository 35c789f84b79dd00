"""Moves the demo's time forward in the steps in which things happen, and lets the office's loops do each of them."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import exists, select

from bot.demo.ahead import next_stop
from bot.demo.clock import DemoClock
from bot.house import House
from storage.schema.cases import reminders
from storage.schema.messages import inbox, outbox
from storage.store import Store

_UNFETCHED = timedelta(minutes=3)
"""After so long a letter that no open page has fetched is told of in another way."""
_LOOK = 0.02
_PATIENCE = 20.0
_FETCHING = 3.0
"""Seconds, real ones: between looks, and how long the loops and then the open pages may take for one step."""


class Step(StrEnum):
    """How far the time is moved: to whatever comes next, a day, or a week."""

    NEXT = "next"
    DAY = "day"
    WEEK = "week"


class Moving:
    """Moves the clock of one running office; two who ask at once are served one after the other."""

    def __init__(self, house: House, clock: DemoClock) -> None:
        self._house, self._clock = house, clock
        self._lock = asyncio.Lock()

    async def move(self, step: Step) -> None:
        """Live on, from one thing that happens to the next; TimeoutError if the office does not get on with it."""
        async with self._lock:
            now = self._clock.now()
            if step is Step.NEXT:
                await self._happens(await self._next(now))
                return
            end = now + (timedelta(days=1) if step is Step.DAY else timedelta(weeks=1))
            while (stop := min(await self._next(self._clock.now()), end)) < end:
                await self._happens(stop)
            await self._happens(end)

    async def _next(self, now: datetime) -> datetime:
        return await self._house.database.run(lambda store: next_stop(store, self._house.office, now))

    async def _happens(self, moment: datetime) -> None:
        for at in (moment, moment + _UNFETCHED):
            self._clock.move_to(at)
            self._ring()
            await self._until(_PATIENCE, self._busy)
            with suppress(TimeoutError):
                # a page that somebody has just closed does not hold up the time
                await self._until(_FETCHING, self._on_its_way)

    def _ring(self) -> None:
        bells = self._house.bells
        for bell in (bells.desk, bells.reminders, bells.rederiving, bells.ringing):
            bell.set()

    async def _until(self, seconds: float, more: Callable[[Store], bool]) -> None:
        async with asyncio.timeout(seconds):
            while await self._house.database.run(more):
                await self._clock.wait(_LOOK)

    def _on_its_way(self, store: Store) -> bool:
        """Whether a letter waits for a page that is open."""
        waiting = select(outbox.c.address_id).where(outbox.c.state == "waiting").distinct()
        return any(self._house.hub.listeners(address) for address in store.db.scalars(waiting))

    def _busy(self, store: Store) -> bool:
        """Whether something that is due has not happened yet; at night nothing falls due."""
        now, office = self._clock.now(), self._house.office
        waiting = select(exists().where(inbox.c.state == "waiting", inbox.c.not_before.is_(None)))
        if office.profile.quiet_hours.cover(now.astimezone(office.zone).time()):
            return bool(store.db.scalar(waiting))
        due = select(exists().where(reminders.c.state == "planned", reminders.c.due_at <= now))
        return bool(store.db.scalar(waiting)) or bool(store.db.scalar(due))
