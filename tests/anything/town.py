"""A small town with a case in every stage, made once by real turns: what the test of anything begins with.

Names, numbers, telephones and amounts are all different, so that a word in a letter tells which case it came from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count

from handlers.carry_out import Scene, carry_out
from mediation import agreement
from mediation.actor import Actor, Role
from mediation.agreed import Obligation
from mediation.case import ActingPerson, Capacity, Case, Party, Side, SubjectKind
from mediation.facts import Facts, facts_of
from mediation.identifiers import Identity, IdentityKind
from mediation.phones import Phone
from storage.store import Store
from tests.anything import broken
from tests.fresh import quick_folder
from tests.handlers.tied import asked, bound, invited, is_here, opened
from tests.sample import person_id, resident_number, sample_case
from tests.world import Somebody, World, open_world

STAGES = (
    "expired",
    "cancelled",
    "uninvited",
    "opened",
    "asked",
    "locked",
    "provisional",
    "attested",
    "learning",
    "reading",
    "at_the_name",
    "named",
    "confirmed",
    "declined",
    "asking",
    "warned",
    "published",
)
"""How far the second party of each case is; the first is somewhere else."""
OTHER_UNIT = "230404"
COMPANY = Identity(IdentityKind.USCC, "91110000600037341L")
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢"
_GIVEN = "建国秀英志强丽娟海燕玉兰文斌桂芳德明春梅振华雪梅家宝凤霞国栋"
_GIVEN_WHOLE = {"confirmed": 7, "warned": 7, "published": 7}
_PAGES_READ = {"reading": 3, "at_the_name": 7, "named": 7, "declined": 2, "expired": 7, "asking": 1, **_GIVEN_WHOLE}
_NEXT = ("我读完了，下一页 »", "我读完了，去写姓名 »")


@dataclass(frozen=True)
class Place:
    """One case of the town: its number, its stage, and the chats of its mediator and its two parties."""

    number: str
    stage: str
    mediator: str
    first: str
    second: str


@dataclass(frozen=True, repr=False)
class Town:
    """Everything to begin again from: the database's bytes, everybody with what they heard, where the clock stood.

    `staff` and `strangers` are chats, mediators first.
    """

    content: bytes
    cases: Mapping[str, Case]
    everybody: Mapping[str, Somebody]
    now: datetime
    places: tuple[Place, ...]
    staff: tuple[str, ...]
    strangers: tuple[str, ...]
    last_number: int

    def begin(self, world: World) -> None:
        """Let a world on a copy of the database go on from here."""
        world.now = self.now
        world.everybody = {chat: replace(one, letters=list(one.letters)) for chat, one in self.everybody.items()}
        world._numbers = count(self.last_number)


async def build() -> Town:
    """Make the town; a second or two."""
    with quick_folder() as folder:
        async with open_world(folder) as world:
            places, staff, strangers = await _grow(world)
            cases = {place.number: await world.case(place.number) for place in places}
        # closing has written everything into the one file
        content = (folder / "world.db").read_bytes()
    return Town(content, cases, world.everybody, world.now, places, staff, strangers, next(world._numbers))


async def _grow(world: World) -> tuple[tuple[Place, ...], tuple[str, ...], tuple[str, ...]]:
    mediators = [await world.staff("马晓东", Role.MEDIATOR), await world.staff("罗淑珍", Role.MEDIATOR, OTHER_UNIT)]
    others = [
        await world.staff("高志远", Role.ADMINISTRATOR, "city"),
        await world.staff("林巧云", Role.ADMINISTRATOR, OTHER_UNIT),
        await world.staff("郭立新", Role.REVIEWER),
        await world.staff("Grace Tan", Role.APPROVER, "city", language="en"),
    ]
    places = [await _place(world, at, stage, mediators[at % 2]) for at, stage in enumerate(STAGES)]
    await _break(world, {place.stage: place.number for place in places}, [one.chat for one in others])
    strangers = [world.person("路过的人"), world.person("Passer-by", "en")]
    await world.says(strangers[0], "你好，请问这是什么")
    english = world.everybody[places[STAGES.index("named")].second]
    await world.says(english, "/language en")
    return tuple(places), tuple(one.chat for one in (*mediators, *others)), tuple(one.chat for one in strangers)


async def _break(world: World, numbers: Mapping[str, str], others: Sequence[str]) -> None:
    """Two who gave their word do not keep it; the reviewer proposed to publish the second, the approver approved."""
    reviewer, approver = [await person_id(world, world.everybody[chat]) for chat in others[-2:]]
    await broken.warned(world, await world.case(numbers["warned"]))
    await broken.published(world, await world.case(numbers["published"]), reviewer, approver)


async def _place(world: World, at: int, stage: str, mediator: Somebody) -> Place:
    case = await _recorded(world, at, stage, mediator)
    # what an account shows is nobody's legal name, so that a legal name in a letter is known for one
    first, second = (world.person(f"小{party.acting.name[-1]}") for party in case.parties)
    way = _Way(world, mediator, case)
    if stage in ("reading", "named", "cancelled", "asking"):
        await way.to("1", first, 2)
    await way.go(stage, second)
    return Place(case.number, stage, mediator.chat, first.chat, second.chat)


@dataclass(frozen=True)
class _Way:
    """The way of one party through one case."""

    world: World
    mediator: Somebody
    case: Case

    async def go(self, stage: str, who: Somebody) -> None:
        """As far as the stage says."""
        about = (self.world, self.mediator, self.case.party("2").acting.name, who)
        six = self.case.party("2").acting.identity.last_six
        match stage:
            case "opened":
                await opened(*about, self.case.number)
            case "asked":
                await asked(*about, self.case.number)
            case "locked":
                await asked(*about, self.case.number)
                for _ in range(3):
                    await self.world.says(who, "00000X")
            case "provisional":
                await bound(*about, six, self.case.number)
            case "attested":
                await is_here(*about, six, self.case.number)
            case "uninvited":
                await invited(self.world, self.mediator, about[2], self.case.number)
            case _:
                await self.to("2", who, _PAGES_READ.get(stage, 0))
                await self._end(stage, who)

    async def to(self, key: str, who: Somebody, pages: int) -> None:
        """Attested, processing agreed to, and so many pages read."""
        acting = self.case.party(key).acting
        await is_here(self.world, self.mediator, acting.name, who, acting.identity.last_six, self.case.number)
        await self.world.presses(who, "同意")
        for _ in range(pages):
            heard = await self.world.presses(who, next(one for one in who.letters[-1].labels if one in _NEXT))
            while heard.template.startswith("consent_"):
                heard = await self.world.presses(who, "同意")

    async def _end(self, stage: str, who: Somebody) -> None:
        world, mediator = self.world, self.mediator
        if stage in ("named", "expired", *_GIVEN_WHOLE):
            await world.says(who, self.case.party("2").acting.name)
        if stage in _GIVEN_WHOLE:
            await world.presses(who, "我确认承诺")
        if stage == "declined":
            await world.says(who, "/continue")
            await self._declined(who)
        if stage == "asking":
            await world.says(who, "/ask")
            await world.says(who, "可以晚几天吗？")
        if stage == "expired":
            await world.days_pass(8)
        if stage == "cancelled":
            await world.says(mediator, f"/case {self.case.number}")
            await world.presses(mediator, "撤销案件")
            await world.says(mediator, "登记错了")
            await world.presses(mediator, "确定撤销")

    async def _declined(self, who: Somebody) -> None:
        for _ in range(8):
            if "不签" in who.letters[-1].labels:
                break
            heard = await self.world.presses(who, next(one for one in who.letters[-1].labels if one in _NEXT))
            while heard.template.startswith("consent_"):
                heard = await self.world.presses(who, "不同意")
        await self.world.presses(who, "不签")
        await self.world.presses(who, "不说原因，就是不签")


async def _recorded(world: World, at: int, stage: str, mediator: Somebody) -> Case:
    person = await person_id(world, mediator)
    unit = OTHER_UNIT if at % 2 else "230403"
    by = Actor(person, Role.MEDIATOR, unit)
    number = f"TWN{'23456789ABCDEFGHJ'[at]}QX"
    facts = _facts(at, stage)

    def work(store: Store) -> None:
        moment = world.office.moment(world.now)
        carry_out(Scene(store, world.office, moment, by), (agreement.open_case(number, by, moment, facts),))

    await world.run(work)
    await world.settle()
    return await world.case(number)


def _facts(at: int, stage: str) -> Facts:
    base = facts_of(sample_case(mediator=0))
    if stage == "learning":
        base = replace(base, agreement=None, obligations=())
    owed = tuple(_owed(one, at) for one in base.obligations)
    agreed = base.agreement and replace(base.agreement, number=f"镇调〔2026〕{700 + at}号")
    parties = (_person(at, "1", Side.APPLICANT), _person(at, "2", Side.RESPONDENT))
    if stage == "asking":
        parties = (parties[0], _company(parties[1]))
    return replace(base, parties=parties, agreement=agreed, obligations=owed)


def _owed(one: Obligation, at: int) -> Obligation:
    return replace(one, amount=(3000 + 317 * at) * 100 + 7, what=f"归还第{700 + at}号欠条的钱")


def _person(at: int, key: str, side: Side) -> Party:
    place = 2 * at + int(key) - 1
    name = _SURNAMES[place] + _GIVEN[2 * (place % 15) : 2 * (place % 15) + 2]
    number = Identity(IdentityKind.RESIDENT, resident_number(date(1960 + place, 3, 1 + place % 28), 100 + 7 * place))
    acting = ActingPerson(name, number, Capacity.SELF)
    return Party(key, side, SubjectKind.PERSON, name, number, acting, Phone(f"139{46810000 + 137 * place}"))


def _company(party: Party) -> Party:
    acting = replace(party.acting, capacity=Capacity.LEGAL_REPRESENTATIVE)
    return replace(party, subject=SubjectKind.ENTITY, name="镇东木材加工厂", identity=COMPANY, acting=acting)
