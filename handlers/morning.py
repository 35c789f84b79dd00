"""The morning list: planned for every mediator a working day ahead, worded when it goes, silent when nothing waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from handlers.effects import Effects, Reply
from handlers.turn import Office
from mediation.actor import Role
from mediation.case import Party
from mediation.decision import Refused
from mediation.mornings import MorningLine, MorningSection, Sections, morning_sections, mornings
from mediation.performance import Call
from mediation.periods import NoCalendar
from mediation.reminder import Reminder
from mediation.tasks import TaskKind
from storage import cases, people, reminders
from storage.outbox import NOTICE
from storage.remembered import recall, remember
from storage.store import Store

MOST = 15
"""Lines on a list; the rest stands in /queue."""

_PLANNED = "mornings_planned"
"""Under which name it is remembered on which local day the lists were planned last."""


@dataclass(frozen=True)
class Line:
    """One line of the list; `place` is its button's number, from 1; `calls` are those to be made to its parties.

    `kinds` say what is to be done where the section does not.
    """

    place: int
    number: str
    names: tuple[str, ...]
    calls: tuple[tuple[Party, tuple[Call, ...]], ...]
    kinds: tuple[TaskKind, ...]


@dataclass(frozen=True)
class Group:
    """One section: how many lines it has, and those that are shown."""

    section: MorningSection
    count: int
    lines: tuple[Line, ...]


def plan(store: Store, office: Office, now: datetime) -> None:
    """Plan the next lists of all bound mediators, once a local day; else it is one look into an index."""
    at = office.moment(now)
    if recall(store, _PLANNED) == at.today.isoformat():
        return
    bound = people.bound_staff(store)
    mediators = [one.person for one in people.staff(store) if one.role is Role.MEDIATOR and one.person in bound]
    try:
        reminders.plan_own(store, mornings(mediators, at))
    except NoCalendar:
        # without a calendar nobody knows a working day; `python -m bot check` says so
        return
    remember(store, _PLANNED, at.today.isoformat())


def morning_list(store: Store, office: Office, reminder: Reminder, now: datetime) -> Effects:
    """What waits for one mediator now. Raises Refused: staff_unknown, later_reminder_due, nothing_to_do."""
    member = people.staff_member(store, int(reminder.subject))
    if member is None or member.role is not Role.MEDIATOR:
        raise Refused("staff_unknown")
    if reminders.newer_due(store, reminder, now):
        raise Refused("later_reminder_due")
    at = office.moment(now)
    found = morning_sections(cases.in_scope(store, member.actor), at)
    if not found:
        raise Refused("nothing_to_do")
    groups = list(_groups(found))
    more = sum(group.count - len(group.lines) for group in groups)
    about = {"name": member.name, "today": at.today, "groups": groups, "more": more}
    return (Reply("morning_list", about, to=member.person, urgency=NOTICE),)


def _groups(found: Sections) -> Iterator[Group]:
    shown = 0
    for section, lines in found:
        part = lines[: MOST - shown]
        yield Group(section, len(lines), tuple(_line(shown + n, section, line) for n, line in enumerate(part, 1)))
        shown += len(part)


def _line(place: int, section: MorningSection, line: MorningLine) -> Line:
    parties = line.parties or line.case.parties
    calls = _calls(line) if section is MorningSection.CALL else ()
    return Line(place, line.case.number, tuple(party.name for party in parties), calls, line.kinds)


def _calls(line: MorningLine) -> tuple[tuple[Party, tuple[Call, ...]], ...]:
    return tuple((party, line.case.calls_to(party.key)) for party in line.parties)
