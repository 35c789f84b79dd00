"""What can happen when a day comes near: reminders told and read, calls to be made and made, the judicial side."""

from dataclasses import dataclass
from datetime import date

from mediation.events.event import Event, Hearer


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
    """The mediator reminds a party of an obligation, with a sentence of their own ("" for none)."""

    party: str
    obligation: str
    words: str
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class NoticeAcknowledged(Event):
    """The party has read the reminder; it says nothing else."""

    party: str
    obligations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CallNeeded(Event):
    """Somebody has to call: no account, unreachable, nothing read for two days, or silent; `call` is its key."""

    party: str
    call: str
    why: str
    obligation: str | None


@dataclass(frozen=True, kw_only=True)
class CallMade(Event):
    """The call was made; `words` say what was done."""

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
class RulingRecorded(Event):
    """The court's confirmation ruling was entered from the document."""

    number: str
    day: date
    must = frozenset({Hearer.PARTIES})


@dataclass(frozen=True, kw_only=True)
class EnforcementEnds(Event):
    """The obligee is told until when enforcement can be applied for (Civil Procedure Law 250)."""

    party: str
    obligations: tuple[str, ...]
    until: date
    must = frozenset({Hearer.SUBJECT})


@dataclass(frozen=True, kw_only=True)
class TaskOverdue(Event):
    """A task was left undone for the profile's working days: the unit's administrators get it."""

    task: str
    subject: str
    since: date
    must = frozenset({Hearer.ADMINISTRATORS})


@dataclass(frozen=True, kw_only=True)
class DatesRecounted(Event):
    """An official calendar moved the days of these obligations."""

    obligations: tuple[str, ...]
    must = frozenset({Hearer.PARTIES})
    may = frozenset({Hearer.MEDIATOR})
