"""Calls that were made: the mediator says what came of one and, in own words, what was done; in vain, it stays.

Whatever else the party was to be called about was said in the same call.
"""

from dataclasses import replace

from handlers import dialogue
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects
from handlers.plain_words import plain_words
from handlers.turn import Turn
from handlers.which import staff_case
from mediation import calling
from mediation.case import Case
from mediation.performance import Call, CallOutcome
from storage import drafts


def call_made(turn: Turn) -> Effects:
    """A button with the case's number and the call: what came of it? Each call has a dialogue of its own."""
    number, key = turn.args
    calling.call_waiting(staff_case(turn, number), turn.actor, key)
    own = replace(CALLING, name=f"{CALLING.name}:{number}:{key}")
    begun = drafts.named(turn.store, turn.person.id, own.name)
    if begun is not None:
        return dialogue.ask_again(turn, own, begun)
    return dialogue.begin(turn, own, {"case": number, "call": key})


def _path(turn: Turn, answers: Answers) -> list[Step]:
    # the key names the call, so that no button about another one answers for this
    outcome = f"outcome:{answers['case']}:{answers['call']}"
    choices = tuple(one.value for one in CallOutcome)
    silent = answers.get(outcome) != CallOutcome.OTHER.value
    return [
        Step(outcome, "call_outcome", choices=choices, about=_about),
        Step("words", "call_words", read=plain_words, skippable=silent, about=_about),
    ]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case, call = _waiting(turn, answers)
    return {"case": case, "party_key": call.party, "calls": case.calls_to(call.party), "outcomes": list(CallOutcome)}


def _waiting(turn: Turn, answers: Answers) -> tuple[Case, Call]:
    case = staff_case(turn, answers["case"])
    return case, calling.call_waiting(case, turn.actor, answers["call"])


def _noted(turn: Turn, answers: Answers) -> Effects:
    case, call = _waiting(turn, answers)
    outcome = CallOutcome(answers[f"outcome:{case.number}:{call.key}"])
    return (calling.call_made(case, turn.actor, turn.moment, call.key, outcome, answers["words"]),)


CALLING = Dialogue("call", _path, _noted, cancelled="call_not_noted")
"""What came of one call, then words; `answers` begin with the case and the call."""
