"""The lines of a conversation as people read them: whose they are, and what was said, read again from what came in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar

from handlers import timeline
from handlers.ask import Ask, AskKind, FileSent
from handlers.turn import Office
from mediation.actor import Role
from mediation.case import Case
from mediation.events.office import LogLooked
from storage import cases, people, presses
from storage.lines import CameIn, Delivery, Line, Marker, WentOut
from storage.store import Store

PAGE, FILE = "log_page", "log_file"
"""The templates that show a conversation: their letters are not shown within another one once more."""

_SECRET = re.compile("⟦([^⟧]*)⟧")
_UNREADABLE = Ask(AskKind.NOTHING)


@dataclass(frozen=True)
class Who:
    """Somebody in a conversation; `number` is the person's row id, by which an administrator can ask for their log."""

    name: str
    number: int | None
    role: Role


@dataclass(frozen=True)
class Said:
    """Something that came in; `words` is what was typed, or the label of the button that was pressed.

    `masked`: something was taken out of it; `aside`: it could not be handled; `readable`: it could be read at all.
    """

    way: ClassVar[str] = "in"
    at: datetime
    who: Who
    case: str | None
    account: int | None
    kind: AskKind
    words: str
    file: FileSent | None
    masked: bool
    aside: bool
    readable: bool


@dataclass(frozen=True)
class Told:
    """Something that went out; `html` as it was written, its secrets named only, empty where it was itself a log."""

    way: ClassVar[str] = "out"
    at: datetime
    who: Who
    case: str | None
    account: int | None
    kind: str
    html: str
    repeats_log: bool
    labels: tuple[tuple[str, ...], ...]
    file: str | None
    document: str | None
    picture: bool
    delivery: Delivery
    sent_at: datetime | None
    error: str | None


@dataclass(frozen=True)
class Done:
    """Something that happened; `times`: how often in a row, for looks into the log."""

    way: ClassVar[str] = "event"
    at: datetime
    case: str | None
    line: timeline.Line
    times: int = 1


Shown = Said | Told | Done


@dataclass(frozen=True)
class LogReader:
    """Reads the lines of one look; remembers people and cases that it met."""

    store: Store
    office: Office
    _people: dict[int, Who] = field(default_factory=dict, init=False, repr=False)
    _cases: dict[str, Case | None] = field(default_factory=dict, init=False, repr=False)
    _staff: dict[int, str] = field(default_factory=dict, init=False, repr=False)

    def read(self, lines: Iterable[Line]) -> list[Shown]:
        """Every line as people read it; looks into the log that follow each other become one."""
        found: list[Shown] = []
        for line in lines:
            one = self._read(line)
            before = found[-1] if found else None
            if isinstance(one, Done) and isinstance(before, Done) and _same_look(before, one):
                found[-1] = replace(before, times=before.times + 1)
            else:
                found.append(one)
        return found

    def who(self, person: int | None) -> Who:
        """Somebody by their row id, with the name that the office knows them by."""
        if person is None:
            return Who("", None, Role.STRANGER)
        if person not in self._people:
            self._people[person] = self._who(person)
        return self._people[person]

    def _who(self, person: int) -> Who:
        name, role = people.person(self.store, person).name, people.worked_as(self.store, person)
        if role is not None:
            return Who(name, person, role)
        parts = [party for case in cases.of_person(self.store, person) for party in case.parties_of(person)]
        return Who(parts[0].acting.name, person, Role.PARTY) if parts else Who(name, person, Role.STRANGER)

    def _read(self, line: Line) -> Shown:
        match line:
            case CameIn():
                return self._said(line)
            case WentOut():
                return self._told(line)
            case Marker(place, number, entry):
                about = timeline.event_line(self.store, self._case(number), entry, self._staff)
                return Done(place.at, number, about)

    def _case(self, number: str | None) -> Case | None:
        if number is not None and number not in self._cases:
            self._cases[number] = cases.load(self.store, number)
        return self._cases[number] if number is not None else None

    def _said(self, line: CameIn) -> Said:
        ask = self._ask(line)
        pressed = presses.label(self.store, ask.text) if ask.kind is AskKind.PRESS else None
        return Said(
            at=line.place.at,
            who=self.who(line.person),
            case=line.case,
            account=line.address,
            kind=ask.kind,
            words=(pressed or "") if ask.kind is AskKind.PRESS else ask.text,
            file=ask.file,
            masked=line.masked,
            aside=line.aside,
            readable=ask is not _UNREADABLE,
        )

    def _ask(self, line: CameIn) -> Ask:
        row = line.incoming
        try:
            ask = self.office.read[row.door](row)
        except Exception:  # the log stays readable, whatever made the row be set aside
            return _UNREADABLE
        if ask.file is None:
            return ask
        return replace(ask, file=replace(ask.file, document=row.document, trouble=row.file_trouble))

    def _told(self, line: WentOut) -> Told:
        repeats = line.template == PAGE
        return Told(
            at=line.place.at,
            who=self.who(line.person),
            case=line.case,
            account=line.address,
            kind=line.kind,
            html="" if repeats else _SECRET.sub(r"[\1]", line.text),
            repeats_log=repeats,
            labels=line.labels,
            file=line.file,
            document=line.document,
            picture=line.picture,
            delivery=line.delivery,
            sent_at=line.sent_at,
            error=line.error,
        )


def _same_look(one: Done, other: Done) -> bool:
    """Whether these are two pages of one look, or two looks alike: no file was made."""
    looks = one.line.event == other.line.event == LogLooked.name() and one.line.who == other.line.who
    return (
        looks
        and all(one.line.about.get(key) == other.line.about.get(key) for key in ("purpose", "words"))
        and not any(line.about.get("document") for line in (one.line, other.line))
    )
