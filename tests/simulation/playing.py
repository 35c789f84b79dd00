"""Plays a city through the real desk and database: people act, time ticks, and the process is down now and then."""

import heapq
import json
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from itertools import count
from random import Random

from sqlalchemy import select

from bot.outcome import Sent, Unreachable
from bot.settling import settle
from handlers.reminding import remind_some
from mediation.moments import at_local
from storage import inbox, outbox
from storage.outbox import Outgoing
from storage.schema.messages import presses
from storage.store import Store
from tests.simulation.city import City, spread
from tests.simulation.mediating import Mediating
from tests.simulation.people import Shown, react
from tests.world import World

TICK = timedelta(minutes=30)
BLOCKS = 0.0007
"""How likely a letter finds that its reader has blocked the bot."""


@dataclass(frozen=True)
class Plan:
    """What is played: cases recorded over `recording` days, `days` in all, outages of up to `longest`."""

    cases: int
    recording: int
    days: int
    seed: int
    outages: int
    longest: timedelta = timedelta(days=3)


@dataclass
class Simulation:
    """One city in one world; `down` are the times when no process ran."""

    world: World
    plan: Plan
    down: list[tuple[datetime, datetime]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = Random(self.plan.seed)
        self.begun = self.world.now
        self.city = City(self.world.office, self.rng)
        self.mediating = Mediating(self.city, self.world.office, self.rng)
        self._acts: list[tuple[datetime, int, str, str, str]] = []
        self._order = count(1)

    async def play(self, progress: Callable[[float], None]) -> None:
        """From the first day to the last; `progress` hears how much of it is done, from 0 to 1."""
        world, end = self.world, self.begun + timedelta(days=self.plan.days)
        await world.run(lambda store: self.city.hire(store, world.office.moment(world.now), 4, self._mediators()))
        records = [self.begun + timedelta(seconds=at) for at in spread(self.rng, self.plan.cases, self.plan.recording)]
        self._plan_outages(end)
        down = iter([*self.down, (end + timedelta(days=9), end + timedelta(days=9))])
        outage = next(down)
        while world.now < end:
            if world.now >= outage[0]:
                world.now = max(world.now, outage[1])
                outage = next(down)
            coming = bisect_right(records, world.now)
            await world.run(partial(self._tick, records=coming))
            del records[:coming]
            progress((world.now - self.begun) / (end - self.begun))
            world.now = self._next(world.now)
        await world.run(partial(self._tick, records=0))

    def _mediators(self) -> int:
        return max(1, self.plan.cases // 600)

    def _plan_outages(self, end: datetime) -> None:
        for _ in range(self.plan.outages):
            begin = self.begun + (end - self.begun) * self.rng.random()
            self.down.append((begin, begin + self.plan.longest * self.rng.random()))
        self.down.sort()

    def _next(self, now: datetime) -> datetime:
        """The next look: at night nothing is due, so the whole night is one step, up to half an hour before dawn."""
        zone, quiet = self.world.office.zone, self.world.office.profile.quiet_hours
        local = now.astimezone(zone)
        if not quiet.cover(local.time()):
            return now + TICK
        day = local.date() + timedelta(days=1 if local.time() > time(12) else 0)
        return max(now + TICK, at_local(day, quiet.end, zone))

    def _tick(self, store: Store, records: int) -> None:
        now, moment = self.world.now, self.world.office.moment(self.world.now)
        for _ in range(records):
            self.city.record(store, moment)
        while self._acts and self._acts[0][0] <= now:
            self._does(store, *self._acts_next())
        self._settle(store)
        while remind_some(store, self.world.office, now):
            self._settle(store)
        if self.mediating.work(store, moment):
            self._settle(store)

    def _acts_next(self) -> tuple[str, str, str]:
        _, _, chat, kind, text = heapq.heappop(self._acts)
        return chat, kind, text

    def _does(self, store: Store, chat: str, kind: str, text: str) -> None:
        raw = json.dumps({"kind": kind, "text": text, "sender": self.city.everybody[chat].name, "language": "zh-hans"})
        inbox.receive(store, "telegram", "bot", str(next(self._order)), chat, raw, self.world.now)

    def _settle(self, store: Store) -> None:
        """Whatever came in is handled and whatever goes out is delivered, until nothing is left."""
        now = self.world.now
        while rows := inbox.take(store, now):
            self.world.desk.handle(store, rows, now)
        clock = now.astimezone(self.world.office.zone).time()
        notices = not self.world.office.profile.quiet_hours.cover(clock)
        while letters := outbox.take(store, now, 256, notices=notices):
            for letter in letters:
                self._arrives(store, letter)
            while rows := inbox.take(store, now):
                self.world.desk.handle(store, rows, now)

    def _arrives(self, store: Store, letter: Outgoing) -> None:
        now = self.world.now
        if letter.chat in self.city.everybody and self.rng.random() < BLOCKS:
            settle(store, letter, Unreachable("Forbidden: bot was blocked by the user"), now)
            return
        settle(store, letter, Sent(f"m{letter.id}"), now)
        if letter.kind not in ("text", "file") or letter.chat not in self.city.everybody:
            return
        reaction = react(Shown(letter.template, _keys(store, letter.id)), self.rng)
        if reaction is not None:
            at = now + timedelta(seconds=reaction.after)
            heapq.heappush(self._acts, (at, next(self._order), letter.chat, reaction.kind, reaction.text))


def _keys(store: Store, letter: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, action in store.db.execute(select(presses.c.key, presses.c.action).where(presses.c.outbox_id == letter)):
        found.setdefault(action, []).append(key)
    return found
