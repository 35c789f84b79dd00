"""From a button to a rule: most buttons are one line in the map of routes through these."""

from collections.abc import Callable

from handlers.effects import Effects, Handler
from handlers.turn import Turn
from mediation.case import Case
from mediation.decision import Decision, Refused
from storage import cases

Rule = Callable[..., Decision]


def pressed_case(turn: Turn) -> Case:
    """The case that the pressed button's letter was about; raises Refused("case_unknown")."""
    case = cases.load(turn.store, turn.press.case) if turn.press and turn.press.case else None
    if case is None:
        raise Refused("case_unknown")
    return case


def case_of(turn: Turn, number: str) -> Case:
    """The case with this number, as it is now; raises Refused("case_unknown")."""
    case = cases.load(turn.store, number)
    if case is None:
        raise Refused("case_unknown")
    return case


def on_case(rule: Rule) -> Handler:
    """A handler that asks `rule(case, by, at, *args of the button)`."""

    def handler(turn: Turn) -> Effects:
        return (rule(pressed_case(turn), turn.actor, turn.moment, *turn.args),)

    return handler


def on_party(rule: Rule) -> Handler:
    """A handler that asks `rule(case, by, at, party the letter was about, *args of the button)`."""

    def handler(turn: Turn) -> Effects:
        case = pressed_case(turn)
        party = turn.press.party if turn.press else None
        return (rule(case, turn.actor, turn.moment, party, *turn.args),)

    return handler
