"""Statement and objection (陈述申辩, 异议): heard while anything stands, decided by fresh eyes.

While one waits nothing is confirmed, proposed or published, and what is public is hidden; periods keep running. What
has ended meanwhile is decided on all the same: it stands in the credit file (PIPL 46).
"""

from dataclasses import replace

from mediation.actor import Actor, Moment
from mediation.breach import Breach, BreachState, Statement
from mediation.breach_access import breach_in, decided_by, named, own_breach, require_time, unheard_breach, words_of
from mediation.breach_periods import answer_ends, longest_answer_ends
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.breach import StatementDecided, StatementMade, StatementOverdue
from mediation.publication_parts import WithdrawalCause
from mediation.reminder import Reminder
from mediation.service import Verdict
from mediation.withdrawal import withdrawn

LONGEST = "longest"
"""The step of the reminder on the last day of all; the one before it is "answer"."""


def require_stateable(case: Case, by: Actor, at: Moment, breach: str) -> Breach:
    """The breach to which its own party may say their side now, from the warning on, also when it has ended.

    Raises Refused: case_ended, breach_unknown, not_yours, not_attested, breach_over, statement_waits.
    """
    return _stateable(own_breach(case, by, breach))


def state(case: Case, by: Actor, at: Moment, breach: str, words: str, files: tuple[str, ...]) -> Decision:
    """The party says their side, with kept files or none; raises Refused as `require_stateable`, words_missing."""
    return _made(case, at, require_stateable(case, by, at, breach), words, files, "")


def require_stateable_for(case: Case, by: Actor, at: Moment, breach: str) -> Breach:
    """The breach to which the mediator may write down what the party says, who does not read here.

    Raises Refused: case_ended, breach_unknown, not_your_case, reads_here, breach_over, statement_waits.
    """
    return _stateable(unheard_breach(case, by, breach))


def state_for(case: Case, by: Actor, at: Moment, breach: str, words: str, files: tuple[str, ...], how: str) -> Decision:
    """The mediator writes down what the party says, and how they know.

    Raises Refused as `require_stateable_for`, words_missing, how_missing.
    """
    found = require_stateable_for(case, by, at, breach)
    if not how.strip():
        raise Refused("how_missing")
    return _made(case, at, found, words, files, how)


def require_judge(case: Case, by: Actor, at: Moment, breach: str) -> Breach:
    """The breach whose statements this person may decide on: nobody judges what they decided themselves.

    Raises Refused: case_ended, breach_unknown, not_yours (no such role, or the case is not theirs to see, or their own
    party's), judged_by_another.
    """
    found = breach_in(case, breach)
    decided_by(case, by, at.profile.publication.judges)
    if by.person in found.deciders:
        raise Refused("judged_by_another")
    return found


def judge(case: Case, by: Actor, at: Moment, breach: str, statement: str, upheld: bool, reason: str) -> Decision:
    """Decided, with a written reason. Upheld, nothing stands of the breach, and what is public is taken down.

    Not upheld, it goes on where it stood, or stays as it ended. Raises Refused as `require_judge`, already_done,
    reason_missing.
    """
    found = require_judge(case, by, at, breach)
    said = found.open_statement
    if not found.stands or said is None or said.key != statement:
        raise Refused("already_done")
    why = words_of(reason)
    answered = replace(said, verdict=Verdict(upheld, why, named(by), at.now))
    others = tuple(one for one in found.statements if one.key != said.key)
    decided = replace(found, statements=(*others, answered))
    event = StatementDecided(
        party=found.party,
        breach=found.key,
        obligation=found.obligation,
        statement=said.key,
        upheld=upheld,
        reason=why,
    )
    if not upheld:
        return Decision(case.with_breach(decided), (event,))
    after = _undone(case, at, decided, why)
    return Decision(after.case, (event, *after.events))


def overdue(case: Case, by: Actor, at: Moment, reminder: Reminder) -> Decision:
    """Time says that a statement is not decided, on its last day and on the last day of all.

    After an outage only the later one speaks. Raises Refused: not_yours, case_ended, breach_unknown, already_done,
    later_reminder_due.
    """
    require_time(by)
    key, _, statement = reminder.subject.partition("/")
    found = breach_in(case, key)
    said = found.open_statement
    if not found.stands or said is None or said.key != statement:
        raise Refused("already_done")
    if reminder.step != LONGEST and at.today > longest_answer_ends(said, at.profile, at.calendar, at.zone).due:
        raise Refused("later_reminder_due")
    event = StatementOverdue(
        party=found.party,
        breach=found.key,
        obligation=found.obligation,
        statement=said.key,
        longest=reminder.step == LONGEST,
    )
    return Decision(case, (event,))


def _stateable(found: Breach) -> Breach:
    if not found.stands:
        raise Refused("breach_over")
    if found.open_statement is not None:
        raise Refused("statement_waits")
    return found


def _made(case: Case, at: Moment, found: Breach, words: str, files: tuple[str, ...], how: str) -> Decision:
    if not words.strip():
        raise Refused("words_missing")
    said = Statement(str(len(found.statements) + 1), words.strip(), files, at.now, how=how.strip())
    event = StatementMade(
        party=found.party,
        breach=found.key,
        obligation=found.obligation,
        statement=said.key,
        public=found.state is BreachState.PUBLISHED,
        until=answer_ends(said, at.profile, at.calendar, at.zone).due,
        how=said.how,
    )
    return Decision(case.with_breach(replace(found, statements=(*found.statements, said))), (event,))


def _undone(case: Case, at: Moment, found: Breach, reason: str) -> Decision:
    """Nothing stands any more; what the portal still shows is taken down first, for this cause whatever was before."""
    if found.state not in (BreachState.PUBLISHED, BreachState.WITHDRAWING):
        return Decision(case.with_breach(found.ended(BreachState.LIFTED, at.now, reason)), ())
    return withdrawn(case, at, replace(found, state=BreachState.PUBLISHED), WithdrawalCause.OBJECTION_UPHELD)
