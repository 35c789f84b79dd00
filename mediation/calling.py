"""Calls that the mediator has to make because writing does not help, and clearing them with what was done."""

from dataclasses import replace

from mediation.access import require_mediator
from mediation.actor import Actor, Moment
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.notices import CallMade, CallNeeded
from mediation.performance import Call, CallReason


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


def call_made(case: Case, by: Actor, at: Moment, key: str, words: str) -> Decision:
    """The mediator called, or tried to: `words` say what was done. Also in an ended case, to be put away.

    Raises Refused: not_your_case, call_unknown, already_done, words_missing.
    """
    call = call_waiting(case, by, key)
    if not words.strip():
        raise Refused("words_missing")
    done = replace(call, done=words.strip(), done_at=at.now)
    calls = tuple(done if one.key == key else one for one in case.calls)
    event = CallMade(party=call.party, call=key, words=words.strip())
    return Decision(replace(case, calls=calls), (event,))
