"""Waits after failures grow up to a bound."""

from hypothesis import given
from hypothesis import strategies as st

from bot.backoff import MOST, backoff


def test_it_doubles_up_to_its_bound() -> None:
    assert [backoff(failures) for failures in range(8)] == [0, 1, 2, 4, 8, 16, 30, 30]


@given(st.integers(min_value=0, max_value=10**9))
def test_it_never_shrinks_and_is_never_more_than_its_bound(failures: int) -> None:
    assert 0 <= backoff(failures) <= backoff(failures + 1) <= MOST
