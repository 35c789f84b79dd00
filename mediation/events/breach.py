"""What can happen to a breach: warned, served, stated, decided, confirmed, cured, settled, lifted."""

from dataclasses import dataclass
from datetime import date

from mediation.events.event import Hearer, OfBreach


@dataclass(frozen=True, kw_only=True)
class CreditWarningGiven(OfBreach):
    """The mediator confirmed the facts and warns the obligor (信用警示): what to do, until when, which rights."""

    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class ServiceProven(OfBreach):
    """It is proven that the person got the warning or the prior notice.

    `notice`: it was the prior notice. `way` is a ServiceWay's value, `day` the local date, `evidence` a kept file's
    sha256, `until` the last day of the period that runs from then on; `provisional`: an official notice may still move
    it (暂定).
    """

    notice: bool
    way: str
    day: date
    evidence: str | None
    witness: str
    until: date
    provisional: bool = False
    may = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class CureReminded(OfBreach):
    """In the cure period the obligor was reminded, at half time or on its last day.

    `provisional`: an official notice may still move `until` (暂定).
    """

    until: date
    last: bool
    provisional: bool = False
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class CurePeriodOver(OfBreach):
    """The cure period is over and nothing is known to be performed: somebody decides; nothing follows by itself."""

    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class BreachCured(OfBreach):
    """Performed in time: the warning ended by itself and nothing is reported."""

    must = frozenset({Hearer.SUBJECT, Hearer.MEDIATOR})
    may = frozenset({Hearer.OBLIGEE})
    alike = True


@dataclass(frozen=True, kw_only=True)
class BreachCorrected(OfBreach):
    """What an agency had found untrue was put right, says a member of staff, with the reason."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class BreachLifted(OfBreach):
    """Nothing stands of it any more; `reason` in the words of who lifted it, or "terms_changed"."""

    reason: str
    must = frozenset({Hearer.SUBJECT})
    may = frozenset({Hearer.MEDIATOR})
    alike = True


@dataclass(frozen=True, kw_only=True)
class BreachConfirmed(OfBreach):
    """A named human confirmed the breach, with a reason: an internal record, not a public one."""

    reason: str
    must = frozenset({Hearer.SUBJECT})
    may = frozenset({Hearer.OBLIGEE, Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class BreachSettled(OfBreach):
    """Performed after the breach was confirmed and before anything was public: never published, recorded as late."""

    must = frozenset({Hearer.SUBJECT, Hearer.MEDIATOR})
    alike = True


@dataclass(frozen=True, kw_only=True)
class StatementMade(OfBreach):
    """The person states their side or objects: everything stands still, and somebody who decided nothing decides.

    `public`: it was published and is hidden now. `until` is the last day for the answer. `how` is how the mediator
    knows who wrote it down, empty where the person said it here. The other side hears of it only what was decided.
    """

    statement: str
    public: bool
    until: date
    how: str
    must = frozenset({Hearer.REVIEWERS, Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class StatementDecided(OfBreach):
    """Decided with the reason; `upheld`: the person was right, and nothing stands of the breach."""

    statement: str
    upheld: bool
    reason: str
    must = frozenset({Hearer.SUBJECT, Hearer.MEDIATOR})
    may = frozenset({Hearer.OBLIGEE})


@dataclass(frozen=True, kw_only=True)
class StatementOverdue(OfBreach):
    """A statement was not decided by its day; `longest`: not even by the last day of all."""

    statement: str
    longest: bool
    must = frozenset({Hearer.REVIEWERS, Hearer.ADMINISTRATORS})
