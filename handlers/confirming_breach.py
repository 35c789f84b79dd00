"""[Confirm the breach] and [It was put right]: a named human says so, with a reason; neither makes anything public."""

from handlers import on_breach
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects
from handlers.turn import Turn
from mediation import confirming_breach as rules


def confirm_breach(turn: Turn) -> Effects:
    """A button with the breach: a reason, and a preview that says that it stays inside the office."""
    return on_breach.begin(turn, CONFIRMING_BREACH)


def correct_untrue(turn: Turn) -> Effects:
    """A button with the breach: what an agency had found untrue was put right."""
    return on_breach.begin(turn, CORRECTING)


def _confirming(turn: Turn, answers: Answers) -> list[Step]:
    return [on_breach.reason(_about), on_breach.sure(answers, "confirm_breach_preview", _about)]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    found = on_breach.about(turn, answers)
    case, _ = on_breach.staff_breach(turn, answers)
    rules.require_breach_confirmable(case, turn.actor, turn.moment, answers["breach"])
    return found


def _confirmed(turn: Turn, answers: Answers) -> Effects:
    case, breach = on_breach.staff_breach(turn, answers)
    return (rules.confirm_breach(case, turn.actor, turn.moment, breach.key, answers["reason"]),)


def _correcting(turn: Turn, answers: Answers) -> list[Step]:
    return [on_breach.reason(on_breach.about), on_breach.sure(answers, "correct_preview", on_breach.about)]


def _corrected(turn: Turn, answers: Answers) -> Effects:
    case, breach = on_breach.staff_breach(turn, answers)
    return (rules.correct(case, turn.actor, turn.moment, breach.key, answers["reason"]),)


CONFIRMING_BREACH = Dialogue("confirming_breach", _confirming, _confirmed)
"""The reason and a preview; `answers` begin with the case and the breach."""
CORRECTING = Dialogue("correcting", _correcting, _corrected)
"""The reason and a preview; `answers` begin with the case and the breach."""
