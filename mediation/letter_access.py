"""Whose letter it is, and in which states it may be touched: checked inside every rule of the commitment."""

from mediation.access import own_party, require_mediator, require_open
from mediation.actor import Actor, Role
from mediation.case import Case, Party
from mediation.commitment_letter import GIVEN, OPEN, ConsentKind
from mediation.decision import Refused


def reader(case: Case, by: Actor, key: str) -> Party:
    """The party who asks, if their letter is open and they still agree to be processed here (PIPL 15).

    Raises Refused: case_ended, not_yours, not_attested, letter_done, letter_not_open, processing_first.
    """
    require_open(case)
    party = _with_open_letter(own_party(case, by, key))
    if party.consents_to(ConsentKind.PROCESSING) is not True:
        # a letter outlives an account that was cut off with this consent; an old button must not go on with it
        raise Refused("processing_first")
    return party


def party_for_time(case: Case, by: Actor, key: str) -> Party:
    """A party with an open letter, for time alone.

    Raises Refused: not_yours, case_ended, party_unknown, letter_done, letter_not_open.
    """
    if by.role is not Role.TIME:
        raise Refused("not_yours")
    require_open(case)
    return _with_open_letter(_found(case, key))


def mediators_party(case: Case, by: Actor, key: str) -> Party:
    """A party of the mediator's own case; raises Refused: not_your_case, party_unknown."""
    require_mediator(case, by)
    return _found(case, key)


def _found(case: Case, key: str) -> Party:
    try:
        return case.party(key)
    except KeyError:
        raise Refused("party_unknown") from None


def _with_open_letter(party: Party) -> Party:
    require_not_given(party)
    if party.commitment.state not in OPEN:
        raise Refused("letter_not_open")
    return party


def require_not_given(party: Party) -> None:
    """Only a letter that was not given yet, here or on paper; raises Refused("letter_done")."""
    if party.commitment.state in GIVEN:
        raise Refused("letter_done", party=party)
