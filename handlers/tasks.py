"""/queue: what waits for a mediator over all own cases, and for administrators letters and what others left undone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers import answering, breach_page, card, strangers
from handlers.effects import Effects, Reply
from handlers.turn import Office, Turn
from handlers.which import staff_case
from mediation import escalating
from mediation.access import require_mediator
from mediation.actor import TIME, Role
from mediation.case import Case, Party
from mediation.decision import Refused
from mediation.performance import Call
from mediation.reminder import TASK, UNANSWERED, Reminder
from mediation.tasks import Task, TaskKind, tasks_for
from storage import cases, people
from storage.store import Store

PAGE = 8
"""Tasks on a page: as many buttons as fit under a thumb."""

_OF_PARTY = frozenset({TaskKind.ATTEST, TaskKind.UNLOCK, TaskKind.OFFER_AGAIN, TaskKind.INVITE})
_OF_OBLIGATION = frozenset({TaskKind.DECIDE, TaskKind.HARDSHIP, TaskKind.OVERDUE})
_OF_BREACH = frozenset({TaskKind.SERVE, TaskKind.CONFIRM_BREACH})


@dataclass(frozen=True)
class Line:
    """One task of the list; `place` is its button's number in the letter, from 1; `calls` are what is made at once."""

    place: int
    case: Case
    task: Task
    party: Party | None
    calls: tuple[Call, ...]
    mediator: str


Found = Sequence[tuple[Case, Task]]


def queue(turn: Turn) -> Effects:
    """/queue: a mediator's tasks; an administrator's strangers (the argument pages them), and below what was left."""
    if turn.actor.role is Role.MEDIATOR:
        return tasks(turn)
    waiting = strangers.queue(turn)
    left = () if turn.args else _page(turn, "tasks_left", _left(turn), 1)
    return (*waiting, *left) or (Reply("queue_empty"),)


def tasks(turn: Turn) -> Effects:
    """A button with the page, from 1: the most urgent first; for an administrator only what was left undone."""
    page = int(turn.args[0]) if turn.args else 1
    if turn.actor.role is Role.MEDIATOR:
        return _page(turn, "tasks", _own(turn), page) or (Reply("tasks_none"),)
    if turn.actor.role is Role.ADMINISTRATOR:
        return _page(turn, "tasks_left", _left(turn), page) or (Reply("queue_empty"),)
    raise Refused("not_for_you")


def _own(turn: Turn) -> Found:
    """Every task in the mediator's own open cases, each case loaded once."""
    today, kinds = turn.moment.today, list(TaskKind)
    mine = cases.in_scope(turn.store, turn.actor)
    found = [(case, task) for case in mine for task in tasks_for(case, today)]
    return sorted(found, key=lambda pair: (kinds.index(pair[1].kind), pair[1].since))


def _left(turn: Turn) -> Found:
    """What was told to administrators as left undone, in their scope, and is still to be done; the oldest first."""
    told = cases.reminded_in_scope(turn.store, turn.actor, (TASK, UNANSWERED))
    known = {number: cases.load(turn.store, number) for number in dict.fromkeys(number for number, _, _ in told)}
    return list(_still(told, known))


def _still(told: list[tuple[str, str, str]], known: dict[str, Case | None]) -> Iterator[tuple[Case, Task]]:
    for number, kind, subject in told:
        case = known[number]
        key = subject if kind == TASK else f"{TaskKind.ANSWER.value}:{subject}"
        task = escalating.task_waiting(case, key) if case else None
        if case is not None and task is not None:
            yield case, task


def _page(turn: Turn, template: str, found: Found, page: int) -> Effects:
    if not found:
        return ()
    pages = -(-len(found) // PAGE)
    # a list can have become shorter since its button was shown
    here = min(page, pages)
    shown = found[(here - 1) * PAGE : here * PAGE]
    lines = [_line(turn.store, place, case, task) for place, (case, task) in enumerate(shown, 1)]
    return (Reply(template, {"lines": lines, "total": len(found), "page": here, "pages": pages}),)


def _line(store: Store, place: int, case: Case, task: Task) -> Line:
    party = case.party(task.party) if task.party is not None else None
    return Line(place, case, task, party, _calls(case, task), people.person(store, case.mediator).name)


def _calls(case: Case, task: Task) -> tuple[Call, ...]:
    if task.kind is not TaskKind.CALL or task.party is None:
        return ()
    return case.calls_to(task.party)


def task(turn: Turn) -> Effects:
    """A button with a case's number and a task's key: that task alone, with what can be done about it.

    Raises Refused: case_unknown, not_your_case, already_done.
    """
    case = staff_case(turn, turn.args[0])
    require_mediator(case, turn.actor)
    found = next((one for one in tasks_for(case, turn.moment.today) if one.key == turn.args[1]), None)
    if found is None:
        raise Refused("already_done")
    return (_letter(turn, case, found),)


def _letter(turn: Turn, case: Case, task: Task) -> Reply:
    if task.kind is TaskKind.CALL:
        return Reply("call_to_make", {"calls": _calls(case, task)}, case=case, party=task.party)
    if task.kind is TaskKind.ANSWER:
        return answering.waiting_question(case, task.subject)
    if task.kind in _OF_PARTY and task.party is not None:
        return card.of_party(turn, case, case.party(task.party))
    if task.kind in _OF_BREACH:
        return breach_page.page(turn, case, case.breach(task.subject))
    if task.kind in _OF_OBLIGATION:
        owed = case.obligation(task.subject)
        about = {"task": task, "owed": owed, "performance": case.performance(owed.key)}
        return Reply("task_of_obligation", about, case=case)
    return card.of_case(turn, case)


def left_undone(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
    """A task stood undone for the profile's working days: the administrators hear of it."""
    return (escalating.escalate(case, TIME, office.moment(now), batch[0].subject),)
