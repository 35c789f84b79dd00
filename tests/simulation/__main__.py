"""`make simulate`: plays a year of a city, draws its progress, proves what must hold, and prints what happened.

The city's districts are played beside each other, a process and a database each, and their outages: a case never
leaves its district.
"""

import argparse
import asyncio
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from multiprocessing.managers import SyncManager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.simulation.playing import Plan, Simulation
from tests.simulation.proving import Figures, prove
from tests.world import open_world

WIDTH = 40


@dataclass(frozen=True)
class Outcome:
    """What came of a district: its figures, or what does not hold; its outages, last moment, and database in MiB."""

    figures: Figures
    wrong: str
    down: timedelta
    until: datetime
    size: float


def main() -> int:
    """Play, prove, print; 1 if something does not hold."""
    given = _arguments()
    plan = Plan(given.cases, given.days, given.days + given.tail, given.seed, given.outages)
    print(f"{plan.cases:,} cases in {plan.recording} days, played for {plan.days} days, seed {plan.seed}")
    begun = time.perf_counter()
    outcomes = _districts(plan, given.districts)
    wrong = [one.wrong for one in outcomes if one.wrong]
    if wrong:
        print(f"\ndoes not hold: {wrong[0]}", file=sys.stderr)
        return 1
    _print(plan, outcomes)
    print(f"{time.perf_counter() - begun:,.0f} s, databases {sum(one.size for one in outcomes):,.0f} MiB in all")
    return 0


def _districts(plan: Plan, count: int) -> list[Outcome]:
    """Every district with its share of the cases, all at once."""
    shares = [plan.cases // count + (place < plan.cases % count) for place in range(count)]
    plans = [replace(plan, cases=share, seed=plan.seed + place) for place, share in enumerate(shares)]
    with multiprocessing.Manager() as manager, ProcessPoolExecutor(count) as pool:
        done = _shared(manager, count)
        running = [pool.submit(_district, one, place, done) for place, one in enumerate(plans)]
        while wait(running, timeout=1).not_done:
            _bar(sum(done) / count)
        _bar(1.0)
        return [one.result() for one in running]


def _shared(manager: SyncManager, count: int) -> "list[float]":
    return manager.list([0.0] * count)  # type: ignore[return-value]


def _district(plan: Plan, place: int, done: list[float]) -> Outcome:
    """One district from its first day to its last, in a process of its own."""

    def progress(share: float) -> None:
        if share - done[place] >= 0.001:
            done[place] = share

    return asyncio.run(_played(plan, progress))


async def _played(plan: Plan, progress: Callable[[float], None]) -> Outcome:
    with TemporaryDirectory() as folder:
        async with open_world(Path(folder)) as world:
            simulation = Simulation(world, plan)
            await simulation.play(progress)
            wrong, figures = "", Figures(Counter(), Counter(), Counter())
            try:
                figures = await world.run(lambda store: prove(store, world.now))
            except AssertionError as failed:
                wrong = str(failed) or "?"
            down = sum((end - begin for begin, end in simulation.down), timedelta())
            size = (Path(folder) / "world.db").stat().st_size / 2**20
            return Outcome(figures, wrong, down, world.now, size)


def _print(plan: Plan, outcomes: list[Outcome]) -> None:
    longest = max(outcomes, key=lambda one: one.down)
    hours, day = longest.down.total_seconds() / 3600, f"{longest.until:%Y-%m-%d}"
    print(f"\n{plan.outages} outages in each of {len(outcomes)} districts, up to {hours:,.0f} h in all, until {day}\n")
    ledger = sum((one.figures.ledger for one in outcomes), Counter[tuple[str, str, str]]())
    _table("reminders", [(" · ".join(filter(None, key)), number) for key, number in sorted(ledger.items())])
    _table("letters", sum((one.figures.letters for one in outcomes), Counter[str]()).most_common())
    _table("events", sum((one.figures.events for one in outcomes), Counter[str]()).most_common())


def _table(name: str, rows: Iterable[tuple[str, int]]) -> None:
    print(f"{name} | number\n---|---:")
    for label, number in rows:
        print(f"{label} | {number:,}")
    print()


def _bar(done: float) -> None:
    filled = int(min(done, 1.0) * WIDTH)
    print(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {min(done, 1.0):6.1%}", end="", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--cases", type=int, default=36_000, help="3,000 a month for a year")
    parser.add_argument("--days", type=int, default=365, help="over which they are recorded")
    parser.add_argument("--tail", type=int, default=60, help="days that are played after the last was recorded")
    parser.add_argument("--outages", type=int, default=25, help="of up to three days each, at random moments")
    parser.add_argument("--districts", type=int, default=multiprocessing.cpu_count(), help="played beside each other")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
