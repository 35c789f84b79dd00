"""People in the months of an office: whatever one of them does, the office has done its part before anybody looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from mediation.actor import Role
from tests.botapi import Call, Person, Shown
from tests.months import PATIENCE, Months
from tests.storytelling import LI, UNIT, ZHANG, Player, Table, holds


@dataclass(frozen=True)
class Neighbour:
    """Somebody with a Telegram account, and what stands on their screen."""

    months: Months
    person: Person

    async def says(self, words: str) -> None:
        """Type something."""
        await self.person.says(words)
        await self.months.settles()

    async def presses(self, *labels: str) -> None:
        """Press one button after the other, each on the newest message that has one of that label."""
        for label in labels:
            await self.person.presses(label)
            await self.months.settles()

    async def sends_photo(self, data: bytes) -> None:
        """Send a picture."""
        await self.person.sends_photo(data)
        await self.months.settles()

    async def blocks_bot(self) -> None:
        """Stop the bot."""
        await self.person.blocks_bot()
        await self.months.settles()

    async def comes_back(self) -> None:
        """Let the bot write again."""
        await self.person.unblocks_bot()
        await self.months.settles()

    def hears(self, *words: str) -> Shown:
        """The newest message with all these words that came since they last did something; AssertionError if none."""
        found = [one for one in self.person.heard if one.by_bot and holds(one, *words)]
        assert found, f"nobody said {words}\n{self.person.shows()}"
        return found[-1]

    def read(self, *words: str) -> list[Shown]:
        """Every message with these words that ever came and still stands there."""
        return [one for one in self.person.screen if one.by_bot and holds(one, *words)]

    def days(self, *words: str) -> list[date]:
        """On which local days such messages came."""
        return [one.date.astimezone(self.months.house.office.zone).date() for one in self.read(*words)]


@dataclass(frozen=True)
class Story:
    """The office and the people of case `number`: 李晓梅 owes 张建军 by instalments, and 王建国 mediates."""

    months: Months
    number: str
    wang: Neighbour
    zhang: Neighbour
    li: Neighbour

    def sent(self) -> list[Call]:
        """Everything that made a sound on somebody's phone, by the server's own record."""
        methods = ("sendMessage", "sendDocument", "sendPhoto")
        return [call for method in methods for call in self.months.api.calls(method) if call.ok]


async def signed(months: Months, amount: str, when: str) -> Story:
    """Recorded from a pasted form, both parties bound and attested, and both have confirmed their letter."""
    wang, zhang, li = (Player(months.api, months.api.person(name)) for name in ("王建国", "建军", "晓梅"))
    await wang.person.opens(await months.invites("王建国", Role.MEDIATOR, UNIT))
    await months.settles()
    table = Table(ZHANG, LI, amount=amount, when=when)
    wang.cues, zhang.cues, li.cues = table.cues, ZHANG.cues, LI.cues
    await wang.person.says(table.form)
    await _played(months, (wang,))
    for citizen, party in ((ZHANG, zhang), (LI, li)):
        await party.person.opens(table.links[citizen.name])
        await _played(months, (wang, party))
        assert wang.read(f"案件 {table.number}：{citizen.name}确认了信用承诺书")
        assert party.read("信用承诺书副本，案件")
    assert table.number is not None
    return Story(months, table.number, *(Neighbour(months, one.person) for one in (wang, zhang, li)))


async def _played(months: Months, players: Sequence[Player]) -> None:
    """All of them react to what comes, until nothing comes any more."""
    await months.settles()
    while not all(map(_has_read_all, players)):
        for one in players:
            await one.plays(partial(_has_read_all, one), PATIENCE)
            await months.settles()


def _has_read_all(player: Player) -> bool:
    last = player.heard[-1].id if player.heard else 0
    return not any(one.by_bot and one.id > last for one in player.person.screen)
