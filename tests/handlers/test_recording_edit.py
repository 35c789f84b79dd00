"""Putting a case right: straight at the summary, quietly before effect, as a new version for both sides after it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation.case import BindingState, Capacity, Case, CaseState
from mediation.commitment_letter import Commitment, CommitmentState
from tests.recorder import WANG_NUMBER, changed, mediator, only_case, types
from tests.sample import attested, recorded
from tests.world import CALENDAR, Somebody, World


async def bound(world: World) -> tuple[Somebody, Somebody, Somebody, Case]:
    """A mediator, both parties attested, and their case."""
    wang, zhang, li = await mediator(world), world.person("张建军"), world.person("李晓梅")
    case = await recorded(world, wang)
    await attested(world, case, "1", zhang)
    return wang, zhang, li, await attested(world, case, "2", li)


async def change(world: World, who: Somebody, part: str, field: str, *words: str) -> None:
    """From the summary: change one answer and save."""
    await world.presses(who, part)
    await world.presses(who, field)
    await types(world, who, words)
    await world.presses(who, "保存修改")


async def test_an_edit_opens_at_the_summary_and_nothing_can_be_saved_yet(world: World) -> None:
    wang = await mediator(world)
    case = await recorded(world, wang)
    heard = await world.says(wang, "/edit k7m2qx")
    assert heard.template == "recording_summary"
    assert "还没有改动" in heard.text
    assert "保存修改" not in heard.labels
    await world.says(wang, "确认")
    assert [one.template for one in wang.letters[-2:]] == ["nothing_changed", "recording_summary"]
    assert (await world.says(wang, "/cancel")).template == "edit_cancelled"
    assert await world.case(case.number) == case


async def test_after_effect_both_sides_see_the_new_version(world: World) -> None:
    wang, zhang, li, case = await bound(world)
    await world.says(wang, "/edit")
    await change(world, wang, "改：约定1", "金额", "6000")
    assert wang.letters[-1].template == "terms_changed"
    assert "约定事项" in wang.letters[-1].text
    after = await world.case(case.number)
    assert after.agreement is not None
    assert (after.agreement.terms, after.obligations[0].amount) == (2, 600_000)
    for party in (zhang, li):
        assert party.letters[-1].template == "terms_changed.parties"
        assert "6,000元" in party.letters[-1].text


async def test_the_summary_says_what_changes_and_for_whom(world: World) -> None:
    wang, _, _, _ = await bound(world)
    await world.says(wang, "/edit")
    await world.presses(wang, "改：约定1")
    await world.presses(wang, "方式")
    heard = await world.says(wang, "现金")
    assert "改了：约定事项" in heard.text
    assert "双方都会看到" in heard.text


async def test_before_effect_no_version_is_counted(world: World) -> None:
    wang, zhang, _, case = await bound(world)
    assert case.agreement is not None
    await changed(world, replace(case, agreement=replace(case.agreement, effective=world.today + timedelta(days=9))))
    await world.says(wang, "/edit")
    assert "双方都会看到" not in wang.letters[-1].text
    await change(world, wang, "改：约定1", "做什么", "归还借款和利息")
    assert wang.letters[-1].template == "case_edited"
    after = await world.case(case.number)
    assert after.agreement is not None
    assert (after.agreement.terms, after.obligations[0].what) == (1, "归还借款和利息")
    assert zhang.letters[-1].template == "case_edited.parties"


async def test_a_telephone_is_nobody_elses_business(world: World) -> None:
    wang, zhang, li, case = await bound(world)
    told = len(zhang.letters), len(li.letters)
    await world.says(wang, "/edit")
    await change(world, wang, "改：李晓梅", "电话", "13900001111")
    assert wang.letters[-1].template == "contacts_edited"
    assert (len(zhang.letters), len(li.letters)) == told
    phone = (await world.case(case.number)).party("2").phone
    assert phone is not None
    assert phone.number == "13900001111"


async def test_another_acting_person_is_invited_anew(world: World) -> None:
    wang, _, li, case = await bound(world)
    await world.says(wang, "/edit")
    await world.presses(wang, "改：李晓梅")
    await world.presses(wang, "谁来办理")
    heard = await types(world, wang, ("代理人", "王芳", WANG_NUMBER, "授权委托书"))
    assert "李晓梅的办理人变了，保存后要重新邀请" in heard.text
    told = len(li.letters)
    await world.presses(wang, "保存修改")
    party = (await world.case(case.number)).party("2")
    assert (party.binding.state, party.acting.capacity) == (BindingState.UNBOUND, Capacity.AGENT)
    assert len(li.letters) == told
    edited = next(one for one in reversed(wang.letters) if one.template == "contacts_edited")
    assert "邀请王芳（李晓梅）" in edited.labels


async def test_a_given_letter_is_opened_again(world: World) -> None:
    wang, _, li, case = await bound(world)
    given = replace(case.party("2"), commitment=Commitment(CommitmentState.CONFIRMED, world.now, hash="0" * 64))
    await changed(world, case.with_party(given))
    await world.says(wang, "/edit")
    await change(world, wang, "改：约定1", "期限", "2026年5月15日前")
    assert (await world.case(case.number)).party("2").commitment.state is CommitmentState.READING
    assert li.letters[-1].template == "reading_reopened.subject"


async def test_days_stay_as_they_were_unless_time_or_effect_change(world: World) -> None:
    wang = await mediator(world)
    case = await recorded(world, wang)
    # as under a calendar of its day, which today's would count otherwise
    owed = replace(
        case.obligations[0], when="自协议生效之日起30日内", due=date(2026, 3, 30), breach_day=date(2026, 3, 30)
    )
    case = await changed(world, replace(case, obligations=(owed,)))
    await world.says(wang, "/edit")
    await change(world, wang, "改：约定1", "方式", "现金")
    assert (await world.case(case.number)).obligations == (replace(owed, manner="现金"),)
    await world.says(wang, "/edit")
    await change(world, wang, "改：调解和协议", "生效日期", "2月27日")
    assert (await world.case(case.number)).obligations[0].due == date(2026, 3, 29)


async def test_instalments_come_back_as_one_obligation(world: World) -> None:
    wang = await mediator(world)
    case = await recorded(world, wang)
    parts = tuple(
        replace(
            case.obligations[0],
            key=f"1.{n}",
            series="1",
            part=(n, 3),
            amount=200_000,
            when="每月15日，3期，每期2000元",
            due=date(2026, 2 + n, 15),
            breach_day=CALENDAR.next_working_day_from(date(2026, 2 + n, 15)),
        )
        for n in (1, 2, 3)
    )
    await changed(world, replace(case, obligations=parts))
    heard = await world.says(wang, "/edit")
    assert "6,000元" in heard.text
    await change(world, wang, "改：约定1", "做什么", "归还借款本金")
    after = (await world.case(case.number)).obligations
    assert after == tuple(replace(part, what="归还借款本金") for part in parts)


async def test_two_cases_are_edited_side_by_side(world: World) -> None:
    wang = await mediator(world)
    for number in ("K7M2QX", "B3N4PR"):
        await recorded(world, wang, number)
    assert (await world.says(wang, "/edit")).template == "which_case"
    for number, name in (("K7M2QX", "张建国"), ("B3N4PR", "张建民")):
        await world.says(wang, f"/edit {number}")
        await world.presses(wang, "改：张建军")
        await world.presses(wang, "名称")
        await world.says(wang, name)
    await world.presses(wang, "保存修改")
    assert wang.letters[-1].template == "recording_summary"
    assert "K7M2QX" in wang.letters[-1].text
    await world.presses(wang, "保存修改")
    assert [(await world.case(one)).party("1").name for one in ("K7M2QX", "B3N4PR")] == ["张建国", "张建民"]


async def test_only_the_own_and_open_case_is_edited(world: World) -> None:
    wang, other = await mediator(world), await mediator(world)
    case = await recorded(world, wang)
    assert (await world.says(other, "/edit K7M2QX")).template == "case_unknown"
    assert (await world.says(other, "/edit")).template == "no_cases"
    await world.says(wang, "/edit K7M2QX")
    await changed(world, replace(case, state=CaseState.CANCELLED))
    assert (await world.says(wang, "/edit K7M2QX")).template == "case_ended"


async def test_an_edit_of_a_case_that_ended_meanwhile_says_so(world: World) -> None:
    wang = await mediator(world)
    case = await recorded(world, wang)
    await world.says(wang, "/edit K7M2QX")
    await world.presses(wang, "改：张建军")
    await world.presses(wang, "名称")
    await world.says(wang, "张建国")
    await changed(world, replace(case, state=CaseState.CANCELLED))
    await world.presses(wang, "保存修改")
    assert "case_ended" in {one.template for one in wang.letters[-2:]}
    assert (await world.case("K7M2QX")).party("1").name == "张建军"


@pytest.mark.parametrize("agreed", [True, False])
async def test_the_card_leads_here(world: World, agreed: bool) -> None:
    wang = await mediator(world)
    await recorded(world, wang, agreed=agreed)
    await world.says(wang, "/case K7M2QX")
    assert (await world.presses(wang, "修改")).template == "recording_summary"
    await world.says(wang, "/case K7M2QX")
    if not agreed:
        assert (await world.presses(wang, "登记协议")).template == "recording_form"
        await types(
            world, wang, ("口头协议", "无", "今天", "李晓梅", "道歉", "无", "当面", "3日内", "没有了", "确认登记")
        )
        assert (await only_case(world)).agreement is not None
