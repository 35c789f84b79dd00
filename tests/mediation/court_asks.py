"""A case on each step of the judicial route, and all that can be asked there, for the test of the drawn machines."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import product

from mediation import enforcing, judicial, striking
from mediation.actor import Actor, Moment
from mediation.case import Case
from mediation.court_facts import CourtFact, CourtPaper, Enforcement, EnforcementEnding, Listing
from mediation.decision import Decision
from mediation.performance import CourtWish, Ruling
from tests.world import START

RULING = Ruling("（2026）黑0403民特12号", START.date())


def court_cases(case: Case) -> Iterator[Case]:
    """The case with every combination of wishes, with and without an application, with a ruling, and at the court."""
    for one, two in product((None, True, False), repeat=2):
        said = (("1", one), ("2", two))
        wishes = tuple(CourtWish(party, wants, START) for party, wants in said if wants is not None)
        yield replace(case, court_wishes=wishes)
        yield replace(case, court_wishes=wishes, applied_on=START.date())
    yield replace(case, ruling=RULING)
    both = tuple(CourtWish(party, True, START) for party in "12")
    yield replace(case, ruling=RULING, court_wishes=both)
    yield replace(case, ruling=RULING, court_wishes=both, applied_on=START.date())
    running = Enforcement("1", "2", "执1", "法院", START.date(), "0" * 64)
    ended = replace(running, ended_on=START.date(), ending=EnforcementEnding.NO_ASSETS)
    listing = Listing("1", "2", "决1", "法院", START.date(), "0" * 64)
    off = replace(listing, delisted_on=START.date())
    for enforcement, listings in product((running, ended), ((), (listing,), (off,))):
        yield replace(case, ruling=RULING, enforcements=(enforcement,), listings=listings)
    again = replace(listing, key="2", number="决2")
    yield replace(case, ruling=RULING, enforcements=(running, replace(ended, key="2", number="执2")))
    yield replace(case, ruling=RULING, enforcements=(running,), listings=(off, again))


def court_asks(two: Actor, one: Actor, mediator: Actor, at: Moment) -> Iterator[Callable[[Case], Decision]]:
    """Every rule of the judicial route, asked by the parties "2" and "1" and by the mediator."""
    for (party, by), wants in product((("2", two), ("1", one)), (True, False)):
        yield partial(judicial.wish, by=by, at=at, party=party, wants=wants)
    yield lambda case: judicial.apply(case, mediator, at, at.today)
    yield lambda case: judicial.drop(case, mediator, at)
    yield lambda case: judicial.record_ruling(case, mediator, at, RULING)
    paper = CourtPaper("2", "法院", at.today, "1" * 64)
    yield lambda case: enforcing.record_enforcement(case, mediator, at, "2", paper)
    yield lambda case: enforcing.end_enforcement(case, mediator, at, "1", EnforcementEnding.SETTLED, paper)
    yield lambda case: enforcing.record_listing(case, mediator, at, "2", paper)
    yield lambda case: enforcing.record_delisting(case, mediator, at, "1", paper)
    for fact, key in product(CourtFact, ("", "1", "2")):
        yield partial(striking.strike, by=mediator, fact=fact, key=key, reason="认错了人")
