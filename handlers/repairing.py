"""[Apply for credit repair]: what was put right, files if there are any, a last look."""

from handlers import enclosing, on_breach
from handlers.dialogue import Answers, Dialogue
from handlers.effects import Effects
from handlers.enclosing import Asked, breach_meant, files
from handlers.turn import Turn
from mediation import repair


def apply_repair(turn: Turn) -> Effects:
    """A button with the breach: begin, or go on where they stopped with this very one."""
    case, breach = on_breach.pressed_breach(turn)
    repair.require_repairable(case, turn.actor, turn.moment, breach.key)
    return on_breach.begin_about(turn, APPLYING, {"case": case.number, "breach": breach.key})


def apply_for(turn: Turn) -> Effects:
    """A button with the breach: the mediator writes down the application of a party that does not read here."""
    case, breach = on_breach.pressed_breach(turn)
    repair.require_repairable_for(case, turn.actor, turn.moment, breach.key)
    return on_breach.begin_about(turn, APPLYING_FOR, {"case": case.number, "breach": breach.key})


def _applied(turn: Turn, answers: Answers) -> Effects:
    case, breach = breach_meant(turn, answers)
    said = (answers["words"], files(answers))
    return (repair.apply_repair(case, turn.actor, turn.moment, breach.key, *said),)


def _applied_for(turn: Turn, answers: Answers) -> Effects:
    case, breach = breach_meant(turn, answers)
    said = (answers["words"], files(answers), answers["how"])
    return (repair.apply_for(case, turn.actor, turn.moment, breach.key, *said),)


APPLYING = Dialogue(
    "applying", enclosing.path(Asked("repair_words", "repair_sure")), _applied, cancelled="repair_not_sent"
)
"""Words, files, a last look; `answers` begin with the case and the breach."""
APPLYING_FOR = Dialogue(
    "applying_for",
    enclosing.path(Asked("repair_words", "repair_sure", by_mediator=True)),
    _applied_for,
    cancelled="repair_not_sent",
)
"""The same, and how the mediator knows."""
