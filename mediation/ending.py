"""How a mediator ends a case early: cancelled, or mediation failed; always with a reason."""

from dataclasses import replace

from mediation.access import require_mediator, require_open
from mediation.actor import Actor, Moment
from mediation.case import Case, CaseState, LegalStatus
from mediation.decision import Decision, Refused
from mediation.events.agreement import CaseCancelled, MediationFailed


def require_cancellable(case: Case, by: Actor) -> None:
    """Raises Refused("not_your_case") or Refused("case_ended")."""
    require_mediator(case, by)
    require_open(case)


def require_failable(case: Case, by: Actor, at: Moment) -> None:
    """As for cancelling, and Refused("agreement_in_effect") once there is one: then mediation has not failed."""
    require_cancellable(case, by)
    if case.legal_status(at.today) is not LegalStatus.NOT_EFFECTIVE:
        raise Refused("agreement_in_effect", case=case)


def cancel(case: Case, by: Actor, at: Moment, reason: str) -> Decision:
    """Cancel a case that was recorded by mistake or withdrawn (People's Mediation Law 17: mediation is voluntary).

    Raises Refused as `require_cancellable`, or reason_missing.
    """
    require_cancellable(case, by)
    return _end(case, CaseState.CANCELLED, CaseCancelled(reason=_said(reason)))


def fail(case: Case, by: Actor, at: Moment, reason: str) -> Decision:
    """End mediation that brought no agreement; both sides hear of the other routes (People's Mediation Law 26).

    Raises Refused as `require_failable`, or reason_missing.
    """
    require_failable(case, by, at)
    return _end(case, CaseState.FAILED, MediationFailed(reason=_said(reason)))


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused("reason_missing")
    return reason.strip()


def _end(case: Case, state: CaseState, event: CaseCancelled | MediationFailed) -> Decision:
    return Decision(replace(case, state=state, reason=event.reason), (event,))
