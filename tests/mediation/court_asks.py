"""A case on each step of the judicial route, and all that can be asked there, for the test of the drawn machines."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import product

from mediation import judicial
from mediation.actor import Actor, Moment
from mediation.case import Case
from mediation.decision import Decision
from mediation.performance import CourtWish, Ruling
from tests.world import START

RULING = Ruling("（2026）黑0403民特12号", START.date())


def court_cases(case: Case) -> Iterator[Case]:
    """The case with every combination of wishes, with and without an application, and with a ruling."""
    for one, two in product((None, True, False), repeat=2):
        said = (("1", one), ("2", two))
        wishes = tuple(CourtWish(party, wants, START) for party, wants in said if wants is not None)
        yield replace(case, court_wishes=wishes)
        yield replace(case, court_wishes=wishes, applied_on=START.date())
    yield replace(case, ruling=RULING)


def court_asks(two: Actor, one: Actor, mediator: Actor, at: Moment) -> Iterator[Callable[[Case], Decision]]:
    """Every rule of the judicial route, asked by the parties "2" and "1" and by the mediator."""
    for (party, by), wants in product((("2", two), ("1", one)), (True, False)):
        yield partial(judicial.wish, by=by, at=at, party=party, wants=wants)
    yield lambda case: judicial.apply(case, mediator, at, at.today)
    yield lambda case: judicial.drop(case, mediator, at)
    yield lambda case: judicial.record_ruling(case, mediator, at, RULING)
