"""[Decide] where the sides differ: what the mediator finds, the reason in writing, and who will read it, beforehand."""

from dataclasses import replace

from handlers import dialogue
from handlers.answers import read_amount
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects
from handlers.on_case import case_of
from handlers.on_obligation import pressed_obligation
from handlers.plain_words import plain_words
from handlers.turn import Turn
from mediation import deciding
from mediation.agreed import Obligation
from mediation.case import Case
from mediation.deciding import Finding, between
from mediation.identifiers import Unreadable
from storage import drafts


def decide(turn: Turn) -> Effects:
    """A button with the obligation: begin, or go on where the mediator stopped with this very one."""
    case, key = pressed_obligation(turn)
    deciding.require_decidable(case, turn.actor, key)
    own = replace(DECIDING, name=f"{DECIDING.name}:{case.number}/{key}")
    begun = drafts.named(turn.store, turn.person.id, own.name)
    if begun is not None:
        return dialogue.ask_again(turn, own, begun)
    return dialogue.begin(turn, own, {"case": case.number, "obligation": key})


def _path(turn: Turn, answers: Answers) -> list[Step]:
    case, owed = _owed(turn, answers)
    findings = tuple(one.value for one in Finding if _possible(case, owed, one))
    amount = [Step("amount", "decision_amount", read=_amount, trouble=_outside, about=_about)]
    return [
        Step("finding", "decision_finding", choices=findings, about=_about),
        *(amount if answers.get("finding") == Finding.IN_BETWEEN else []),
        Step("reason", "decision_reason", read=plain_words, about=_about),
        Step(f"sure:{case.number}/{owed.key}", "decision_sure", choices=("yes",), about=_about),
    ]


def _possible(case: Case, owed: Obligation, finding: Finding) -> bool:
    return finding is not Finding.IN_BETWEEN or between(case.performance(owed.key)) is not None


def _owed(turn: Turn, answers: Answers) -> tuple[Case, Obligation]:
    case = case_of(turn, answers["case"])
    return case, deciding.require_decidable(case, turn.actor, answers["obligation"])


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case, owed = _owed(turn, answers)
    performance = case.performance(owed.key)
    return {"case": case, "owed": owed, "performance": performance, "bounds": between(performance)}


def _amount(turn: Turn, answers: Answers, words: str) -> str:
    amount = str(read_amount(words))
    if _outside(turn, {**answers, "amount": amount}):
        raise Unreadable("not_in_between")
    return amount


def _outside(turn: Turn, answers: Answers) -> str | None:
    case, owed = _owed(turn, answers)
    low, high = between(case.performance(owed.key)) or (0, 0)
    return None if low < int(answers["amount"]) < high else "not_in_between"


def _decided(turn: Turn, answers: Answers) -> Effects:
    case, finding = case_of(turn, answers["case"]), Finding(answers["finding"])
    amount = int(answers["amount"]) if finding is Finding.IN_BETWEEN else None
    said = (answers["obligation"], finding, amount, answers["reason"])
    return (deciding.decide(case, turn.actor, turn.moment, *said),)


DECIDING = Dialogue("deciding", _path, _decided, cancelled="decision_cancelled")
"""What is found, the reason, a preview; `answers` begin with the case and the obligation."""
