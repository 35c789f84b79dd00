"""From the warning to the publication and its end, each step pressed by the one whose it is."""

from dataclasses import replace
from datetime import date

from mediation.actor import Role
from mediation.breach import BreachState
from mediation.commitment_letter import Commitment, CommitmentState
from mediation.performance import Ruling
from storage import publications
from tests.handlers.breach.conftest import Warned
from tests.performing import JPG
from tests.world import Somebody


async def opens(warned: Warned, who: Somebody) -> None:
    """Staff open the breach's page from the case card."""
    await warned.deal.world.says(who, "/case K7M2QX")
    await chooses(warned, who, "李晓梅：已送达", "李晓梅：违约", "李晓梅：")
    assert who.letters[-1].template == "breach_page"


async def chooses(warned: Warned, who: Somebody, *parts: str) -> None:
    """They press the button of their newest letter whose label holds one of these, the first that is there."""
    labels = [label for line in who.letters[-1].buttons for _, label in line]
    found = next(
        (one for part in parts for one in labels if part in one and "账号" not in one and "打电话" not in one), ""
    )
    await warned.deal.world.presses(who, found)


async def sends_it(warned: Warned, who: Somebody) -> None:
    """They press the first button of a preview: the one that makes it so."""
    await warned.deal.world.presses(who, who.letters[-1].buttons[0][0][1])


async def test_published_by_two_hands_performed_and_repaired(warned: Warned) -> None:
    deal, world = warned.deal, warned.deal.world
    reviewer = await world.staff("孙审核", Role.REVIEWER)
    approver = await world.staff("周批准", Role.APPROVER)
    await warned.agrees()
    case = await deal.case()
    letter = Commitment(CommitmentState.CONFIRMED, world.now, ended_at=world.now, document="3" * 64)
    case = case.with_party(replace(case.party("2"), commitment=letter))
    await deal.changed(replace(case, ruling=Ruling("（2026）黑0403民特12号", date(2026, 3, 20))))

    await world.presses(deal.li, "我知道了")
    assert (await warned.breach()).state is BreachState.CURING
    await world.days_pass(25)
    assert "cure_period_over.mediator" in [one.template for one in deal.wang.letters]

    await opens(warned, deal.wang)
    await world.presses(deal.wang, "确认违约")
    await world.says(deal.wang, "改正期内没有归还，打过两次电话。")
    await sends_it(warned, deal.wang)
    assert (await warned.breach()).state is BreachState.CONFIRMED

    await opens(warned, reviewer)
    await world.presses(reviewer, "附依据文书")
    await world.presses(reviewer, "司法确认裁定书")
    await world.says(reviewer, "（2026）黑0403民特12号")
    await world.says(reviewer, "鹤岗市工农区人民法院")
    await world.says(reviewer, "2026年3月20日")
    await world.sends(reviewer, JPG)
    await sends_it(warned, reviewer)
    assert (await warned.breach()).basis is not None

    await opens(warned, reviewer)
    await world.presses(reviewer, "提议公示")
    await world.says(reviewer, "多次提醒，没有归还。")
    await sends_it(warned, reviewer)
    assert (await warned.breach()).state is BreachState.PROPOSED
    await world.presses(deal.li, "我知道了")
    assert (await warned.breach()).state is BreachState.HEARING
    await world.days_pass(30)
    assert "publication_ready.approvers" in [one.template for one in approver.letters]

    await opens(warned, approver)
    await world.presses(approver, "看清单，决定公示")
    checklist = approver.letters[-1].text
    assert "✗" not in checklist
    assert "李某" in checklist
    await sends_it(warned, approver)
    await sends_it(warned, approver)
    assert (await warned.breach()).state is BreachState.PUBLISHED
    (shown,) = await world.run(lambda store: publications.list_shown(store, world.today))
    assert shown.name == "李某"
    assert "published.subject" in [one.template for one in deal.li.letters]

    # performed before the shortest term is over: repair, once it is
    await warned.deal.claims()
    await warned.deal.receives()
    await world.days_pass(2)
    assert (await warned.breach()).state is BreachState.PUBLISHED
    assert "performed_while_published.subject" in [one.template for one in deal.li.letters]
    await world.days_pass(12)
    await warned.presses_action("apply_repair")
    await world.says(deal.li, "钱已经还清了。")
    await world.presses(deal.li, "没有了")
    await world.presses(deal.li, "发出")
    await opens(warned, approver)
    await world.presses(approver, "决定信用修复")
    await world.presses(approver, "同意修复")
    await world.says(approver, "查过收条，已经还清。")
    await sends_it(warned, approver)
    assert (await warned.breach()).state is BreachState.WITHDRAWING
    assert await world.run(lambda store: publications.list_shown(store, world.today)) == []
    await opens(warned, approver)
    await world.presses(approver, "门户已撤下")
    await sends_it(warned, approver)
    assert (await warned.breach()).state is BreachState.WITHDRAWN
