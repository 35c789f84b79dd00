"""Cancelling a case and closing failed mediation: a reason, one more question, and the case's living links die."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.dialogue import Answers, Dialogue, Step, begin
from handlers.effects import Effects, Write
from handlers.on_case import pressed_case
from handlers.turn import Turn
from handlers.which import staff_case
from mediation import ending
from mediation.actor import Actor, Moment
from mediation.case import Case
from mediation.decision import Decision
from mediation.identifiers import Unreadable, find_numbers
from storage import invitations
from storage.store import Store

LONGEST = 300
"""A reason in characters: a sentence or two."""


def cancel_case(turn: Turn) -> Effects:
    """Begin to cancel the case of the letter; refused at once if it cannot be, so that nobody types in vain."""
    case = pressed_case(turn)
    ending.require_cancellable(case, turn.actor)
    return begin(turn, CANCELLING, {"case": case.number})


def fail_case(turn: Turn) -> Effects:
    """Begin to close mediation that failed; refused at once if there is an agreement in effect."""
    case = pressed_case(turn)
    ending.require_failable(case, turn.actor, turn.moment)
    return begin(turn, FAILING, {"case": case.number})


def _reason(turn: Turn, answers: Answers, words: str) -> str:
    said = " ".join(words.split())
    if not said or len(said) > LONGEST:
        raise Unreadable("reason_unreadable")
    if find_numbers(said):
        raise Unreadable("number_not_here")
    return said


def _about(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    return {"number": answers["case"], "longest": LONGEST}


def _dialogue(name: str, rule: Callable[[Case, Actor, Moment, str], Decision]) -> Dialogue:
    def path(turn: Turn, answers: Answers) -> tuple[Step, ...]:
        # the last step's key names the case, so that no other case's button can end this one
        sure = Step(f"sure:{answers['case']}", f"{name}_sure", choices=("yes",), about=_about)
        return (Step("reason", f"{name}_reason", read=_reason, about=_about), sure)

    def finish(turn: Turn, answers: Answers) -> Effects:
        case = staff_case(turn, answers["case"])
        decision = rule(case, turn.actor, turn.moment, answers["reason"])
        return (_end_links(case), decision)

    return Dialogue(name, path, finish)


def _end_links(case: Case) -> Write:
    def work(store: Store) -> None:
        for party in case.parties:
            invitations.end_of_party(store, case.number, party.key, "withdrawn")

    return Write(work)


CANCELLING = _dialogue("cancel_case", ending.cancel)
FAILING = _dialogue("fail_case", ending.fail)
