"""A breach in each of its states, and everything that can be asked of it, for the test of the drawn machines.

Each case is ready for the next step: periods are over, the document is attached, and the gate is open where it can be.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from mediation import (
    basis,
    confirming_breach,
    consents,
    ending,
    publication,
    repair,
    serving,
    statements,
    warning,
    withdrawal,
)
from mediation.actor import TIME
from mediation.breach import Breach, BreachState, Statement, UntrueFinding
from mediation.case import Binding, Case, CaseState
from mediation.commitment_letter import ConsentKind
from mediation.decision import Decision
from mediation.following import followed
from mediation.gate import Look, gate_hash
from mediation.publication_parts import RepairApplication
from mediation.reminder import CURE, CURE_OVER, HEARD, PUBLICATION_END, REPAIR, RETRACTION, STATEMENT, Reminder
from mediation.service import ServiceWay, Verdict
from tests.asking import LI, MEDIATOR, ZHANG
from tests.changing import JULY
from tests.mediation.breach_at import APPROVER, AT, JUDGE, REVIEWER, breach_at
from tests.mediation.gate_scene import BASIS, LOOKED, TEXT, the_look, untrue_look
from tests.mediation.performance_asks import changing_case, performance_asks, performances

Ask = Callable[[Case], Decision]

LONG_AFTER = replace(LOOKED, now=LOOKED.now + timedelta(days=400))
UNTRUE = UntrueFinding("鹤数罚〔2026〕4号", "鹤岗市数据局", AT.today, "8" * 64)
UPHELD, REJECTED = (Verdict(granted, "核对过", JUDGE.person or 0, LOOKED.now) for granted in (True, False))


def breach_cases() -> Iterator[Case]:
    """A case in every state of its breach "1", of a promise not performed and of an untrue one; and none at all."""
    for look in (the_look(), untrue_look()):
        yield replace(look.case, breaches=())
        for state in BreachState:
            case = look.case.with_breach(_standing(look.breach, state))
            yield from (replace(case, state=ended) for ended in CaseState if ended is not CaseState.OPEN)
            yield from _told(case)
            for told in (case, *_told_more(case)):
                yield told
                yield told.with_party(replace(told.party("2"), binding=Binding()))
            if look.breach.obligation is not None:
                yield from (case.with_performance(one) for one in performances() if not one.ended)
                yield from (changing_case(case, ZHANG, MEDIATOR, LOOKED, JULY, paid) for paid in (0, 100_000))


def _standing(ready: Breach, state: BreachState) -> Breach:
    """The breach that is ready to be published, as it stands in another state."""
    found = breach_at(state)
    proposal = ready.proposal if found.proposal is not None else None
    if proposal is not None and state is BreachState.PROPOSED:
        proposal = replace(proposal, notice=replace(proposal.notice, proof=None))
    proof = None if state is BreachState.WARNED else ready.warning.proof
    return replace(
        found,
        obligation=ready.obligation,
        untrue=ready.untrue,
        warning=replace(ready.warning, proof=proof),
        basis=BASIS,
        proposal=proposal,
    )


def _told(case: Case) -> Iterator[Case]:
    """The same where the person stated their side, once or, after a decision, twice."""
    breach = case.breach("1")
    first = Statement("1", "给了现金", (), LOOKED.now, REJECTED)
    for more in ((), (Statement("2", "有收据", (), LOOKED.now),)):
        yield case.with_breach(replace(breach, statements=(first, *more)))
    if breach.state is BreachState.WITHDRAWING:
        yield case.with_breach(replace(breach, statements=(replace(first, verdict=UPHELD),)))


def _told_more(case: Case) -> Iterator[Case]:
    """The same once public: with its shortest term over, performed by then, and with applications for repair."""
    breach, public = case.breach("1"), case.breach("1").publication
    if breach.state is not BreachState.PUBLISHED or public is None:
        return
    yield case.with_breach(replace(breach, publication=replace(public, least=None)))
    late = replace(public, least=LOOKED.today, performed_on=LOOKED.today)
    first = RepairApplication("1", "已经归还", (), LOOKED.now, REJECTED)
    for more in ((), (RepairApplication("2", "全部归还了", (), LOOKED.now),)):
        yield case.with_breach(replace(breach, publication=late, repairs=(first, *more)))


def breach_asks() -> Iterator[Ask]:
    """Every rule of a breach, and what else can end it, with all that follows by itself."""
    for ask in (*_of_the_warning(), *_of_the_publication(), *_of_what_is_said(), *_of_time(), *_of_the_rest()):
        yield partial(_and_followed, ask=ask)


def _and_followed(case: Case, ask: Ask) -> Decision:
    return followed(ask(case), LOOKED)


def _of_the_warning() -> Iterator[Ask]:
    yield lambda one: warning.warn(one, MEDIATOR, LOOKED, "1", "没有收到")
    yield lambda one: warning.warn_untrue(one, MEDIATOR, LOOKED, "2", UNTRUE, "承诺不实")
    yield lambda one: warning.lift(one, MEDIATOR, LOOKED, "1", "弄错了")
    yield lambda one: serving.acknowledge(one, LI, LOOKED, "1")
    yield lambda one: serving.serve(
        one, MEDIATOR, LOOKED, "1", ServiceWay.PAPER, LOOKED.today, evidence="5" * 64, witness=""
    )
    yield lambda one: confirming_breach.confirm_breach(one, REVIEWER, LOOKED, "1", "没有归还")
    yield lambda one: confirming_breach.correct(one, MEDIATOR, LOOKED, "1", "改正了")


def _of_the_publication() -> Iterator[Ask]:
    yield lambda one: basis.attach_basis(one, REVIEWER, LOOKED, "1", BASIS)
    yield lambda one: basis.revoke_basis(one, APPROVER, LOOKED, "1", LOOKED.today, "裁定被撤销")
    yield lambda one: publication.propose(one, REVIEWER, LOOKED, "1", "应当公示", TEXT)
    yield lambda one: publication.drop_proposal(one, APPROVER, LOOKED, "1", "不再公示")
    yield _approve
    yield lambda one: withdrawal.taken_down(one, APPROVER, LOOKED, "1")


def _approve(case: Case) -> Decision:
    seen = gate_hash(Look(case, case.breaches[0], LOOKED, TEXT, APPROVER)) if case.breaches else ""
    return publication.approve(case, APPROVER, LOOKED, "1", TEXT, seen)


def _of_what_is_said() -> Iterator[Ask]:
    yield lambda one: statements.state(one, LI, LOOKED, "1", "给了现金", ())
    yield lambda one: statements.state_for(one, MEDIATOR, LOOKED, "1", "给了现金", (), "电话里说的")
    yield lambda one: repair.apply_repair(one, LI, LOOKED, "1", "已经归还", ())
    yield lambda one: repair.apply_for(one, MEDIATOR, LOOKED, "1", "已经归还", (), "电话里说的")
    for granted in (True, False):
        yield partial(
            lambda one, granted: statements.judge(one, JUDGE, LOOKED, "1", "2", granted, "核对过"), granted=granted
        )
        yield partial(
            lambda one, granted: repair.decide_repair(one, APPROVER, LOOKED, "1", "2", granted, "属实"), granted=granted
        )


def _of_time() -> Iterator[Ask]:
    def reminded(kind: str, subject: str = "1") -> Reminder:
        return Reminder(subject, kind, "", LOOKED.today, LOOKED.now)

    yield lambda one: confirming_breach.cure_reminded(one, TIME, AT, reminded(CURE))
    yield lambda one: confirming_breach.cure_over(one, TIME, LOOKED, reminded(CURE_OVER))
    yield lambda one: publication.ready(one, TIME, LOOKED, reminded(HEARD))
    yield lambda one: publication.expire(one, TIME, LONG_AFTER, reminded(PUBLICATION_END))
    yield lambda one: withdrawal.retraction_overdue(one, TIME, LOOKED, reminded(RETRACTION))
    yield lambda one: statements.overdue(one, TIME, LOOKED, reminded(STATEMENT, "1/2"))
    yield lambda one: repair.repair_overdue(one, TIME, LOOKED, reminded(REPAIR, "1/2"))


def _of_the_rest() -> Iterator[Ask]:
    """What is asked of something else, and ends a breach or what it rests on."""
    yield from performance_asks(LI, ZHANG, MEDIATOR, LOOKED)
    yield lambda one: consents.withdraw(one, LI, LOOKED, "2", ConsentKind.BREACH_PUBLICATION, "0" * 64)
    yield lambda one: ending.cancel(one, MEDIATOR, LOOKED, "登记错了")
