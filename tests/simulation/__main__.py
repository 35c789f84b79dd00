"""`make simulate`: plays a year of a city, draws its progress, proves what must hold, and prints what happened."""

import argparse
import asyncio
import sys
import time
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.simulation.playing import Plan, Simulation
from tests.simulation.proving import Figures, prove
from tests.world import World, open_world

WIDTH = 40


def main() -> int:
    """Play, prove, print; 1 if something does not hold."""
    given = _arguments()
    plan = Plan(given.cases, given.days, given.days + given.tail, given.seed, given.outages)
    return asyncio.run(_played(plan))


async def _played(plan: Plan) -> int:
    begun = time.perf_counter()
    print(f"{plan.cases} cases in {plan.recording} days, played for {plan.days} days, seed {plan.seed}")
    with TemporaryDirectory() as folder:
        async with open_world(Path(folder)) as world:
            simulation = Simulation(world, plan)
            await simulation.play(_Bar())
            print()
            try:
                figures = await world.run(lambda store: prove(store, world.now))
            except AssertionError as wrong:
                print(f"does not hold: {wrong}", file=sys.stderr)
                return 1
            await _print(world, simulation, figures)
            size = (Path(folder) / "world.db").stat().st_size / 2**20
    print(f"\n{time.perf_counter() - begun:.0f} s, database {size:.0f} MiB")
    return 0


async def _print(world: World, simulation: Simulation, figures: Figures) -> None:
    down = sum((end - begin for begin, end in simulation.down), timedelta())
    print(f"{len(simulation.down)} outages, {down.total_seconds() / 3600:.0f} h in all, until {world.now:%Y-%m-%d}\n")
    _table("reminders", [(" · ".join(filter(None, key)), number) for key, number in sorted(figures.ledger.items())])
    for name, counts in (("letters", figures.letters), ("events", figures.events)):
        _table(name, _most(counts))


def _most(counts: Counter[str]) -> Iterable[tuple[str, int]]:
    return counts.most_common()


def _table(name: str, rows: Iterable[tuple[str, int]]) -> None:
    print(f"{name} | number\n---|---:")
    for label, number in rows:
        print(f"{label} | {number:,}")
    print()


class _Bar:
    """Draws how much is done, each per cent once."""

    def __init__(self) -> None:
        self._shown = -1

    def __call__(self, done: float) -> None:
        now = int(min(done, 1.0) * 100)
        if now != self._shown:
            self._shown = now
            filled = now * WIDTH // 100
            print(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {now:3}%", end="", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--cases", type=int, default=36_000, help="3,000 a month for a year")
    parser.add_argument("--days", type=int, default=365, help="over which they are recorded")
    parser.add_argument("--tail", type=int, default=60, help="days that are played after the last was recorded")
    parser.add_argument("--outages", type=int, default=25, help="of up to three days each, at random moments")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
