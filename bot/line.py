"""Whether a door's line to the outside holds, over ticks that are given; while it is cut, letters try one by one."""

from bot.backoff import backoff


class Line:
    """Failures count by rounds: what left before the trouble was known makes it no worse."""

    def __init__(self) -> None:
        self._failures = 0
        self._failed_at = float("-inf")

    def failed(self, left_at: float, at: float) -> None:
        """Something that left at `left_at` did not get through, or nobody knows."""
        if left_at >= self._failed_at + self._pause():
            self._failures += 1
            self._failed_at = at

    def works(self) -> None:
        """Something got through."""
        self._failures = 0

    def wait(self, at: float) -> float:
        """Seconds until the line is to be tried again."""
        return max(self._failed_at + self._pause() - at, 0.0) if self._failures else 0.0

    def room(self, at: float, free: int, in_flight: int) -> int:
        """How many of the free places may be used: all of them, or while the line is cut one after the other."""
        if not self._failures:
            return free
        return 0 if in_flight or self.wait(at) else min(free, 1)

    def _pause(self) -> float:
        return backoff(self._failures)
