"""The whole office in this process, over real HTTP and with a real database file, in time that only the test moves."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from sqlalchemy import select

from bot.app import open_bot
from bot.house import House
from bot.loops import loops
from bot.opening import BOT_NAME, open_office
from bot.settings import read_settings
from handlers import staffing
from mediation.actor import Role
from mediation.moments import at_local
from storage import remembered, reminders
from storage.outbox import NOTICE
from storage.schema.messages import inbox, outbox
from storage.schema.office import faults
from storage.store import Store
from storage.verifying import verify
from tests.botapi import BotApi
from tests.clocks import CountingDatabase, VirtualClock, empty_database

KEY = bytes(range(32))
"""That of an empty database for tests."""
LOOKS = (time(3), time(8, 30), time(9), time(18))
"""When the time stops each day, local: what came due since the last stop happens then, some of it in deep night."""
PATIENCE = 30.0
"""Seconds, real ones, for what has begun to come to its end."""


@dataclass(frozen=True)
class Months:
    """A running office; somebody does something, and `settles` lets all happen that need not wait for a later time."""

    api: BotApi
    clock: VirtualClock
    database: CountingDatabase
    house: House

    @property
    def here(self) -> datetime:
        """The local time."""
        return self.clock.now().astimezone(self.house.office.zone)

    async def invites(self, name: str, role: Role, unit: str) -> str:
        """The link for a new member of staff, as the terminal prints it."""
        office, now = self.house.office, self.clock.now()
        token = await self.database.run(lambda store: staffing.invite(store, office, role, unit, name, "zh", now))
        return f"{office.bot_link}{token}"

    async def settles(self) -> None:
        """Until nothing is under way; the seconds for which a message holds its chat pass meanwhile."""
        async with asyncio.timeout(PATIENCE):
            while True:
                await self.api.until(lambda: not self.api.waiting)
                await self.database.settled()
                moving, ready = await self.database.run(self._open)
                if not moving and not ready:
                    return
                if not moving:
                    self.clock.passes(1.0)

    def _open(self, store: Store) -> tuple[bool, bool]:
        """Whether something is under way, and whether a letter waits for nothing but its turn."""
        now, quiet = self.clock.now(), self.house.office.profile.quiet_hours.cover(self.here.time())
        coming = select(inbox.c.id).where(inbox.c.state.in_(["waiting", "fetching"])).limit(1)
        going = select(outbox).where(outbox.c.state.in_(["waiting", "attempting"]))
        letters = store.db.execute(going).all()
        ready = (
            one.not_before is None or one.not_before <= now for one in letters if not (quiet and one.urgency == NOTICE)
        )
        moving = any(one.state == "attempting" for one in letters) or store.db.scalar(coming) is not None
        return moving, any(ready)

    async def until(self, moment: str) -> None:
        """Live until that local time, written as in 2026-03-15 20:00."""
        end = datetime.fromisoformat(moment).replace(tzinfo=self.house.office.zone)
        while self.clock.now() < end:
            days = (self.here.date(), self.here.date() + timedelta(days=1))
            stops = (at_local(day, look, self.house.office.zone) for day in days for look in LOOKS)
            following = min(stop for stop in (*stops, end) if stop > self.clock.now())
            self.clock.passes((following - self.clock.now()).total_seconds())
            await self.settles()


@asynccontextmanager
async def living(folder: Path) -> AsyncIterator[Months]:
    """An office that polls a server of its own, whose clock is the office's; fails if it asks anything malformed."""
    clock = VirtualClock()
    async with BotApi(clock=lambda: clock.now().timestamp()) as api, empty_database(folder / "months.db") as database:
        settings = read_settings(_environment(api, folder), None)
        async with open_bot(settings, clock) as bot:
            assert bot is not None
            await database.run(lambda store: remembered.remember(store, BOT_NAME, bot.username))
            house = House(settings, clock, database, await open_office(database, settings, clock.now()), bot)
            running = [asyncio.ensure_future(loop()) for loop in loops(house)]
            await api.until(lambda: api.listening)
            try:
                yield Months(api, clock, database, house)
            finally:
                for one in running:
                    one.cancel()
                ended = await asyncio.gather(*running, return_exceptions=True)
            assert [one for one in ended if not isinstance(one, asyncio.CancelledError)] == []


def nothing_is_left_open(store: Store, number: str) -> None:
    """Every reminder was sent or skipped with a reason, its letter arrived, all chains fit, and no fault came."""
    ledger = reminders.of_case(store, number)
    assert {row.state for row in ledger} == {"sent", "skipped"}
    assert [row for row in ledger if (row.state == "skipped") != bool(row.why)] == []
    assert {row.letter_state for row in ledger if row.state == "sent"} <= {"sent", None}
    assert verify(store).broken is None
    assert list(store.db.scalars(select(faults.c.what))) == []


def _environment(api: BotApi, folder: Path) -> dict[str, str]:
    return {
        "TELEGRAM_TOKEN": api.token,
        "TELEGRAM_BASE_URL": api.url,
        "DATABASE_URL": f"sqlite:///{folder / 'months.db'}",
        "XINTIAO_KEY": base64.b64encode(KEY).decode(),
    }
