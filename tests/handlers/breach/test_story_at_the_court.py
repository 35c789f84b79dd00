"""Both wish for the court to confirm; nothing is paid; it enforces, lists, delists, and is done: by presses."""

from datetime import date

from mediation.case import LegalStatus
from tests.handlers.breach.pressing import BY_BOTH_DOORS, COURT, RULING, heard
from tests.heard import Heard
from tests.performing import JPG, NUMBER, Deal, dealing
from tests.world import World

pytestmark = BY_BOTH_DOORS

APPLIED, LISTED = "（2026）黑0403执88号", "（2026）黑0403执88号决定书"
DELISTED, ENDED = "（2026）黑0403执88号之一", "（2026）黑0403执88号之二"


async def test_from_a_common_wish_to_the_end_of_the_enforcement(world: World, door: str) -> None:
    deal = await dealing(world, door=door)
    await both_apply(deal)
    await the_court_confirms(deal)
    await nothing_is_paid(deal)
    await enters(deal, "登记强制执行：李晓梅", APPLIED)
    assert await status(deal) is LegalStatus.IN_ENFORCEMENT
    assert (deal.li.letters[-1].template, deal.zhang.letters[-1].template) == (
        "enforcement_applied.subject",
        "enforcement_applied.others",
    )
    told = len(deal.zhang.letters)
    await enters(deal, "法院列入名单：李晓梅", LISTED)
    assert "书面申请纠正" in deal.li.letters[-1].text
    assert "决定列入法院的名单" in (await world.says(deal.li, "/mycredit")).text
    await it_is_paid(deal)
    await enters(deal, "法院撤出名单：李晓梅", DELISTED)
    assert deal.li.letters[-1].template == "court_delisted.subject"
    assert not [one for one in deal.zhang.letters[told:] if "名单" in one.text]
    assert "已经移出" in (await world.says(deal.li, "/mycredit")).text
    await enters(deal, "执行结束：李晓梅", ENDED, "已经履行")
    assert await status(deal) is not LegalStatus.IN_ENFORCEMENT
    assert "已经履行" in deal.zhang.letters[-1].text
    await world.says(deal.wang, f"/case {NUMBER}")
    page = await world.presses(deal.wang, "看经过")
    for number in (APPLIED, LISTED, DELISTED, ENDED):
        assert number in page.text


async def both_apply(deal: Deal) -> None:
    """On the third day both say that they want it, and the mediator enters that they have applied."""
    world = deal.world
    await world.days_pass(2)
    for who in (deal.li, deal.zhang):
        assert who.letters[-1].template == "confirmation_possible.subject"
        await world.presses(who, "我愿意")
    await world.presses(deal.wang, "申请的情况")
    await world.presses(deal.wang, "今天")
    await world.presses(deal.wang, "登记")
    assert deal.li.letters[-1].template == "confirmation_applied.parties"


async def the_court_confirms(deal: Deal) -> None:
    """The ruling of 20 March is entered with its scan, and both hear what it brings."""
    world = deal.world
    await world.days_pass(20)
    await world.says(deal.wang, f"/case {NUMBER}")
    assert "法院执行情况" not in deal.wang.letters[-1].labels
    await world.presses(deal.wang, "登记法院裁定")
    for words in (RULING, "2026年3月20日"):
        await world.says(deal.wang, words)
    await world.sends(deal.wang, JPG)
    await world.presses(deal.wang, "登记")
    for who in (deal.li, deal.zhang):
        assert RULING in who.letters[-1].text
    assert await status(deal) is LegalStatus.CONFIRMED


async def nothing_is_paid(deal: Deal) -> None:
    """He says so after the day, and the warning, which goes then, tells her of the court."""
    world = deal.world
    await world.days_pass((date(2026, 4, 17) - world.today).days)
    await world.presses(deal.zhang, "没有收到")
    await world.says(deal.wang, f"/case {NUMBER}")
    await world.presses(deal.wang, "信用警示：归还借款")
    await world.says(deal.wang, "双方都说还没有还。")
    await world.presses(deal.wang, deal.wang.letters[-1].labels[0])
    warning = deal.li.letters[-1]
    assert warning.template == "credit_warning_given.subject"
    assert "强制执行" in warning.text


async def it_is_paid(deal: Deal) -> None:
    """She pays, he confirms; somebody is to ask the court for the delisting."""
    world = deal.world
    await deal.claims()
    await deal.receives()
    await world.days_pass(6)
    assert "breach_cured.subject" in heard(deal.li)
    assert "court_delisting_overdue.mediator" in heard(deal.wang)


async def enters(deal: Deal, label: str, number: str, *first: str) -> Heard:
    """The mediator enters a document of the court, the whole way from the card."""
    world, wang = deal.world, deal.wang
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "法院执行情况")
    for press in (label, *first):
        await world.presses(wang, press)
    if (await world.says(wang, number)).template == "document_issuer":
        await world.says(wang, COURT)
    await world.says(wang, f"{world.today:%Y年%-m月%-d日}")
    preview = await world.sends(wang, JPG)
    assert number in preview.text
    return await world.presses(wang, "登记")


async def status(deal: Deal) -> LegalStatus:
    """What the agreement is worth now."""
    return (await deal.case()).legal_status(deal.world.today)
