"""Whether a party's account can be written to: a state that the mediator hears of once, until it is over."""

from dataclasses import replace

from mediation.access import require_open
from mediation.actor import Actor, Moment, Role
from mediation.calling import need_call, without_calls
from mediation.case import Case, Party
from mediation.decision import Decision, Refused
from mediation.events.message import PartyReachable, PartyUnreachable
from mediation.performance import CallReason


def unreachable(case: Case, by: Actor, at: Moment, party: str, why: str) -> Decision:
    """Letters to a party's account do not arrive; the mediator must call. Said by that account itself or by time.

    Raises Refused: not_yours, case_ended, already_done (it is known).
    """
    found = _bound(case, by, party)
    if found.binding.unreachable_at is not None:
        raise Refused("already_done")
    changed = case.with_party(replace(found, binding=replace(found.binding, unreachable_at=at.now)))
    call = need_call(changed, at, party, CallReason.UNREACHABLE, None)
    return Decision(call.case, (PartyUnreachable(party=party, why=why), *call.events))


def reachable(case: Case, by: Actor, at: Moment, party: str) -> Decision:
    """The account can be written to again. Raises Refused: not_yours, case_ended, already_done (it always could)."""
    found = _bound(case, by, party)
    if found.binding.unreachable_at is None:
        raise Refused("already_done")
    changed = case.with_party(replace(found, binding=replace(found.binding, unreachable_at=None)))
    called = without_calls(changed, at, party, CallReason.UNREACHABLE)
    return Decision(called, (PartyReachable(party=party),))


def untexted(case: Case, by: Actor, at: Moment, party: str) -> Decision:
    """A text message to a party was refused for good, so nothing rings where their letters wait: somebody calls.

    Raises Refused: not_yours, case_ended.
    """
    _bound(case, by, party)
    return need_call(case, at, party, CallReason.PAGE_ONLY, None)


def _bound(case: Case, by: Actor, key: str) -> Party:
    found = next((one for one in case.parties if one.key == key), None)
    account = found.binding.person if found else None
    if found is None or account is None or not (by.role is Role.TIME or by == Actor(account, Role.PARTY)):
        raise Refused("not_yours")
    require_open(case)
    return found
