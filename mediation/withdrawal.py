"""Taking a publication down: at once from our own page, from the portal by a day that is watched."""

from dataclasses import replace
from datetime import date

from mediation.actor import Actor, Moment
from mediation.breach import Breach, BreachState
from mediation.breach_access import breach_at, decided_by, named, require_time
from mediation.case import Case
from mediation.decision import Decision
from mediation.events.publication import PublicationWithdrawn, RetractionConfirmed, RetractionOverdue
from mediation.periods import end_of
from mediation.publication_parts import Withdrawal, WithdrawalCause
from mediation.reminder import Reminder

SAME_DAY = frozenset({WithdrawalCause.PERFORMED, WithdrawalCause.REPAIRED, WithdrawalCause.OBJECTION_UPHELD})
"""Causes for which the portal takes it down the same day; for the others there are the profile's working days."""


def withdrawn(case: Case, at: Moment, breach: Breach, cause: WithdrawalCause) -> Decision:
    """The case in which the publication is being withdrawn; nothing if it is not public."""
    if breach.publication is None or breach.state is not BreachState.PUBLISHED:
        return Decision(case, ())
    until = _until(at, cause)
    public = replace(breach.publication, withdrawal=Withdrawal(cause, at.now, until))
    changed = replace(breach, state=BreachState.WITHDRAWING, publication=public)
    event = PublicationWithdrawn(
        party=breach.party, breach=breach.key, obligation=breach.obligation, cause=cause.value, until=until
    )
    return Decision(case.with_breach(changed), (event,))


def require_taken_down(case: Case, by: Actor, at: Moment, breach: str) -> Breach:
    """The breach of which an approver may say that the portal does not show it any more.

    Raises Refused: case_ended, breach_unknown, breach_moved_on, not_yours.
    """
    found = breach_at(case, breach, BreachState.WITHDRAWING)
    decided_by(case, by, at.profile.publication.approvers)
    return found


def taken_down(case: Case, by: Actor, at: Moment, breach: str) -> Decision:
    """An approver saw that the portal does not show it any more; raises Refused as `require_taken_down`."""
    found = require_taken_down(case, by, at, breach)
    if found.publication is None or found.publication.withdrawal is None:
        raise TypeError("a withdrawal without a publication")
    done = replace(found.publication.withdrawal, done_at=at.now, done_by=named(by))
    ended = replace(found.ended(BreachState.WITHDRAWN, at.now), publication=replace(found.publication, withdrawal=done))
    event = RetractionConfirmed(party=found.party, breach=breach, obligation=found.obligation)
    return Decision(case.with_breach(ended), (event,))


def retraction_overdue(case: Case, by: Actor, at: Moment, reminder: Reminder) -> Decision:
    """Time says that nobody confirmed the retraction by its day.

    Raises Refused: not_yours, case_ended, breach_unknown, breach_moved_on.
    """
    require_time(by)
    found = breach_at(case, reminder.subject, BreachState.WITHDRAWING)
    until = found.publication.withdrawal.until if found.publication and found.publication.withdrawal else at.today
    event = RetractionOverdue(party=found.party, breach=found.key, obligation=found.obligation, until=until)
    return Decision(case, (event,))


def _until(at: Moment, cause: WithdrawalCause) -> date:
    return at.today if cause in SAME_DAY else end_of(at.profile.clocks.revocation.period, at.today, at.calendar).due
