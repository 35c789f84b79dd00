"""What a restart costs with many planned reminders, and a new calendar with many open cases; ratios within one run."""

import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from telegram import Bot

from bot.house import House
from bot.lease import Lease
from bot.opening import open_database, open_office
from bot.settings import Settings
from bot.steps import DeskWork
from handlers.desk import Desk
from mediation.reminders import reminders_for
from storage import calendars, codec, people
from storage.schema import cases as tables
from storage.store import Store
from tests.clocks import VirtualClock
from tests.notices import OFFICIAL, owed_on
from tests.sample import sample_case
from tests.world import CALENDAR, KEY, PROFILE, START

FEW, MANY = 100, 100_000
NAMES = ("restart and first look, ms", "another look, ms", "a look at 64 that are due, ms", "a case counted again, ms")


async def measure() -> list[tuple[str, float, float]]:
    """Name, figure in milliseconds, and ratio to the few."""
    await _figures(FEW)  # warm
    few, many = await _figures(FEW), await _figures(MANY)
    return [
        (f"{size:,} planned: {NAMES[place]}", figures[place], figures[place] / few[place])
        for place in range(len(NAMES))
        for size, figures in ((FEW, few), (MANY, many))
    ]


async def _figures(planned: int) -> tuple[float, ...]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{Path(folder) / 'bench.db'}", xintiao_key=KEY)
        async with _life(settings, START) as desk:
            await desk.rederive_some()  # as a life before left it
        async with open_database(settings) as database:
            await database.run(lambda store: _fill(store, planned))
        begun = time.perf_counter()
        async with _life(settings, START) as desk:
            assert await desk.rederive_some() == 0
            await desk.remind_some()
            restart = time.perf_counter() - begun
            begun = time.perf_counter()
            await desk.remind_some()
            another = time.perf_counter() - begun
        async with open_database(settings) as database:
            await database.run(lambda store: calendars.keep(store, [OFFICIAL], START, replace=True))
        async with _life(settings, START) as desk:
            a_case = await _counted_again(desk)
        async with _life(settings, START + timedelta(days=400)) as desk:
            begun = time.perf_counter()
            assert await desk.remind_some() == 64
            due = time.perf_counter() - begun
    return tuple(1000 * seconds for seconds in (restart, another, due, a_case))


async def _counted_again(desk: DeskWork) -> float:
    """Some turns of counting again; returns the seconds that each case took."""
    begun = time.perf_counter()
    cases = [await desk.rederive_some() for _ in range(10)]
    return (time.perf_counter() - begun) / sum(cases)


@asynccontextmanager
async def _life(settings: Settings, now: datetime) -> AsyncIterator[DeskWork]:
    """What a new process opens before it looks."""
    async with open_database(settings) as database:
        clock = VirtualClock(now)
        office = await open_office(database, settings, now)
        house = House(settings, clock, database, office, Bot("1:A"))
        lease = Lease(database, clock, "desk")
        yield DeskWork(house, Desk(office), lease, lambda: None)
        await lease.give_back()


def _fill(store: Store, planned: int) -> None:
    """Open cases with the reminders that each of them calls for, until so many are planned."""
    sample = sample_case(people.new_person(store, "王建国", "zh", START).id)
    of_all = {"version": 1, "unit": sample.unit, "mediator_id": sample.mediator, "state": sample.state.value}
    cases: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    while len(rows) < planned:
        day = (START + timedelta(days=60 + len(cases) % 300)).date()
        case = replace(sample, number=f"{len(cases):06d}", obligations=(owed_on(day),))
        wanted = reminders_for(case, PROFILE, CALENDAR, PROFILE.zone)
        rows += [{"case_number": case.number, "state": "planned", **vars(one)} for one in wanted]
        cases.append({**of_all, "number": case.number, "body": codec.dumps(case, store.sealer)})
    store.db.execute(insert(tables.cases), [{**one, "opened_at": START, "changed_at": START} for one in cases])
    store.db.execute(insert(tables.reminders), rows)
