"""The one place in bot/ that asks for the time and waits; tests bring a clock of their own."""

import asyncio
import time
from datetime import UTC, datetime


class Clock:
    """The system's clock."""

    def now(self) -> datetime:
        """The moment, as aware UTC; it may be put right, forward or back, at any time."""
        return datetime.now(UTC)

    def ticks(self) -> float:
        """Seconds since some moment, which never go back: for measuring, not for dates."""
        return time.monotonic()

    async def wait(self, until: datetime | float, wake: asyncio.Event | None = None) -> bool:
        """Wait until a moment, or for so many seconds, or until `wake` is set; then it is cleared and True returned."""
        seconds = until if isinstance(until, int | float) else (until - self.now()).total_seconds()
        if wake is None:
            await asyncio.sleep(max(seconds, 0))
            return False
        try:
            async with asyncio.timeout(max(seconds, 0)):
                await wake.wait()
        except TimeoutError:
            return False
        wake.clear()
        return True
