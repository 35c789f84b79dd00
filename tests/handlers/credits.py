"""李晓梅 has a second case in another unit, and kept her word in it, for the tests of credit files."""

from dataclasses import replace
from datetime import timedelta

from mediation.actor import Role
from mediation.case import Case
from mediation.events.office import CreditFileLooked
from mediation.performance import ObligationState, Performance
from storage import cases, journal
from storage.journal import Entry
from tests.sample import attested, person_id, recorded, sample_case
from tests.world import Heard, Somebody, World

OTHER_UNIT = "230402"
PURPOSE = "日常监督"


async def known(world: World) -> tuple[Somebody, Somebody]:
    """The mediator 王建国 of K7M2QX, where 李晓梅 owes, and 李晓梅, who performed in W3H8PD of another unit."""
    wang, zhao = await world.staff("王建国", Role.MEDIATOR), await world.staff("赵敏", Role.MEDIATOR, OTHER_UNIT)
    li = world.person("李晓梅")
    await attested(world, await recorded(world, wang), "2", li)
    other = sample_case(await person_id(world, zhao), "W3H8PD", unit=OTHER_UNIT)
    done = Performance("1", ObligationState.PERFORMED, received=500_000, ended_at=world.now)
    older = replace(other.with_performance(done), opened_at=world.now - timedelta(days=9))
    await world.run(lambda store: cases.save(store, older, world.now))
    return wang, li


async def changed(world: World, case: Case) -> Case:
    """The case is another one behind everybody's back."""
    return await world.run(lambda store: cases.save(store, case, world.now))


async def looks(world: World, who: Somebody, argument: str = "K7M2QX 2", purpose: str = PURPOSE) -> Heard:
    """/credit with an argument, and the purpose pressed."""
    await world.says(who, f"/credit {argument}")
    return await world.presses(who, purpose)


async def journalled(world: World, number: str = "K7M2QX") -> list[Entry]:
    """The looks into a credit file that stand in a case's journal."""
    return await world.run(lambda store: journal.of_event(store, number, CreditFileLooked.name()))
