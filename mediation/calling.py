"""Calls that the mediator has to make because writing does not help, and clearing them with what was done.

A party may have to be called for several reasons; the mediator calls once, and what was done clears them all.
"""

from collections.abc import Iterable
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


def without_calls(case: Case, at: Moment, party: str, why: CallReason) -> Case:
    """The case where nobody need call this party any more for that reason; calls for other reasons stay."""
    calls = (
        replace(one, done="", done_at=at.now) if (one.party, one.why, one.done_at) == (party, why, None) else one
        for one in case.calls
    )
    return replace(case, calls=tuple(calls))


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
    """The mediator called, or met the party, or tried to: about everything that the party was to be called about.

    Also in an ended case, to be put away. NOT_REACHED leaves it all to be made, and to be escalated at its time.
    Whoever was called because letters do not arrive counts as reachable again: if the next letter does not arrive
    either, there is a new call.
    Raises Refused: not_your_case, call_unknown, already_done, words_missing (OTHER says nothing without words).
    """
    call, said = call_waiting(case, by, key), words.strip()
    if outcome is CallOutcome.OTHER and not said:
        raise Refused("words_missing")
    if outcome is CallOutcome.NOT_REACHED:
        tried = (replace(one, tried=(*one.tried, at.now)) for one in case.calls_to(call.party))
        return Decision(_with_calls(case, tried), (CallTried(party=call.party, call=key, words=said),))
    waiting = case.calls_to(call.party)
    changed = _with_calls(case, (replace(one, outcome=outcome, done=said, done_at=at.now) for one in waiting))
    if any(one.why is CallReason.UNREACHABLE for one in waiting):
        party = changed.party(call.party)
        changed = changed.with_party(replace(party, binding=replace(party.binding, unreachable_at=None)))
    return Decision(changed, (CallMade(party=call.party, call=key, outcome=outcome.value, words=said),))


def _with_calls(case: Case, calls: Iterable[Call]) -> Case:
    changed = {call.key: call for call in calls}
    return replace(case, calls=tuple(changed.get(one.key, one) for one in case.calls))
