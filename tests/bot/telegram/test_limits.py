"""The limits on sending, whenever requests leave and arrive: never too many in any window, and no needless waiting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.limits import ARRIVES_WITHIN, ROUND_TRIPS, SURE_SHARE, Limits


def test_thirty_leave_at_once_and_the_next_a_second_after_the_first_answer() -> None:
    limits = Limits()
    first, *_ = [limits.take(0.0, str(number)) for number in range(30)]
    assert limits.room(0.0) == 0
    assert limits.wait(0.0) == 1.0 + ARRIVES_WITHIN
    limits.landed(0.25, first)
    assert limits.wait(0.25) == 1.0
    assert limits.room(1.25) == 1
    assert limits.wait(1.25) == 0.0


def test_once_round_trips_are_known_a_place_is_free_that_much_sooner() -> None:
    limits = Limits()
    for number in range(ROUND_TRIPS):
        limits.landed(number + 0.25, limits.take(float(number), str(number)))
    limits.landed(100.25, limits.take(100.0, "5"))
    assert limits.wait(100.25, "5") == pytest.approx(1.0 - SURE_SHARE * 0.25)
    limits.landed(102.125, limits.take(102.0, "6"))  # the way has become shorter
    assert limits.wait(102.125, "6") == pytest.approx(1.0 - SURE_SHARE * 0.125)


def test_what_hangs_holds_its_place_only_so_long() -> None:
    limits = Limits()
    hanging = [limits.take(0.0, str(number)) for number in range(30)]
    assert limits.room(1.0 + ARRIVES_WITHIN) == 30
    limits.landed(20.0, hanging[0])
    assert limits.room(20.0) == 30


def test_a_chat_gets_one_message_a_second_and_others_do_not_wait_for_it() -> None:
    limits = Limits()
    limits.landed(0.25, limits.take(0.0, "5"))
    assert limits.held(0.5) == {"5"}
    assert limits.wait(0.5, "5") == 0.75
    assert limits.wait(0.5, "6") == 0.0
    assert limits.held(1.25) == set()


def test_a_group_gets_twenty_a_minute() -> None:
    limits = Limits()
    for number in range(20):
        assert limits.wait(number * 2.0, "-7") == 0.0
        limits.landed(number * 2.0, limits.take(number * 2.0, "-7"))
    assert limits.held(50.0) == {"-7"}
    assert limits.wait(50.0, "-7") == 10.0
    assert limits.held(60.0) == set()


def test_changing_a_message_counts_over_all_only() -> None:
    limits = Limits()
    limits.take(0.0, None)
    assert limits.room(0.0) == 29
    assert limits.held(0.0) == set()


def test_a_429_pauses_its_chat_only() -> None:
    limits = Limits()
    limits.pause(0.0, "5", 7.0)
    assert limits.held(6.9) == {"5"}
    assert limits.wait(1.0, "5") == 6.0
    assert limits.room(1.0) == 30
    assert limits.held(7.0) == set()


def test_a_second_chats_429_pauses_everybody() -> None:
    limits = Limits()
    limits.pause(0.0, "5", 7.0)
    limits.pause(1.0, "6", 3.0)
    assert limits.room(3.9) == 0
    assert limits.wait(1.0) == 3.0
    assert limits.room(4.0) == 30
    assert limits.held(4.0) == {"5"}


def test_one_chats_429s_one_after_the_other_pause_nobody_else() -> None:
    limits = Limits()
    limits.pause(0.0, "5", 7.0)
    limits.pause(1.0, "5", 7.0)
    assert limits.wait(1.0) == 0.0
    assert limits.held(7.5) == {"5"}


def test_chats_that_went_quiet_are_forgotten() -> None:
    limits = Limits()
    for number in range(1000):
        limits.take(number / 20, str(number))
    limits.take(50.0, "-1")
    limits.held(53.0)
    assert len(vars(limits)["_chats"]) == 1
    limits.held(120.0)
    assert len(vars(limits)["_chats"]) == 0


CHATS = st.sampled_from(["1", "2", "-3", "-4"]) | st.integers(10, 99).map(str)
SECONDS = st.floats(min_value=0, max_value=0.45)
WAYS = st.tuples(st.floats(min_value=0, max_value=0.2), st.floats(min_value=0, max_value=0.2))


@given(WAYS, st.lists(st.tuples(SECONDS, CHATS, SECONDS, SECONDS), max_size=250))
def test_however_long_requests_take_they_never_arrive_too_many(
    ways: tuple[float, float], sends: list[tuple[float, str, float, float]]
) -> None:
    """Each leaves as soon as it may, arrives some time later, and is answered later still.

    The shortest way there and the shortest way back have been seen before, as they are in any busy minute.
    """
    limits, at = Limits(), 0.0
    for number in range(-3 * ROUND_TRIPS, -2 * ROUND_TRIPS):
        limits.landed(number + sum(ways), limits.take(float(number), str(number)))
    under_way: list[tuple[float, object]] = []
    arrivals: list[tuple[float, str]] = []
    for pause, chat, more_there, more_back in sends:
        there, back = ways[0] + more_there, ways[1] + more_back
        at += pause
        while limits.room(at) == 0 or chat in limits.held(at):
            at += max(min(limits.wait(at, chat), 0.01), 1e-4)
            _land(limits, under_way, at)
        _land(limits, under_way, at)
        under_way.append((at + there + back, limits.take(at, chat)))
        arrivals.append((at + there, chat))
    for start, chat in arrivals:
        window = [one for one in arrivals if start <= one[0] < start + 0.999]
        assert len(window) <= 30
        assert sum(1 for one in window if one[1] == chat) == 1
        if chat.startswith("-"):
            assert sum(1 for one in arrivals if one[1] == chat and start <= one[0] < start + 59.999) <= 20


def _land(limits: Limits, under_way: list[tuple[float, object]], at: float) -> None:
    """Those whose answers have come by now."""
    for answered, leaving in [one for one in under_way if one[0] <= at]:
        limits.landed(answered, leaving)  # type: ignore[arg-type]
        under_way.remove((answered, leaving))
