"""Two sides and their mediator about one sum of money, for tests: 李晓梅 owes 张建军 5,000 yuan on 15 April 2026."""

from dataclasses import dataclass, replace
from datetime import timedelta

from handlers.carry_out import derive_reminders
from mediation.actor import Role
from mediation.case import Binding, Case
from mediation.doors import TELEGRAM
from mediation.performance import Performance
from storage import cases
from storage.store import Store
from tests.sample import attested, recorded
from tests.world import Heard, Somebody, World

NUMBER = "K7M2QX"
JPG = b"\xff\xd8\xff\xe0 a transfer"


@dataclass
class Deal:
    """The world, the mediator 王建国, 李晓梅 who owes, and 张建军 who is owed; all speak `language`."""

    world: World
    wang: Somebody
    li: Somebody
    zhang: Somebody

    async def case(self) -> Case:
        """The case as it is now."""
        return await self.world.case(NUMBER)

    async def standing(self) -> Performance:
        """What became of the money."""
        return (await self.case()).performance("1")

    async def claims(self, amount: str = "全部：5,000元", proof: bytes | None = None) -> Heard:
        """She says performed, from /mycases, and confirms; the amount is a button's label or typed."""
        await self.world.says(self.li, "/mycases")
        await self.world.presses(self.li, "已履行")
        await (self.world.presses if amount.startswith("全部") else self.world.says)(self.li, amount)
        await (self.world.sends(self.li, proof) if proof else self.world.presses(self.li, "跳过"))
        return await self.world.presses(self.li, "是的，告诉对方")

    async def receives(self) -> Heard:
        """He says received under the newest letter that asks, and once more."""
        await self.world.presses(self.zhang, "已收到款物")
        return await self.world.presses(self.zhang, "是的，收到了")

    async def contradicted(self, proof: bytes | None = None) -> None:
        """She says performed, and he says that nothing came."""
        await self.claims(proof=proof)
        await self.world.presses(self.zhang, "没有收到")

    async def changed(self, case: Case) -> None:
        """The case is another one behind everybody's back."""
        await self.world.run(lambda store: self._save(store, case))

    def _save(self, store: Store, case: Case) -> None:
        saved = cases.save(store, case, self.world.now)
        derive_reminders(store, saved, self.world.office.moment(self.world.now))

    async def without_obligee(self) -> None:
        """张建军 has no account any more."""
        case = await self.case()
        await self.changed(case.with_party(replace(case.party("1"), binding=Binding())))

    async def hours_pass(self, hours: int) -> None:
        """So much time passes in one step."""
        await self.world.passes(timedelta(hours=hours))


async def dealing(world: World, language: str = "zh-hans", door: str = TELEGRAM) -> Deal:
    """At the beginning: an agreement in effect, both sides attested by this door, nothing said yet."""
    wang = await world.staff("王建国", Role.MEDIATOR, language=language)
    live = world.person if door == TELEGRAM else world.browser
    li, zhang = live("李晓梅", language), live("张建军", language)
    case = await recorded(world, wang, NUMBER)
    await attested(world, case, "2", li)
    await attested(world, case, "1", zhang)
    deal = Deal(world, wang, li, zhang)
    await deal.changed(await deal.case())
    return deal
