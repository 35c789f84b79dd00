"""All benchmarks, each as ratios within one run: `make bench`."""

import asyncio
import sys

from tests.bench import delivery, restarting, turns


async def main() -> int:
    """Print every table; 1 if a limit of Telegram's was exceeded."""
    print("turns through the desk | figure | ratio\n---|---:|---:")
    for name, figure, ratio in await turns.measure():
        print(f"{name} | {figure:.0f} | ×{ratio:.1f}")
    print("\nrestarts | figure | ratio\n---|---:|---:")
    for name, figure, ratio in await restarting.measure():
        print(f"{name} | {figure:.1f} | ×{ratio:.1f}")
    print("\ndelivery over real HTTP")
    return await delivery.main()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
