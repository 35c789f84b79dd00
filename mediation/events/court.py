"""What a court's documents say after its ruling: enforcement, and the court's own list; facts, entered by staff."""

from dataclasses import dataclass
from datetime import date

from mediation.court_facts import CourtFact, EnforcementEnding
from mediation.events.event import Event, Hearer, OfCourt


@dataclass(frozen=True, kw_only=True)
class EnforcementApplied(OfCourt):
    """Enforcement against the party was applied for; the other side hears of it too."""

    enforcement: str
    must = frozenset({Hearer.SUBJECT, Hearer.OTHERS})
    may = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class EnforcementEnded(OfCourt):
    """The court ended the enforcement."""

    enforcement: str
    ending: EnforcementEnding
    must = frozenset({Hearer.SUBJECT, Hearer.OTHERS})
    may = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class CourtListed(OfCourt):
    """The court decided to put the party on its list: they hear what it is, what they can do, and who decides."""

    listing: str
    must = frozenset({Hearer.SUBJECT})
    may = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class CourtDelisted(OfCourt):
    """The court took the party off its list."""

    listing: str
    must = frozenset({Hearer.SUBJECT})
    may = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class CourtDelistingOverdue(Event):
    """All is performed since that local date, and no delisting was entered within the court's days: somebody asks."""

    party: str
    listing: str
    since: date
    must = frozenset({Hearer.MEDIATOR, Hearer.ADMINISTRATORS})


@dataclass(frozen=True, kw_only=True)
class RulingStruck(Event):
    """The ruling was entered by mistake: it was struck out, and both sides hear so."""

    number: str
    day: date
    reason: str
    must = frozenset({Hearer.PARTIES})
    may = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class EnforcementStruck(OfCourt):
    """An enforcement, or its end as `fact` says, was entered by mistake: all who were told of it hear so."""

    fact: CourtFact
    reason: str
    must = frozenset({Hearer.SUBJECT, Hearer.OTHERS})
    may = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class ListingStruck(OfCourt):
    """A listing, or its end as `fact` says, was entered by mistake: the party who was told of it hears so."""

    fact: CourtFact
    reason: str
    must = frozenset({Hearer.SUBJECT})
    may = frozenset({Hearer.MEDIATOR})
