"""/cases: the cases of a member of staff by what needs doing, a page at a time; looking changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from handlers.effects import Effects, Reply
from handlers.turn import Turn
from mediation.actor import Role
from mediation.case import Case, CaseState
from mediation.decision import Refused
from mediation.stage import Stage, stage
from mediation.tasks import TaskKind, first_kind
from storage import cases

PAGE = 8
"""Cases on a page: as many buttons as fit under a thumb."""

STATES = {
    "open": (CaseState.OPEN.value,),
    "ended": (CaseState.CANCELLED.value, CaseState.FAILED.value, CaseState.CLOSED.value),
}
"""The two lists there are, and the states of the cases in them."""

_URGENCY = {kind: place for place, kind in enumerate(TaskKind)}


@dataclass(frozen=True)
class Line:
    """One case of the list; `place` is its button's number in the letter, from 1."""

    place: int
    case: Case
    stage: Stage
    task: TaskKind


def caseload(turn: Turn) -> Effects:
    """/cases, or a button with which list ("open", "ended") and the page, from 1."""
    if turn.staff is None:
        raise Refused("not_for_you")
    which, page = turn.args or ("open", "1")
    total = cases.count_in_scope(turn.store, turn.actor, STATES[which])
    pages = max(1, -(-total // PAGE))
    # a list can have become shorter since its button was shown
    here = min(int(page), pages)
    about = {"which": which, "total": total, "page": here, "pages": pages}
    groups = _groups(turn, _on_page(turn, which, here))
    return (Reply("caseload", {**about, "groups": groups, "own": turn.staff.role is Role.MEDIATOR}),)


def _on_page(turn: Turn, which: str, page: int) -> list[Case]:
    """A mediator's own cases are few and wholly sorted by need; a unit's or the city's are paged as they came."""
    first = (page - 1) * PAGE
    if turn.actor.role is Role.MEDIATOR:
        return _by_need(turn, cases.in_scope(turn.store, turn.actor, STATES[which]))[first : first + PAGE]
    return _by_need(turn, cases.page_in_scope(turn.store, turn.actor, first, PAGE, STATES[which]))


def _by_need(turn: Turn, found: Sequence[Case]) -> list[Case]:
    return sorted(found, key=lambda case: _URGENCY[first_kind(case, turn.moment.today)])


def _groups(turn: Turn, found: Sequence[Case]) -> list[tuple[TaskKind, list[Line]]]:
    today = turn.moment.today
    lines = [Line(place, case, stage(case, today), first_kind(case, today)) for place, case in enumerate(found, 1)]
    return [(task, list(group)) for task, group in groupby(lines, key=lambda line: line.task)]
