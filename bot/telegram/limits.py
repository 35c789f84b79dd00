"""Telegram's limits on sending, over moments that are given, in seconds that never go back: bookkeeping, no waiting.

A request arrives some time between leaving and being answered, and only Telegram knows when. So a place in a window is
free again one window after the answer: whatever the network, or a pause of this process, does in between, what leaves
then cannot arrive too early. Without that, bursts that leave a second apart arrive within one.

The answer's way back and the next request's way there take time too, together not less than the quickest round trip of
late. A place is free that much sooner, or every round trip would be lost from the rate.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass

OVERALL, PER_CHAT, PER_GROUP = (30, 1.0), (1, 1.0), (20, 60.0)
"""How many in how many seconds."""
ARRIVES_WITHIN = 1.0
"""Seconds after which a request without an answer is taken to have arrived: one that hangs must not hold a place."""
ROUND_TRIPS, SURE_SHARE = 50, 0.9
"""How many of late are looked at, and how much of the quickest of them the next one is sure to take."""


@dataclass(eq=False)
class Leaving:
    """One request on its way, that left at `left`; its places count from `arrived`."""

    left: float
    arrived: float


class Window:
    """At most `count` arrivals in any stretch of `seconds`; a bucket would let twice as many into its first second."""

    def __init__(self, count: int, seconds: float) -> None:
        self._count = count
        self._seconds = seconds
        self._counted: list[Leaving] = []

    def room(self, at: float) -> int:
        """How many may leave now."""
        self._counted = [one for one in self._counted if one.arrived + self._seconds > at]
        return max(self._count - len(self._counted), 0)

    def wait(self, at: float) -> float:
        """Seconds until one may leave, unless an answer makes it sooner or later."""
        return 0.0 if self.room(at) else min(one.arrived for one in self._counted) + self._seconds - at

    def idle(self, at: float) -> bool:
        """Whether nothing is counted."""
        return self.room(at) == self._count

    def add(self, leaving: Leaving) -> None:
        """Count one."""
        self._counted.append(leaving)


class Limits:
    """What one bot may send: over all, per chat, per group, and what Telegram told it to wait for."""

    def __init__(self) -> None:
        self._overall = Window(*OVERALL)
        self._chats: OrderedDict[str, tuple[Window, ...]] = OrderedDict()
        self._paused: dict[str, float] = {}
        self._all_paused = 0.0
        self._round_trips: deque[float] = deque(maxlen=ROUND_TRIPS)

    def room(self, at: float) -> int:
        """How many requests may leave now."""
        return 0 if at < self._all_paused else self._overall.room(at)

    def wait(self, at: float, chat: str | None = None) -> float:
        """Seconds until a request may leave; with a chat, until it may have a new message."""
        waits = [self._all_paused - at, self._overall.wait(at)]
        if chat is not None:
            waits += [self._paused.get(chat, 0.0) - at, *(one.wait(at) for one in self._chats.get(chat, ()))]
        return max(0.0, *waits)

    def held(self, at: float) -> set[str]:
        """The chats that may not have a new message now, whatever is free over all."""
        self._forget(at)
        full = {chat for chat, windows in self._chats.items() if not all(one.room(at) for one in windows)}
        return full | self._paused.keys()

    def take(self, at: float, chat: str | None) -> Leaving:
        """A request leaves now: a new message to a chat, or (None) one that changes or deletes a message."""
        leaving = Leaving(at, at + ARRIVES_WITHIN)
        self._overall.add(leaving)
        if chat is not None:
            windows = self._chats.pop(chat, None) or _windows(chat)
            for window in windows:
                window.add(leaving)
            self._chats[chat] = windows
        return leaving

    def landed(self, at: float, leaving: Leaving) -> None:
        """It was answered, so it has arrived."""
        self._round_trips.append(at - leaving.left)
        leaving.arrived = min(leaving.arrived, at - self._sure())

    def pause(self, at: float, chat: str, seconds: float) -> None:
        """Telegram said 429, but not for what: so the chat waits, and if another chat waits already, everybody."""
        self._forget(at)
        if self._paused.keys() - {chat}:
            self._all_paused = max(self._all_paused, at + seconds)
        self._paused[chat] = max(self._paused.get(chat, 0.0), at + seconds)

    def _sure(self) -> float:
        """Seconds that a round trip is sure to take: none before enough are known."""
        known = len(self._round_trips) == ROUND_TRIPS
        return SURE_SHARE * min(self._round_trips) if known else 0.0

    def _forget(self, at: float) -> None:
        """Let go of the chats that nothing holds any more, those first that were written to longest ago."""
        self._paused = {chat: until for chat, until in self._paused.items() if until > at}
        while self._chats:
            chat, windows = next(iter(self._chats.items()))
            if not all(one.idle(at) for one in windows):
                return
            del self._chats[chat]


def _windows(chat: str) -> tuple[Window, ...]:
    """Groups have negative ids."""
    return (Window(*PER_CHAT), Window(*PER_GROUP)) if chat.startswith("-") else (Window(*PER_CHAT),)
