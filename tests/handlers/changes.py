"""The two sides and the mediator of K7M2QX for tests of changes, each in their own language, with reminders planned."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from handlers.carry_out import derive_reminders
from mediation.actor import Role
from mediation.case import Case
from storage import cases
from storage.store import Store
from tests.sample import attested, recorded
from tests.world import Heard, Somebody, World

NUMBER = "K7M2QX"
FIRST_REMINDER = date(2026, 4, 8)
REASON = "看病花了钱，五月底能还"


async def sides(
    world: World, language: str = "zh-hans", among: str = "12", become: Callable[[Case], Case] = lambda case: case
) -> tuple[Somebody, Somebody, Somebody]:
    """王建国, the obligor 李晓梅, the obligee 张建军; those in `among` have accounts; `become` changes the case."""
    wang = await world.staff("王建国", Role.MEDIATOR, language=language)
    people = {"2": world.person("李晓梅", language), "1": world.person("张建军", language)}
    case = await recorded(world, wang, NUMBER)
    for key in among:
        await attested(world, case, key, people[key])
    await now_is(world, become)
    return wang, people["2"], people["1"]


async def now_is(world: World, become: Callable[[Case], Case]) -> None:
    """The case changes behind everybody's back, and its reminders follow."""

    def work(store: Store) -> None:
        case = cases.load(store, NUMBER)
        assert case is not None
        derive_reminders(store, cases.save(store, become(case), world.now), world.office.moment(world.now))

    await world.run(work)


def owing(fen: int) -> Callable[[Case], Case]:
    """The only obligation is for so much."""
    return lambda case: replace(case, obligations=(replace(case.obligations[0], amount=fen),))


async def proposed(
    world: World, wang: Somebody, when: str = "每月15日，2期", reason: str = "分两次还", scope: str | None = None
) -> Heard:
    """The mediator proposes a schedule from the card of the case; what they see at the end."""
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "提出新安排")
    if scope is not None:
        await world.presses(wang, scope)
    await world.says(wang, when)
    await world.says(wang, reason)
    return await world.presses(wang, "发给双方")


async def agrees(world: World, who: Somebody) -> Heard:
    """Both presses; the answer to the second."""
    assert (await world.presses(who, "同意")).template == "change_sure"
    return await world.presses(who, "确认同意新安排")
