"""Enforcement and the court's own list: facts from the court's documents, entered by staff and never inferred."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from mediation.access import require_mediator
from mediation.actor import Actor, Moment, Role
from mediation.case import Case, CaseState, LegalStatus
from mediation.court_facts import CourtPaper, Enforcement, EnforcementEnding, Listing
from mediation.decision import Decision, Refused
from mediation.events.court import (
    CourtDelisted,
    CourtDelistingOverdue,
    CourtListed,
    EnforcementApplied,
    EnforcementEnded,
)
from mediation.judicial import require_court_day
from mediation.publishing import minor
from mediation.reminder import Reminder
from mediation.staff import may_see

_LIVING = frozenset({CaseState.OPEN, CaseState.CLOSED})
"""What the court does goes on after everything here is done."""
RULED = frozenset({LegalStatus.CONFIRMED, LegalStatus.IN_ENFORCEMENT})
"""Where a ruling stands behind the agreement, so that it can be enforced (Civil Procedure Law 206)."""


def require_court_facts(case: Case, by: Actor, at: Moment) -> None:
    """Whether what the court did after its ruling may be entered: by the case's mediator, or a reviewer who sees it.

    Raises Refused: not_your_case, case_ended (it came to nothing), not_confirmed (there is no ruling).
    """
    if by.role is not Role.REVIEWER or not may_see(case, by):
        require_mediator(case, by)
    if case.state not in _LIVING:
        raise Refused("case_ended", case=case)
    if case.legal_status(at.today) not in RULED:
        raise Refused("not_confirmed")


def debtors(case: Case) -> tuple[str, ...]:
    """The parties against whom the agreement can be enforced: those who owe something by it, in its order."""
    return tuple(dict.fromkeys(owed.obligor for owed in case.obligations))


def listable(case: Case, today: date) -> tuple[str, ...]:
    """The parties of whom a listing can be entered: enforced against, not listed now, and no minors."""
    listed = {one.party for one in case.listings if one.delisted_on is None}
    enforced = dict.fromkeys(one.party for one in case.enforcements)
    return tuple(key for key in enforced if key not in listed and not minor(case.party(key), today))


def record_enforcement(case: Case, by: Actor, at: Moment, party: str, paper: CourtPaper) -> Decision:
    """The other side has applied for enforcement against this party (Civil Procedure Law 206).

    Raises Refused as `require_court_facts`, and: owes_nothing (this party is no obligor), already_done (this very
    number is known), court_paper_incomplete, court_day_ahead, court_day_early, court_day_too_soon (before the ruling).
    """
    require_court_facts(case, by, at)
    if party not in debtors(case):
        raise Refused("owes_nothing")
    if any((one.party, one.number) == (party, paper.number) for one in case.enforcements):
        raise Refused("already_done")
    _require_paper(case, at, paper, case.ruling.day if case.ruling else None)
    key = _new_key(case.enforcements)
    found = Enforcement(key, party, paper.number, paper.court, paper.day, paper.scan)
    event = EnforcementApplied(party=party, enforcement=key, **asdict(paper))
    return Decision(replace(case, enforcements=(*case.enforcements, found)), (event,))


def end_enforcement(
    case: Case, by: Actor, at: Moment, key: str, ending: EnforcementEnding, paper: CourtPaper
) -> Decision:
    """The court ended an enforcement, as its document says (Civil Procedure Law 268, SPC interpretation 517).

    Raises Refused as `require_court_facts`, and: enforcement_unknown, already_done, court_paper_incomplete,
    court_day_ahead, court_day_early, court_day_too_soon (before it began).
    """
    require_court_facts(case, by, at)
    found = next((one for one in case.enforcements if one.key == key), None)
    if found is None:
        raise Refused("enforcement_unknown")
    if found.ended_on is not None:
        raise Refused("already_done")
    _require_paper(case, at, paper, found.day)
    ended = replace(found, ended_on=paper.day, ending=ending, ending_number=paper.number, ending_scan=paper.scan)
    changed = tuple(ended if one is found else one for one in case.enforcements)
    event = EnforcementEnded(party=found.party, enforcement=key, ending=ending, **asdict(paper))
    return Decision(replace(case, enforcements=changed), (event,))


def record_listing(case: Case, by: Actor, at: Moment, party: str, paper: CourtPaper) -> Decision:
    """The court decided to list this party (法释〔2017〕7号); nobody is ever listed by this office.

    Raises Refused as `require_court_facts`, and: no_enforcement (none was applied for against this party),
    listing_of_minor (法释〔2017〕7号 4), listed_already, court_paper_incomplete, court_day_ahead, court_day_early,
    court_day_too_soon (before the first enforcement).
    """
    require_court_facts(case, by, at)
    begun = [one.day for one in case.enforcements if one.party == party]
    if not begun:
        raise Refused("no_enforcement")
    if minor(case.party(party), paper.day):
        raise Refused("listing_of_minor")
    if any(one.party == party and one.delisted_on is None for one in case.listings):
        raise Refused("listed_already")
    _require_paper(case, at, paper, min(begun))
    key = _new_key(case.listings)
    found = Listing(key, party, paper.number, paper.court, paper.day, paper.scan)
    event = CourtListed(party=party, listing=key, **asdict(paper))
    return Decision(replace(case, listings=(*case.listings, found)), (event,))


def record_delisting(case: Case, by: Actor, at: Moment, key: str, paper: CourtPaper) -> Decision:
    """The court took this party off its list, as its document says.

    Raises Refused as `require_court_facts`, and: listing_unknown, already_done, court_paper_incomplete,
    court_day_ahead, court_day_early, court_day_too_soon (before the listing).
    """
    require_court_facts(case, by, at)
    found = next((one for one in case.listings if one.key == key), None)
    if found is None:
        raise Refused("listing_unknown")
    if found.delisted_on is not None:
        raise Refused("already_done")
    _require_paper(case, at, paper, found.day)
    off = replace(found, delisted_on=paper.day, delisting_number=paper.number, delisting_scan=paper.scan)
    changed = tuple(off if one is found else one for one in case.listings)
    event = CourtDelisted(party=found.party, listing=key, **asdict(paper))
    return Decision(replace(case, listings=changed), (event,))


def delisting_overdue(case: Case, by: Actor, at: Moment, reminder: Reminder) -> Decision:
    """Time says that the court's days for delisting are over and no delisting was entered: somebody asks the court.

    Raises Refused: not_yours, already_done (it was entered meanwhile).
    """
    if by.role is not Role.TIME:
        raise Refused("not_yours")
    found = next(one for one in case.listings if one.key == reminder.subject)
    if found.delisted_on is not None:
        raise Refused("already_done")
    return Decision(case, (CourtDelistingOverdue(party=found.party, listing=found.key, since=reminder.due),))


def _new_key(known: Sequence[Enforcement | Listing]) -> str:
    # not their number: one of them may have been struck out
    return str(1 + max((int(one.key) for one in known), default=0))


def _require_paper(case: Case, at: Moment, paper: CourtPaper, after: date | None) -> None:
    if not all(part.strip() for part in (paper.number, paper.court, paper.scan)):
        raise Refused("court_paper_incomplete")
    require_court_day(case, at, paper.day)
    if after is not None and paper.day < after:
        raise Refused("court_day_too_soon")
