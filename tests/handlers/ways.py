"""Ways between the two doors, for tests: the token in a letter, what an address carries, a party of the page alone."""

from mediation.actor import Role
from storage import people
from storage.store import Store
from tests.handlers.tied import invited
from tests.sample import ZHANG, recorded
from tests.world import PAGE, Heard, Somebody, World

LINK = f"{PAGE}/i/"


def token_of(letter: Heard) -> str:
    """The token of the link to the page in a letter."""
    link = letter.secrets["⟦page⟧"]
    assert link.startswith(LINK)
    return link.removeprefix(LINK)


async def carried(world: World, who: Somebody) -> str:
    """What somebody's address carries now."""

    def work(store: Store) -> str:
        found = people.address_at(store, who.door, who.site, who.chat)
        assert found is not None
        return found.carries

    return await world.run(work)


async def by_web(world: World) -> tuple[Somebody, Somebody]:
    """王建国's case with 张建军 attested by the page alone; both of them."""
    world.opens_page()
    mediator, zhang = await world.staff("王建国", Role.MEDIATOR), world.browser("张建军")
    await recorded(world, mediator)
    await world.says(zhang, f"/start {await invited(world, mediator, '张建军')}")
    await world.says(zhang, ZHANG.last_six)
    await world.presses(mediator, "本人在场")
    await world.presses(zhang, "同意")
    return mediator, zhang
