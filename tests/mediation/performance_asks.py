"""An obligation in each of its states, and everything that can be asked of it, for the test of the drawn machines."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from mediation import changing, deciding, performing, receiving, settling
from mediation.actor import TIME, Actor, Moment
from mediation.case import Case
from mediation.deciding import Finding
from mediation.decision import Decision
from mediation.performance import Claim, ObligationState, Performance, Settling
from tests.changing import MAY, new_days
from tests.world import PROFILE, START

CLAIMS = (None, Claim(500_000, START), Claim(200_000, START))
WORDS = (Settling(500_000, START), Settling(100_000, START), Settling(None, START, waives=True))


def performances() -> Iterator[Performance]:
    """What can have become of obligation "1", in each state by every way there."""
    for claim in CLAIMS:
        for since in (None, START):
            differing = Performance("1", claim=claim, contradicted_at=since, disputed=0 if since is not None else None)
            yield from (replace(differing, state=ObligationState.SETTLING, settling=word) for word in WORDS)
            if since is not None and claim is not None:
                yield replace(differing, state=ObligationState.CONTRADICTED)
        yield Performance("1", ObligationState.OPEN if claim is None else ObligationState.CLAIMED, claim=claim)
    yield Performance("1", ObligationState.PERFORMED)
    yield Performance("1", ObligationState.WAIVED)


def changing_case(
    case: Case, obligee: Actor, mediator: Actor, at: Moment, day: date = MAY, received: int = 100_000
) -> Case:
    """The case with so much received, and a new day for the rest to which the obligee has agreed."""
    paid = case.with_performance(Performance("1", received=received))
    proposed = changing.propose(paid, mediator, at, "1", False, new_days((day, 500_000 - received)), "收入少了").case
    return changing.answer(proposed, obligee, at, "1", _change(proposed), True).case


def _change(case: Case) -> str:
    return case.proposal.key if case.proposal is not None else ""


def performance_asks(
    obligor: Actor, obligee: Actor, mediator: Actor, at: Moment
) -> Iterator[Callable[[Case], Decision]]:
    """Every rule of performance, asked by somebody who may, now or once a word settles."""
    later = replace(at, now=at.now + PROFILE.timers.performance.undo)
    for amount in (None, 100_000):
        yield partial(lambda one, amount: performing.claim(one, obligor, at, "1", amount, None), amount=amount)
        yield partial(lambda one, amount: receiving.received(one, obligee, at, "1", amount), amount=amount)
    yield lambda one: receiving.not_received(one, obligee, at, "1")
    yield lambda one: receiving.undo(one, obligee, at, "1")
    yield lambda one: receiving.waive(one, obligee, at, "1")
    yield lambda one: settling.settle(one, TIME, later, "1")
    yield lambda one: performing.silent(one, TIME, later, "1")
    for agreed in (True, False):
        yield partial(lambda one, agreed: changing.answer(one, obligor, at, "2", _change(one), agreed), agreed=agreed)
    for finding in Finding:
        yield partial(
            lambda one, finding: deciding.decide(one, mediator, at, "1", finding, 100_000, "已核实"), finding=finding
        )
