"""`make simulate`, its second half: random histories of breaches on every core, with their progress and a table."""

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed

from tests.histories.playing import play

WIDTH = 40
CHUNK = 500


def main() -> int:
    """Play them all; 1, and the seed, if one of them published what may not be."""
    parser = argparse.ArgumentParser(description="Random histories of breaches: nothing unlawful is ever published.")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=20_261_124)
    given = parser.parse_args()
    begun, seen = time.perf_counter(), Counter[str]()
    print(f"{given.count:,} histories of breaches, from seed {given.seed}")
    ends = given.seed + given.count
    with ProcessPoolExecutor() as pool:
        running = [pool.submit(_some, at, min(at + CHUNK, ends)) for at in range(given.seed, ends, CHUNK)]
        for done, one in enumerate(as_completed(running), 1):
            figures, wrong = one.result()
            seen += figures
            _bar(done / len(running))
            if wrong:
                print(f"\ndoes not hold: {wrong}", file=sys.stderr)
                pool.shutdown(cancel_futures=True)
                return 1
    for what, count in sorted(seen.items()):
        print(f"{what:<24}{count:>10,}")
    print(f"{'unlawful':<24}{0:>10,}\n{time.perf_counter() - begun:,.0f} s")
    return 0


def _some(first: int, end: int) -> tuple[Counter[str], str]:
    """Some histories: how their breaches stand at their end, and what is wrong with the first that is wrong."""
    figures = Counter[str]()
    for seed in range(first, end):
        watch = play(seed)
        if watch.wrong:
            return figures, f"seed {seed}: {watch.wrong[0]}"
        figures.update(watch.ends)
        figures["published at some time"] += watch.published
    return figures, ""


def _bar(share: float) -> None:
    full = round(share * WIDTH)
    end = "\n" if share == 1.0 else ""
    print(f"\r[{'█' * full}{'·' * (WIDTH - full)}] {share:4.0%}", end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
