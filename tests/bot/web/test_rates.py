"""Token buckets, and whose address counts behind a proxy."""

import pytest

from bot.web.rates import Rate, client
from tests.clocks import VirtualClock


def test_what_was_used_grows_back_evenly() -> None:
    clock = VirtualClock()
    rate = Rate(clock, 3, 60.0)
    assert [rate.allows("a") for _ in range(4)] == [True, True, True, False]
    assert rate.allows("b")
    clock.passes(20)
    assert [rate.allows("a") for _ in range(2)] == [True, False]


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxy", "expected"),
    [
        ("203.0.113.9", "198.51.100.1", None, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "127.0.0.1", "203.0.113.9"),
        ("127.0.0.1", "10.0.0.1, 198.51.100.1", "127.0.0.1", "198.51.100.1"),
        ("::ffff:127.0.0.1", "198.51.100.1", "127.0.0.1", "198.51.100.1"),
        ("127.0.0.1", "nonsense", "127.0.0.1", "unknown"),
        ("2001:db8:1:2:3:4:5:6", None, None, "2001:db8:1:2::/64"),
    ],
)
def test_only_our_proxy_is_believed(peer: str, forwarded: str | None, proxy: str | None, expected: str) -> None:
    assert client(peer, forwarded, proxy) == expected
