"""How long to wait after something failed: longer after each failure in a row, up to a bound."""

MOST = 30.0
"""Seconds; an outage that ends is noticed within that time."""

_ENOUGH = 30
"""Doublings after which no bound is left to be reached."""


def backoff(failures: int, most: float = MOST) -> float:
    """Seconds to wait after so many failures in a row: 1, 2, 4 ... up to `most`; none after none."""
    return min(2.0 ** (min(failures, _ENOUGH) - 1), most) if failures > 0 else 0.0
