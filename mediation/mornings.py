"""A mediator's morning: when the list goes, and what of the own open cases stands on it; empty days are silent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from mediation.actor import Moment
from mediation.case import BindingState, Case, Party
from mediation.moments import at_local, local_date
from mediation.owing import due_soon
from mediation.reminder import MORNING, Reminder
from mediation.stage import LETTER_ENDED
from mediation.tasks import Task, TaskKind, tasks_for

_DAY = timedelta(days=1)


class MorningSection(StrEnum):
    """What stands together on a morning list, the most urgent first: somebody waits for the first ones."""

    ATTEST = "attest"
    ANSWER = "answer"
    DECIDE = "decide"
    HARDSHIP = "hardship"
    CALL = "call"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    HANDED = "handed"
    UNBOUND = "unbound"
    UNREAD = "unread"
    OTHER = "other"


_OF_TASKS: Mapping[TaskKind, MorningSection] = {
    TaskKind.ATTEST: MorningSection.ATTEST,
    TaskKind.UNLOCK: MorningSection.ATTEST,
    TaskKind.ANSWER: MorningSection.ANSWER,
    TaskKind.DECIDE: MorningSection.DECIDE,
    TaskKind.HARDSHIP: MorningSection.HARDSHIP,
    TaskKind.CALL: MorningSection.CALL,
    TaskKind.OVERDUE: MorningSection.OVERDUE,
    TaskKind.INVITE: MorningSection.UNBOUND,
}


@dataclass(frozen=True)
class MorningLine:
    """One case in one section, with the parties whom it is about there (none: the case itself).

    `kinds` are what is to be done, of a section that does not say it by its name.
    """

    case: Case
    parties: tuple[Party, ...]
    kinds: tuple[TaskKind, ...] = ()


Sections = Sequence[tuple[MorningSection, Sequence[MorningLine]]]


def mornings(mediators: Iterable[int], at: Moment) -> tuple[Reminder, ...]:
    """The next two lists of each mediator (a person's row id): today's, or on a rest day the next, and the one after.

    Planned a working day ahead, so that a process that was down in the morning finds it waiting. NoCalendar if a year
    needed is not known.
    """
    first = at.calendar.next_working_day_from(at.today)
    days = (first, at.calendar.next_working_day_from(first + _DAY))
    return tuple(_list(person, day, at) for person in mediators for day in days)


def _list(person: int, day: date, at: Moment) -> Reminder:
    return Reminder(str(person), MORNING, "", day, at_local(day, at.profile.timers.tasks.morning, at.zone))


def morning_sections(cases: Iterable[Case], at: Moment) -> Sections:
    """What a mediator's open cases call for today, the most urgent first; empty if that is nothing.

    What waits for nobody in particular stands there when it has come up since the last list, and once a week.
    """
    found: dict[MorningSection, list[MorningLine]] = {section: [] for section in MorningSection}
    newly = at.calendar.previous_working_day_from(at.today - _DAY)
    for case in cases:
        for section, line in _of_case(case, at, newly).items():
            found[section].append(line)
        if case.handed_at is not None and local_date(case.handed_at, at.zone) >= newly:
            found[MorningSection.HANDED].append(MorningLine(case, case.parties))
    return [(section, lines) for section, lines in found.items() if lines]


def _of_case(case: Case, at: Moment, newly: date) -> dict[MorningSection, MorningLine]:
    found: dict[MorningSection, MorningLine] = {}
    for section, key in _things(case, at.today):
        found[section] = _with(found.get(section, MorningLine(case, ())), key)
    for task in tasks_for(case, at.today):
        if task.kind not in _OF_TASKS and _said_today(task, at, newly):
            line = _with(found.get(MorningSection.OTHER, MorningLine(case, ())), task.party)
            found[MorningSection.OTHER] = replace(line, kinds=tuple(dict.fromkeys((*line.kinds, task.kind))))
    return found


def _with(line: MorningLine, key: str | None) -> MorningLine:
    """The line, about this party too."""
    if key is None or any(party.key == key for party in line.parties):
        return line
    return replace(line, parties=(*line.parties, line.case.party(key)))


def _said_today(task: Task, at: Moment, newly: date) -> bool:
    """Whether it came up since the list of the working day before, or this is the week's first list."""
    last_list = at_local(newly, at.profile.timers.tasks.morning, at.zone)
    return task.since > last_list or newly.isocalendar()[:2] != at.today.isocalendar()[:2]


def _things(case: Case, today: date) -> Iterator[tuple[MorningSection, str | None]]:
    """Each thing that stands on every list while it lasts, with the party whom it is about."""
    for task in tasks_for(case, today):
        if task.kind in _OF_TASKS:
            yield _OF_TASKS[task.kind], task.party
    for owed in case.obligations:
        if owed.due <= today and due_soon(case, owed, today):
            yield MorningSection.DUE_TODAY, owed.obligor
    for party in case.parties:
        if party.commitment.state in LETTER_ENDED:
            continue
        if party.binding.state is BindingState.OPENED:
            yield MorningSection.UNBOUND, party.key
        if party.binding.state is BindingState.ATTESTED and case.agreement is not None:
            yield MorningSection.UNREAD, party.key
