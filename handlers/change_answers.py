"""Answers to a proposed schedule: two presses to agree, one not to; or what the mediator was told on the telephone."""

from handlers.effects import Effects, Reply
from handlers.on_case import pressed_case
from handlers.turn import Turn
from mediation import changing
from mediation.access import require_mediator
from mediation.case import Case
from mediation.changing import up_to_date, waiting_for
from mediation.decision import Decision, Refused
from mediation.performance import AnswerWay
from mediation.reminding import hears

YES = "yes"
"""What the buttons say for an agreement that the mediator was told of."""


def accept_change(turn: Turn) -> Effects:
    """[I agree], with the proposal: it is shown once more, and only the second press agrees."""
    case, party = pressed_case(turn), _party(turn)
    proposal = changing.require_own_answer(case, turn.actor, party, turn.args[0])
    if not up_to_date(case, turn.moment, proposal):
        raise Refused("change_outdated")
    return (Reply("change_sure", {"proposal": proposal}, case=case, party=party),)


def accept_change_sure(turn: Turn) -> Effects:
    """The second press."""
    return (_answered(turn, agreed=True),)


def decline_change(turn: Turn) -> Effects:
    """[I do not agree], with the proposal: nothing changes, and no reason is asked for."""
    return (_answered(turn, agreed=False),)


def proposal(turn: Turn) -> Effects:
    """A button of the case card: the proposal that waits, and for whom."""
    case = pressed_case(turn)
    require_mediator(case, turn.actor)
    if case.proposal is None:
        raise Refused("change_over")
    waiting = [case.party(key) for key in waiting_for(case.proposal)]
    about = {
        "proposal": case.proposal,
        "waiting": waiting,
        "agreed": [case.party(one.party) for one in case.proposal.answers],
        "untold": [party for party in waiting if hears(party) is None],
        "fits": up_to_date(case, turn.moment, case.proposal),
    }
    return (Reply("change_waits", about, case=case),)


def record_answer(turn: Turn) -> Effects:
    """A button with proposal and party: how that party, who does not read here, answered; or what they did answer.

    With what they said ("yes", "no") and the way, it is recorded.
    """
    case, (change, party, *said) = pressed_case(turn), turn.args
    if said:
        return (_recorded(turn, case, change, party, said),)
    found = changing.require_recordable(case, turn.actor, party, change)
    return (Reply("change_record", {"proposal": found}, case=case, party=party),)


def take_back_change(turn: Turn) -> Effects:
    """A button with the proposal: the mediator takes it back."""
    return (changing.withdraw(pressed_case(turn), turn.actor, turn.moment, turn.args[0]),)


def _answered(turn: Turn, agreed: bool) -> Decision:
    case, party = pressed_case(turn), _party(turn)
    return changing.answer(case, turn.actor, turn.moment, party, turn.args[0], agreed)


def _recorded(turn: Turn, case: Case, change: str, party: str, said: list[str]) -> Decision:
    answer, way = said
    return changing.answer_for(case, turn.actor, turn.moment, party, change, answer == YES, AnswerWay(way))


def _party(turn: Turn) -> str:
    return (turn.press.party if turn.press else None) or ""
