"""[State my side]: the person's own words, files if there are any, a last look; nothing typed is ever lost."""

from handlers import enclosing, on_breach
from handlers.dialogue import Answers, Dialogue
from handlers.effects import Effects, Reply
from handlers.enclosing import Asked, breach_meant, files
from handlers.turn import Turn
from handlers.which import own_parts
from mediation import statements
from mediation.breach import Breach
from mediation.case import Case, CaseState
from mediation.decision import Refused

MOST = 20
"""Breaches to choose from in one letter."""


def state(turn: Turn) -> Effects:
    """A button with the breach, or /statement: begin, or go on where they stopped with this very one."""
    if turn.args:
        case, breach = on_breach.pressed_breach(turn)
    else:
        choices = _under_way(turn)
        if not choices:
            raise Refused("nothing_to_state")
        if len(choices) > 1:
            shown = [on_breach.in_short(*one) for one in choices[:MOST]]
            return (Reply("which_breach", {"choices": shown, "action": "state"}),)
        case, breach = choices[0]
    statements.require_stateable(case, turn.actor, turn.moment, breach.key)
    return on_breach.begin_about(turn, STATING, {"case": case.number, "breach": breach.key})


def state_for(turn: Turn) -> Effects:
    """A button with the breach: the mediator writes down what a party says that does not read here."""
    case, breach = on_breach.pressed_breach(turn)
    statements.require_stateable_for(case, turn.actor, turn.moment, breach.key)
    return on_breach.begin_about(turn, STATING_FOR, {"case": case.number, "breach": breach.key})


def _under_way(turn: Turn) -> list[tuple[Case, Breach]]:
    return [
        (case, breach)
        for case, party in own_parts(turn)
        if case.state in (CaseState.OPEN, CaseState.CLOSED)
        for breach in case.breaches
        if breach.party == party.key and breach.stands
    ]


def _stated(turn: Turn, answers: Answers) -> Effects:
    case, breach = breach_meant(turn, answers)
    said = (answers["words"], files(answers))
    return (statements.state(case, turn.actor, turn.moment, breach.key, *said),)


def _stated_for(turn: Turn, answers: Answers) -> Effects:
    case, breach = breach_meant(turn, answers)
    said = (answers["words"], files(answers), answers["how"])
    return (statements.state_for(case, turn.actor, turn.moment, breach.key, *said),)


STATING = Dialogue(
    "stating",
    enclosing.path(Asked("statement_words", "statement_sure")),
    _stated,
    cancelled="statement_not_sent",
)
"""Words, files, a last look; `answers` begin with the case and the breach."""
STATING_FOR = Dialogue(
    "stating_for",
    enclosing.path(Asked("statement_words", "statement_sure", by_mediator=True)),
    _stated_for,
    cancelled="statement_not_sent",
)
"""The same, and how the mediator knows."""
