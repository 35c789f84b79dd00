"""From a button to an obligation: the one that a letter is about, the only one that fits, or one that is chosen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from handlers.effects import Effects, Reply
from handlers.on_case import case_of, pressed_case
from handlers.turn import Turn
from handlers.which import own_parts
from mediation.actor import Moment
from mediation.agreed import Obligation
from mediation.case import Case, CaseState, LegalStatus
from mediation.decision import Refused
from mediation.performance import ObligationState
from mediation.receiving import ANSWERABLE
from mediation.reminding import hears

MOST = 20
"""Obligations to choose from in one letter, the earliest due first: the others come when these are done."""


@dataclass(frozen=True)
class Fit:
    """Of which obligations something may be said: `side` gives the party who may, `states` where they must stand."""

    side: Callable[[Obligation], str]
    states: tuple[ObligationState, ...]


def _obligor(owed: Obligation) -> str:
    return owed.obligor


def _obligee(owed: Obligation) -> str:
    return owed.obligee


FITS: Mapping[str, Fit] = {
    "performed": Fit(_obligor, (ObligationState.OPEN,)),
    "hardship": Fit(_obligor, (ObligationState.OPEN,)),
    "received": Fit(_obligee, ANSWERABLE),
    "undo_receipt": Fit(_obligee, (ObligationState.SETTLING,)),
    "waive": Fit(_obligee, ANSWERABLE),
}
"""What a party may say from the card of a case, by the action of the button."""


def pressed_obligation(turn: Turn) -> tuple[Case, str]:
    """Case and obligation of a button: its arguments are the key, and in letters about several cases the number.

    Raises Refused("case_unknown").
    """
    key, *number = turn.args
    return (case_of(turn, number[0]) if number else pressed_case(turn)), key


def fitting(turn: Turn, case: Case, party: str, action: str) -> list[Obligation]:
    """The obligations of which this party may say so now, the earliest due first."""
    fit = FITS[action]
    if case.state is not CaseState.OPEN or case.legal_status(turn.moment.today) is LegalStatus.NOT_EFFECTIVE:
        return []
    mine = (one for one in case.obligations if fit.side(one) == party)
    return sorted((one for one in mine if case.performance(one.key).state in fit.states), key=lambda one: one.due)


def which_obligation(turn: Turn) -> Effects:
    """A button with an action, on the card of a case: of which of the obligations is it meant?"""
    (action,) = turn.args
    case, party = pressed_case(turn), turn.press.party if turn.press else None
    if party is None or turn.person.id != case.party(party).binding.person or action not in FITS:
        raise Refused("not_yours")
    choices = [(case, one) for one in fitting(turn, case, party, action)]
    return _ask(choices, action, party)


def of_all_cases(turn: Turn, action: str) -> tuple[Case, str] | Effects:
    """The only obligation in all their cases of which a party may say so, or the question which one.

    Raises Refused("nothing_fits") if there is none.
    """
    found = [(case, one) for case, party in own_parts(turn) for one in fitting(turn, case, party.key, action)]
    if len(found) == 1:
        return found[0][0], found[0][1].key
    return _ask(sorted(found, key=lambda pair: pair[1].due), action, None)


def for_mediator(case: Case, at: Moment, may_act: bool) -> dict[str, list[Obligation]]:
    """What the mediator may do from the card, by obligation: write down the obligee's word, decide, look at a proof.

    Of an obligee who does not read here only what is due first may be written down without a claim.
    """
    in_effect = case.legal_status(at.today) is not LegalStatus.NOT_EFFECTIVE
    standing = [(one, case.performance(one.key)) for one in case.obligations if may_act and in_effect]
    unheard: dict[str, Obligation] = {}
    for one, performance in sorted(standing, key=lambda pair: pair[0].due):
        if performance.state is ObligationState.OPEN and hears(case.party(one.obligee)) is None:
            unheard.setdefault(one.obligee, one)
    claimed = [one for one, performance in standing if performance.state is ObligationState.CLAIMED]
    return {
        "record": [*claimed, *unheard.values()],
        "decide": [one for one, performance in standing if performance.state is ObligationState.CONTRADICTED],
        "proof": [one for one, performance in standing if performance.claim is not None and performance.claim.proof],
    }


def _ask(found: Iterable[tuple[Case, Obligation]], action: str, party: str | None) -> Effects:
    choices = list(found)
    if not choices:
        raise Refused("nothing_fits")
    case = choices[0][0] if party is not None else None
    about = {"choices": choices[:MOST], "more": max(0, len(choices) - MOST), "action": action}
    return (Reply("which_obligation", about, case=case, party=party),)
