"""The document in effect that a publication may rest on: attached from its copy, and revoked when it falls away."""

from dataclasses import replace
from datetime import date

from mediation.actor import Actor, Moment
from mediation.breach import OVER, Breach, BreachState
from mediation.breach_access import breach_at, decided_by, words_of
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.publication import BasisAttached, BasisRevoked
from mediation.publication_parts import Basis, BasisKind

_UNDER_WAY = tuple(state for state in BreachState if state not in OVER)
_BEFORE_PUBLIC = tuple(state for state in _UNDER_WAY if state not in (BreachState.PUBLISHED, BreachState.WITHDRAWING))


def require_attachable(case: Case, by: Actor, at: Moment, breach: str) -> Breach:
    """The breach to which a document may be attached; what is public keeps the one it rests on.

    Raises Refused: case_ended, breach_unknown, breach_moved_on, not_yours.
    """
    found = breach_at(case, breach, *_BEFORE_PUBLIC)
    decided_by(case, by, at.profile.publication.proposers)
    return found


def attach_basis(case: Case, by: Actor, at: Moment, breach: str, basis: Basis) -> Decision:
    """A document is attached with its copy, or takes another one's place; whether it is enough the gate says.

    Raises Refused as `require_attachable`, document_incomplete, day_ahead, ruling_differs (a confirmation ruling is
    the one that the case knows).
    """
    found = require_attachable(case, by, at, breach)
    if not (basis.number.strip() and basis.issuer.strip() and basis.scan):
        raise Refused("document_incomplete")
    if basis.day > at.today:
        raise Refused("day_ahead")
    if basis.kind is BasisKind.CONFIRMATION_RULING and not is_the_ruling(case, basis):
        raise Refused("ruling_differs")
    event = BasisAttached(
        party=found.party,
        breach=found.key,
        obligation=found.obligation,
        kind=basis.kind.value,
        number=basis.number,
        issuer=basis.issuer,
        day=basis.day,
        scan=basis.scan,
    )
    return Decision(case.with_breach(replace(found, basis=basis)), (event,))


def require_revocable(case: Case, by: Actor, at: Moment, breach: str) -> Breach:
    """The breach whose document may be said to be in effect no more.

    Raises Refused: case_ended, breach_unknown, breach_moved_on, not_yours, nothing_attached.
    """
    found = breach_at(case, breach, *_UNDER_WAY)
    publication = at.profile.publication
    decided_by(case, by, (*publication.proposers, *publication.approvers))
    if found.basis is None or found.basis.revoked_on is not None:
        raise Refused("nothing_attached")
    return found


def revoke_basis(case: Case, by: Actor, at: Moment, breach: str, day: date, reason: str) -> Decision:
    """The document is not in effect any more since that local date; what rested on it falls (mediation.following).

    Raises Refused as `require_revocable`, day_ahead, revoked_too_soon (before the document's own day), reason_missing.
    """
    found = require_revocable(case, by, at, breach)
    if day > at.today:
        raise Refused("day_ahead")
    if found.basis is None:
        raise TypeError("no document")
    if day < found.basis.day:
        raise Refused("revoked_too_soon")
    changed = replace(found, basis=replace(found.basis, revoked_on=day))
    why = words_of(reason)
    event = BasisRevoked(party=found.party, breach=found.key, obligation=found.obligation, day=day, reason=why)
    return Decision(case.with_breach(changed), (event,))


def is_the_ruling(case: Case, basis: Basis) -> bool:
    """Whether the document is the confirmation ruling that is entered in the case, by number and date."""
    known = case.ruling
    return known is not None and (known.number.strip(), known.day) == (basis.number.strip(), basis.day)
