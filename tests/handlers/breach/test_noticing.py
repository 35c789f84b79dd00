"""What is pressed under a warning or a prior notice proves that this very letter arrived, and nothing more."""

from datetime import date, timedelta

import pytest

from mediation.breach import BreachState
from mediation.service import ServiceWay
from tests.handlers.breach.conftest import Warned


@pytest.mark.parametrize("label", ["我知道了", "陈述申辩", "已履行", "有困难", "联系调解员"])
async def test_any_button_under_the_warning_proves_it(warned: Warned, label: str) -> None:
    world, li = warned.deal.world, warned.deal.li
    assert (await warned.breach()).state is BreachState.WARNED
    await world.presses(li, label)
    breach = await warned.breach()
    assert breach.state is BreachState.CURING
    assert breach.warning.proof is not None
    assert (breach.warning.proof.way, breach.warning.proof.day) == (ServiceWay.ACKNOWLEDGED, world.today)


async def test_read_says_what_runs_and_admits_nothing(warned: Warned) -> None:
    world, li = warned.deal.world, warned.deal.li
    answer = await world.presses(li, "我知道了")
    assert answer.template == "notice_read"
    assert "不说明您认可" in answer.text
    assert "service_proven" not in [one.template for one in li.letters]
    assert (await world.presses(li, "我知道了")).template == "notice_read"


async def test_what_is_typed_elsewhere_proves_nothing(warned: Warned) -> None:
    world, li, zhang = warned.deal.world, warned.deal.li, warned.deal.zhang
    await world.says(li, "/mycases")
    await world.says(li, "/statement")
    await world.says(zhang, "/mycases")
    assert (await warned.breach()).state is BreachState.WARNED


async def test_the_old_warning_does_not_prove_the_prior_notice(warned: Warned) -> None:
    world, li = warned.deal.world, warned.deal.li
    await world.presses(li, "我知道了")
    old = next(one for one in li.letters if one.template == "credit_warning_given.subject")
    await world.passes(timedelta(days=40))
    await warned.proposed()
    await world.asks(li, kind="press", text=old.key("我知道了"))
    assert (await warned.breach()).state is BreachState.PROPOSED
    new = next(one for one in reversed(li.letters) if one.template == "publication_proposed.subject")
    await world.asks(li, kind="press", text=new.key("我知道了"))
    assert (await warned.breach()).state is BreachState.HEARING


async def test_a_day_that_the_holiday_notice_may_move_is_told_as_provisional(warned: Warned) -> None:
    world, li, wang = warned.deal.world, warned.deal.li, warned.deal.wang
    await world.days_pass((date(2026, 12, 17) - world.today).days)
    answer = await world.presses(li, "我知道了")
    assert "期限到2026年12月31日（暂定，等放假安排公布）" in answer.text
    told = [one.text for one in wang.letters if one.template == "service_proven.mediator"]
    assert ["12月31日" in one and "（暂定，等放假安排公布）" in one for one in told] == [True]
    page = await world.presses(wang, "看这件事")
    assert "最后一天2026年12月31日，暂定，等放假安排公布" in page.text
    await world.days_pass(14)
    (last,) = [one.text for one in li.letters if one.template == "cure_reminded.subject"][-1:]
    assert "今天是期限的最后一天（暂定，等放假安排公布）" in last
