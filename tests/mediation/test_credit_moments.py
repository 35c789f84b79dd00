"""In time or late: by the day of the claim that proved true, else of the receipt; never by when it took effect."""

from dataclasses import replace

import pytest

from mediation import deciding, receiving
from mediation.actor import TIME
from mediation.breach import Breach, BreachState
from mediation.case import Case
from mediation.credit_entries import Bearing, CameOf, Entry, EntryKind
from mediation.credit_file import credit_file
from mediation.deciding import Finding
from mediation.performance import ObligationState, Performance
from mediation.performing import claim
from mediation.service import Service
from mediation.settling import settle
from tests.asking import LI, MEDIATOR, ZHANG, a_case
from tests.mediation.files import DUE
from tests.owing import not_money, on
from tests.world import PROFILE

LAST, AFTER = 44, 50
"""Days after the beginning: the last one on which it is in time, and one well after it."""


def says(case: Case, day: int, amount: int | None = None) -> Case:
    """She says on that day that it is performed."""
    return claim(case, LI, on(day), "1", amount, None).case


def came(case: Case, day: int, amount: int | None = None) -> Case:
    """He says on that day that it came, and it takes effect a day later."""
    return settle(receiving.received(case, ZHANG, on(day), "1", amount).case, TIME, on(day + 1), "1").case


def denied(case: Case, day: int) -> Case:
    """He says on that day that nothing came."""
    return receiving.not_received(case, ZHANG, on(day), "1").case


def entry(case: Case, kind: EntryKind = EntryKind.PERFORMANCE) -> Entry:
    """The one entry of that kind in her file."""
    (found,) = (one for one in credit_file([(case, "2")], on(60).today, PROFILE).entries if one.kind is kind)
    return found


def decided(case: Case) -> Case:
    """The mediator finds, long after, that it was as she said."""
    return deciding.decide(case, MEDIATOR, on(AFTER), "1", Finding.AS_CLAIMED, None, "银行流水").case


@pytest.mark.parametrize(
    ("case", "day"),
    [
        (came(a_case(), LAST), LAST),
        (came(a_case(), LAST + 1), LAST + 1),
        (came(says(a_case(), LAST), AFTER), LAST),
        (came(says(not_money(a_case()), LAST), AFTER), LAST),
        (came(says(a_case(), LAST + 1), AFTER), LAST + 1),
        # a claim of a part says nothing of the rest
        (came(says(a_case(), LAST, 100_000), AFTER, 500_000), AFTER),
        (came(says(came(a_case(), 1, 100_000), LAST), AFTER), LAST),
        (came(came(says(a_case(), 1, 100_000), 2), AFTER), AFTER),
        # whoever was told that nothing came performed when it did come, unless it is found that they were right
        (came(denied(says(a_case(), LAST), LAST), AFTER), AFTER),
        (decided(denied(says(a_case(), LAST), LAST + 1)), LAST),
    ],
)
def test_the_day_that_counts(case: Case, day: int) -> None:
    found = entry(case)
    assert found.day == on(day).today
    assert found.came_of is (CameOf.IN_TIME if day <= LAST else CameOf.LATE)


@pytest.mark.parametrize("performance", [Performance("1"), Performance("1", received=100)])
def test_nobody_is_late_by_a_provisional_day(performance: Performance) -> None:
    case = came(a_case(), AFTER)
    provisional = tuple(replace(one, provisional=True) for one in case.obligations)
    assert entry(replace(case, obligations=provisional)).came_of is CameOf.IN_TIME
    waits = replace(a_case(), obligations=provisional).with_performance(performance)
    assert entry(waits).came_of is CameOf.RUNNING


@pytest.mark.parametrize(
    "state", [BreachState.CURED, BreachState.SETTLED, BreachState.CONFIRMED, BreachState.PUBLISHED, BreachState.EXPIRED]
)
@pytest.mark.parametrize(
    ("performance", "came_of"),
    [
        (Performance("1", ObligationState.WAIVED, ended_at=on(AFTER).now), CameOf.WAIVED),
        (Performance("1", ObligationState.PERFORMED, 9, ended_at=on(AFTER).now, replaced=True), CameOf.CHANGED),
    ],
)
def test_what_was_waived_or_agreed_anew_was_neither_kept_nor_broken(
    state: BreachState, performance: Performance, came_of: CameOf
) -> None:
    breach = Breach("1", "2", "1", None, "到期没有还", 1, Service(on(AFTER).now), state)
    case = a_case().with_performance(performance).with_breach(breach)
    for kind in (EntryKind.PERFORMANCE, EntryKind.WARNING):
        assert (entry(case, kind).came_of, entry(case, kind).bearing) == (came_of, Bearing.NEUTRAL)
    counts = credit_file([(case, "2")], on(60).today, PROFILE).counts
    assert (counts.in_time, counts.late, counts.broken) == (0, 0, 0)


def test_the_last_day_is_the_one_agreed() -> None:
    assert on(LAST).today == DUE
