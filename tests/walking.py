"""A party on the reading walk, for tests: set up at its beginning, and led on by pressing what is shown."""

from dataclasses import dataclass

from mediation.actor import Role
from mediation.commitment_letter import Commitment
from tests.sample import attested, recorded
from tests.world import Heard, Somebody, World

NUMBER = "K7M2QX"
SECTIONS = ("owed", "preamble", "clause_one", "clause_two", "clause_three", "consequences", "rights")
PRESSES = {
    "zh": {
        "next": "我读完了，下一页 »",
        "name": "我读完了，去写姓名 »",
        "yes": "同意",
        "no": "不同意",
        "confirm": "我确认承诺",
    },
    "en": {
        "next": "I have read this, next »",
        "name": "I have read this, on to my name »",
        "yes": "I agree",
        "no": "I do not agree",
        "confirm": "I confirm the commitment",
    },
}


@dataclass
class Walk:
    """The world, the mediator 王建国, and 李晓梅, who owes under case K7M2QX and speaks `language`."""

    world: World
    mediator: Somebody
    li: Somebody
    language: str = "zh"

    async def press(self, what: str) -> Heard:
        """One of PRESSES, in her language."""
        return await self.world.presses(self.li, PRESSES[self.language][what])

    async def read(self, sections: int, answers: str = "yes") -> Heard:
        """Turn so many sections; whatever consents are asked in between are all answered alike."""
        heard = self.li.letters[-1]
        for _ in range(sections):
            heard = await self.press("name" if heard.template == "section_rights" else "next")
            while heard.template.startswith("consent_"):
                heard = await self.press(answers)
        return heard

    async def to_the_name(self, answers: str = "yes") -> Heard:
        """Everything from /continue to the question for the name."""
        await self.world.says(self.li, "/continue")
        return await self.read(len(SECTIONS), answers)

    async def confirmed(self) -> Heard:
        """The whole way; the newest letter is the file."""
        await self.to_the_name()
        await self.world.says(self.li, "李晓梅")
        return await self.press("confirm")

    async def letter(self) -> Commitment:
        """Her letter as it is now."""
        return (await self.world.case(NUMBER)).party("2").commitment


async def walking(world: World, language: str = "zh", agreed: bool = True) -> Walk:
    """At the beginning: attested, processing agreed to, nothing offered yet."""
    mediator = await world.staff("王建国", Role.MEDIATOR)
    li = world.person("李晓梅", "en" if language == "en" else "zh-hans")
    await attested(world, await recorded(world, mediator, NUMBER, agreed), "2", li)
    return Walk(world, mediator, li, language)
