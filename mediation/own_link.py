"""A known person's own way to another door: who may be tied to them by it, and the last six that some ask for."""

import hmac
from collections.abc import Iterable
from datetime import timedelta

from mediation.access import require_mediator
from mediation.actor import Actor, Moment
from mediation.binding import party_of, stands
from mediation.case import BindingState, Case, Party
from mediation.commitment_letter import ConsentKind
from mediation.decision import Decision, Refused
from mediation.events.binding import SessionsEnded
from mediation.events.office import OwnLinkMissed
from mediation.profile import Profile

LIFETIME = timedelta(hours=1)
"""How long a way lives that somebody asked for: they are at it now."""
TRIES = 3


def require_nobody(known: bool) -> None:
    """Only an account that is nobody here yet becomes somebody's; raises Refused("door_is_anothers")."""
    if known:
        raise Refused("door_is_anothers")


def is_theirs(parties: Iterable[Party], typed: str) -> bool:
    """Whether the six characters are the last of the person's number, as attested; compared in constant time."""
    attested = [one.acting.identity for one in parties if one.binding.state is BindingState.ATTESTED]
    # every one is compared, so that the time taken tells nothing
    same = [hmac.compare_digest(typed.encode(), one.last_six.encode()) for one in attested]
    return any(same)


def missed(person: int, misses: int) -> OwnLinkMissed:
    """One more wrong answer, `misses` of them by now."""
    return OwnLinkMissed(person=person, left=max(TRIES - misses, 0))


def agreed_anywhere(parties: Iterable[Party], profile: Profile) -> bool:
    """Whether the person agreed to the messenger abroad for any of these parts (PIPL 39), or need not be asked."""
    required = profile.consent(ConsentKind.MESSENGER_ABROAD).required_for_bot
    return not required or any(stands(one, ConsentKind.MESSENGER_ABROAD) for one in parties)


def end_sessions(case: Case, by: Actor, at: Moment, party: str | None) -> Decision:
    """The mediator ends every browser's session of the person bound for the party.

    Raises Refused: not_your_case, party_unknown, nobody_bound.
    """
    require_mediator(case, by)
    one = party_of(case, party)
    if one.binding.person is None:
        raise Refused("nobody_bound")
    return Decision(case, (SessionsEnded(party=one.key),))
