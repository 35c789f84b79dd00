"""What can happen when the agreement is not kept as it is: hardship, a new schedule, another mediator."""

from dataclasses import dataclass
from datetime import date

from mediation.events.event import Event, Hearer


@dataclass(frozen=True, kw_only=True)
class HardshipReported(Event):
    """The obligor asks for more time or smaller steps, with a reason."""

    party: str
    obligation: str
    wish: str
    reason: str
    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class HardshipAnswered(Event):
    """The mediator answers a hardship without a new schedule, in words."""

    party: str
    obligation: str
    words: str
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class ChangeProposed(Event):
    """The mediator proposes a new schedule for these obligations; both sides are asked."""

    obligation: str
    change: str
    reason: str
    must = frozenset({Hearer.OBLIGOR, Hearer.OBLIGEE})


@dataclass(frozen=True, kw_only=True)
class ChangeAccepted(Event):
    """One side agrees; `way` is the AnswerWay of a party without an account ("" if it was said here)."""

    party: str
    change: str
    way: str
    may = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class ChangeDeclined(Event):
    """One side does not agree: the agreement stays as it is; `way` as in ChangeAccepted."""

    party: str
    change: str
    way: str
    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class ChangeDropped(Event):
    """A proposal is not in question any more: `why` is a DropReason.

    `obligation` is one that it was about, so that its two sides hear.
    """

    obligation: str
    change: str
    why: str
    must = frozenset({Hearer.OBLIGOR, Hearer.OBLIGEE})


@dataclass(frozen=True, kw_only=True)
class ChangeOvertaken(Event):
    """A proposal that waited fits no more, because something of it was received or given up: it is put away.

    `obligation` is one that it was about, so that its two sides hear.
    """

    obligation: str
    change: str
    must = frozenset({Hearer.OBLIGOR, Hearer.OBLIGEE, Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class CaseHandedOver(Event):
    """Another mediator has the case from now on, for good or until a local date; `note` is for that mediator only.

    `member` is the new mediator, who hears of all cases of a hand-over at once (CasesHandedOver).
    """

    member: int
    member_name: str
    former: int
    former_name: str
    note: str
    until: date | None
    must = frozenset({Hearer.PARTIES})


@dataclass(frozen=True, kw_only=True)
class CaseStayed(Event):
    """A case was handed over for a time, but whoever should get it back works here no more: it stays where it is."""

    must = frozenset({Hearer.MEDIATOR})
