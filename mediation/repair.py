"""Credit repair (信用修复): whoever has put it right applies, once the shortest term is over, and a human decides."""

from dataclasses import replace

from mediation.actor import Actor, Moment
from mediation.breach import Breach, BreachState
from mediation.breach_access import breach_in, decided_by, named, own_breach, require_time, unheard_breach, words_of
from mediation.breach_periods import repair_ends
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.publication import RepairApplied, RepairDecided, RepairOverdue
from mediation.publication_parts import RepairApplication, WithdrawalCause
from mediation.reminder import Reminder
from mediation.service import Verdict
from mediation.withdrawal import withdrawn


def require_repairable(case: Case, by: Actor, at: Moment, breach: str) -> Breach:
    """The published breach for which its own party may apply now: nothing is owed, and the shortest term is over.

    Raises Refused: case_ended, breach_unknown, not_yours, not_attested, not_published, repair_waits,
    repair_not_performed, repair_too_early (`least` says from when).
    """
    return _repairable(own_breach(case, by, breach), at)


def apply_repair(case: Case, by: Actor, at: Moment, breach: str, words: str, files: tuple[str, ...]) -> Decision:
    """The party applies, with kept files or none; raises Refused as `require_repairable`, words_missing."""
    return _applied(case, at, require_repairable(case, by, at, breach), words, files, "")


def require_repairable_for(case: Case, by: Actor, at: Moment, breach: str) -> Breach:
    """The same for the mediator of a party who does not read here.

    Raises Refused as `require_repairable` does of the breach, and: not_your_case, reads_here.
    """
    return _repairable(unheard_breach(case, by, breach), at)


def apply_for(case: Case, by: Actor, at: Moment, breach: str, words: str, files: tuple[str, ...], how: str) -> Decision:
    """The mediator writes the application down, and how they know.

    Raises Refused as `require_repairable_for`, words_missing, how_missing.
    """
    found = require_repairable_for(case, by, at, breach)
    if not how.strip():
        raise Refused("how_missing")
    return _applied(case, at, found, words, files, how)


def decide_repair(
    case: Case, by: Actor, at: Moment, breach: str, application: str, granted: bool, reason: str
) -> Decision:
    """Decided, with a written reason: granted, the publication is taken down; else it stands, and one may apply again.

    Raises Refused: case_ended, breach_unknown, not_yours (no approver, or the case is not theirs to see, or their own
    party's), already_done, reason_missing.
    """
    found = breach_in(case, breach)
    decided_by(case, by, at.profile.publication.approvers)
    applied = _open(found, application)
    why = words_of(reason)
    answered = replace(applied, verdict=Verdict(granted, why, named(by), at.now))
    others = tuple(one for one in found.repairs if one.key != applied.key)
    decided = replace(found, repairs=(*others, answered))
    event = RepairDecided(
        party=found.party,
        breach=found.key,
        obligation=found.obligation,
        application=applied.key,
        granted=granted,
        reason=why,
    )
    if not granted:
        return Decision(case.with_breach(decided), (event,))
    after = withdrawn(case, at, decided, WithdrawalCause.REPAIRED)
    return Decision(after.case, (event, *after.events))


def repair_overdue(case: Case, by: Actor, at: Moment, reminder: Reminder) -> Decision:
    """Time says that an application is not decided.

    Raises Refused: not_yours, case_ended, breach_unknown, already_done.
    """
    require_time(by)
    key, _, application = reminder.subject.partition("/")
    found = breach_in(case, key)
    applied = _open(found, application)
    event = RepairOverdue(party=found.party, breach=found.key, obligation=found.obligation, application=applied.key)
    return Decision(case, (event,))


def _repairable(found: Breach, at: Moment) -> Breach:
    public = found.publication
    if public is None or found.state is not BreachState.PUBLISHED:
        raise Refused("not_published")
    if found.open_repair is not None:
        raise Refused("repair_waits")
    if public.performed_on is None and found.corrected_at is None:
        raise Refused("repair_not_performed")
    if public.least is not None and at.today < public.least:
        raise Refused("repair_too_early", least=public.least)
    return found


def _open(found: Breach, application: str) -> RepairApplication:
    applied = found.open_repair
    if found.state is not BreachState.PUBLISHED or applied is None or applied.key != application:
        raise Refused("already_done")
    return applied


def _applied(case: Case, at: Moment, found: Breach, words: str, files: tuple[str, ...], how: str) -> Decision:
    if not words.strip():
        raise Refused("words_missing")
    applied = RepairApplication(str(len(found.repairs) + 1), words.strip(), files, at.now, how=how.strip())
    event = RepairApplied(
        party=found.party,
        breach=found.key,
        obligation=found.obligation,
        application=applied.key,
        until=repair_ends(applied, at.profile, at.calendar, at.zone).due,
        how=applied.how,
    )
    return Decision(case.with_breach(replace(found, repairs=(*found.repairs, applied))), (event,))
