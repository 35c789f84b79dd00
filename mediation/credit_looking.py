"""Who may look into a credit file: staff with sight of one of its cases and a purpose, and the subject themselves."""

from collections.abc import Sequence

from mediation.actor import STAFF_ROLES, Actor
from mediation.case import Capacity, Case
from mediation.credit_file import Part
from mediation.decision import Refused
from mediation.identifiers import Identity
from mediation.looking import Why, require_purpose
from mediation.staff import may_see

AS_THEMSELVES = frozenset({Capacity.SELF, Capacity.LEGAL_REPRESENTATIVE})
"""Who sees the whole file; an agent's authority, and a guardian's, goes no further than the case it was shown for."""


def parts_of(identity: Identity, cases: Sequence[Case]) -> tuple[Part, ...]:
    """In which of these cases the subject with this number stands, and as which party."""
    return tuple((case, one.key) for case in cases for one in case.parties if one.identity.number == identity.number)


def require_look_at_credit(parts: Sequence[Part], by: Actor, why: Why) -> tuple[Part, ...]:
    """Those of a subject's parts whose details this member of staff may see; of the others only counts are lawful.

    A mediator sees those in their own cases, the others those in their unit's. Raises Refused: not_for_you (no staff),
    purpose_missing, credit_unknown (none of the cases is in scope).
    """
    if by.role not in STAFF_ROLES:
        raise Refused("not_for_you")
    require_purpose(why)
    seen = tuple((case, key) for case, key in parts if may_see(case, by))
    if not seen:
        raise Refused("credit_unknown")
    return seen


def own_parts_of(acting: Sequence[Part], parts: Sequence[Part]) -> tuple[Part, ...]:
    """Of a subject's parts those that somebody sees who acts for the subject in `acting`.

    Whoever represents an entity no longer, because somebody else does in a newer case, sees what they acted in.
    """
    return tuple(parts if any(_as_themselves(part, parts) for part in acting) else acting)


def _as_themselves(part: Part, parts: Sequence[Part]) -> bool:
    acting = part[0].party(part[1]).acting
    if acting.capacity is not Capacity.LEGAL_REPRESENTATIVE:
        return acting.capacity in AS_THEMSELVES
    newer = (case.party(key).acting for case, key in parts if case.opened_at > part[0].opened_at)
    others = (one for one in newer if one.capacity is acting.capacity)
    return all(one.identity.number == acting.identity.number for one in others)
