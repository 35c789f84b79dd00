"""A new schedule for what is left: the mediator proposes it, and only when both sides agree is it in force.

Until then everything stays as it was agreed (Civil Code 543: a contract is changed by agreement of its parties).
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from mediation.access import own_party, require_mediator, require_open
from mediation.actor import Actor, Moment
from mediation.agreed import Counted, Obligation
from mediation.case import Case, CaseState
from mediation.commitment import reopened
from mediation.decision import Decision, Refused
from mediation.events.agreement import TermsChanged
from mediation.events.change import ChangeAccepted, ChangeDeclined, ChangeDropped, ChangeOvertaken, ChangeProposed
from mediation.events.event import Event
from mediation.facts import changes, facts_of
from mediation.owing import left, open_obligations
from mediation.performance import Answer, AnswerWay, Proposal
from mediation.reminding import hears
from mediation.replacing import AGREED_LATER, changeable, from_here_on, may_change, replaced
from mediation.schedule import Due
from mediation.terms import check_terms


class DropReason(StrEnum):
    """Why a proposal is not in question any more."""

    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    REPLACED = "replaced"
    EDITED = "edited"


@dataclass(frozen=True)
class NewSchedule:
    """A schedule as the mediator enters it: what falls due, with its amounts in fen (None: not money).

    `when` are the words for it; `counted` is the period behind it, None for dates certain.
    """

    dues: tuple[Due, ...]
    when: str
    counted: Counted | None = None


def total_left(case: Case, obligations: tuple[Obligation, ...]) -> int | None:
    """What is still to be performed of all of them, in fen; None where it is not money."""
    amounts = [left(case, owed) for owed in obligations]
    return None if None in amounts else sum(one for one in amounts if one is not None)


def propose(case: Case, by: Actor, at: Moment, key: str, later: bool, new: NewSchedule, reason: str) -> Decision:
    """The mediator proposes a schedule for what is left of an obligation, or `later`: of it and those after it.

    It takes the place of a proposal that waits. Raises Refused: not_your_case, case_ended, not_changeable,
    words_missing, change_too_early, change_differs, change_same, and what check_terms raises.
    """
    require_mediator(case, by)
    require_open(case)
    old = from_here_on(case, key) if later else (changeable(case, key),)
    if not reason.strip():
        raise Refused("words_missing")
    made = _obligations(f"{AGREED_LATER}{case.changes + 1}", old[0], new)
    _check(case, at, old, made)
    before, said = dropped(case, DropReason.REPLACED)
    replaces = tuple(one.key for one in old)
    proposal = Proposal(str(case.changes + 1), replaces, made, reason.strip(), at.now)
    event = ChangeProposed(obligation=replaces[0], change=proposal.key, reason=proposal.reason)
    return Decision(replace(before, proposal=proposal, changes=case.changes + 1), (*said, event))


def _obligations(series: str, old: Obligation, new: NewSchedule) -> tuple[Obligation, ...]:
    count = len(new.dues)
    return tuple(
        replace(
            old,
            key=series if count == 1 else f"{series}.{place}",
            amount=due.amount_fen,
            when=new.when,
            due=due.day,
            breach_day=due.breach_day,
            provisional=due.provisional,
            series=None if count == 1 else series,
            part=None if count == 1 else (place, count),
            counted=new.counted,
        )
        for place, due in enumerate(new.dues, 1)
    )


def _check(case: Case, at: Moment, old: tuple[Obligation, ...], made: tuple[Obligation, ...]) -> None:
    if any(one.due < at.today for one in made):
        raise Refused("change_too_early")
    amounts = [one.amount for one in made]
    total = total_left(case, old)
    if amounts != [None] * len(made) if total is None else sum(one or 0 for one in amounts) != total:
        raise Refused("change_differs")
    check_terms(replace(facts_of(case), obligations=made))
    if [(left(case, one), one.due) for one in old] == [(one.amount, one.due) for one in made]:
        raise Refused("change_same")


def sides(proposal: Proposal) -> tuple[str, str]:
    """The two parties by key who have to agree: who owes it and to whom."""
    return proposal.obligations[0].obligor, proposal.obligations[0].obligee


def waiting_for(proposal: Proposal) -> tuple[str, ...]:
    """The parties by key who have not answered yet."""
    answered = {one.party for one in proposal.answers}
    return tuple(key for key in sides(proposal) if key not in answered)


def proposed(case: Case, change: str) -> Proposal:
    """The proposal with this key, if it still waits for answers; raises Refused("change_over")."""
    if case.proposal is None or case.proposal.key != change:
        raise Refused("change_over")
    return case.proposal


def up_to_date(case: Case, at: Moment, proposal: Proposal) -> bool:
    """Whether it can still be put in force: nothing was said or received since, and none of its days has passed."""
    waits = {one.key for one in may_change(case)}.issuperset(proposal.replaces)
    return waits and _fits(case, proposal) and all(one.due >= at.today for one in proposal.obligations)


def _fits(case: Case, proposal: Proposal) -> bool:
    """Whether it is still about exactly what is left; what was received or given up never comes back."""
    old = tuple(one for one in open_obligations(case) if one.key in proposal.replaces)
    amounts = [one.amount for one in proposal.obligations]
    total = None if None in amounts else sum(one or 0 for one in amounts)
    return len(old) == len(proposal.replaces) and total_left(case, old) == total


def without_overtaken(decision: Decision) -> Decision:
    """The same decision, and a proposal that does not fit what is left any more is put away, which all hear of."""
    case, proposal = decision.case, decision.case.proposal
    if proposal is None or case.state is not CaseState.OPEN or _fits(case, proposal):
        return decision
    event = ChangeOvertaken(obligation=proposal.replaces[0], change=proposal.key)
    return Decision(replace(case, proposal=None), (*decision.events, event))


def require_own_answer(case: Case, by: Actor, party: str, change: str) -> Proposal:
    """The proposal, if this party may answer it here now.

    Raises Refused: case_ended, change_over, not_yours, not_attested, change_answered.
    """
    proposal = _unanswered(case, party, change)
    own_party(case, by, party)
    return proposal


def require_recordable(case: Case, by: Actor, party: str, change: str) -> Proposal:
    """The proposal, if the mediator may record this party's answer, because they do not read here.

    Raises Refused: case_ended, change_over, not_yours, change_answered, not_your_case, change_ask_them.
    """
    proposal = _unanswered(case, party, change)
    require_mediator(case, by)
    if hears(case.party(party)) is not None:
        raise Refused("change_ask_them")
    return proposal


def _unanswered(case: Case, party: str, change: str) -> Proposal:
    require_open(case)
    proposal = proposed(case, change)
    if party not in sides(proposal):
        raise Refused("not_yours")
    if party not in waiting_for(proposal):
        raise Refused("change_answered")
    return proposal


def answer(case: Case, by: Actor, at: Moment, party: str, change: str, agreed: bool) -> Decision:
    """One side agrees or does not; with the second agreement the new schedule is in force.

    What one side says the other does not hear before. Raises Refused as `require_own_answer`, and change_outdated for
    agreeing to what does not fit any more.
    """
    proposal = require_own_answer(case, by, party, change)
    return _answered(case, at, proposal, Answer(party, agreed, at.now))


def answer_for(case: Case, by: Actor, at: Moment, party: str, change: str, agreed: bool, way: AnswerWay) -> Decision:
    """The mediator records what a party who does not read here said, and how.

    Raises Refused as `require_recordable`, and change_outdated.
    """
    proposal = require_recordable(case, by, party, change)
    return _answered(case, at, proposal, Answer(party, agreed, at.now, way))


def _answered(case: Case, at: Moment, proposal: Proposal, said: Answer) -> Decision:
    about = {"party": said.party, "change": proposal.key, "way": said.way.value if said.way else ""}
    if not said.agreed:
        kept, events = dropped(case, DropReason.DECLINED)
        return Decision(kept, (ChangeDeclined(**about), *events))
    if not up_to_date(case, at, proposal):
        raise Refused("change_outdated")
    answered = replace(proposal, answers=(*proposal.answers, said))
    accepted = ChangeAccepted(**about)
    if waiting_for(answered):
        return Decision(replace(case, proposal=answered), (accepted,))
    changed, events = _in_force(case, at, proposal)
    return Decision(changed, (accepted, *events))


def _in_force(case: Case, at: Moment, proposal: Proposal) -> tuple[Case, tuple[Event, ...]]:
    changed = replaced(case, proposal, at.now)
    names = tuple(str(one) for one in changes(facts_of(case), facts_of(changed)))
    if changed.agreement is None:  # what is owed is owed by an agreement
        raise TypeError("no agreement")
    agreement = replace(changed.agreement, terms=changed.agreement.terms + 1)
    again, events = reopened(replace(changed, agreement=agreement), at)
    return again, (TermsChanged(terms=agreement.terms, changed=names, by_agreement=True), *events)


def withdraw(case: Case, by: Actor, at: Moment, change: str) -> Decision:
    """The mediator takes a proposal back; raises Refused: not_your_case, case_ended, change_over."""
    require_mediator(case, by)
    require_open(case)
    proposed(case, change)
    kept, events = dropped(case, DropReason.TAKEN_BACK)
    return Decision(kept, events)


def dropped(case: Case, why: DropReason) -> tuple[Case, tuple[Event, ...]]:
    """The case without a proposal, and what is to be said of it; nothing if there is none."""
    if case.proposal is None:
        return case, ()
    event = ChangeDropped(obligation=case.proposal.replaces[0], change=case.proposal.key, why=why.value)
    return replace(case, proposal=None), (event,)
