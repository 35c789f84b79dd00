"""The journal of a case as people read it: one line an event, newest first, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from handlers.effects import Effects, Reply
from handlers.ledger import READERS
from handlers.turn import Turn
from handlers.which import staff_case
from mediation.actor import STAFF_ROLES, Role
from mediation.agreed import Obligation
from mediation.case import Attestation, Case
from mediation.commitment_letter import ConsentKind, Section
from mediation.court_facts import CourtFact, EnforcementEnding
from mediation.facts import named_facts
from mediation.looking import Purpose
from mediation.performance import CallOutcome, CallReason
from mediation.profile_parts import Grade
from mediation.publication_parts import BasisKind, WithdrawalCause
from mediation.service import ServiceWay
from mediation.tasks import TaskKind
from storage import journal, people
from storage.journal import Entry
from storage.store import Store

PAGE = 12
"""Events on a page."""

_ENUMS: Mapping[str, type[Enum]] = {
    "way": ServiceWay,
    "kind": BasisKind,
    "grade": Grade,
    "section": Section,
    "consent": ConsentKind,
    "how": Attestation,
    "role": Role,
    "purpose": Purpose,
    "cause": CallReason,
    "outcome": CallOutcome,
    "task": TaskKind,
    "ending": EnforcementEnding,
    "fact": CourtFact,
}
"""Fields of events whose values have words of their own."""


@dataclass(frozen=True)
class Line:
    """One event: when, its name, which party by name ("" if none), who of the staff did it ("" if none), its fields.

    `owed` is the obligation it is about, None if it is about none or the agreement has changed.
    """

    at: datetime
    event: str
    party: str
    who: str
    about: Mapping[str, Any]
    owed: Obligation | None


def timeline(turn: Turn, number: str | None = None, page: int = 1) -> Effects:
    """A button with the number and the page, from 1; or both as somebody typed them; for whoever may see the case."""
    if number is None:
        number, page = turn.args[0], int(turn.args[1])
    case = staff_case(turn, number)
    entries = journal.of_case(turn.store, case.number)[::-1]
    pages = max(1, -(-len(entries) // PAGE))
    here = min(page, pages)
    names: dict[int, str] = {}
    lines = [event_line(turn.store, case, entry, names) for entry in entries[(here - 1) * PAGE : here * PAGE]]
    about = {"lines": lines, "ledger": turn.actor.role in READERS}
    return (Reply("timeline", {**about, "page": here, "pages": pages}, case=case),)


def event_line(store: Store, case: Case | None, entry: Entry, names: dict[int, str]) -> Line:
    """A line of the journal (of this case, or of none) for the template event_sentence; `names` remembers staff."""
    key = entry.body.get("party")
    party = next((one.name for one in (case.parties if case else ()) if one.key == key), key or "")
    about = {field: _readable(field, value) for field, value in entry.body.items()}
    kept = (one for one in (case.obligations if case else ()) if one.key == entry.body.get("obligation"))
    return Line(entry.at, entry.event, party, _who(store, entry, names), about, next(kept, None))


def _readable(field: str, value: Any) -> Any:
    if field == "changed":
        return named_facts(value)
    # "how" is also what a mediator writes in words of their own, and a "cause" why a publication was withdrawn
    known = WithdrawalCause if field == "cause" and value in set(WithdrawalCause) else _ENUMS.get(field)
    return known(value) if known and value in {one.value for one in known} else value


def _who(store: Store, entry: Entry, names: dict[int, str]) -> str:
    if entry.actor is None or Role(entry.role) not in STAFF_ROLES:
        return ""
    if entry.actor not in names:
        names[entry.actor] = people.person(store, entry.actor).name
    return names[entry.actor]
