"""The ledger of a case's reminders: what was planned for whom and when, and what became of it; looking changes nothing.

It is a page of its own, reached from the case and from its timeline: the timeline says what happened, and the ledger
also what is still to come and what was left out, which nobody did and nothing happened. What was left out of one
obligation, one after the other and for the same reason, is one line, unless everything is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from handlers.effects import Effects, Reply
from handlers.turn import Turn
from handlers.which import staff_case
from mediation.actor import Role
from mediation.agreed import Obligation
from mediation.case import Case
from mediation.decision import Refused
from mediation.reminder import (
    ASKED,
    BY_HAND,
    CONFIRMATION,
    DUE,
    ENFORCEMENT,
    EXPECTED,
    EXPIRY,
    READING,
    SETTLES,
    SILENCE,
    UNANSWERED,
    UNREAD,
)
from storage import reminders

PAGE = 8
"""Lines on a page."""
FOLDED, ALL = "folded", "all"
"""How it is shown: what was left out folded together, or every reminder on a line of its own."""
READERS = frozenset({Role.MEDIATOR, Role.ADMINISTRATOR})
"""Who reads the ledger, each within their scope."""

_OF_OBLIGATION = frozenset({DUE, EXPECTED, ASKED, BY_HAND, SETTLES, SILENCE, UNREAD, ENFORCEMENT})
_OF_PARTY = frozenset({READING, EXPIRY, CONFIRMATION})


@dataclass(frozen=True)
class Line:
    """One reminder: its kind and step, `whom` it is for by name ("" if nobody), and of which obligation, if any.

    `state` is planned, sent or skipped, `why` the reason; `letter` what became of the letter (None: there was none).
    `count` is how many were left out one after the other, the last of them `until` that moment.
    """

    kind: str
    step: str
    whom: str
    owed: Obligation | None
    due_at: datetime
    state: str
    why: str
    ended_at: datetime | None
    letter: str | None
    delivered_at: datetime | None
    acknowledged_at: datetime | None
    count: int
    until: datetime


def ledger(turn: Turn) -> Effects:
    """A button with the number, the page, and FOLDED or ALL; pages count from 1 in the order of time, 0 is the present.

    Raises Refused: not_for_you, and what `staff_case` raises.
    """
    if turn.actor.role not in READERS:
        raise Refused("not_for_you")
    number, page, *shown = turn.args
    case = staff_case(turn, number)
    rows = reminders.of_case(turn.store, case.number)
    groups = [[row] for row in rows] if shown == [ALL] else _folded(case, rows)
    pages = max(1, -(-len(groups) // PAGE))
    past = sum(group[0].due_at <= turn.now for group in groups)
    here = min(int(page) or max(1, -(-past // PAGE)), pages)
    about = {
        "lines": [_line(case, group) for group in groups[(here - 1) * PAGE : here * PAGE]],
        "page": here,
        "pages": pages,
        "shown": ALL if shown == [ALL] else FOLDED,
        "folded": len(groups) < len(rows),
    }
    return (Reply("ledger", about, case=case),)


def _folded(case: Case, rows: Sequence[Row[Any]]) -> list[list[Row[Any]]]:
    """The rows in their order, those together that were left out of one obligation for the same reason."""
    return [list(group) for _, group in groupby(rows, lambda row: _together(case, row))]


def _together(case: Case, row: Row[Any]) -> tuple[object, ...]:
    owed = _owed(case, row)
    return (owed.key, row.why) if owed is not None and row.state == "skipped" else (row.id,)


def _line(case: Case, group: Sequence[Row[Any]]) -> Line:
    row = group[0]
    owed = _owed(case, row)
    delivered = row.delivered_at if row.letter_state == "sent" else None
    ended = (row.state, row.why or "", row.ended_at, row.letter_state, delivered, row.acknowledged_at)
    return Line(row.kind, row.step, _whom(case, row, owed), owed, row.due_at, *ended, len(group), group[-1].due_at)


def _owed(case: Case, row: Row[Any]) -> Obligation | None:
    """The obligation it is about (of a series the last), None if it is about none or the agreement has changed."""
    if row.kind not in _OF_OBLIGATION:
        return None
    key = row.subject.partition("/")[0]
    return next((one for one in reversed(case.obligations) if key in (one.key, one.series)), None)


def _whom(case: Case, row: Row[Any], owed: Obligation | None) -> str:
    names = {party.key: party.name for party in case.parties}
    if row.kind in _OF_PARTY:
        return names.get(row.subject, "")
    if row.kind == UNANSWERED:
        return next((names.get(one.party, "") for one in case.questions if one.key == row.subject), "")
    if row.kind in (BY_HAND, UNREAD):
        return names.get(row.subject.partition("/")[2], "")
    if owed is None:
        return ""
    return names.get(owed.obligor if row.kind == DUE else owed.obligee, "")
