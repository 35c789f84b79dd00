"""What takes the place of what: which obligations may be changed at all, and what is left of those that were."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime

from mediation.agreed import Obligation
from mediation.case import Case
from mediation.decision import Refused
from mediation.owing import WAITING_FOR_OBLIGOR
from mediation.performance import ObligationState, Performance, Proposal

AGREED_LATER = "c"
"""How the keys begin of what both sides agreed on later; those that are entered are numbers."""


def may_change(case: Case) -> tuple[Obligation, ...]:
    """Every obligation that is open and of which nothing is being looked at, in the order of the agreement."""
    return tuple(owed for owed in case.obligations if case.performance(owed.key).state in WAITING_FOR_OBLIGOR)


def changeable(case: Case, key: str) -> Obligation:
    """The obligation with this key, if it may change now; else Refused("not_changeable")."""
    owed = next((one for one in may_change(case) if one.key == key), None)
    if owed is None:
        raise Refused("not_changeable")
    return owed


def from_here_on(case: Case, key: str) -> tuple[Obligation, ...]:
    """The obligation, and where it is an instalment all later ones of its series that may change; as `changeable`."""
    first = changeable(case, key)
    if first.series is None or first.part is None:
        return (first,)
    return tuple(
        one for one in may_change(case) if one.series == first.series and one.part and one.part[0] >= first.part[0]
    )


def begun(case: Case, owed: Obligation) -> bool:
    """Whether anything was said or received of it, so that nobody alone can change it any more."""
    return not case.performance(owed.key).untouched


def beyond_editing(case: Case) -> tuple[Obligation, ...]:
    """What an edit leaves as it is: what has begun, with its series; what both sides agreed on later.

    And what is left of a series of which such an agreement took a part away: its words do not tell its days any more.
    """
    return tuple(owed for owed in case.obligations if _beyond_editing(case, owed))


def _beyond_editing(case: Case, owed: Obligation) -> bool:
    together = [one for one in case.obligations if one.series is not None and one.series == owed.series] or [owed]
    whole = owed.part is None or owed.part[1] == len(together)
    return owed.key.startswith(AGREED_LATER) or not whole or any(begun(case, one) for one in together)


def replaced(case: Case, proposal: Proposal, now: datetime) -> Case:
    """The case with the new obligations in the place of the old, of which stays what was received already."""
    ended = (_ended(case.performance(key), now) for key in proposal.replaces)
    others = tuple(one for one in case.performances if one.obligation not in proposal.replaces)
    performances = (*others, *(one for one in ended if one.received))
    swapped = replace(case, obligations=tuple(_swapped(case, proposal)), performances=performances, proposal=None)
    return put_away(swapped, proposal.replaces, now)


def _swapped(case: Case, proposal: Proposal) -> Iterator[Obligation]:
    for owed in case.obligations:
        received = case.performance(owed.key).received
        if owed.key not in proposal.replaces:
            yield owed
        elif received:
            yield replace(owed, amount=received)
        if owed.key == proposal.replaces[-1]:
            yield from proposal.obligations


def _ended(old: Performance, now: datetime) -> Performance:
    return Performance(
        old.obligation,
        ObligationState.PERFORMED,
        received=old.received,
        ended_at=now,
        by_hand=old.by_hand,
        replaced=True,
    )


def put_away(case: Case, obligations: Collection[str], now: datetime) -> Case:
    """The case without notices of these obligations, and with no call about them waiting any more."""
    notices = tuple(one for one in case.notices if one.obligation not in obligations)
    calls = tuple(
        replace(one, done="", done_at=now) if one.done_at is None and one.obligation in obligations else one
        for one in case.calls
    )
    return replace(case, notices=notices, calls=calls)
