"""Calls that the mediator has to make because writing does not help, and clearing them with what was done."""

from dataclasses import replace

from mediation.access import require_mediator
from mediation.actor import Actor, Moment
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.notices import CallMade, CallNeeded, CallTried
from mediation.performance import Call, CallOutcome, CallReason


def open_call(case: Case, party: str, obligation: str | None) -> Call | None:
    """The call to this party about this obligation (None: about nothing in particular) that nobody made yet."""
    mine = (call for call in case.calls if (call.party, call.obligation) == (party, obligation))
    return next((call for call in mine if call.done_at is None), None)


def need_call(case: Case, at: Moment, party: str, why: CallReason, obligation: str | None) -> Decision:
    """The case with such a call to be made; nothing new if one is waiting already."""
    if open_call(case, party, obligation) is not None:
        return Decision(case, ())
    call = Call(str(len(case.calls) + 1), party, why, at.now, obligation)
    event = CallNeeded(party=party, call=call.key, cause=why.value, obligation=obligation)
    return Decision(replace(case, calls=(*case.calls, call)), (event,))


def call_waiting(case: Case, by: Actor, key: str) -> Call:
    """The call that the mediator may clear; raises Refused: not_your_case, call_unknown, already_done."""
    require_mediator(case, by)
    call = next((one for one in case.calls if one.key == key), None)
    if call is None:
        raise Refused("call_unknown")
    if call.done_at is not None:
        raise Refused("already_done")
    return call


def call_made(case: Case, by: Actor, at: Moment, key: str, outcome: CallOutcome, words: str) -> Decision:
    """The mediator called, or met the party, or tried to. Also in an ended case, to be put away.

    NOT_REACHED leaves the call to be made, and to be escalated at its time. Whoever was called because letters do not
    arrive counts as reachable again: if the next letter does not arrive either, there is a new call.
    Raises Refused: not_your_case, call_unknown, already_done, words_missing (OTHER says nothing without words).
    """
    call, said = call_waiting(case, by, key), words.strip()
    if outcome is CallOutcome.OTHER and not said:
        raise Refused("words_missing")
    if outcome is CallOutcome.NOT_REACHED:
        tried = replace(call, tried=(*call.tried, at.now))
        return Decision(_with_call(case, tried), (CallTried(party=call.party, call=key, words=said),))
    done = replace(call, outcome=outcome, done=said, done_at=at.now)
    changed = _with_call(case, done)
    if call.why is CallReason.UNREACHABLE:
        party = changed.party(call.party)
        changed = changed.with_party(replace(party, binding=replace(party.binding, unreachable_at=None)))
    return Decision(changed, (CallMade(party=call.party, call=key, outcome=outcome.value, words=said),))


def _with_call(case: Case, call: Call) -> Case:
    return replace(case, calls=tuple(call if one.key == call.key else one for one in case.calls))
