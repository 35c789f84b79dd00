"""What the obligee said takes effect, as it was not taken back; with the last obligation the case is closed."""

from dataclasses import replace
from datetime import datetime

from mediation.actor import Actor, Moment
from mediation.agreed import Obligation
from mediation.case import Case, CaseState
from mediation.changing import without_overtaken
from mediation.decision import Decision, Refused
from mediation.events.event import Event
from mediation.events.performance import CaseClosed, ObligationPerformed, ObligationWaived, PartPerformed
from mediation.obligation_access import times
from mediation.owing import left, open_obligations
from mediation.performance import ObligationState, Performance


def settles_at(performance: Performance, at: Moment) -> datetime | None:
    """Until when the obligee's word can be taken back; None if there is none under way."""
    said = performance.settling
    return None if said is None else said.at + at.profile.timers.performance.undo


def settle(case: Case, by: Actor, at: Moment, key: str) -> Decision:
    """Time makes what the obligee said so: performed, a part of it, or waived.

    Raises Refused: not_yours, case_ended, obligation_unknown, already_done (taken back, or not yet its time).
    """
    owed = times(case, by, key)
    performance = case.performance(key)
    due = settles_at(performance, at)
    if due is None or at.now < due:
        raise Refused("already_done")
    if performance.settling is not None and performance.settling.waives:
        waived = replace(performance, state=ObligationState.WAIVED, settling=None, ended_at=at.now)
        return without_overtaken(after_ending(case.with_performance(waived), at, ObligationWaived(obligation=key)))
    return without_overtaken(_received(case, at, owed, performance))


def counted(
    performance: Performance, amount: int | None, ended_at: datetime | None, performed_at: datetime | None
) -> Performance:
    """The performance once `amount` fen more count as received; open again for what is left, unless it `ended_at`."""
    done = replace(
        performance,
        received=performance.received + (amount or 0),
        settling=None,
        disputed=None,
        contradicted_at=None,
    )
    if ended_at is not None:
        return replace(done, state=ObligationState.PERFORMED, ended_at=ended_at, performed_at=performed_at)
    return replace(done, state=ObligationState.OPEN, claim=None)


def after_ending(case: Case, at: Moment, event: Event) -> Decision:
    """The case after an obligation came to rest: closed, with a goodbye, if nothing is owed any more."""
    if open_obligations(case):
        return Decision(case, (event,))
    return Decision(replace(case, state=CaseState.CLOSED), (event, CaseClosed()))


def _received(case: Case, at: Moment, owed: Obligation, performance: Performance) -> Decision:
    said = performance.settling.amount if performance.settling is not None else None
    remaining = left(case, owed)
    if remaining is None or said is None or said >= remaining:
        performed = counted(performance, remaining, at.now, _came_at(performance, remaining))
        return after_ending(case.with_performance(performed), at, ObligationPerformed(obligation=owed.key))
    part = PartPerformed(obligation=owed.key, amount=said, left=remaining - said)
    return Decision(case.with_performance(counted(performance, said, None, None)), (part,))


def _came_at(performance: Performance, remaining: int | None) -> datetime | None:
    """When the rest was performed: as claimed, if the claim was of all of it and never denied, else as received."""
    claim, said = performance.claim, performance.settling
    covers = claim is not None and (remaining is None or claim.amount is None or claim.amount >= remaining)
    if claim is not None and covers and performance.contradicted_at is None:
        return claim.at
    return said.at if said is not None else None
