"""Reminding all who are late at once: who they are, one sentence for all, a confirmation, and one message each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from handlers import dialogue
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Reply
from handlers.triggering import LONGEST, sentence
from handlers.turn import Turn
from mediation import triggering
from mediation.case import Case, Party
from mediation.decision import Decision, Refused
from mediation.events.event import Event
from storage import cases

SHOWN = 20
"""People named in one letter; the others are counted."""


@dataclass(frozen=True)
class Late:
    """A party who is late in a case; `obligations` are what they can be reminded of, `why` the reason if of nothing."""

    case: Case
    party: Party
    obligations: tuple[str, ...]
    why: str


def remind_overdue(turn: Turn) -> Effects:
    """A button under /remind: all overdue cases of one's own; if nobody can be reminded now, only who and why."""
    about = _about(turn, {})
    return dialogue.begin(turn, REMINDING) if about["ready"] else (Reply("overdue_sent", about),)


def _late(turn: Turn) -> list[Late]:
    own = (case for case in cases.in_scope(turn.store, turn.actor) if case.mediator == turn.person.id)
    found = [
        _looked_at(turn, case, party, keys)
        for case in own
        for party, keys in triggering.overdue(case, turn.moment).items()
    ]
    if not found:
        raise Refused("nothing_overdue")
    return found


def _looked_at(turn: Turn, case: Case, key: str, obligations: Sequence[str]) -> Late:
    room = [one for one in obligations if triggering.has_room(case, turn.moment, one)]
    try:
        triggering.require_trigger(case, turn.actor, turn.moment, key, room or obligations)
    except Refused as no:
        return Late(case, case.party(key), (), no.reason)
    return Late(case, case.party(key), tuple(room), "")


def _about(turn: Turn, answers: Answers) -> dict[str, Any]:
    found, goes = _late(turn), triggering.going_at(turn.moment)
    ready = [one for one in found if not one.why]
    about = {"ready": ready, "left_out": [one for one in found if one.why], "shown": SHOWN}
    return {**about, "going_at": goes, "night": goes != turn.now, "longest": LONGEST}


def _path(turn: Turn, answers: Answers) -> list[Step]:
    return [
        Step("words", "overdue_words", read=sentence, skippable=True, about=_about),
        Step("send_all", "overdue_preview", choices=("send",), about=_about),
    ]


def _send(turn: Turn, answers: Answers) -> Effects:
    about = _about(turn, answers)
    by_case = groupby(about["ready"], key=lambda one: one.case.number)
    return (*(_of_case(turn, list(ones), answers["words"]) for _, ones in by_case), Reply("overdue_sent", about))


def _of_case(turn: Turn, ready: Sequence[Late], words: str) -> Decision:
    """All of one case in one decision: a case is saved once."""
    case, events = ready[0].case, list[Event]()
    for one in ready:
        step = triggering.trigger(case, turn.actor, turn.moment, one.party.key, one.obligations, words)
        case, events = step.case, [*events, *step.events]
    return Decision(case, tuple(events))


REMINDING = Dialogue("remind_overdue", _path, _send)
"""One sentence for all, or none, and a look at who gets it."""
