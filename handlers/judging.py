"""[Decide] on a statement, an objection or an application for repair: as asked or not, the reason, a last look."""

from handlers import on_breach
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects
from handlers.on_breach import About
from handlers.turn import Turn
from mediation import repair, statements
from mediation.decision import Refused

GRANTED, REFUSED = "granted", "refused"
"""As the person asked, or not."""


def judge_statement(turn: Turn) -> Effects:
    """A button with the breach whose statement or objection waits."""
    _, breach = on_breach.pressed_breach(turn)
    if breach.open_statement is None:
        raise Refused("already_done")
    return on_breach.begin(turn, JUDGING, key=breach.open_statement.key)


def decide_repair(turn: Turn) -> Effects:
    """A button with the breach whose application for repair waits."""
    _, breach = on_breach.pressed_breach(turn)
    if breach.open_repair is None:
        raise Refused("already_done")
    return on_breach.begin(turn, REPAIRING, key=breach.open_repair.key)


def _judging(turn: Turn, answers: Answers) -> list[Step]:
    return _path(answers, "statement_verdict", "statement_preview", _about_statement)


def _repairing(turn: Turn, answers: Answers) -> list[Step]:
    return _path(answers, "repair_verdict", "repair_preview", _about_repair)


def _path(answers: Answers, asked: str, preview: str, about: About) -> list[Step]:
    verdict = Step("verdict", asked, choices=(GRANTED, REFUSED), about=about)
    return [verdict, on_breach.reason(about), on_breach.sure(answers, preview, about)]


def _about_statement(turn: Turn, answers: Answers) -> dict[str, object]:
    case, breach = on_breach.staff_breach(turn, answers)
    statements.require_judge(case, turn.actor, turn.moment, breach.key)
    if breach.open_statement is None or breach.open_statement.key != answers["key"]:
        raise Refused("already_done")
    return {**on_breach.in_short(case, breach), "said": breach.open_statement}


def _about_repair(turn: Turn, answers: Answers) -> dict[str, object]:
    case, breach = on_breach.staff_breach(turn, answers)
    if breach.open_repair is None or breach.open_repair.key != answers["key"]:
        raise Refused("already_done")
    return {**on_breach.in_short(case, breach), "said": breach.open_repair}


def _judged(turn: Turn, answers: Answers) -> Effects:
    case, breach = on_breach.staff_breach(turn, answers)
    said = (answers["key"], answers["verdict"] == GRANTED, answers["reason"])
    return (statements.judge(case, turn.actor, turn.moment, breach.key, *said),)


def _repaired(turn: Turn, answers: Answers) -> Effects:
    case, breach = on_breach.staff_breach(turn, answers)
    said = (answers["key"], answers["verdict"] == GRANTED, answers["reason"])
    return (repair.decide_repair(case, turn.actor, turn.moment, breach.key, *said),)


JUDGING = Dialogue("judging", _judging, _judged)
"""Upheld or not, the reason, a last look; `answers` begin with the case, the breach and the statement."""
REPAIRING = Dialogue("repairing", _repairing, _repaired)
"""Granted or not, the reason, a last look; `answers` begin with the case, the breach and the application."""
