"""/publications: breaches that wait for whoever asks, all others under way, and a file of what is or was public."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlers.breach_may import may
from handlers.effects import Effects, Happened, Reply, Write
from handlers.turn import Turn
from mediation.actor import Role
from mediation.breach import Breach, BreachState
from mediation.breach_work import BreachWork, work_of, work_until
from mediation.case import Case
from mediation.decision import Refused
from mediation.events.office import PublicationsExported
from mediation.staff import WHOLE_OFFICE
from messages.formats import Names
from storage import cases, documents, publications
from storage.publications import PublicNotice
from storage.store import Store

PAGE = 8
"""Breaches on a page: as many buttons as fit under a thumb."""
WAITING, UNDER_WAY = "waiting", "under_way"
"""The two lists: what the asker may do now, and all that has not ended."""
EXPORTERS = frozenset({Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR})
_FORMULA = ("=", "+", "-", "@", "\t")
"""What a spreadsheet would take for a formula at the beginning of a cell."""


class PublicationColumn(StrEnum):
    """The columns of the file, in their order."""

    ID = "id"
    NAME = "name"
    CODE = "code"
    GRADE = "grade"
    BEGINS = "begins"
    UNTIL = "until"
    STATUS = "status"
    TEXT = "text"


class PublicStatus(StrEnum):
    """How a publication stands for whoever reads the file: what is not PUBLIC must not be shown to anybody."""

    PUBLIC = "public"
    DISPUTED = "disputed"
    TAKEN_DOWN = "taken_down"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Line:
    """One breach of the list; `place` is its button's number in the letter, from 1; `until` is the last day for it."""

    place: int
    case: Case
    breach: Breach
    work: BreachWork | None
    until: date | None


def worklist(turn: Turn) -> Effects:
    """/publications, or a button with which list and the page, from 1; raises Refused("not_for_you")."""
    if turn.staff is None:
        raise Refused("not_for_you")
    which, page = turn.args or (WAITING, "1")
    found = [one for one in _under_way(turn) if which == UNDER_WAY or one[2] is not None]
    pages = max(1, -(-len(found) // PAGE))
    # a list can have become shorter since its button was shown
    here = min(int(page), pages)
    shown = found[(here - 1) * PAGE : here * PAGE]
    about = {
        "which": which,
        "total": len(found),
        "page": here,
        "pages": pages,
        "lines": [_line(turn, place, *one) for place, one in enumerate(shown, 1)],
        "exports": turn.actor.role in EXPORTERS,
    }
    return (Reply("publications", about),)


def export(turn: Turn) -> Effects:
    """A button: everything that is or was public of the asker's unit, as a table; who made it stands in the journal.

    Raises Refused: not_for_you, nothing_public.
    """
    if turn.actor.role not in EXPORTERS:
        raise Refused("not_for_you")
    units = None if turn.actor.unit == WHOLE_OFFICE else [turn.actor.unit or ""]
    found = publications.of_units(turn.store, units)
    if not found:
        raise Refused("nothing_public")
    # the mark at the beginning tells spreadsheet programs that it is UTF-8
    content = _table(turn, found).encode("utf-8-sig")
    name = f"xintiao-publications-{turn.now:%Y%m%dT%H%MZ}.csv"
    made = documents.hash_of(content)

    def keep(store: Store) -> Effects:
        documents.keep(store, name, "text/csv", content, turn.now)
        return (Reply("publications_file", {"total": len(found), "hash": made}, document=made),)

    return (Happened(PublicationsExported(document=made, rows=len(found))), Write(keep))


Found = tuple[Case, Breach, BreachWork | None]


def _under_way(turn: Turn) -> list[Found]:
    """Every breach under way in scope: what waits first, the most urgent before, then the oldest first."""
    order = [*BreachWork, None]
    found = [
        (case, breach, work_of(case, breach, turn.moment, may(turn, case, breach)))
        for case in cases.with_breaches(turn.store, turn.actor)
        for breach in case.breaches
        if breach.under_way
    ]
    return sorted(found, key=lambda one: (order.index(one[2]), one[1].warning.told_at))


def _line(turn: Turn, place: int, case: Case, breach: Breach, work: BreachWork | None) -> Line:
    until = work_until(breach, work, turn.moment) if work is not None else None
    return Line(place, case, breach, work, until)


def _table(turn: Turn, found: Sequence[PublicNotice]) -> str:
    """The table as the portal takes it: what the public sees or saw, and nothing besides."""
    words = turn.office.words.names(turn.person.language)
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(words["PublicationColumn"][column.value] for column in PublicationColumn)
    for notice in found:
        cells = _cells(words, notice)
        table.writerow(_harmless(cells[column]) for column in PublicationColumn)
    return out.getvalue()


def _cells(words: Names, one: PublicNotice) -> dict[PublicationColumn, str]:
    return {
        PublicationColumn.ID: one.id,
        PublicationColumn.NAME: one.name,
        PublicationColumn.CODE: one.code,
        PublicationColumn.GRADE: words["Grade"][one.grade],
        PublicationColumn.BEGINS: one.begins.isoformat(),
        PublicationColumn.UNTIL: one.until.isoformat(),
        PublicationColumn.STATUS: words["PublicStatus"][_status(one).value],
        PublicationColumn.TEXT: one.text,
    }


def _status(one: PublicNotice) -> PublicStatus:
    if one.state == BreachState.PUBLISHED.value:
        return PublicStatus.PUBLIC if one.shown else PublicStatus.DISPUTED
    return PublicStatus.EXPIRED if one.state == BreachState.EXPIRED.value else PublicStatus.TAKEN_DOWN


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
