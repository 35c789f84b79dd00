"""Promises of the town that were not kept: one side warned, and another published; both by the rules' own events."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from handlers.carry_out import Scene, carry_out
from handlers.public_text import public_text
from mediation import warning
from mediation.actor import Actor, Moment, Role
from mediation.breach import Breach, BreachState
from mediation.case import Case
from mediation.decision import Decision
from mediation.events.publication import Published
from mediation.profile_parts import Grade
from mediation.publication_parts import Basis, BasisKind, Publication, PublicationProposal
from mediation.service import Proof, Service, ServiceWay, Verdict
from storage import cases, documents
from storage.store import Store
from tests.world import World

_LATE = timedelta(days=120)


async def warned(world: World, case: Case) -> None:
    """The second party is late, the first has said so, and the mediator has warned."""
    await _changed(world, case.number, _late)
    await _happens(world, case.number, lambda case, by, at: warning.warn(case, by, at, "1", "两边都问过，没有收到"))


async def published(world: World, case: Case, proposer: int, approver: int) -> None:
    """The same, confirmed, proposed by one and approved by the other of the staff, and public."""
    await warned(world, case)
    scan = await world.run(lambda store: documents.keep(store, "裁定书.jpg", "image/jpeg", b"\xff\xd8\xff", world.now))
    basis = Basis(BasisKind.JUDGMENT, "（2026）黑0403民初1号", "鹤岗市工农区人民法院", world.today, scan)

    def decide(case: Case, by: Actor, at: Moment) -> Decision:
        served = Service(at.now, Proof(ServiceWay.ACKNOWLEDGED, at.today, at.now))
        confirmation = Verdict(False, "核实过了", proposer, at.now)
        breach = replace(case.breaches[0], warning=served, confirmation=confirmation, basis=basis)
        text = public_text(world.office, case, breach, at)
        proposal = PublicationProposal(proposer, at.now, "应当公示", text, served)
        return _public(case, at, replace(breach, proposal=proposal), text, approver)

    await _happens(world, case.number, decide)


def _public(case: Case, at: Moment, breach: Breach, text: str, approver: int) -> Decision:
    proposer = breach.proposal.by if breach.proposal else approver
    until = at.today + timedelta(days=300)
    public = Publication(text, Grade.GENERAL, at.today, at.today, until, proposer, approver, at.now)
    shown = replace(breach, state=BreachState.PUBLISHED, publication=public)
    event = Published(
        party=breach.party,
        breach=breach.key,
        obligation=breach.obligation,
        seen="0" * 64,
        text="0" * 64,
        grade="general",
        least=at.today,
        until=until,
    )
    return Decision(case.with_breach(shown), (event,))


def _late(case: Case) -> Case:
    (owed,) = case.obligations
    overdue = replace(owed, due=owed.due - _LATE, breach_day=owed.breach_day - _LATE)
    assert case.agreement is not None
    agreed = replace(case.agreement, effective=case.agreement.effective - _LATE)
    late = replace(case, obligations=(overdue,), agreement=agreed)
    return late.with_performance(replace(late.performance(owed.key), reported_at=case.opened_at))


async def _changed(world: World, number: str, change: Callable[[Case], Case]) -> None:
    case = await world.case(number)
    await world.run(lambda store: cases.save(store, change(case), world.now))


async def _happens(world: World, number: str, decide: Callable[[Case, Actor, Moment], Decision]) -> None:
    case = await world.case(number)
    by, at = Actor(case.mediator, Role.MEDIATOR, case.unit), world.office.moment(world.now)

    def work(store: Store) -> None:
        carry_out(Scene(store, world.office, at, by), (decide(case, by, at),))

    await world.run(work)
    await world.settle()
