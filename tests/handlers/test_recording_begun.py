"""An edit leaves alone what has begun and what both sides agreed on later, and says so; everything else goes on."""

from dataclasses import replace
from datetime import date

from mediation.agreed import Counted
from mediation.performance import ObligationState
from mediation.periods import Period, Unit
from tests.changing import in_parts, received, said
from tests.handlers.changes import NUMBER, agrees, now_is, owing, proposed, sides
from tests.handlers.test_words import templates
from tests.recorder import CASE, LOAN, mediator, only_case, types
from tests.world import World

DAYS = (date(2026, 5, 15), date(2026, 6, 15), date(2026, 7, 15))


async def test_what_has_begun_has_no_button_and_stays_as_it_is(world: World) -> None:
    wang, _, _ = await sides(world, become=lambda case: received(case, "1", 100_000))
    heard = await world.says(wang, f"/edit {NUMBER}")
    assert "改：约定1" not in heard.labels
    assert "这里不改的约定" in heard.text
    assert "提出新安排" in heard.text
    before = await world.case(NUMBER)
    await world.presses(wang, "改：李晓梅")
    await world.presses(wang, "电话")
    await world.says(wang, "13900001111")
    assert (await world.presses(wang, "保存修改")).template == "contacts_edited"
    after = await world.case(NUMBER)
    assert (after.obligations, after.performances) == (before.obligations, before.performances)


async def test_beside_it_something_new_is_added_under_a_number_of_its_own(world: World) -> None:
    wang, _, _ = await sides(world, become=lambda case: received(case, "1", 100_000))
    await world.says(wang, f"/edit {NUMBER}")
    await world.presses(wang, "加一项约定")
    await types(world, wang, ("李晓梅", "赔礼道歉", "无", "当面", "2026年6月1日前", "没有了"))
    assert "改：约定2" in wang.letters[-1].labels
    before = await world.case(NUMBER)
    assert (await world.presses(wang, "保存修改")).template == "terms_changed"
    after = await world.case(NUMBER)
    assert [one.key for one in after.obligations] == ["1", "2"]
    assert after.obligations[0] == before.obligations[0]
    assert after.performances == before.performances


async def test_begun_while_it_was_edited_it_is_not_changed_and_nothing_is_lost(world: World) -> None:
    wang, _, _ = await sides(world)
    await world.says(wang, f"/edit {NUMBER}")
    await world.presses(wang, "改：约定1")
    await world.presses(wang, "金额")
    await world.says(wang, "6000")
    await now_is(world, lambda case: said(case, "1", state=ObligationState.CLAIMED))
    await world.presses(wang, "保存修改")
    assert templates(wang)[-2:] == ["obligation_begun", "recording_summary"]
    # what was no promise can still be saved
    await world.presses(wang, "改：约定1")
    await world.presses(wang, "金额")
    await world.says(wang, "5000")
    await world.presses(wang, "改：李晓梅")
    await world.presses(wang, "电话")
    await world.says(wang, "13900001111")
    assert (await world.presses(wang, "保存修改")).template == "contacts_edited"


async def test_agreed_on_later_it_is_left_alone_with_what_is_left_of_the_series(world: World) -> None:
    wang, li, zhang = await sides(world, become=lambda case: in_parts(owing(600_000)(case), *DAYS))
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "提出新安排")
    await world.presses(wang, wang.letters[-1].labels[1])
    await world.presses(wang, "这一期和后面的")
    await world.says(wang, "2026年12月1日前")
    await world.says(wang, "年底一次还")
    await world.presses(wang, "发给双方")
    await agrees(world, zhang)
    await agrees(world, li)
    before = await world.case(NUMBER)
    assert [one.key for one in before.obligations] == ["1.1", "c1"]
    heard = await world.says(wang, f"/edit {NUMBER}")
    assert "还没有改动" in heard.text
    assert not any(label.startswith("改：约定") for label in heard.labels)
    await world.presses(wang, "改：李晓梅")
    await world.presses(wang, "电话")
    await world.says(wang, "13900001111")
    assert (await world.presses(wang, "保存修改")).template == "contacts_edited"
    assert (await world.case(NUMBER)).obligations == before.obligations


async def test_an_edit_of_older_terms_is_not_saved(world: World) -> None:
    wang, li, zhang = await sides(world)
    await proposed(world, wang)
    await agrees(world, zhang)
    await world.says(wang, f"/edit {NUMBER}")
    await world.presses(wang, "改：约定1")
    await world.presses(wang, "方式")
    await world.says(wang, "现金")
    await agrees(world, li)
    before = await world.case(NUMBER)
    assert (await world.presses(wang, "保存修改")).template == "terms_moved"
    assert (await world.case(NUMBER)).obligations == before.obligations
    assert (await world.says(wang, f"/edit {NUMBER}")).template == "recording_summary"


async def test_a_period_is_kept_with_its_start_and_a_date_certain_is_not_counted(world: World) -> None:
    wang = await mediator(world)
    await types(world, wang, ("/new", *CASE[:-1], "2026-01-16", *LOAN[6:-2], "自协议生效之日起30日内"))
    await types(world, wang, ("没有了", "确认登记"))
    case = await only_case(world)
    counted = Counted(Period(30, Unit.DAYS), date(2026, 1, 16))
    assert case.obligations[0].counted == counted
    await world.says(wang, f"/edit {case.number}")
    await world.presses(wang, "改：约定1")
    await world.presses(wang, "金额")
    await world.says(wang, "6000")
    await world.presses(wang, "保存修改")
    assert (await only_case(world)).obligations[0] == replace(case.obligations[0], amount=600_000)
    await world.says(wang, f"/edit {case.number}")
    await world.presses(wang, "改：约定1")
    await world.presses(wang, "期限")
    await world.says(wang, "2026年9月1日前")
    await world.presses(wang, "保存修改")
    assert (await only_case(world)).obligations[0].counted is None
