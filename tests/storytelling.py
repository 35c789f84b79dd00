"""People who play a case with the real bot: each looks at what comes onto the screen, and presses or types what fits.

The test does not lead them: whatever comes twice, late or in another order, they react to what they see.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tests.botapi import BotApi, Person, Shown
from tests.botapi.screen import shown
from tests.process import BotProcess
from tests.sample import resident_number

UNIT = "230403"
_NUMBER = re.compile(r"案件编号是 (\w{6})")
_INVITED = re.compile(r"案件 \w{6}：给(\w+)的邀请")
_LINK = re.compile(r"https://t\.me/\S+")

Deed = Callable[["Player", Shown], Awaitable[None]]


@dataclass(frozen=True)
class Cue:
    """What a person does when new words of the bot hold all of `words`, in the text or on the buttons."""

    words: tuple[str, ...]
    deed: Deed


def holds(message: Shown, *words: str) -> bool:
    """Whether all these words stand in its text or on its buttons."""
    there = "\n".join([message.text, *(label for row in message.buttons for label in row)])
    return all(one in there for one in words)


def press(label: str) -> Deed:
    """Press the message's button of this label, or the only one that holds it, if it is still there."""

    async def deed(player: "Player", message: Shown) -> None:
        if any(label in one for row in message.buttons for one in row):
            await player.person.presses(label, at=message, times=player.fingers())

    return deed


def say(words: str) -> Deed:
    """Type these words, unless the very same was asked before: who sees a question twice answers once."""

    async def deed(player: "Player", message: Shown) -> None:
        if message.text not in [one.text for one in player.heard[:-1]]:
            await player.person.says(words)

    return deed


@dataclass
class Player:
    """A person with cues, of which the first that fits counts; `heard` is all that ever came onto their screen.

    `fingers` says how often a button is pressed before any answer.
    """

    api: BotApi
    person: Person
    cues: Sequence[Cue] = ()
    fingers: Callable[[], int] = lambda: 1
    heard: list[Shown] = field(default_factory=list)

    async def plays(self, finished: Callable[[], bool], within: float) -> None:
        """React to whatever comes until it is finished, in at most so many seconds."""
        ends = asyncio.get_running_loop().time() + within
        while not finished():
            left = ends - asyncio.get_running_loop().time()
            watch = self.api.cloud.watch
            message = await watch.until(lambda: self._next() or finished(), left, self.person.shows)
            if isinstance(message, Shown):
                await self._reacts(message)

    async def _reacts(self, message: Shown) -> None:
        self.heard.append(message)
        cue = next((one for one in self.cues if holds(message, *one.words)), None)
        if cue is not None:
            await cue.deed(self, message)

    def _next(self) -> Shown | None:
        """The oldest of the messages that were not looked at yet."""
        last = self.heard[-1].id if self.heard else 0
        messages = self.person.chat.messages
        return next((shown(one) for number, one in messages.items() if number > last and one.by_bot), None)

    def read(self, *words: str) -> list[Shown]:
        """All that came with these words, as it was when it came."""
        return [one for one in self.heard if holds(one, *words)]


@dataclass(frozen=True)
class Citizen:
    """Somebody with an identity number and a telephone, all of it invented; `refuses`: words of consents not given."""

    name: str
    number: str
    phone: str
    refuses: tuple[str, ...] = ()

    @property
    def cues(self) -> list[Cue]:
        """What a party presses and types."""
        return [
            *(Cue((words, "不同意也没关系"), press("不同意")) for words in self.refuses),
            Cue(("不同意也没关系",), press("同意")),
            Cue(("请输入", "最后六位"), say(self.number[-6:])),
            Cue(("我读完了",), press("我读完了")),
            Cue(("写下您的全名",), say(self.name)),
            Cue(("我确认承诺",), press("我确认承诺")),
        ]


ZHANG = Citizen("张建军", resident_number(date(1980, 5, 4), 17), "13945871236", refuses=("在网上公示这份承诺",))
LI = Citizen("李晓梅", resident_number(date(1975, 11, 30), 26), "13804682597")


