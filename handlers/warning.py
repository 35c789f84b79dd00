"""[Credit warning]: the facts in words, a preview, and it goes; an untrue commitment; lifting with a reason."""

from datetime import date

from handlers import on_breach
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects
from handlers.on_case import pressed_case
from handlers.on_obligation import pressed_obligation
from handlers.plain_words import plain_words
from handlers.turn import Turn
from handlers.which import staff_case
from mediation import warning
from mediation.access import require_mediator
from mediation.agreed import Obligation
from mediation.breach import UntrueFinding
from mediation.case import Case
from mediation.commitment_letter import GIVEN


def warn(turn: Turn) -> Effects:
    """A button with the obligation that is late and was reported."""
    case, key = pressed_obligation(turn)
    warning.require_warnable(case, turn.actor, turn.moment, key)
    return on_breach.begin_about(turn, WARNING, {"case": case.number, "obligation": key})


def warn_untrue(turn: Turn) -> Effects:
    """A button of the case card: an agency found a commitment untrue."""
    case = pressed_case(turn)
    require_mediator(case, turn.actor)
    return on_breach.begin_about(turn, UNTRUE, {"case": case.number})


def lift_warning(turn: Turn) -> Effects:
    """A button with the breach: nothing shall stand of the warning."""
    return on_breach.begin(turn, LIFTING)


def _warning(turn: Turn, answers: Answers) -> list[Step]:
    return [
        Step("facts", "warning_facts", read=plain_words, about=_about),
        on_breach.sure(answers, "warning_preview", _about),
    ]


def _owed(turn: Turn, answers: Answers) -> tuple[Case, Obligation]:
    case = staff_case(turn, answers["case"])
    return case, warning.require_warnable(case, turn.actor, turn.moment, answers["obligation"])


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case, owed = _owed(turn, answers)
    return {"case": case, "owed": owed, "performance": case.performance(owed.key)}


def _warned(turn: Turn, answers: Answers) -> Effects:
    case, owed = _owed(turn, answers)
    return (warning.warn(case, turn.actor, turn.moment, owed.key, answers["facts"]),)


def _untrue(turn: Turn, answers: Answers) -> list[Step]:
    given = tuple(party.key for party in _own(turn, answers).parties if party.commitment.state in GIVEN)
    return [
        Step("party", "untrue_party", choices=given, about=_about_untrue),
        *on_breach.paper_steps(_about_untrue),
        Step("facts", "untrue_facts", read=plain_words, about=_about_untrue),
        on_breach.sure(answers, "untrue_preview", _about_untrue),
    ]


def _own(turn: Turn, answers: Answers) -> Case:
    case = staff_case(turn, answers["case"])
    require_mediator(case, turn.actor)
    return case


def _about_untrue(turn: Turn, answers: Answers) -> dict[str, object]:
    case = _own(turn, answers)
    given = [party for party in case.parties if party.commitment.state in GIVEN]
    return {"case": case, "given": given, "day": on_breach.day_of(answers), "breach": None, "owed": None}


def _found_untrue(turn: Turn, answers: Answers) -> Effects:
    day = date.fromisoformat(answers["day"])
    finding = UntrueFinding(answers["number"], answers["issuer"], day, answers["scan"])
    said = (answers["party"], finding, answers["facts"])
    return (warning.warn_untrue(_own(turn, answers), turn.actor, turn.moment, *said),)


def _lifting(turn: Turn, answers: Answers) -> list[Step]:
    return [on_breach.reason(on_breach.about), on_breach.sure(answers, "lift_preview", on_breach.about)]


def _lifted(turn: Turn, answers: Answers) -> Effects:
    case, breach = on_breach.staff_breach(turn, answers)
    return (warning.lift(case, turn.actor, turn.moment, breach.key, answers["reason"]),)


WARNING = Dialogue("warning", _warning, _warned)
"""The facts and a preview; `answers` begin with the case and the obligation."""
UNTRUE = Dialogue("untrue", _untrue, _found_untrue)
"""Whose commitment, the agency's document, the facts, a preview; `answers` begin with the case."""
LIFTING = Dialogue("lifting", _lifting, _lifted)
"""The reason and a preview; `answers` begin with the case and the breach."""
