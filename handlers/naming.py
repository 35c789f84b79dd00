"""The own full name, typed after everything was read: what makes the last press possible; three misses offer paper."""

from handlers import sections, walk
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Keep, Reply
from handlers.on_case import case_of
from handlers.turn import Turn
from mediation import commitment
from mediation.access import own_party
from mediation.commitment_letter import SECTIONS
from mediation.decision import Refused
from mediation.events.commitment import NameMissed, NameTyped
from mediation.letter_access import reader
from storage.drafts import Draft

_GO_ON = frozenset({"sections_unread", "name_given"})
"""Refusals after which the walk itself says what is next, instead of asking for the name again."""


def _path(turn: Turn, answers: Answers) -> list[Step]:
    return [Step("name", "name_question", about=_about)]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case = case_of(turn, answers["case"])
    own_party(case, turn.actor, answers["party"])
    return {"case": case, "party_key": answers["party"], "total": len(SECTIONS)}


def _typed(turn: Turn, answers: Answers) -> Effects:
    case, key = case_of(turn, answers["case"]), answers["party"]
    try:
        party = reader(case, turn.actor, key)
        current = sections.hashes(sections.present(turn.office, case, party, turn.moment))
        decision = commitment.type_name(case, turn.actor, turn.moment, key, answers["name"], current)
    except Refused as no:
        further = walk.go_on(turn, case, key) if no.reason in _GO_ON else ()
        return (Reply(no.reason, no.about), *further)
    if isinstance(decision.events[0], NameTyped):
        return (decision, walk.last_press(turn, decision.case, key))
    if isinstance(decision.events[0], NameMissed):
        asked = {kept: answers[kept] for kept in ("case", "party")}
        return (decision, Keep(Draft(walk.name_dialogue(case, key), "name", asked)))
    return (decision,)


NAME = Dialogue("name", _path, _typed, cancelled="name_cancelled")
"""One question; `answers` begin with the case and the party, and its name with "name:" says whose it is."""
