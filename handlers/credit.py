"""/credit: staff look into a subject's credit file, for a purpose they name; each page they see is journalled."""

from collections.abc import Sequence
from typing import Any

from handlers.credit_meant import part_meant
from handlers.dialogue import Answers, Dialogue, Step, begin
from handlers.effects import Effects, Happened, Reply
from handlers.plain_words import plain_words
from handlers.turn import Turn
from handlers.which import staff_case
from mediation.actor import STAFF_ROLES
from mediation.case import Case, Party
from mediation.credit_entries import CreditFile
from mediation.credit_file import credit_file
from mediation.credit_looking import parts_of, require_look_at_credit
from mediation.decision import Refused
from mediation.events.office import CreditFileLooked
from mediation.identifiers import Unreadable
from mediation.looking import Purpose, Why
from storage import cases

PAGE = 8
"""Entries on a page."""


def credit(turn: Turn) -> Effects:
    """/credit, /credit K7M2QX 2, /credit 李晓梅, or a button with case and party: first the purpose, then the file.

    Raises Refused: not_for_you, credit_unknown, credit_several, case_unknown.
    """
    if turn.actor.role not in STAFF_ROLES:
        raise Refused("not_for_you")
    words = " ".join(turn.args) if turn.args else turn.ask.argument
    return begin(turn, LOOKING, {"subject": _meant(turn, words)} if words.strip() else {})


def credit_page(turn: Turn) -> Effects:
    """A button with the look it belongs to and the page; a purpose that was not named today is asked again."""
    *known, asked_on, page = turn.args
    if asked_on != turn.moment.today.isoformat():
        return begin(turn, LOOKING, {"subject": f"{known[0]} {known[1]}"})
    number, key, purpose, words = known
    return _page(turn, *_party(turn, f"{number} {key}"), Why(Purpose(purpose), words), int(page))


def entries_on(file: CreditFile, page: int) -> dict[str, Any]:
    """What every page of a file shows: the counts, its entries, and which page it is of how many."""
    pages = max(1, -(-len(file.entries) // PAGE))
    here = min(max(page, 1), pages)
    shown = file.entries[(here - 1) * PAGE : here * PAGE]
    return {"counts": file.counts, "entries": shown, "page": here, "pages": pages}


def looked(case: Case, party: Party, why: Why, page: int, document: str | None = None) -> Happened:
    """What must be carried out wherever a page of a file is shown, or a `document` made of all of it."""
    purpose = why.purpose.value
    event = CreditFileLooked(party=party.key, purpose=purpose, page=page, words=why.words, document=document)
    return Happened(event, case)


def _page(turn: Turn, case: Case, party: Party, why: Why, page: int) -> Effects:
    parts = parts_of(party.identity, cases.of_subject(turn.store, party.identity.number))
    seen = require_look_at_credit(parts, turn.actor, why)
    today, profile = turn.moment.today, turn.office.profile
    shown = entries_on(credit_file(seen, today, profile), page)
    look = [case.number, party.key, why.purpose.value, why.words, today.isoformat()]
    others = [part for part in parts if part not in seen]
    about = {
        **shown,
        "subject": party,
        "why": why,
        "elsewhere": credit_file(others, today, profile).counts if others else None,
        "number": case.number,
        "before": [*look, shown["page"] - 1],
        "after": [*look, shown["page"] + 1],
    }
    # of no case: it tells of several, and who may read the log of one need not see the others
    return (looked(case, party, why, shown["page"]), Reply("credit_page", about))


def _meant(turn: Turn, words: str) -> str:
    case, key = part_meant(turn, words)
    return f"{case.number} {key}"


def _party(turn: Turn, subject: str) -> tuple[Case, Party]:
    number, key = subject.split()
    case = staff_case(turn, number)
    party = next((one for one in case.parties if one.key == key), None)
    if party is None:
        raise Refused("credit_unknown")
    return case, party


def _subject(turn: Turn, answers: Answers, words: str) -> str:
    try:
        return _meant(turn, words)
    except Refused as no:
        if no.about:
            raise
        raise Unreadable(no.reason) from no


def _path(turn: Turn, answers: Answers) -> Sequence[Step]:
    purposes = tuple(purpose.value for purpose in Purpose)
    other = answers.get("purpose") == Purpose.OTHER
    words = [Step("words", "credit_purpose_words", read=plain_words)] if other else []
    return [
        Step("subject", "credit_subject", read=_subject),
        Step("purpose", "credit_purpose", choices=purposes, about=_offered),
        *words,
    ]


def _offered(turn: Turn, answers: Answers) -> dict[str, Any]:
    case, party = _party(turn, answers["subject"])
    return {"purposes": list(Purpose), "subject": party, "number": case.number}


def _finish(turn: Turn, answers: Answers) -> Effects:
    why = Why(Purpose(answers["purpose"]), answers.get("words", ""))
    return _page(turn, *_party(turn, answers["subject"]), why, 1)


LOOKING = Dialogue("credit", _path, _finish)
"""Whose file, for what purpose, and in words of their own if none of the purposes fits."""
