"""A door's line: failures of one round count once, and while it is cut letters try one by one."""

from bot.line import Line


def test_a_line_that_holds_gives_every_free_place() -> None:
    assert Line().room(5.0, free=64, in_flight=0) == 64


def test_all_that_was_in_flight_when_it_broke_counts_as_one_failure() -> None:
    line = Line()
    for at in (10.0, 10.01, 10.5):
        line.failed(left_at=9.9, at=at)
    assert line.wait(10.0) == 1.0
    assert line.room(10.5, free=64, in_flight=0) == 0


def test_then_one_letter_tries_and_each_failure_doubles_the_wait() -> None:
    line = Line()
    line.failed(left_at=9.9, at=10.0)
    assert line.room(11.0, free=64, in_flight=0) == 1
    assert line.room(11.0, free=64, in_flight=1) == 0
    line.failed(left_at=11.0, at=12.0)
    assert line.wait(12.0) == 2.0


def test_one_letter_that_gets_through_opens_it_again() -> None:
    line = Line()
    line.failed(left_at=9.9, at=10.0)
    line.works()
    assert line.wait(10.1) == 0.0
    assert line.room(10.1, free=64, in_flight=3) == 64
