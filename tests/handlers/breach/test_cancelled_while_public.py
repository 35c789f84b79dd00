"""A case that is cancelled while its breach is public: the portal takes it down, and somebody sees to it."""

from datetime import date

from mediation.actor import Role
from mediation.breach import BreachState
from tests.handlers.breach.conftest import Warned
from tests.world import Heard, Somebody


def label(heard: Heard, part: str) -> str:
    """The button with this in it."""
    return next(one for one in heard.labels if part in one)


async def test_what_the_portal_shows_is_taken_down_though_the_case_is_no_more(warned: Warned) -> None:
    deal, world = warned.deal, warned.deal.world
    approver: Somebody = await world.staff("周批准", Role.APPROVER)
    for name in ("孙审核", "钱审核", "吴审核"):
        await world.staff(name, Role.REVIEWER)
    await warned.published(performed=None, least=date(2026, 8, 1))
    await world.says(deal.wang, "/case K7M2QX")
    await world.presses(deal.wang, "撤销案件")
    await world.says(deal.wang, "登记错了")
    await world.presses(deal.wang, "确定撤销")
    assert (await warned.breach()).state is BreachState.WITHDRAWING
    # nobody confirms that it is down: the approver is asked again
    await world.days_pass(7)
    assert "retraction_overdue.approvers" in [one.template for one in approver.letters]
    worklist = await world.says(approver, "/publications")
    await world.presses(approver, label(worklist, "李晓梅"))
    await world.presses(approver, "门户已撤下")
    await world.presses(approver, approver.letters[-1].buttons[0][0][1])
    assert (await warned.breach()).state is BreachState.WITHDRAWN
