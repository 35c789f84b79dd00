"""When somebody may be rung, as a rule of moments alone."""

from datetime import UTC, datetime, timedelta

import pytest

from mediation.actor import Moment
from mediation.phones import Phone
from mediation.ringing import rings_again, text_due
from tests.asking import AT

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("rung", "fetched", "again"),
    [
        (None, None, True),
        (None, AT.now, True),
        (AT.now, None, False),
        (AT.now, AT.now - HOUR, False),
        (AT.now, AT.now + HOUR, True),
    ],
)
def test_a_bell_rings_once_until_something_was_fetched(
    rung: datetime | None, fetched: datetime | None, again: bool
) -> None:
    assert rings_again(rung, fetched) is again


def at(day: int, hour: int) -> Moment:
    """A moment in March 2026, in UTC: eight hours later in China."""
    return Moment(datetime(2026, 3, day, hour, tzinfo=UTC), AT.calendar, AT.profile, AT.zone)


@pytest.mark.parametrize(
    ("texted", "written", "now", "due"),
    [
        (None, [at(2, 1)], at(2, 2), True),
        (at(2, 2), [at(2, 3)], at(2, 15), False),  # still the 2nd in China
        (at(2, 2), [at(2, 3)], at(2, 16), True),  # the 3rd there
        (at(2, 2), [at(2, 1)], at(4, 2), False),
        (at(2, 2), [at(2, 1), at(3, 1)], at(4, 2), True),
        (at(2, 2), [], at(4, 2), False),
    ],
)
def test_a_text_is_for_what_is_new_and_one_a_local_day(
    texted: Moment | None, written: list[Moment], now: Moment, due: bool
) -> None:
    assert text_due(texted.now if texted else None, [one.now for one in written], now) is due


@pytest.mark.parametrize(
    ("number", "mobile"),
    [("13912345678", True), ("04683345678", False), ("01012345678", False), ("+85291234567", False)],
)
def test_a_mobile_number_is_one_of_the_mainland(number: str, mobile: bool) -> None:
    assert Phone(number).mobile is mobile
