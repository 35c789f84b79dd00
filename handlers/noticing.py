"""A warning or a prior notice was read: whatever is pressed under that very letter proves that it arrived."""

from handlers import on_breach
from handlers.effects import Effects, Reply
from handlers.turn import Turn
from mediation import serving
from mediation.breach import Breach, BreachState
from mediation.breach_access import own_breach
from mediation.breach_periods import cure_ends, hearing_ends
from mediation.decision import Decision, Refused
from mediation.periods import PeriodEnd
from storage import cases, presses

NOTICES = {
    "credit_warning_given.subject": BreachState.WARNED,
    "publication_proposed.subject": BreachState.PROPOSED,
}
"""The templates of the letters whose delivery is to be proven, and the state in which it is."""
READ = "notice_read"
"""The button that each of them has; its last argument is the breach."""


def notice_read(turn: Turn) -> Effects:
    """[I have read it], a button with the breach: what runs now and what can be done; it admits nothing.

    That it arrived is written down already, as for every other button under the same letter.
    """
    case, breach = on_breach.pressed_breach(turn)
    own_breach(case, turn.actor, breach.key)
    about = {**on_breach.in_short(case, breach), "ends": _ends(turn, breach)}
    return (Reply("notice_read", about, case=case, party=breach.party),)


def proven_by_press(turn: Turn) -> Decision | None:
    """Its party pressed something under a warning or a prior notice that is not proven yet; None if not so.

    A letter about an earlier warning or proposal proves nothing of a later one.
    """
    press = turn.press
    if press is None or press.case is None or press.owner != turn.person.id:
        return None
    letter, case = presses.carried(turn.store, press.letter, READ), cases.load(turn.store, press.case)
    if letter is None or case is None:
        return None
    breach = next((one for one in case.breaches if one.key == letter.args[-1]), None)
    if breach is None or breach.unproven is None or breach.state is not NOTICES.get(letter.template):
        return None
    if letter.written_at < breach.unproven.told_at:
        return None
    try:
        return serving.acknowledge(case, turn.actor, turn.moment, breach.key)
    except Refused:
        return None


def _ends(turn: Turn, breach: Breach) -> PeriodEnd | None:
    """The end of the period that runs from the notice; None where none does."""
    asked = turn.moment.profile, turn.moment.calendar, turn.moment.zone
    if breach.state is BreachState.CURING:
        return cure_ends(breach, *asked)
    return hearing_ends(breach, *asked) if breach.state is BreachState.HEARING else None
