"""Hardship: an obligor says that it cannot be done as agreed; that changes nothing yet, and the mediator answers."""

from dataclasses import replace

from mediation.access import own_party, require_mediator, require_open
from mediation.actor import Actor, Moment
from mediation.agreed import Obligation
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.change import HardshipAnswered, HardshipReported
from mediation.obligation_access import obligation_of
from mediation.performance import Hardship, Wish
from mediation.replacing import changeable


def require_reportable(case: Case, by: Actor, obligation: str) -> Obligation:
    """The obligation, if its own obligor may report hardship now.

    Raises Refused: obligation_unknown, not_yours, not_attested, case_ended, not_changeable (it is not their turn).
    """
    own_party(case, by, obligation_of(case, obligation).obligor)
    require_open(case)
    return changeable(case, obligation)


def report(case: Case, by: Actor, at: Moment, obligation: str, wish: Wish, reason: str) -> Decision:
    """The obligor asks for another way, with a reason; a newer report takes the place of an older one.

    No deadline stops for it. Raises Refused as `require_reportable`, and words_missing.
    """
    owed = require_reportable(case, by, obligation)
    if not reason.strip():
        raise Refused("words_missing")
    hardship = Hardship(wish, reason.strip(), at.now)
    performance = replace(case.performance(obligation), hardship=hardship)
    event = HardshipReported(party=owed.obligor, obligation=obligation, wish=wish.value, reason=hardship.reason)
    return Decision(case.with_performance(performance), (event,))


def require_answerable(case: Case, by: Actor, obligation: str) -> Hardship:
    """The reported hardship that the mediator may answer; raises Refused: not_your_case, hardship_over."""
    require_mediator(case, by)
    hardship = case.performance(obligation).hardship
    if hardship is None:
        raise Refused("hardship_over")
    return hardship


def answer(case: Case, by: Actor, at: Moment, obligation: str, words: str) -> Decision:
    """The mediator answers in words, without a new schedule; the obligor alone hears. Also in an ended case.

    Raises Refused: not_your_case, hardship_over, words_missing.
    """
    require_answerable(case, by, obligation)
    if not words.strip():
        raise Refused("words_missing")
    performance = replace(case.performance(obligation), hardship=None)
    party = case.obligation(obligation).obligor
    event = HardshipAnswered(party=party, obligation=obligation, words=words.strip())
    return Decision(case.with_performance(performance), (event,))
