"""What can happen when a day comes near: reminders told and read, calls to be made and made, the judicial side."""

from dataclasses import dataclass
from datetime import date, datetime

from mediation.events.event import Event, Hearer
from mediation.tasks import TaskKind


@dataclass(frozen=True, kw_only=True)
class PerformanceReminded(Event):
    """The obligor was reminded before the day or on it, of one or several obligations at once.

    `last`: the last reminder before the day, the only one that says what follows.
    """

    party: str
    obligations: tuple[str, ...]
    last: bool
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class PerformanceExpected(Event):
    """The obligee was told what falls due to them soon."""

    party: str
    obligations: tuple[str, ...]
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class ReceiptAsked(Event):
    """The day after, the obligee was asked whether it came."""

    party: str
    obligations: tuple[str, ...]
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class ReminderTriggered(Event):
    """The mediator has a party reminded of obligations, with a sentence of their own ("" for none); it goes `going_at`.

    At night that is in the morning; the party hears by RemindedByHand.
    """

    party: str
    obligations: tuple[str, ...]
    words: str
    going_at: datetime


@dataclass(frozen=True, kw_only=True)
class RemindedByHand(Event):
    """The party was reminded for the mediator, with the mediator's own words, if any."""

    party: str
    obligations: tuple[str, ...]
    words: str
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class NoticeAcknowledged(Event):
    """The party has read the reminder; it says nothing else."""

    party: str
    obligations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CallNeeded(Event):
    """Somebody has to call: no account, unreachable, nothing read for two days, or silent.

    `call` is its key, `cause` a CallReason's value.
    """

    party: str
    call: str
    cause: str
    obligation: str | None


@dataclass(frozen=True, kw_only=True)
class CallMade(Event):
    """The call was made, or the party met otherwise: `outcome` is a CallOutcome's value, `words` say more, if any."""

    party: str
    call: str
    outcome: str
    words: str


@dataclass(frozen=True, kw_only=True)
class CallTried(Event):
    """The party was called in vain; the call is still to be made."""

    party: str
    call: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ConfirmationPossible(Event):
    """A party is told that both sides may apply for judicial confirmation together (People's Mediation Law 33)."""

    party: str
    until: date
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class ConfirmationWished(Event):
    """A party wants to apply together, or does not; `both`: now all of them want to."""

    party: str
    wants: bool
    both: bool
    may = frozenset({Hearer.MEDIATOR})


@dataclass(frozen=True, kw_only=True)
class ConfirmationAgreed(Event):
    """Now all want to apply together: each is told what to bring; before that nobody hears what another wants."""

    until: date
    must = frozenset({Hearer.PARTIES})
    alike = True


@dataclass(frozen=True, kw_only=True)
class ConfirmationApplied(Event):
    """The mediator says that both sides have applied to the court together, on that local date."""

    day: date
    must = frozenset({Hearer.PARTIES})


@dataclass(frozen=True, kw_only=True)
class ConfirmationDropped(Event):
    """The mediator says that nothing came of the joint application; nobody's wish to apply stands any more."""


@dataclass(frozen=True, kw_only=True)
class RulingRecorded(Event):
    """The court's confirmation ruling was entered from the document."""

    number: str
    day: date
    must = frozenset({Hearer.PARTIES})


@dataclass(frozen=True, kw_only=True)
class RulingScanKept(Event):
    """A scan of the ruling that is known already was added or exchanged: nothing new for the parties."""

    number: str


@dataclass(frozen=True, kw_only=True)
class EnforcementEnds(Event):
    """The obligee is told until when enforcement can be applied for (Civil Procedure Law 250)."""

    party: str
    obligations: tuple[str, ...]
    until: date
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class TaskOverdue(Event):
    """A task was left undone for the profile's working days: the unit's administrators get it.

    `task` is its kind; `since` the local date when it came up.
    """

    task: TaskKind
    subject: str
    since: date
    must = frozenset({Hearer.ADMINISTRATORS})


@dataclass(frozen=True, kw_only=True)
class DatesRecounted(Event):
    """Another calendar moved the days of these obligations, all between the same two sides.

    `obligation` is one of them, so that its two sides hear; `before` and `after` are their last days, local dates, in
    the same order.
    """

    obligation: str
    obligations: tuple[str, ...]
    before: tuple[date, ...]
    after: tuple[date, ...]
    must = frozenset({Hearer.OBLIGOR, Hearer.OBLIGEE})
    may = frozenset({Hearer.MEDIATOR})
