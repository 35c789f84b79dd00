"""From the warning to the publication and its end, each step pressed by the one whose it is."""

from mediation.breach import BreachState
from tests.handlers.breach.conftest import Warned
from tests.handlers.breach.pressing import (
    BY_BOTH_DOORS,
    approves,
    decides,
    explains,
    heard,
    opens,
    sees_portal_empty,
    shown,
    up_to_proposal,
)

pytestmark = BY_BOTH_DOORS


async def test_published_by_two_hands_performed_and_repaired(warned: Warned) -> None:
    deal, world = warned.deal, warned.deal.world
    hands = await up_to_proposal(warned)
    assert "cure_period_over.mediator" in heard(deal.wang)
    await world.presses(deal.li, "我知道了")
    assert (await warned.breach()).state is BreachState.HEARING
    await world.days_pass(30)
    assert "publication_ready.approvers" in heard(hands.approver)

    await opens(world, hands.approver)
    checklist = await world.presses(hands.approver, "看清单，决定公示")
    assert "✗" not in checklist.text
    assert "李某" in checklist.text
    await approves(world, hands.approver)
    (notice,) = await shown(world)
    assert notice.name == "李某"
    assert "李晓梅" not in notice.text
    assert "published.subject" in heard(deal.li)

    # performed before the shortest term is over: repair, once it is
    await deal.claims()
    await deal.receives()
    await world.days_pass(2)
    assert (await warned.breach()).state is BreachState.PUBLISHED
    assert deal.li.letters[-1].template == "performed_while_published.subject"
    goodbye = {
        who.name: one.text for who in (deal.li, deal.zhang) for one in who.letters if "case_closed" in one.template
    }
    assert "公示的事还没有完" in goodbye["李晓梅"]
    assert "公示" not in goodbye["张建军"]
    await world.days_pass(12)
    await explains(world, deal.li, "申请信用修复", "钱已经还清了。")
    await decides(world, hands.approver, "决定信用修复", "同意修复", "查过收条，已经还清。")
    assert (await warned.breach()).state is BreachState.WITHDRAWING
    assert await shown(world) == []
    await sees_portal_empty(world, hands.approver)
    assert (await warned.breach()).state is BreachState.WITHDRAWN
    assert deal.li.letters[-1].template == "retraction_confirmed.subject"
