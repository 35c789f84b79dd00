"""/log: an administrator reads a conversation, a page a message, or has a file made of it, for a purpose they name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handlers import transcript
from handlers.dialogue import Answers, Dialogue, Step, begin
from handlers.effects import Effects, Reply, Write
from handlers.log_lines import FILE, PAGE, LogReader
from handlers.looking_up import subject_meant
from handlers.plain_words import plain_words
from handlers.reviewing import Cut, Look, Subject, look, subject_of
from handlers.turn import Turn
from mediation.decision import Refused
from mediation.identifiers import Unreadable
from mediation.looking import Purpose, Why, require_administrator
from storage import documents
from storage.lines import Place
from storage.store import Store

LINES = 8
"""Lines on a page: with their excerpts they fit into one message."""
FILE_LINES = 5000
"""Lines in a file, the newest ones: a browser still opens and prints it."""


def log(turn: Turn) -> Effects:
    """/log, /log K7M2QX, /log 李晓梅, or a button with the subject: first the purpose, then the newest page."""
    require_administrator(turn.actor)
    words = turn.args[0] if turn.args else turn.ask.argument
    if not words.strip():
        return begin(turn, LOOKING)
    return begin(turn, LOOKING, {"subject": str(subject_meant(turn, words))})


def log_page(turn: Turn) -> Effects:
    """A button with the look it belongs to, a direction (before, after, newest) and a place: that page."""
    *known, direction, place = turn.args
    if (asked := _asked(turn, known)) is None:
        return begin(turn, LOOKING, {"subject": known[0]})
    if direction == "newest":
        return _page(turn, *asked, Cut(LINES))
    there = _place(place)
    return _page(turn, *asked, Cut(LINES, before=there) if direction == "before" else Cut(LINES, after=there))


def log_file(turn: Turn) -> Effects:
    """A button with the look it belongs to: everything in one file, kept by its hash, which the journal names."""
    if (asked := _asked(turn, turn.args)) is None:
        return begin(turn, LOOKING, {"subject": turn.args[0]})
    seen = look(turn.store, turn.actor, *asked, Cut(FILE_LINES))
    content = transcript.transcript(turn, seen).encode()
    name = f"xintiao-{str(seen.subject).lstrip('#')}-{turn.now:%Y%m%dT%H%MZ}.html"
    made = documents.hash_of(content)

    def keep(store: Store) -> Effects:
        documents.keep(store, name, "text/html", content, turn.now)
        return (Reply(FILE, {**_about(turn, seen), "hash": made}, document=made),)

    return (seen.happened(made), Write(keep))


def _page(turn: Turn, subject: Subject, why: Why, cut: Cut) -> Effects:
    seen = look(turn.store, turn.actor, subject, why, cut)
    lines = LogReader(turn.store, turn.office).read(seen.page.lines)
    return (seen.happened(), Reply(PAGE, {**_about(turn, seen), "lines": lines}))


def _about(turn: Turn, seen: Look) -> dict[str, Any]:
    """What both templates need; `look`, `older`, `newer`, `newest` are arguments of buttons that go on with it."""
    page = seen.page
    known = [str(seen.subject), seen.why.purpose.value, seen.why.words, turn.moment.today.isoformat()]
    return {
        "seen": seen,
        "who": LogReader(turn.store, turn.office).who(seen.subject.person),
        "page": page,
        "look": known,
        "older": [*known, "before", _written(page.before)] if page.before else None,
        "newer": [*known, "after", _written(page.after)] if page.after else None,
        "newest": [*known, "newest", ""],
    }


def _asked(turn: Turn, known: Sequence[str]) -> tuple[Subject, Why] | None:
    """The look that a button goes on with; None if its purpose was not asked today, for then it is asked again."""
    subject, purpose, words, asked_on = known
    if asked_on != turn.moment.today.isoformat():
        return None
    return subject_of(subject), Why(Purpose(purpose), words)


def _written(place: Place) -> str:
    return f"{place.at.isoformat()}/{place.source}/{place.row}"


def _place(text: str) -> Place:
    at, source, row = text.split("/")
    return Place(datetime.fromisoformat(at), int(source), int(row))


def _subject(turn: Turn, answers: Answers, words: str) -> str:
    try:
        return str(subject_meant(turn, words))
    except Refused as no:
        if no.about:
            raise
        raise Unreadable(no.reason) from no


def _path(turn: Turn, answers: Answers) -> list[Step]:
    purposes = tuple(purpose.value for purpose in Purpose)
    words = [Step("words", "log_purpose_words", read=plain_words)] if answers.get("purpose") == Purpose.OTHER else []
    return [
        Step("subject", "log_subject", read=_subject),
        Step("purpose", "log_purpose", choices=purposes, about=_offered),
        *words,
    ]


def _offered(turn: Turn, answers: Answers) -> dict[str, Any]:
    subject = subject_of(answers["subject"])
    who = LogReader(turn.store, turn.office).who(subject.person)
    return {"purposes": list(Purpose), "subject": subject, "who": who}


def _finish(turn: Turn, answers: Answers) -> Effects:
    why = Why(Purpose(answers["purpose"]), answers.get("words", ""))
    return _page(turn, subject_of(answers["subject"]), why, Cut(LINES))


LOOKING = Dialogue("log", _path, _finish)
"""Whose conversation, for what purpose, and in words of their own if none of the purposes fits."""
