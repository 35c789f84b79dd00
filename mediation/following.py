"""What follows by itself whenever a case has changed: performance ends a warning, a lost ground ends a publication.

Only in the person's favour; nothing is ever held against anybody by itself (PIPL 24).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from mediation import gate
from mediation.actor import Moment
from mediation.breach import RECORDED, UNCONFIRMED, UNDER_PROPOSAL, Breach, BreachState
from mediation.case import Case, CaseState
from mediation.decision import Decision
from mediation.events.breach import BreachCured, BreachSettled
from mediation.events.publication import PerformedWhilePublished
from mediation.performance import ENDED
from mediation.publication import dropped
from mediation.publication_parts import WithdrawalCause
from mediation.warning import lifted
from mediation.withdrawal import withdrawn

TERMS_CHANGED, CASE_CANCELLED = "terms_changed", "case_cancelled"
CONSENT_WITHDRAWN, BASIS_REVOKED = "consent_withdrawn", "basis_revoked"

Step = Callable[[Case, Moment, Breach], Decision | None]


def followed(decision: Decision, at: Moment) -> Decision:
    """The decision with everything that follows from it; the same again if nothing does."""
    case, events = decision.case, list(decision.events)
    for key in [one.key for one in case.breaches if not one.over]:
        after = next(_steps(case, at, case.breach(key)), None)
        if after is not None:
            case, events = after.case, [*events, *after.events]
    return Decision(case, tuple(events))


def _steps(case: Case, at: Moment, breach: Breach) -> Iterator[Decision]:
    """At most one thing follows for a breach at a time: the first of these that does."""
    for step in (_void, _performed, _without_ground):
        found = step(case, at, breach)
        if found is not None and found.case != case:
            yield found


def _void(case: Case, at: Moment, breach: Breach) -> Decision | None:
    """What was broken is not agreed any more, also where a part of it had come; or the case was cancelled."""
    cancelled = case.state in (CaseState.CANCELLED, CaseState.FAILED)
    if not (cancelled or _is_replaced(case, breach)):
        return None
    if breach.state is BreachState.PUBLISHED:
        return withdrawn(case, at, breach, WithdrawalCause.TERMS_CHANGED)
    if breach.state is BreachState.WITHDRAWING:
        return None
    return lifted(case, at, breach, CASE_CANCELLED if cancelled else TERMS_CHANGED)


def _performed(case: Case, at: Moment, breach: Breach) -> Decision | None:
    if not _is_performed(case, breach):
        return None
    if breach.state in UNCONFIRMED:
        cured = BreachCured(party=breach.party, breach=breach.key, obligation=breach.obligation)
        return Decision(case.with_breach(breach.ended(BreachState.CURED, at.now)), (cured,))
    if breach.state in RECORDED:
        settled = BreachSettled(party=breach.party, breach=breach.key, obligation=breach.obligation)
        return Decision(case.with_breach(breach.ended(BreachState.SETTLED, at.now)), (settled,))
    public = breach.publication
    if breach.state is not BreachState.PUBLISHED or public is None or public.performed_on is not None:
        return None
    if public.least is None or public.least <= at.today:
        return withdrawn(case, at, breach, WithdrawalCause.PERFORMED)
    if (gone := _without_ground(case, at, breach)) is not None:
        return gone
    changed = replace(breach, publication=replace(public, performed_on=at.today))
    event = PerformedWhilePublished(
        party=breach.party, breach=breach.key, obligation=breach.obligation, least=public.least
    )
    return Decision(case.with_breach(changed), (event,))


def _without_ground(case: Case, at: Moment, breach: Breach) -> Decision | None:
    """The consent or the document that it rested on is there no more."""
    look = gate.Look(case, breach, at)
    revoked = breach.basis is not None and breach.basis.revoked_on is not None
    if not revoked and not gate.failed(look, {"consent_or_basis"}):
        return None
    if breach.state in UNDER_PROPOSAL:
        return dropped(case, breach, BASIS_REVOKED if revoked else CONSENT_WITHDRAWN)
    cause = WithdrawalCause.BASIS_REVOKED if revoked else WithdrawalCause.CONSENT_WITHDRAWN
    return withdrawn(case, at, breach, cause)


def _is_replaced(case: Case, breach: Breach) -> bool:
    if breach.obligation is None:
        return False
    there = any(one.key == breach.obligation for one in case.obligations)
    return not there or case.performance(breach.obligation).replaced


def _is_performed(case: Case, breach: Breach) -> bool:
    if breach.obligation is None:
        return breach.corrected_at is not None
    return case.performance(breach.obligation).state in ENDED
