"""Declining the letter: with a reason or without one, and nothing follows from it (People's Mediation Law 17, 23)."""

from dataclasses import replace

from handlers import dialogue
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Reply
from handlers.on_case import case_of
from handlers.plain_words import plain_words
from handlers.reading import part
from handlers.turn import Turn
from mediation import commitment
from mediation.access import own_party
from mediation.decision import Refused
from mediation.letter_access import reader


def decline_letter(turn: Turn) -> Effects:
    """A button: the reason is asked for once, and may be left out."""
    case, key = part(turn)
    reader(case, turn.actor, key)
    own = replace(DECLINING, name=f"decline:{case.number}/{key}")
    return dialogue.begin(turn, own, {"case": case.number, "party": key})


def _path(turn: Turn, answers: Answers) -> list[Step]:
    return [Step("reason", "declining_question", read=plain_words, skippable=True, about=_about)]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case = case_of(turn, answers["case"])
    own_party(case, turn.actor, answers["party"])
    return {"case": case, "party_key": answers["party"]}


def _declined(turn: Turn, answers: Answers) -> Effects:
    case, key = case_of(turn, answers["case"]), answers["party"]
    try:
        return (commitment.decline(case, turn.actor, turn.moment, key, answers["reason"]),)
    except Refused as no:
        # expired or closed while this was asked: there is nothing to ask again
        return (Reply(no.reason, no.about),)


DECLINING = Dialogue("decline", _path, _declined, cancelled="declining_cancelled")
"""One question; `answers` begin with the case and the party."""
