"""[It is difficult]: what the obligor wishes and why, looked at once more; and the mediator's words in answer."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers import dialogue
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects
from handlers.on_case import case_of
from handlers.on_obligation import pressed_obligation
from handlers.plain_words import plain_words
from handlers.recording_steps import one_of
from handlers.turn import Turn
from mediation import hardship as rules
from mediation.case import Case
from mediation.performance import Wish
from storage import drafts


def hardship(turn: Turn) -> Effects:
    """A button with the obligation: begin, or go on where they stopped with this very one."""
    return _begin(turn, REPORTING, *pressed_obligation(turn), rules.require_reportable)


def answer_hardship(turn: Turn) -> Effects:
    """[Answer] under a reported hardship: the mediator's next words are for the obligor alone."""
    return _begin(turn, ANSWERING_HARDSHIP, *pressed_obligation(turn), rules.require_answerable)


def _begin(turn: Turn, kind: Dialogue, case: Case, key: str, require: Callable[..., object]) -> Effects:
    """Begin, or go on where this very dialogue about the obligation stopped; refused before anybody types in vain."""
    require(case, turn.actor, key)
    own = replace(kind, name=f"{kind.name}:{case.number}/{key}")
    begun = drafts.named(turn.store, turn.person.id, own.name)
    if begun is not None:
        return dialogue.ask_again(turn, own, begun)
    return dialogue.begin(turn, own, {"case": case.number, "obligation": key})


def _path(turn: Turn, answers: Answers) -> list[Step]:
    # the last step's key names the obligation, so that no other preview's button can send this
    send = f"send:{answers['case']}/{answers['obligation']}"
    return [
        one_of("wish", "hardship_wish", tuple(Wish), _about(turn, answers)),
        Step("reason", "hardship_reason", read=plain_words, about=_about),
        Step(send, "hardship_preview", choices=("send",), about=_about),
    ]


def _about(turn: Turn, answers: Answers) -> dict[str, Any]:
    case = case_of(turn, answers["case"])
    owed = rules.require_reportable(case, turn.actor, answers["obligation"])
    wish = Wish(answers["wish"]) if "wish" in answers else None
    return {"case": case, "party_key": owed.obligor, "owed": owed, "wish": wish}


def _report(turn: Turn, answers: Answers) -> Effects:
    case, wish = case_of(turn, answers["case"]), Wish(answers["wish"])
    return (rules.report(case, turn.actor, turn.moment, answers["obligation"], wish, answers["reason"]),)


def _answer_path(turn: Turn, answers: Answers) -> list[Step]:
    send = f"send:{answers['case']}/{answers['obligation']}"
    return [
        Step("words", "hardship_answer", read=plain_words, about=_about_answer),
        Step(send, "hardship_answer_preview", choices=("send",), about=_about_answer),
    ]


def _about_answer(turn: Turn, answers: Answers) -> dict[str, Any]:
    case, key = case_of(turn, answers["case"]), answers["obligation"]
    hardship = rules.require_answerable(case, turn.actor, key)
    owed = case.obligation(key)
    return {"case": case, "party_key": owed.obligor, "owed": owed, "hardship": hardship}


def _answer(turn: Turn, answers: Answers) -> Effects:
    case = case_of(turn, answers["case"])
    return (rules.answer(case, turn.actor, turn.moment, answers["obligation"], answers["words"]),)


REPORTING = Dialogue("hardship", _path, _report, cancelled="hardship_not_reported")
"""What is wished, why, a last look; `answers` begin with the case and the obligation."""
ANSWERING_HARDSHIP = Dialogue("hardship_answer", _answer_path, _answer, cancelled="answer_not_sent")
"""The mediator's words for one obligor and one obligation, then a preview."""
