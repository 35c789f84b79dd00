"""The obligee says what came: all, a part or nothing; a slip can be taken back before it takes effect."""

from dataclasses import replace

from mediation.actor import Actor, Moment, Role
from mediation.agreed import Obligation
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.event import Event
from mediation.events.performance import (
    NonReceiptReported,
    PerformanceContradicted,
    ReceiptConfirmed,
    ReceiptUndone,
    WaiverSaid,
)
from mediation.obligation_access import amount_meant, heard_from, mediators, obligees_word, require_state
from mediation.performance import Claim, ObligationState, Performance, Settling

ANSWERABLE = (ObligationState.OPEN, ObligationState.CLAIMED, ObligationState.CONTRADICTED)
"""States in which the obligee may say received, or give up what is left: also after the sides differed."""


def require_answerable(case: Case, by: Actor, at: Moment, key: str, how: str = "") -> Obligation:
    """The obligation of which may be said now that it was received, with a claim or without one, also before its day.

    Raises Refused: obligation_unknown, not_yours, not_attested, not_your_case, how_missing, case_ended,
    agreement_not_in_effect, settling_already, performed_already, waived_already.
    """
    owed = obligees_word(case, by, at, key, how)
    require_state(case, owed, *ANSWERABLE)
    return owed


def received(case: Case, by: Actor, at: Moment, key: str, amount: int | None, how: str = "") -> Decision:
    """`amount` fen came (None: all that was claimed, else all that is left); it settles, or contradicts the claim.

    The mediator may write down what the obligee said, and `how`. Raises Refused as `require_answerable`, and what
    `amount_meant` raises; differing_already.
    """
    owed = require_answerable(case, by, at, key, how)
    claimed = case.performance(key).claim
    meant = amount_meant(case, owed, claimed.amount if claimed is not None and amount is None else amount)
    if _less(meant, claimed):
        return _contradict(case, at, owed, meant, how)
    return _settle_later(case, at, owed, meant, how)


def not_received(case: Case, by: Actor, at: Moment, key: str, how: str = "") -> Decision:
    """Nothing came: that contradicts a claim, and is reported to the mediator where there is none.

    Raises Refused as `require_answerable`, differing_already, not_due_yet up to the last day, reported_already.
    """
    owed = require_answerable(case, by, at, key, how)
    performance = case.performance(key)
    if performance.state is ObligationState.CONTRADICTED:
        raise Refused("differing_already")
    nothing = None if owed.amount is None else 0
    if performance.state is ObligationState.CLAIMED:
        return _contradict(case, at, owed, nothing, how)
    if at.today <= owed.breach_day:
        raise Refused("not_due_yet", case=case, owed=owed)
    if performance.reported_at is not None:
        raise Refused("reported_already")
    reported = _after(case, at, owed, replace(performance, reported_at=at.now), how)
    return Decision(reported, (_report(owed, nothing, how),))


def undo(case: Case, by: Actor, at: Moment, key: str) -> Decision:
    """The obligee, or the mediator for them, takes back what has not taken effect yet: it is as it was before.

    Raises Refused: obligation_unknown, not_yours, not_attested, not_your_case, case_ended, agreement_not_in_effect,
    undo_too_late, already_done (there is nothing to take back).
    """
    owed = mediators(case, by, key) if by.role is Role.MEDIATOR else obligees_word(case, by, at, key)
    performance = case.performance(key)
    if performance.settling is None:
        raise Refused("undo_too_late" if performance.ended or performance.received else "already_done")
    said_with_it = performance.reported_at == performance.settling.at
    reported_at = None if said_with_it else performance.reported_at
    before = replace(performance, state=_before(performance), settling=None, reported_at=reported_at)
    return Decision(case.with_performance(before), (ReceiptUndone(party=owed.obligee, obligation=key),))


def waive(case: Case, by: Actor, at: Moment, key: str) -> Decision:
    """The obligee gives up what is left (Civil Code 575); it takes effect later, as a receipt does.

    Only by the obligee's own hand. Raises Refused as `require_answerable`.
    """
    owed = require_answerable(case, by, at, key)
    said = replace(case.performance(key), state=ObligationState.SETTLING, settling=Settling(None, at.now, waives=True))
    return Decision(_after(case, at, owed, said), (WaiverSaid(party=owed.obligee, obligation=key),))


def _less(meant: int | None, claimed: Claim | None) -> bool:
    return claimed is not None and claimed.amount is not None and meant is not None and meant < claimed.amount


def _settle_later(case: Case, at: Moment, owed: Obligation, meant: int | None, how: str) -> Decision:
    performance = case.performance(owed.key)
    events: list[Event] = [
        ReceiptConfirmed(party=owed.obligee, obligation=owed.key, amount=meant, how=how.strip()),
    ]
    reported_at = performance.reported_at
    if _only_a_part_came(case, at, owed, meant):
        events.append(_report(owed, meant, how))
        reported_at = at.now
    settling = Settling(meant, at.now)
    said = replace(performance, state=ObligationState.SETTLING, settling=settling, reported_at=reported_at)
    return Decision(_after(case, at, owed, said, how), tuple(events))


def _only_a_part_came(case: Case, at: Moment, owed: Obligation, meant: int | None) -> bool:
    """Whether, with no claim and after the last day, something is still missing that was not reported before."""
    performance = case.performance(owed.key)
    waits = performance.claim is None and performance.reported_at is None and at.today > owed.breach_day
    return waits and owed.amount is not None and meant is not None and performance.received + meant < owed.amount


def _contradict(case: Case, at: Moment, owed: Obligation, meant: int | None, how: str) -> Decision:
    performance = case.performance(owed.key)
    claimed = performance.claim.amount if performance.claim is not None else None
    since = performance.contradicted_at or at.now
    if (performance.state, performance.disputed) == (ObligationState.CONTRADICTED, meant):
        raise Refused("differing_already")
    differing = replace(performance, state=ObligationState.CONTRADICTED, disputed=meant, contradicted_at=since)
    event = PerformanceContradicted(
        party=owed.obligee, obligation=owed.key, claimed=claimed, received=meant, how=how.strip()
    )
    return Decision(_after(case, at, owed, differing, how), (event,))


def _report(owed: Obligation, amount: int | None, how: str) -> NonReceiptReported:
    return NonReceiptReported(party=owed.obligee, obligation=owed.key, amount=amount, how=how.strip())


def _after(case: Case, at: Moment, owed: Obligation, performance: Performance, how: str = "") -> Case:
    return heard_from(case, at, owed.obligee, owed.key, how).with_performance(performance)


def _before(performance: Performance) -> ObligationState:
    if performance.contradicted_at is not None:
        return ObligationState.CONTRADICTED
    return ObligationState.OPEN if performance.claim is None else ObligationState.CLAIMED
