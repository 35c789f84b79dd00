"""Who may be a party, and who may act for one: the conditions that every recorded case keeps."""

from collections.abc import Iterator, Sequence
from datetime import date

from mediation.case import Capacity, Party, Side, SubjectKind
from mediation.decision import Refused
from mediation.identifiers import Identity, IdentityKind

CAPACITIES = {
    SubjectKind.PERSON: (Capacity.SELF, Capacity.AGENT, Capacity.GUARDIAN),
    SubjectKind.ENTITY: (Capacity.LEGAL_REPRESENTATIVE, Capacity.AGENT),
    SubjectKind.INDIVIDUAL_BUSINESS: (Capacity.LEGAL_REPRESENTATIVE, Capacity.AGENT),
}
"""In what capacities somebody may act for each kind of party; an individual business's is its operator (经营者)."""
WITH_AUTHORITY = frozenset({Capacity.AGENT, Capacity.GUARDIAN})
"""Who must name the paper they act by (Civil Code 165: a written authorisation; 27, 28: guardianship)."""


def capacities(subject: SubjectKind, identity: Identity | None, today: date) -> tuple[Capacity, ...]:
    """In what capacities somebody may act for such a party; for a minor only a guardian (Civil Code 19-23, 27)."""
    if identity is not None and identity.minor_on(today):
        return (Capacity.GUARDIAN,)
    return CAPACITIES[subject]


def check_parties(parties: Sequence[Party], today: date) -> None:
    """Raises Refused with the reason why these cannot be the parties of a case.

    parties_too_few, one_side_only, name_missing, number_kind, capacity_unfit, minor_needs_guardian, minor_acts,
    authority_missing, self_differs, party_twice, acts_for_both_sides.
    """
    if len(parties) < 2:
        raise Refused("parties_too_few")
    if {party.side for party in parties} != set(Side):
        raise Refused("one_side_only")
    for party in parties:
        for reason in _troubles(party, today):
            raise Refused(reason, name=party.name)
    _check_together(parties)


def _troubles(party: Party, today: date) -> Iterator[str]:
    acting = party.acting
    if not party.name.strip() or not acting.name.strip():
        yield "name_missing"
    if (party.identity.kind is IdentityKind.USCC) is (party.subject is SubjectKind.PERSON):
        yield "number_kind"
    if acting.identity.kind is IdentityKind.USCC:
        yield "number_kind"
    if acting.identity.minor_on(today) and acting.capacity is not Capacity.SELF:
        yield "minor_acts"
    if acting.capacity not in capacities(party.subject, party.identity, today):
        yield "minor_needs_guardian" if party.identity.minor_on(today) else "capacity_unfit"
    if acting.capacity is Capacity.SELF and (acting.name, acting.identity) != (party.name, party.identity):
        yield "self_differs"
    if acting.capacity in WITH_AUTHORITY and not (acting.authority or "").strip():
        yield "authority_missing"


def _check_together(parties: Sequence[Party]) -> None:
    if len({party.identity.number for party in parties}) < len(parties):
        raise Refused("party_twice")
    for party in parties:
        if _across(party, parties):
            raise Refused("acts_for_both_sides", name=party.acting.name)


def _across(party: Party, parties: Sequence[Party]) -> bool:
    """Whether who acts for the party also acts for, or is, somebody on the other side."""
    others = [other for other in parties if other.side is not party.side]
    theirs = {number for other in others for number in (other.identity.number, other.acting.identity.number)}
    return party.acting.identity.number in theirs
