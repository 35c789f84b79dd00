"""What can happen in the office itself, outside any case: staff, looks into the log, faults."""

from dataclasses import dataclass
from datetime import date

from mediation.actor import Role
from mediation.events.event import Event, Hearer


@dataclass(frozen=True, kw_only=True)
class StaffInvited(Event):
    """A one-time link was made for a new member of staff."""

    member: int
    role: Role
    unit: str
    member_name: str


@dataclass(frozen=True, kw_only=True)
class StaffBound(Event):
    """A member of staff opened the link; the account is theirs now."""

    member: int
    role: Role
    unit: str
    member_name: str
    may = frozenset({Hearer.ADMINISTRATORS})


@dataclass(frozen=True, kw_only=True)
class StaffRemoved(Event):
    """A member of staff was removed and can do nothing any more."""

    member: int
    role: Role
    unit: str
    member_name: str
    must = frozenset({Hearer.MEMBER})


@dataclass(frozen=True, kw_only=True)
class LogLooked(Event):
    """Somebody looked into a conversation: of a case or a person, which part of it, and for what purpose.

    `words` say the purpose where none of those named fits; `document` is the sha256 of the file that was made.
    """

    about_case: str | None
    about_person: int | None
    part: str
    purpose: str
    words: str = ""
    document: str | None = None


@dataclass(frozen=True, kw_only=True)
class CreditFileLooked(Event):
    """Somebody looked into the credit file of a case's party, over all cases in their scope, and for what purpose.

    It stands in the journal of the case by which the file was found. `words` say the purpose where none of those named
    fits; `page` is the page that was shown. The subject's own looks stand there too. `document` is the sha256 of the
    copy of the whole file that the subject had made (PIPL 45).
    """

    party: str
    purpose: str
    page: int
    words: str = ""
    document: str | None = None


@dataclass(frozen=True, kw_only=True)
class PublicationsExported(Event):
    """Somebody had a file made of what is or was public: its sha256, and how many publications stand in it."""

    document: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class FaultKept(Event):
    """An unexpected fault was kept and its row set aside; nobody else was stopped."""

    fault: int
    must = frozenset({Hearer.ADMINISTRATORS})


@dataclass(frozen=True, kw_only=True)
class StrangerWrote(Event):
    """Somebody unknown wrote; the words wait in the administrators' queue."""

    message: int
    words: str
    must = frozenset({Hearer.ADMINISTRATORS})


@dataclass(frozen=True, kw_only=True)
class StrangerAnswered(Event):
    """An administrator answered words from the queue."""

    message: int
    words: str


@dataclass(frozen=True, kw_only=True)
class StrangerSettled(Event):
    """An administrator took words from the queue that need no answer here."""

    message: int


@dataclass(frozen=True, kw_only=True)
class CasesHandedOver(Event):
    """One or many cases went from a mediator to `member` at once, for good or until a local date.

    `returned`: they had been handed over for a time, and are back.
    """

    member: int
    member_name: str
    former: int
    former_name: str
    numbers: tuple[str, ...]
    note: str
    until: date | None
    returned: bool
    must = frozenset({Hearer.MEMBER})


@dataclass(frozen=True, kw_only=True)
class DoorOpened(Event):
    """Somebody known opened a way of their own to their conversation: `door` is the one they came in by."""

    person: int
    door: str


@dataclass(frozen=True, kw_only=True)
class OwnLinkMissed(Event):
    """Whoever opened a person's own way did not know the last six; with no tries `left` the link is dead."""

    person: int
    left: int
