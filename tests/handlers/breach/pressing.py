"""What the stories of a breach are made of: presses by label, as people make them, and a look at what is public."""

from dataclasses import dataclass, replace

import pytest

from mediation.actor import Role
from mediation.breach import BreachState
from mediation.commitment_letter import Commitment, CommitmentState
from mediation.doors import TELEGRAM, WEB
from storage import publications
from storage.publications import PublicNotice
from tests.handlers.breach.conftest import Warned
from tests.heard import Heard, Somebody
from tests.performing import JPG, NUMBER
from tests.world import World

COURT = "鹤岗市工农区人民法院"
RULING, RULED_ON = "（2026）黑0403民特12号", "2026年3月20日"
"""The court's confirmation of the agreement, a document that a publication may rest on."""
BY_BOTH_DOORS = pytest.mark.parametrize("door", [TELEGRAM, WEB])
"""The same story with the parties on Telegram and at the office's page."""


async def chooses(world: World, who: Somebody, *parts: str) -> Heard:
    """They press the button of their newest letter whose label holds one of these, the first that is there."""
    labels = who.letters[-1].labels
    found = next((one for part in parts for one in labels if part in one and "账号" not in one), None)
    assert found is not None, f"{who.name} sees none of {parts}: {labels}"
    return await world.presses(who, found)


async def opens(world: World, who: Somebody) -> Heard:
    """Staff open the page of the sample case's breach from the case card."""
    await world.says(who, f"/case {NUMBER}")
    page = await chooses(world, who, "李晓梅：")
    assert page.template == "breach_page"
    return page


async def sends_it(world: World, who: Somebody) -> Heard:
    """They press the first button of a preview: the one that makes it so."""
    return await world.presses(who, who.letters[-1].labels[0])


async def explains(world: World, who: Somebody, label: str, words: str, *files: bytes) -> Heard:
    """Behind this button a party writes, encloses files or none, looks at it, and sends it."""
    await world.presses(who, label)
    await world.says(who, words)
    for file in files:
        await world.sends(who, file)
    await world.presses(who, "没有了")
    return await world.presses(who, "发出")


async def decides(world: World, who: Somebody, label: str, verdict: str, reason: str) -> Heard:
    """Behind this button of the breach's page staff decide so, with a reason, after a last look."""
    await opens(world, who)
    await world.presses(who, label)
    await world.presses(who, verdict)
    await world.says(who, reason)
    return await sends_it(world, who)


async def confirms(world: World, mediator: Somebody) -> Heard:
    """The mediator finds that the promise was not kept."""
    await opens(world, mediator)
    await world.presses(mediator, "确认违约")
    await world.says(mediator, "改正期内没有归还，打过两次电话。")
    return await sends_it(world, mediator)


async def ruled(world: World, mediator: Somebody) -> Heard:
    """The mediator enters the court's ruling from the case card."""
    await world.says(mediator, f"/case {NUMBER}")
    await world.presses(mediator, "登记法院裁定")
    await world.says(mediator, RULING)
    await world.says(mediator, RULED_ON)
    await world.sends(mediator, JPG)
    return await world.presses(mediator, "登记")


async def attaches(world: World, who: Somebody) -> Heard:
    """Staff attach the ruling to the breach."""
    await opens(world, who)
    await world.presses(who, "附依据文书")
    await world.presses(who, "司法确认裁定书")
    for words in (RULING, COURT, RULED_ON):
        await world.says(who, words)
    await world.sends(who, JPG)
    return await sends_it(world, who)


async def proposes(world: World, who: Somebody) -> Heard:
    """Staff propose the publication."""
    await opens(world, who)
    await world.presses(who, "提议公示")
    await world.says(who, "多次提醒，没有归还。")
    return await sends_it(world, who)


async def approves(world: World, who: Somebody) -> Heard:
    """A second member of staff looks at checklist and text, at the text once more, and publishes."""
    await opens(world, who)
    await world.presses(who, "看清单，决定公示")
    await sends_it(world, who)
    return await sends_it(world, who)


async def sees_portal_empty(world: World, who: Somebody) -> Heard:
    """An approver has looked, and the portal does not show it any more."""
    await opens(world, who)
    await world.presses(who, "门户已撤下")
    return await sends_it(world, who)


@dataclass
class Hands:
    """The two that a publication takes."""

    reviewer: Somebody
    approver: Somebody


async def promised(warned: Warned) -> None:
    """She has confirmed the letter, and agreed to a publication apart from everything else."""
    deal = warned.deal
    await warned.agrees()
    case, now = await deal.case(), deal.world.now
    letter = Commitment(CommitmentState.CONFIRMED, now, ended_at=now, document="3" * 64)
    await deal.changed(case.with_party(replace(case.party("2"), commitment=letter)))


async def up_to_proposal(warned: Warned) -> Hands:
    """Confirmed by the court; read, not performed, confirmed, the ruling attached, publication proposed."""
    world = warned.deal.world
    await ruled(world, warned.deal.wang)
    hands = Hands(await world.staff("孙审核", Role.REVIEWER), await world.staff("周批准", Role.APPROVER))
    await promised(warned)
    await world.presses(warned.deal.li, "我知道了")
    await world.days_pass(25)
    await confirms(world, warned.deal.wang)
    await attaches(world, hands.reviewer)
    await proposes(world, hands.reviewer)
    assert (await warned.breach()).state is BreachState.PROPOSED
    return hands


async def up_to_publication(warned: Warned) -> Hands:
    """And the notice read, its period over, and published by a second hand."""
    world, hands = warned.deal.world, await up_to_proposal(warned)
    await world.presses(warned.deal.li, "我知道了")
    await world.days_pass(30)
    await approves(world, hands.approver)
    assert (await warned.breach()).state is BreachState.PUBLISHED
    return hands


async def shown(world: World) -> list[PublicNotice]:
    """What the public sees today."""
    return await world.run(lambda store: publications.list_shown(store, world.today))


def heard(who: Somebody) -> list[str]:
    """The templates of everything that they were sent."""
    return [one.template for one in who.letters]
