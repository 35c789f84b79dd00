"""Warned, and performed in time: the warning ends by itself, nothing is public, and the credit file says it kindly."""

from datetime import date

from mediation.breach import BreachState
from tests.handlers.breach.conftest import Warned
from tests.handlers.breach.pressing import BY_BOTH_DOORS, heard, opens, shown
from tests.performing import JPG, NUMBER, dealing
from tests.world import World

pytestmark = BY_BOTH_DOORS


async def test_performed_in_the_cure_period_and_nothing_is_reported(world: World, door: str) -> None:
    deal = await dealing(world, door=door)
    warned = Warned(deal)
    await world.days_pass((date(2026, 4, 17) - world.today).days)
    await world.presses(deal.zhang, "没有收到")

    await world.says(deal.wang, f"/case {NUMBER}")
    await world.presses(deal.wang, "信用警示：归还借款")
    await world.says(deal.wang, "张建军说没有收到，银行流水里也没有。")
    await world.presses(deal.wang, deal.wang.letters[-1].labels[0])
    warning = deal.li.letters[-1]
    assert warning.template == "credit_warning_given.subject"
    assert warning.labels == ["已履行", "有困难", "陈述申辩", "我知道了", "联系调解员"]
    assert "在这期间办好，警示自动解除，哪里也不报" in warning.text
    await world.presses(deal.li, "我知道了")
    assert (await warned.breach()).state is BreachState.CURING

    await world.days_pass(10)
    assert "cure_reminded.subject" in heard(deal.li)
    await world.presses(deal.li, "已履行")
    await world.presses(deal.li, "全部：5,000元")
    await world.sends(deal.li, JPG)
    await world.presses(deal.li, "是的，告诉对方")
    assert (await warned.breach()).state is BreachState.CURING
    await deal.receives()
    await world.days_pass(2)

    assert (await warned.breach()).state is BreachState.CURED
    assert await shown(world) == []
    assert "哪里也没有报" in deal.li.letters[-1].text
    assert "谢谢您的耐心" in deal.zhang.letters[-1].text
    assert "breach_cured.mediator" in heard(deal.wang)
    mine = (await world.says(deal.li, "/mycredit")).text
    assert "比约定的2026年4月15日晚一些" in mine
    assert "之后及时做到，警示已经结束" in mine
    assert "还没有补上的0项" in mine

    # nothing follows any more, and nobody can confirm what was made good
    letters = len(deal.li.letters)
    await world.days_pass(40)
    assert [one for one in heard(deal.li)[letters:] if "breach" in one or "cure" in one or "publi" in one] == []
    assert "确认违约" not in (await opens(world, deal.wang)).labels
