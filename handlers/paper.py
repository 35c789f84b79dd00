"""A letter signed on paper: the mediator sends its scan, names the witness, and looks at both once more."""

from dataclasses import replace

from handlers import dialogue
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Reply
from handlers.on_case import case_of
from handlers.reading import part
from handlers.recording_reads import name
from handlers.scans import scan
from handlers.turn import Turn
from mediation import commitment
from mediation.decision import Refused
from mediation.identifiers import Unreadable
from mediation.letter_access import mediators_party
from storage import drafts


def paper(turn: Turn) -> Effects:
    """A button with the party: begin, or go on where the mediator stopped with this very letter."""
    case, key = part(turn)
    commitment.require_paper(case, turn.actor, key)
    own = replace(PAPER, name=f"paper:{case.number}/{key}")
    begun = drafts.named(turn.store, turn.person.id, own.name)
    if begun is not None:
        return dialogue.ask_again(turn, own, begun)
    return dialogue.begin(turn, own, {"case": case.number, "party": key})


def _path(turn: Turn, answers: Answers) -> list[Step]:
    return [
        Step("scan", "paper_scan_question", read=_scan, wants_file=True, about=_about),
        Step("witness", "paper_witness_question", read=_witness, about=_about),
        Step("sure", "paper_sure_question", choices=("yes",), about=_about),
    ]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case = case_of(turn, answers["case"])
    mediators_party(case, turn.actor, answers["party"])
    return {"case": case, "party_key": answers["party"]}


def _scan(turn: Turn, answers: Answers, words: str) -> str:
    return scan(turn, "scan_expected")


def _witness(turn: Turn, answers: Answers, words: str) -> str:
    try:
        commitment.require_witness(case_of(turn, answers["case"]), words)
    except Refused as no:
        raise Unreadable(no.reason) from None
    return name(turn, answers, words)


def _recorded(turn: Turn, answers: Answers) -> Effects:
    case, key = case_of(turn, answers["case"]), answers["party"]
    try:
        return (commitment.on_paper(case, turn.actor, turn.moment, key, answers["scan"], answers["witness"]),)
    except Refused as no:
        # confirmed or closed while this was filled in: there is nothing to ask again
        return (Reply(no.reason, no.about, case=case, party=key),)


PAPER = Dialogue("paper", _path, _recorded, cancelled="paper_cancelled")
"""Scan, witness, a last look; `answers` begin with the case and the party."""