@dataclass
class Table:
    """One case as its mediator sees it: who sits there, its number once it has one, the links that are handed over."""

    obligee: Citizen
    obligor: Citizen
    attests: str = "本人在场"
    amount: str = "5000"
    when: str = "自协议生效之日起30日内"
    number: str | None = None
    links: dict[str, str] = field(default_factory=dict)

    @property
    def parties(self) -> tuple[Citizen, Citizen]:
        """Both, the applicant first."""
        return self.obligee, self.obligor

    @property
    def cues(self) -> list[Cue]:
        """What the mediator does once the case is entered."""
        first, second = self.parties
        return [
            Cue(("请核对，没问题就确认",), press("确认登记")),
            Cue(("登记好了，案件编号是",), self._opened),
            Cue((f"给{first.name}的邀请",), self._invited),
            Cue((f"给{second.name}的邀请",), self._invited),
            Cue(("请选要邀请谁",), press(f"邀请{second.name}")),
            Cue(("请您确认，用这个账号的是不是",), press(self.attests)),
        ]

    async def _opened(self, player: Player, message: Shown) -> None:
        self.number = _NUMBER.findall(message.text)[0]
        await press(f"邀请{self.obligee.name}")(player, message)

    async def _invited(self, player: Player, message: Shown) -> None:
        name, link = _INVITED.findall(message.text)[0], _LINK.findall(message.text)[0]
        if name == self.obligee.name and name not in self.links:
            await player.person.says(f"/invite {self.number}")
        self.links[name] = link

    @property
    def questions(self) -> list[Cue]:
        """What the mediator answers to the questions of /new."""
        own = [
            Cue((f"第{place}位当事人", question), deed)
            for place, one in enumerate(self.parties, 1)
            for question, deed in (
                ("是个人，还是单位", press("自然人")),
                ("姓名是什么", say(one.name)),
                ("证件号码是多少", say(one.number)),
                ("电话是多少", say(one.phone)),
                ("由谁来办理", press("本人")),
            )
        ]
        return [
            *own,
            Cue(("这是哪种调解",), press("人民调解")),
            Cue(("是哪类纠纷",), press("借贷")),
            Cue(("双方达成协议了吗",), press("已经达成")),
            Cue(("协议是书面的，还是口头的",), press("书面协议")),
            Cue(("协议编号是多少",), say("鹤工调〔2026〕12号")),
            Cue(("协议哪天生效",), press("今天")),
            Cue(("还有别的当事人吗",), press("没有了")),
            Cue(("约定由谁来做",), press(self.obligor.name)),
            Cue(("对谁做",), press(self.obligee.name)),
            Cue(("要做什么",), say("归还借款")),
            Cue(("一共多少钱",), say(self.amount)),
            Cue(("用什么方式",), press("银行转账")),
            Cue(("什么时候做完",), say(self.when)),
            Cue(("还有别的约定吗",), press("没有了")),
        ]

    @property
    def form(self) -> str:
        """The filled-in form, as it is pasted."""
        parties = [
            f"当事人{place}\n类别：自然人\n名称：{one.name}\n证件号码：{one.number}\n电话：{one.phone}\n办理人：本人"
            for place, one in enumerate(self.parties, 1)
        ]
        head = "【案件登记表】\n调解类型：人民调解\n纠纷类型：借贷\n协议：书面\n生效日期：今天"
        owed = f"约定1\n谁来做：{self.obligor.name}\n对谁：{self.obligee.name}\n内容：归还借款\n金额：{self.amount}"
        return "\n\n".join([head, *parties, f"{owed}\n方式：银行转账\n期限：{self.when}"])

    async def presided(self, mediator: Player, within: float, *, by_form: bool = False) -> None:
        """The mediator enters the case and stays until both parties have confirmed."""

        def finished() -> bool:
            return all(mediator.read(f"案件 {self.number}", f"{one.name}确认了信用承诺书") for one in self.parties)

        mediator.cues = self.cues if by_form else [*self.cues, *self.questions]
        await mediator.person.says(self.form if by_form else "/new")
        await mediator.plays(finished, within)

    async def attended(
        self, party: Player, citizen: Citizen, within: float, until: tuple[str, ...] = ("信用承诺书副本，案件",)
    ) -> None:
        """A party waits for the link, opens it and goes on until these words come: all the way to the signed copy."""
        party.cues = citizen.cues
        await party.api.until(lambda: citizen.name in self.links, within, f"no link for {citizen.name}")
        await party.person.opens(self.links[citizen.name])
        await party.plays(lambda: bool(party.read(*until)), within)


async def bound_mediator(api: BotApi, bot: BotProcess, name: str) -> Player:
    """A mediator who was invited at the terminal and has opened the link."""
    return await bound_staff(api, bot, name, "mediator", UNIT)


async def bound_staff(api: BotApi, bot: BotProcess, name: str, role: str, unit: str) -> Player:
    """A member of staff who was invited at the terminal, has opened the link and is greeted by name."""
    status, printed = await bot.command("staff", "add", "--role", role, "--unit", unit, "--name", name)
    assert status == 0, printed
    member = Player(api, api.person(name))
    await member.person.opens(_LINK.findall(printed)[0])
    await member.plays(lambda: bool(member.read(f"您好，{name}！")), 60)
    return member


async def told(table: Table, mediator: Player, parties: Iterable[Player], within: float, *, by_form: bool) -> None:
    """The whole case, all people at once."""
    async with asyncio.TaskGroup() as group:
        group.create_task(table.presided(mediator, within, by_form=by_form))
        for citizen, party in zip(table.parties, parties, strict=True):
            group.create_task(table.attended(party, citizen, within))
