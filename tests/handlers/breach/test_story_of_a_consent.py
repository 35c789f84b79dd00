"""She takes her consent back: what is proposed is dropped, what is public is gone, and somebody watches the portal."""

from mediation.actor import Role
from mediation.breach import BreachState
from mediation.publication_parts import WithdrawalCause
from tests.handlers.breach.conftest import Warned
from tests.handlers.breach.pressing import (
    BY_BOTH_DOORS,
    heard,
    opens,
    sees_portal_empty,
    shown,
    up_to_proposal,
    up_to_publication,
)
from tests.heard import Heard

pytestmark = BY_BOTH_DOORS


async def takes_back(warned: Warned) -> Heard:
    """By /privacy, as the letters say."""
    world, li = warned.deal.world, warned.deal.li
    page = await world.says(li, "/privacy")
    (label,) = (one for one in page.labels if one.startswith("收回 · 公示以后没有履行"))
    meant = await world.presses(li, label)
    assert "已经这样公示的会撤下" in meant.text
    return await world.presses(li, "确定收回")


async def test_while_proposed_it_is_dropped(warned: Warned) -> None:
    deal, world = warned.deal, warned.deal.world
    hands = await up_to_proposal(warned)
    await takes_back(warned)
    breach = await warned.breach()
    assert breach.state is BreachState.CONFIRMED
    assert breach.proposal is None
    assert "proposal_dropped.subject" in heard(deal.li)
    assert "proposal_dropped.mediator" in heard(deal.wang)
    # without it nobody can propose again, and the page says why
    page = await opens(world, hands.reviewer)
    assert "提议公示" not in page.labels
    assert "✗ 这类主体依规定可以公示，需要本人单独同意的，现在仍然同意" in page.text
    await world.days_pass(60)
    assert await shown(world) == []


async def test_while_public_it_is_hidden_at_once_and_the_portals_days_are_counted(warned: Warned) -> None:
    deal, world = warned.deal, warned.deal.world
    hands = await up_to_publication(warned)
    chief = await world.staff("马管理", Role.ADMINISTRATOR)
    await takes_back(warned)
    assert await shown(world) == []
    breach = await warned.breach()
    assert breach.state is BreachState.WITHDRAWING
    assert breach.publication is not None
    assert breach.publication.withdrawal is not None
    assert breach.publication.withdrawal.cause is WithdrawalCause.CONSENT_WITHDRAWN
    last = breach.publication.withdrawal.until
    assert last == world.office.calendar.add_working_days(world.today, 3)
    for who in (deal.li, hands.approver, deal.wang):
        assert f"最晚{last.month}月{last.day}日" in who.letters[-1].text

    await world.days_pass((last - world.today).days)
    assert "retraction_overdue.approvers" not in heard(hands.approver)
    await world.days_pass(1)
    assert hands.approver.letters[-1].template == "retraction_overdue.approvers"
    assert chief.letters[-1].template == "retraction_overdue.administrators"
    await sees_portal_empty(world, hands.approver)
    assert (await warned.breach()).state is BreachState.WITHDRAWN
    assert deal.li.letters[-1].template == "retraction_confirmed.subject"
    await world.days_pass(5)
    assert heard(chief).count("retraction_overdue.administrators") == 1
