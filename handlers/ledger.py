"""The ledger of a case's reminders: what was planned for whom and when, and what became of it; looking changes nothing.

It is a page of its own, reached from the case and from its timeline: the timeline says what happened, and the ledger
also what is still to come and what was left out, which nobody did and nothing happened.
"""

from dataclasses import dataclass
from datetime import datetime
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
"""Reminders on a page."""
READERS = frozenset({Role.MEDIATOR, Role.ADMINISTRATOR})
"""Who reads the ledger, each within their scope."""

_OF_OBLIGATION = frozenset({DUE, EXPECTED, ASKED, BY_HAND, SETTLES, SILENCE, UNREAD, ENFORCEMENT})
_OF_PARTY = frozenset({READING, EXPIRY, CONFIRMATION})


@dataclass(frozen=True)
class Line:
    """One reminder: its kind and step, `whom` it is for by name ("" if nobody), and of which obligation, if any.

    `state` is planned, sent or skipped, `why` the reason; `letter` what became of the letter (None: there was none).
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


def ledger(turn: Turn) -> Effects:
    """A button with the number and the page, from 1, in the order of time; page 0 is where the present is."""
    if turn.actor.role not in READERS:
        raise Refused("not_for_you")
    case, page = staff_case(turn, turn.args[0]), int(turn.args[1])
    rows = reminders.of_case(turn.store, case.number)
    pages = max(1, -(-len(rows) // PAGE))
    past = sum(row.due_at <= turn.now for row in rows)
    here = min(page or max(1, -(-past // PAGE)), pages)
    lines = [_line(case, row) for row in rows[(here - 1) * PAGE : here * PAGE]]
    return (Reply("ledger", {"lines": lines, "page": here, "pages": pages}, case=case),)


def _line(case: Case, row: Row[Any]) -> Line:
    owed = _owed(case, row)
    delivered = row.delivered_at if row.letter_state == "sent" else None
    ended = (row.state, row.why or "", row.ended_at, row.letter_state, delivered, row.acknowledged_at)
    return Line(row.kind, row.step, _whom(case, row, owed), owed, row.due_at, *ended)


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
