"""Striking out what was entered of the court by mistake: the newest first, with a reason that all who were told read.

The journal keeps both, the entry and that it was struck out; the case and the credit files keep neither.
"""

from collections.abc import Iterator
from dataclasses import replace

from mediation.access import require_mediator
from mediation.actor import Actor, Role
from mediation.basis import is_the_ruling
from mediation.breach_access import words_of
from mediation.case import Case
from mediation.court_facts import CourtFact, Enforcement, Listing
from mediation.decision import Decision, Refused
from mediation.events.court import EnforcementStruck, ListingStruck, RulingStruck
from mediation.events.event import Event
from mediation.staff import may_see

Struck = tuple[CourtFact, str]
"""One entry: what it is, and the key of its enforcement or listing, "" for the ruling."""


def require_writer(case: Case, by: Actor) -> None:
    """The case's mediator, or a reviewer who sees it; raises Refused("not_your_case")."""
    if by.role is not Role.REVIEWER or not may_see(case, by):
        require_mediator(case, by)


def require_strikable(case: Case, by: Actor, fact: CourtFact, key: str) -> None:
    """Whether this entry may be struck out now, by the case's mediator or a reviewer who sees it, in ended cases too.

    Raises Refused: not_your_case, court_fact_unknown (it is not there, or was struck out), court_fact_rested_on
    (something later, or a breach's document, rests on it: that comes first).
    """
    require_writer(case, by)
    if (fact, key) not in _entered(case):
        raise Refused("court_fact_unknown")
    if (fact, key) not in strikable(case):
        raise Refused("court_fact_rested_on")


def strikable(case: Case) -> tuple[Struck, ...]:
    """The entries on which nothing rests, so that they can be struck out: listings, enforcements, then the ruling."""
    return tuple(one for one in _entered(case) if not _rested_on(case, *one))


def strike(case: Case, by: Actor, fact: CourtFact, key: str, reason: str) -> Decision:
    """Take the entry back, as if it had never been made; everybody who was told of it hears so, with the reason.

    Raises Refused as `require_strikable`, and reason_missing.
    """
    require_strikable(case, by, fact, key)
    why = words_of(reason)
    if fact is CourtFact.RULING:
        return _without_ruling(case, why)
    if fact in (CourtFact.ENFORCEMENT, CourtFact.ENDING):
        return _without_enforcement(case, fact, key, why)
    return _without_listing(case, fact, key, why)


def _entered(case: Case) -> tuple[Struck, ...]:
    def all_of_it() -> Iterator[Struck]:
        for listing in case.listings:
            yield CourtFact.LISTING if listing.delisted_on is None else CourtFact.DELISTING, listing.key
        for one in case.enforcements:
            yield CourtFact.ENFORCEMENT if one.ended_on is None else CourtFact.ENDING, one.key
        if case.ruling is not None:
            yield CourtFact.RULING, ""

    return tuple(all_of_it())


def _rested_on(case: Case, fact: CourtFact, key: str) -> bool:
    if fact is CourtFact.RULING:
        papers = [one.basis for one in case.breaches if one.stands and one.basis is not None]
        standing = any(one.revoked_on is None and is_the_ruling(case, one) for one in papers)
        return bool(case.enforcements or case.listings) or standing
    if fact is CourtFact.ENFORCEMENT:
        own = _enforcement(case, key)
        others = [one.day for one in case.enforcements if one.party == own.party and one.key != key]
        listed = [one.day for one in case.listings if one.party == own.party]
        # a court lists after an enforcement began; another that began before all listings is enough
        return bool(listed) and (not others or min(others) > min(listed))
    if fact is CourtFact.ENDING:
        return False
    mine = [one.key for one in case.listings if one.party == _listing(case, key).party]
    return mine[-1] != key


def _enforcement(case: Case, key: str) -> Enforcement:
    return next(one for one in case.enforcements if one.key == key)


def _listing(case: Case, key: str) -> Listing:
    return next(one for one in case.listings if one.key == key)


def _without_ruling(case: Case, why: str) -> Decision:
    if case.ruling is None:
        raise TypeError("no ruling")
    event = RulingStruck(number=case.ruling.number, day=case.ruling.day, reason=why)
    return Decision(replace(case, ruling=None), (event,))


def _without_enforcement(case: Case, fact: CourtFact, key: str, why: str) -> Decision:
    found = _enforcement(case, key)
    if fact is CourtFact.ENFORCEMENT:
        left = tuple(one for one in case.enforcements if one is not found)
        number, day, scan = found.number, found.day, found.scan
    else:
        running = Enforcement(found.key, found.party, found.number, found.court, found.day, found.scan)
        left = tuple(running if one is found else one for one in case.enforcements)
        number, day, scan = found.ending_number, found.ended_on or found.day, found.ending_scan
    event: Event = EnforcementStruck(
        party=found.party, fact=fact, number=number, court=found.court, day=day, scan=scan, reason=why
    )
    return Decision(replace(case, enforcements=left), (event,))


def _without_listing(case: Case, fact: CourtFact, key: str, why: str) -> Decision:
    found = _listing(case, key)
    if fact is CourtFact.LISTING:
        left = tuple(one for one in case.listings if one is not found)
        number, day, scan = found.number, found.day, found.scan
    else:
        listed = Listing(found.key, found.party, found.number, found.court, found.day, found.scan)
        left = tuple(listed if one is found else one for one in case.listings)
        number, day, scan = found.delisting_number, found.delisted_on or found.day, found.delisting_scan
    event: Event = ListingStruck(
        party=found.party, fact=fact, number=number, court=found.court, day=day, scan=scan, reason=why
    )
    return Decision(replace(case, listings=left), (event,))
