"""The demo's clock: it runs like any other from where the story stands, and can be moved forward, never back."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.clock import Clock


class DemoClock(Clock):
    """Real time plus what it was moved; `start` is the moment it shows now, aware UTC."""

    def __init__(self, start: datetime) -> None:
        self._ahead = start - datetime.now(UTC)
        self._pauses: set[asyncio.Event] = set()

    def now(self) -> datetime:
        """Where the story stands."""
        return datetime.now(UTC) + self._ahead

    def move_to(self, moment: datetime) -> None:
        """It is that moment now, unless it is later already; whoever only pauses or waits for a moment looks again."""
        self._ahead = max(self._ahead, moment - datetime.now(UTC))
        for pause in self._pauses:
            pause.set()

    def move(self, forward: timedelta) -> None:
        """So much time has passed at once."""
        self.move_to(self.now() + forward)

    async def wait(self, until: datetime | float, wake: asyncio.Event | None = None) -> bool:
        """As ever; moving the time ends a pause (what has a bell), and a wait for a moment that has come.

        A number of seconds without a bell is somebody's patience with the outside, which a demo does not shorten.
        """
        if isinstance(until, int | float):
            return await (super().wait(until) if wake is None else self._pause(float(until), wake))
        while (left := (until - self.now()).total_seconds()) > 0:
            if await self._pause(left, wake):
                return True
        return False

    async def _pause(self, seconds: float, wake: asyncio.Event | None) -> bool:
        moved = asyncio.Event()
        self._pauses.add(moved)
        waits = [asyncio.ensure_future(one.wait()) for one in (moved, wake) if one is not None]
        try:
            await asyncio.wait(waits, timeout=max(seconds, 0), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._pauses.discard(moved)
            for one in waits:
                one.cancel()
        if wake is None or not wake.is_set():
            return False
        wake.clear()
        return True
