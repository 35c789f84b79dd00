"""Publication: proposed by one, told to the person, approved by another with all before their eyes, and ended."""

import hashlib
from dataclasses import replace

from mediation import gate
from mediation.actor import Actor, Moment
from mediation.breach import UNDER_PROPOSAL, Breach, BreachState
from mediation.breach_access import breach_at, decided_by, named, require_time, words_of
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.publication import (
    ProposalDropped,
    PublicationExpired,
    PublicationProposed,
    PublicationReady,
    Published,
)
from mediation.publication_parts import Publication, PublicationProposal
from mediation.reminder import Reminder
from mediation.service import Service


def require_proposable(case: Case, by: Actor, at: Moment, breach: str, text: str) -> Breach:
    """The confirmed breach that may be proposed with this public text.

    Raises Refused: case_ended, breach_unknown, breach_moved_on, not_yours, gate_closed (about: failed, the names of the
    checks that do not pass).
    """
    found = breach_at(case, breach, BreachState.CONFIRMED)
    decided_by(case, by, at.profile.publication.proposers)
    _require_open(gate.Look(case, found, at, text), gate.BEFORE_NOTICE)
    return found


def propose(case: Case, by: Actor, at: Moment, breach: str, reason: str, text: str) -> Decision:
    """Somebody proposes; the person gets the prior notice (告知) with this very text. Nothing is public by it.

    Raises Refused as `require_proposable`, reason_missing.
    """
    found = require_proposable(case, by, at, breach, text)
    proposal = PublicationProposal(named(by), at.now, words_of(reason), text, Service(at.now))
    event = PublicationProposed(
        party=found.party,
        breach=found.key,
        obligation=found.obligation,
        reason=proposal.reason,
        grade=gate.computed_grade(gate.Look(case, found, at, text)).value,
        text=_hash(text),
    )
    return Decision(case.with_breach(replace(found, state=BreachState.PROPOSED, proposal=proposal)), (event,))


def require_droppable(case: Case, by: Actor, at: Moment, breach: str) -> Breach:
    """The breach whose proposal may be dropped, by who may propose or approve.

    Raises Refused: case_ended, breach_unknown, breach_moved_on, not_yours.
    """
    found = breach_at(case, breach, *UNDER_PROPOSAL)
    decided_by(case, by, (*at.profile.publication.proposers, *at.profile.publication.approvers))
    return found


def drop_proposal(case: Case, by: Actor, at: Moment, breach: str, reason: str) -> Decision:
    """There will be no publication as proposed; the internal record stays. Raises as `require_droppable`,
    reason_missing."""
    return dropped(case, require_droppable(case, by, at, breach), words_of(reason))


def dropped(case: Case, breach: Breach, reason: str) -> Decision:
    """The case with the breach confirmed and nothing proposed."""
    event = ProposalDropped(party=breach.party, breach=breach.key, obligation=breach.obligation, reason=reason)
    return Decision(case.with_breach(replace(breach, state=BreachState.CONFIRMED, proposal=None)), (event,))


def ready(case: Case, by: Actor, at: Moment, reminder: Reminder) -> Decision:
    """Time says that the statement period is over; nothing follows by itself.

    Raises Refused: not_yours, case_ended, breach_unknown, breach_moved_on.
    """
    require_time(by)
    found = breach_at(case, reminder.subject, BreachState.HEARING)
    return Decision(case, (PublicationReady(party=found.party, breach=found.key, obligation=found.obligation),))


def require_approver(case: Case, by: Actor, at: Moment, breach: str) -> Breach:
    """The proposed breach, for somebody who may see the checklist to decide.

    Raises Refused: case_ended, breach_unknown, breach_moved_on, not_yours.
    """
    found = breach_at(case, breach, *UNDER_PROPOSAL)
    decided_by(case, by, at.profile.publication.approvers)
    return found


def approve(case: Case, by: Actor, at: Moment, breach: str, text: str, seen: str) -> Decision:
    """A second person approves, and it is public: `text` as it is now, `seen` the hash of what they had before them.

    Everything is checked here once more. Raises Refused: case_ended, breach_unknown, breach_moved_on, gate_changed
    (what they saw is not so any more), gate_closed (about: failed), notice_differs (another text than the person was
    told of).
    """
    found = breach_at(case, breach, *UNDER_PROPOSAL)
    look = gate.Look(case, found, at, text, by, seen)
    _require_open(look)
    proposal, term = found.proposal, gate.computed_term(look)
    if proposal is None or term is None:
        # no term without a document to count from, also if the list above should ever miss it
        raise Refused("gate_closed", case=case, breach=found, failed=("basis_document",))
    if proposal.text != text:
        raise Refused("notice_differs", case=case, breach=found)
    least, until = term
    grade = gate.computed_grade(look)
    public = Publication(text, grade, at.today, least, until, proposal.by, named(by), at.now)
    event = Published(
        party=found.party,
        breach=found.key,
        obligation=found.obligation,
        seen=seen,
        text=_hash(text),
        grade=grade.value,
        least=least,
        until=until,
    )
    return Decision(case.with_breach(replace(found, state=BreachState.PUBLISHED, publication=public)), (event,))


def expire(case: Case, by: Actor, at: Moment, reminder: Reminder) -> Decision:
    """Time ends a publication after its last day, whatever else waits.

    Raises Refused: not_yours, case_ended, breach_unknown, breach_moved_on, too_early.
    """
    require_time(by)
    found = breach_at(case, reminder.subject, BreachState.PUBLISHED)
    if found.publication is None or at.today <= found.publication.until:
        raise Refused("too_early")
    event = PublicationExpired(party=found.party, breach=found.key, obligation=found.obligation)
    return Decision(case.with_breach(found.ended(BreachState.EXPIRED, at.now)), (event,))


def _require_open(look: gate.Look, names: frozenset[str] | None = None) -> None:
    failed = gate.failed(look, names)
    if failed == ("text_seen",):
        raise Refused("gate_changed", case=look.case, breach=look.breach)
    if failed:
        raise Refused("gate_closed", case=look.case, breach=look.breach, failed=failed)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
