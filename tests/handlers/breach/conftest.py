"""One warned side: 李晓梅 did not pay on 15 April 2026, 张建军 said so, and 王建国 warned her; nothing is proven."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from handlers.carry_out import Scene, carry_out
from mediation import warning
from mediation.actor import Actor, Role
from mediation.breach import Breach, BreachState
from mediation.button import Button
from mediation.case import Case
from mediation.commitment_letter import Consent, ConsentKind
from mediation.decision import Decision
from mediation.doors import TELEGRAM
from mediation.events.publication import PublicationProposed
from mediation.profile_parts import Grade
from mediation.publication_parts import Basis, BasisKind, Publication, PublicationProposal
from mediation.service import Service
from storage import outbox, people
from storage.store import Store
from tests.performing import Deal, dealing
from tests.world import UNIT, Heard, Somebody, World

BASIS = Basis(BasisKind.JUDGMENT, "（2026）黑0403民初1号", "鹤岗市工农区人民法院", date(2026, 4, 10), "0" * 64)


@dataclass
class Warned:
    """The deal, with a breach under way."""

    deal: Deal

    async def breach(self) -> Breach:
        """The first breach as it is now."""
        return (await self.deal.case()).breaches[0]

    async def happens(self, decide: Callable[[Case], Decision]) -> None:
        """The mediator's decision, whoever may press it, is carried out."""
        deal, world = self.deal, self.deal.world

        def work(store: Store, case: Case) -> None:
            scene = Scene(
                store, world.office, world.office.moment(world.now), Actor(case.mediator, Role.MEDIATOR, UNIT)
            )
            carry_out(scene, (decide(case),))

        case = await deal.case()
        await world.run(lambda store: work(store, case))
        await world.settle()

    async def warns(self) -> None:
        """The credit warning goes."""
        at = self.deal.world.office.moment(self.deal.world.now)
        await self.happens(
            lambda case: warning.warn(case, Actor(case.mediator, Role.MEDIATOR, UNIT), at, "1", "银行流水里没有")
        )

    async def proposed(self) -> None:
        """Publication is proposed behind everybody's back, and the prior notice goes."""
        now = self.deal.world.now
        proposal = PublicationProposal(4, now, "应当公示", "李某某", Service(now))
        breach = replace(await self.breach(), basis=BASIS, state=BreachState.PROPOSED, proposal=proposal)
        await self.agrees()
        event = PublicationProposed(
            party="2", breach="1", obligation="1", reason="应当公示", grade="general", text="0" * 64
        )
        await self.happens(lambda case: Decision(case.with_breach(breach), (event,)))

    async def published(self, performed: date | None, least: date | None) -> None:
        """It is public behind everybody's back."""
        now, today = self.deal.world.now, self.deal.world.today
        public = Publication("李某某", Grade.GENERAL, today, least, date(2028, 4, 15), 4, 6, now, performed)
        breach = replace(await self.breach(), basis=BASIS, state=BreachState.PUBLISHED, publication=public)
        await self.agrees()
        await self.deal.changed((await self.deal.case()).with_breach(breach))

    async def agrees(self) -> None:
        """She agreed to a publication, apart from everything else."""
        case = await self.deal.case()
        given = Consent(ConsentKind.BREACH_PUBLICATION, True, "0" * 64, self.deal.world.now)
        party = case.party("2")
        await self.deal.changed(case.with_party(replace(party, consents=(*party.consents, given))))

    async def presses_action(self, action: str, who: str = "li") -> Heard | None:
        """A button of this action with the breach, in a letter of its own."""
        world, somebody = self.deal.world, getattr(self.deal, who)
        case = await self.deal.case()
        await world.run(lambda store: _letter(store, somebody, action, case, world.now))
        await world.settle()
        return await world.asks(somebody, kind="press", text=somebody.letters[-1].key(action))


def _letter(store: Store, who: Somebody, action: str, case: Case, now: datetime) -> None:
    to = people.address_at(store, who.door, who.site, who.chat)
    assert to is not None
    button = ((Button(action, action, ("1",)),),)
    party = "2" if case.party("2").binding.person == to.person else None
    letter = outbox.Letter("published.subject", "-", button, case=case.number, case_version=case.version, party=party)
    outbox.put(store, to, letter, now)


@pytest.fixture
def door() -> str:
    """Where the parties live; the stories have both (pressing.BY_BOTH_DOORS)."""
    return TELEGRAM


@pytest.fixture
async def warned(world: World, door: str) -> Warned:
    """The warning has just gone, on 16 April 2026."""
    deal = await dealing(world, door=door)
    await world.days_pass((date(2026, 4, 16) - world.today).days)
    case = await deal.case()
    await deal.changed(case.with_performance(replace(case.performance("1"), reported_at=world.now)))
    found = Warned(deal)
    await found.warns()
    return found
