"""After the cure period: a named human confirms the breach with a reason, or says that it was put right."""

from dataclasses import replace

from mediation import breach_periods, gate
from mediation.actor import Actor, Moment
from mediation.breach import OVER, UNCONFIRMED, Breach, BreachState
from mediation.breach_access import breach_at, decided_by, entered_by, named, require_time, words_of
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.breach import BreachConfirmed, BreachCorrected, CurePeriodOver, CureReminded
from mediation.reminder import Reminder
from mediation.service import Verdict


def require_breach_confirmable(case: Case, by: Actor, at: Moment, breach: str) -> Breach:
    """The breach that may be confirmed now.

    Raises Refused: case_ended, breach_unknown, breach_moved_on, not_yours, not_confirmable (about: failed, the
    names of the gate's checks that do not pass).
    """
    found = breach_at(case, breach, *UNCONFIRMED)
    decided_by(case, by, at.profile.publication.confirmers)
    failed = gate.failed(gate.Look(case, found, at), gate.BEFORE_CONFIRMING)
    if failed:
        raise Refused("not_confirmable", case=case, breach=found, failed=failed)
    return found


def confirm_breach(case: Case, by: Actor, at: Moment, breach: str, reason: str) -> Decision:
    """A named human confirms the breach: an internal record, and nothing is public by it.

    Raises Refused as `require_breach_confirmable`, reason_missing.
    """
    found = require_breach_confirmable(case, by, at, breach)
    why = words_of(reason)
    verdict = Verdict(granted=False, reason=why, by=named(by), at=at.now)
    changed = replace(found, state=BreachState.CONFIRMED, confirmation=verdict)
    event = BreachConfirmed(party=found.party, breach=breach, obligation=found.obligation, reason=why)
    return Decision(case.with_breach(changed), (event,))


def correct(case: Case, by: Actor, at: Moment, breach: str, reason: str) -> Decision:
    """Staff say that what an agency had found untrue was put right; what follows is as after performance.

    Raises Refused: case_ended, breach_unknown, breach_moved_on (over), not_your_case, not_yours, not_untrue,
    already_done, reason_missing.
    """
    found = breach_at(case, breach, *(state for state in BreachState if state not in OVER))
    entered_by(case, by)
    if found.untrue is None:
        raise Refused("not_untrue")
    if found.corrected_at is not None:
        raise Refused("already_done")
    event = BreachCorrected(party=found.party, breach=breach, obligation=None, reason=words_of(reason))
    return Decision(case.with_breach(replace(found, corrected_at=at.now)), (event,))


def cure_reminded(case: Case, by: Actor, at: Moment, reminder: Reminder) -> Decision:
    """Time reminds the obligor at half time and on the last day; after an outage only what is still ahead is said.

    Raises Refused: not_yours, case_ended, breach_unknown, breach_moved_on, due_passed, nothing_to_do (somebody's turn
    other than the obligor's).
    """
    require_time(by)
    found = breach_at(case, reminder.subject, BreachState.CURING)
    ends = breach_periods.cure_ends(found, at.profile, at.calendar, at.zone)
    if at.today > ends.due:
        raise Refused("due_passed")
    if "not_performed" in gate.failed(gate.Look(case, found, at), {"not_performed"}):
        raise Refused("nothing_to_do")
    event = CureReminded(
        party=found.party,
        breach=found.key,
        obligation=found.obligation,
        until=ends.due,
        last=at.today == ends.due,
        provisional=ends.provisional,
    )
    return Decision(case, (event,))


def cure_over(case: Case, by: Actor, at: Moment, reminder: Reminder) -> Decision:
    """Time says that the cure period is over; a human decides. Raises Refused as `cure_reminded` but for due_passed."""
    require_time(by)
    found = breach_at(case, reminder.subject, BreachState.CURING)
    event = CurePeriodOver(party=found.party, breach=found.key, obligation=found.obligation)
    return Decision(case.with_breach(replace(found, cure_over_at=at.now)), (event,))
