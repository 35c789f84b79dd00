"""[Received], a part or nothing, and giving up what is left: said back with amount and person before it counts."""

from dataclasses import replace

from handlers import dialogue
from handlers.answers import read_amount
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Reply
from handlers.on_case import case_of, pressed_case
from handlers.on_obligation import pressed_obligation
from handlers.turn import Turn
from mediation import receiving
from mediation.agreed import Obligation
from mediation.case import Case
from mediation.decision import Refused
from mediation.identifiers import Unreadable
from mediation.obligation_access import amount_meant, obligation_of
from mediation.owing import left


def received(turn: Turn) -> Effects:
    """A button with the obligation: amount and person are said back, and a second press makes it count."""
    case, key = pressed_obligation(turn)
    owed = receiving.require_answerable(case, turn.actor, turn.moment, key)
    return (Reply("receipt_sure", {"owed": owed, "amount": claimed_or_left(case, owed)}, case, owed.obligee),)


def received_yes(turn: Turn) -> Effects:
    """The second press; its arguments are the obligation and the amount in fen that was said back, "" if not money."""
    case, (key, amount) = pressed_case(turn), turn.args
    return (receiving.received(case, turn.actor, turn.moment, key, int(amount) if amount else None),)


def received_part(turn: Turn) -> Effects:
    """A button with the obligation: how much came; what is not money came whole or did not come."""
    case, key = pressed_obligation(turn)
    owed = receiving.require_answerable(case, turn.actor, turn.moment, key)
    if owed.amount is None:
        return not_received(turn)
    own = replace(PART, name=f"{PART.name}:{case.number}/{key}")
    return dialogue.begin(turn, own, {"case": case.number, "obligation": key})


def not_received(turn: Turn) -> Effects:
    """A button with the obligation: nothing came, or not all of what is not counted in money."""
    case, key = pressed_obligation(turn)
    return (receiving.not_received(case, turn.actor, turn.moment, key),)


def undo_receipt(turn: Turn) -> Effects:
    """A button with the obligation: a slip is taken back, before it takes effect."""
    case, key = pressed_obligation(turn)
    return (receiving.undo(case, turn.actor, turn.moment, key),)


def waive(turn: Turn) -> Effects:
    """A button with the obligation: what giving it up means is said, and a second press does so."""
    case, key = pressed_obligation(turn)
    owed = receiving.require_answerable(case, turn.actor, turn.moment, key)
    return (Reply("waiver_sure", {"owed": owed, "left": left(case, owed)}, case, owed.obligee),)


def waive_yes(turn: Turn) -> Effects:
    """The second press: what is left is given up."""
    case, key = pressed_obligation(turn)
    return (receiving.waive(case, turn.actor, turn.moment, key),)


def claimed_or_left(case: Case, owed: Obligation) -> int | None:
    """What "received" means: what was claimed, else all that is left, in fen; None where it is not money."""
    claim = case.performance(owed.key).claim
    return left(case, owed) if claim is None else claim.amount


def amount_came(turn: Turn, answers: Answers, words: str) -> str:
    """An amount in fen that is no more than what is left of the obligation in the answers.

    Raises what read_amount raises, and Unreadable: more_than_left.
    """
    case = case_of(turn, answers["case"])
    try:
        return str(amount_meant(case, obligation_of(case, answers["obligation"]), read_amount(words)))
    except Refused as no:
        raise Unreadable(no.reason) from None


def too_much(turn: Turn, answers: Answers) -> str | None:
    """Why a kept amount does not fit any more: something was received meanwhile."""
    case = case_of(turn, answers["case"])
    remaining = left(case, obligation_of(case, answers["obligation"])) or 0
    return "more_than_left" if int(answers["amount"]) > remaining else None


def _path(turn: Turn, answers: Answers) -> list[Step]:
    sure = f"sure:{answers['case']}/{answers['obligation']}"
    return [
        Step("amount", "part_amount", read=amount_came, trouble=too_much, about=_about),
        Step(sure, "part_sure", choices=("yes",), about=_about),
    ]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case = case_of(turn, answers["case"])
    owed = receiving.require_answerable(case, turn.actor, turn.moment, answers["obligation"])
    return {"case": case, "party_key": owed.obligee, "owed": owed, "left": left(case, owed)}


def _part(turn: Turn, answers: Answers) -> Effects:
    case, amount = case_of(turn, answers["case"]), int(answers["amount"])
    return (receiving.received(case, turn.actor, turn.moment, answers["obligation"], amount),)


PART = Dialogue("part_received", _path, _part, cancelled="receipt_cancelled")
"""How much came, and a last look; `answers` begin with the case and the obligation."""
