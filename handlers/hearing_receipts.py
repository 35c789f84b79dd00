"""What an obligee said by telephone or in person, written down by the mediator, who says how they know."""

from collections.abc import Callable
from dataclasses import replace

from handlers import dialogue
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects
from handlers.on_case import case_of
from handlers.on_obligation import pressed_obligation
from handlers.plain_words import plain_words
from handlers.receiving import amount_came, claimed_or_left, too_much
from handlers.turn import Turn
from mediation import receiving
from mediation.agreed import Obligation
from mediation.case import Case
from mediation.decision import Decision
from mediation.obligation_access import mediators, require_state
from mediation.owing import left

ALL, PART, NOTHING = "all", "part", "nothing"


def record_receipt(turn: Turn) -> Effects:
    """A button with the obligation: the mediator writes down what its obligee said."""
    case, key = pressed_obligation(turn)
    _answerable(turn, case, key)
    own = replace(HEARING, name=f"{HEARING.name}:{case.number}/{key}")
    return dialogue.begin(turn, own, {"case": case.number, "obligation": key})


def _answerable(turn: Turn, case: Case, key: str) -> Obligation:
    owed = mediators(case, turn.actor, key)
    require_state(case, owed, *receiving.ANSWERABLE)
    return owed


def _path(turn: Turn, answers: Answers) -> list[Step]:
    case = case_of(turn, answers["case"])
    money = _answerable(turn, case, answers["obligation"]).amount is not None
    choices = (ALL, PART, NOTHING) if money else (ALL, NOTHING)
    part = [Step("amount", "heard_amount", read=amount_came, trouble=too_much, about=_about)]
    return [
        Step("said", "heard_what", choices=choices, about=_about),
        *(part if answers.get("said") == PART else []),
        Step("how", "heard_how", read=plain_words, about=_about),
        Step(f"sure:{case.number}/{answers['obligation']}", "heard_sure", choices=("yes",), about=_about),
    ]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case = case_of(turn, answers["case"])
    owed = _answerable(turn, case, answers["obligation"])
    meant = {"left": left(case, owed), "amount": claimed_or_left(case, owed)}
    return {"case": case, "party_key": owed.obligee, "owed": owed, **meant}


def _heard(turn: Turn, answers: Answers) -> Effects:
    case, key, how = case_of(turn, answers["case"]), answers["obligation"], answers["how"]
    amount = int(answers["amount"]) if answers["said"] == PART else None
    said: dict[str, Callable[[], Decision]] = {
        ALL: lambda: receiving.received(case, turn.actor, turn.moment, key, None, how),
        PART: lambda: receiving.received(case, turn.actor, turn.moment, key, amount, how),
        NOTHING: lambda: receiving.not_received(case, turn.actor, turn.moment, key, how),
    }
    return (said[answers["said"]](),)


HEARING = Dialogue("hearing_receipt", _path, _heard, cancelled="receipt_cancelled")
"""What they said, how the mediator knows, a last look; `answers` begin with the case and the obligation."""
