"""A warning or a prior notice was read: whatever is pressed under it proves that it reached the person."""

from handlers import on_breach
from handlers.effects import Effects, Reply
from handlers.turn import Turn
from mediation import breach_periods, serving
from mediation.breach import Breach
from mediation.breach_access import own_breach
from mediation.decision import Decision, Refused
from storage import cases, outbox

NOTICES = frozenset({"credit_warning_given.subject", "publication_proposed.subject"})
"""The templates of the letters whose delivery has to be proven."""


def notice_read(turn: Turn) -> Effects:
    """[I have read it], a button with the breach: what runs from now on, and what can be done; nothing is admitted."""
    case, breach = on_breach.pressed_breach(turn)
    own_breach(case, turn.actor, breach.key)
    proven = serving.acknowledge(case, turn.actor, turn.moment, breach.key)
    case = proven.case
    about = {**on_breach.in_short(case, case.breach(breach.key)), "until": _until(turn, case.breach(breach.key))}
    said = Reply("notice_read", about, case=case, party=breach.party)
    return (proven, said) if proven.events else (said,)


def proven_by_press(turn: Turn) -> list[Decision]:
    """Something under such a letter was pressed by its party: the notices that have thereby reached them, if any."""
    press = turn.press
    if press is None or press.party is None or press.case is None or press.owner != turn.person.id:
        return []
    if outbox.written(turn.store, press.letter)[0] not in NOTICES:
        return []
    case, proven = cases.load(turn.store, press.case), []
    for breach in case.breaches if case is not None else ():
        if case is None or breach.party != press.party:
            continue
        try:
            decision = serving.acknowledge(case, turn.actor, turn.moment, breach.key)
        except Refused:
            continue
        if decision.events:
            case = decision.case
            proven.append(decision)
    return proven
