"""Token buckets: how much one address or one browser may do in a while; kept in memory, as no harm outlives it."""

import ipaddress
from dataclasses import dataclass, field

from bot.clock import Clock

_MANY = 10_000
"""When so many are remembered, those that are full again are forgotten."""


@dataclass
class Rate:
    """At most `most` at once, which grow back evenly over so many `seconds`."""

    clock: Clock
    most: int
    seconds: float
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def allows(self, who: str) -> bool:
        """Whether one more is allowed; if so it is counted."""
        now = self.clock.ticks()
        if len(self._left) > _MANY:
            self._left = {one: kept for one, kept in self._left.items() if self._now(kept, now) < self.most}
        left = self._now(self._left.get(who, (float(self.most), now)), now)
        allowed = left >= 1
        self._left[who] = (left - 1 if allowed else left, now)
        return allowed

    def _now(self, kept: tuple[float, float], now: float) -> float:
        left, at = kept
        return min(float(self.most), left + (now - at) * self.most / self.seconds)


def client(peer: str | None, forwarded: str | None, proxy: str | None) -> str:
    """Whose request it is: the peer's, or where the peer is our proxy, whom that names last in X-Forwarded-For.

    A household's IPv6 addresses count as one.
    """
    shown = peer or "unknown"
    if proxy is not None and forwarded and _address(shown) == _address(proxy):
        shown = forwarded.rpartition(",")[2].strip()
    return _address(shown)


def _address(shown: str) -> str:
    try:
        read = ipaddress.ip_address(shown.strip("[]"))
    except ValueError:
        return "unknown"
    if isinstance(read, ipaddress.IPv6Address):
        if read.ipv4_mapped is not None:
            return str(read.ipv4_mapped)
        return str(ipaddress.ip_network((read, 64), strict=False))
    return str(read)
