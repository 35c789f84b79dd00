"""What a party should do next, decided from the case alone: the one place that leads people on."""

from handlers import consenting, identity, walk
from handlers.effects import Effects, Reply
from handlers.turn import Turn
from mediation.binding import messenger_agreed, party_of, stands
from mediation.case import BindingState, Case, Party
from mediation.commitment_letter import ConsentKind
from mediation.decision import Decision, Refused

_WAITING = {
    BindingState.UNBOUND: "no_part",
    BindingState.LOCKED: "binding_locked_wait",
    BindingState.PROVISIONAL: "wait_for_mediator",
}


def next_step(turn: Turn, case: Case, party: str) -> Effects:
    """What the party is asked or shown now: always something, addressed to the party's own account.

    Nothing of the case is shown before the account is attested, nor before the person agreed to be processed here.
    """
    one = party_of(case, party)
    state = one.binding.state
    if state in _WAITING:
        return (Reply(_WAITING[state]),)
    if state is BindingState.OPENED:
        if not messenger_agreed(one, turn.office.profile):
            return (consenting.ask(turn, case, party, ConsentKind.MESSENGER_ABROAD),)
        return identity.question(turn, case, party)
    return _attested(turn, case, one)


def _attested(turn: Turn, case: Case, party: Party) -> Effects:
    processing = turn.office.profile.consent(ConsentKind.PROCESSING)
    if processing.required_for_bot and not stands(party, ConsentKind.PROCESSING):
        return (consenting.ask(turn, case, party.key, ConsentKind.PROCESSING),)
    return walk.go_on(turn, case, party.key)


def followed(turn: Turn, decision: Decision, party: str) -> Effects:
    """A decision with the party's next step after it; what that step decides is folded in: a case is saved once."""
    try:
        following = next_step(turn, decision.case, party)
    except Refused as no:
        # what was decided stands all the same
        following = (Reply(no.reason, no.about),)
    decided = [decision, *(effect for effect in following if isinstance(effect, Decision))]
    events = tuple(event for one in decided for event in one.events)
    return (Decision(decided[-1].case, events), *(one for one in following if not isinstance(one, Decision)))
