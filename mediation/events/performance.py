"""What can happen to an obligation: claimed, received, contradicted, decided, waived, performed; and the goodbye."""

from dataclasses import dataclass

from mediation.events.event import Event, Hearer


@dataclass(frozen=True, kw_only=True)
class PerformanceClaimed(Event):
    """The obligor says performed: `amount` in fen (None: not money), `proof` the sha256 of a kept file, if any."""

    party: str
    obligation: str
    amount: int | None
    proof: str | None
    must = frozenset({Hearer.OBLIGEE})
    may = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class ProofReleased(Event):
    """The mediator lets the obligee see the obligor's proof."""

    obligation: str
    proof: str
    must = frozenset({Hearer.OBLIGEE})


@dataclass(frozen=True, kw_only=True)
class ReceiptConfirmed(Event):
    """The obligee says received: `amount` in fen, or all where it is not money; it settles after some hours.

    `how` is how the mediator heard it who wrote it down ("" if the obligee said so here), as in the next ones.
    """

    party: str
    obligation: str
    amount: int | None
    how: str


@dataclass(frozen=True, kw_only=True)
class ReceiptUndone(Event):
    """A slip: the obligee takes back what was said before it took effect."""

    party: str
    obligation: str


@dataclass(frozen=True, kw_only=True)
class NonReceiptReported(Event):
    """The obligee says, after the last day, that nothing or only a part came, and nobody says otherwise."""

    party: str
    obligation: str
    amount: int | None
    how: str
    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class PerformanceContradicted(Event):
    """The sides differ: claimed and received amounts in fen; the mediator decides."""

    party: str
    obligation: str
    claimed: int | None
    received: int | None
    how: str
    must = frozenset({Hearer.MEDIATOR, Hearer.OBLIGOR})


@dataclass(frozen=True, kw_only=True)
class ContradictionDecided(Event):
    """The mediator decided with a written reason: `amount` in fen counts as received now.

    `performed`: nothing is left to be performed.
    """

    obligation: str
    amount: int | None
    performed: bool
    reason: str
    must = frozenset({Hearer.OBLIGOR, Hearer.OBLIGEE})


@dataclass(frozen=True, kw_only=True)
class PartPerformed(Event):
    """A part counts as received: `amount` of it now, `left` still to come, both in fen."""

    obligation: str
    amount: int
    left: int
    must = frozenset({Hearer.OBLIGOR, Hearer.OBLIGEE})


@dataclass(frozen=True, kw_only=True)
class ObligationPerformed(Event):
    """Nothing is owed of it any more; both sides are thanked."""

    obligation: str
    must = frozenset({Hearer.OBLIGOR, Hearer.OBLIGEE})


@dataclass(frozen=True, kw_only=True)
class WaiverSaid(Event):
    """The obligee gives up what is left; it settles after some hours."""

    party: str
    obligation: str


@dataclass(frozen=True, kw_only=True)
class ObligationWaived(Event):
    """What was left is given up (Civil Code 575); nothing is owed of it any more."""

    obligation: str
    must = frozenset({Hearer.OBLIGOR, Hearer.OBLIGEE, Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class ObligeeSilent(Event):
    """The obligee has not answered for the profile's days whether it was received; that is no default of anybody."""

    party: str
    obligation: str
    must = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class CaseClosed(Event):
    """All obligations are performed or waived: the goodbye."""

    must = frozenset({Hearer.PARTIES, Hearer.MEDIATOR})
