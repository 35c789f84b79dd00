"""Telegram's own limits on sending, as an option: every message too many is recorded and, if asked for, refused."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.botapi.refusals import Refusal, too_many_requests


@dataclass(frozen=True)
class Excess:
    """One message too many: ``count`` messages within ``window`` seconds where ``allowed`` are."""

    what: str
    chat: int
    at: float
    count: int
    allowed: int
    window: float


@dataclass
class Limits:
    """At most ``overall`` messages in any second, ``per_chat`` in any second of a chat, ``per_group`` in any minute of
    a group, by the time of their arrival.

    ``slack``: seconds by which each window is shorter, for the jitter between leaving and arriving. ``refuses``: answer
    what is too much with 429 (and do not deliver it); otherwise it is only recorded, in ``excesses``.
    """

    overall: int = 30
    per_chat: int = 1
    per_group: int = 20
    slack: float = 0.05
    refuses: bool = False
    excesses: list[Excess] = field(default_factory=list)
    busiest: int = 0
    _sent: dict[tuple[str, int], deque[float]] = field(default_factory=lambda: defaultdict(deque), repr=False)

    def count(self, chat: int, at: float) -> Refusal | None:
        """Count a message to ``chat`` that came at ``at`` (monotonic seconds); the refusal that it deserves."""
        windows = [("overall", 0, self.overall, 1.0), ("chat", chat, self.per_chat, 1.0)]
        if chat < 0:
            windows.append(("group", chat, self.per_group, 60.0))
        found = [one for window in windows if (one := self._exceeds(*window, chat, at))]
        self.excesses += found
        if found and self.refuses:
            return too_many_requests(max(round(one.window) for one in found))
        for what, key, _, _ in windows:
            self._sent[what, key].append(at)
        self.busiest = max(self.busiest, len(self._sent["overall", 0]))
        return None

    def _exceeds(self, what: str, key: int, allowed: int, window: float, chat: int, at: float) -> Excess | None:
        sent = self._sent[what, key]
        while sent and sent[0] <= at - (window - self.slack):
            sent.popleft()
        return Excess(what, chat, at, len(sent) + 1, allowed, window) if len(sent) >= allowed else None
