"""Cancelling a case and closing failed mediation: the questions, who hears what, and that the links die."""

from dataclasses import replace
from typing import Any

import pytest

from mediation.actor import Role
from mediation.case import Case, CaseState, MediationKind
from storage import cases, invitations
from tests.sample import attested, recorded
from tests.world import Somebody, World


@pytest.fixture
async def wang(world: World) -> Somebody:
    """The mediator of the sample case."""
    return await world.staff("王建国", Role.MEDIATOR)


async def ends(world: World, wang: Somebody, label: str, sure: str, number: str = "K7M2QX") -> None:
    """The mediator ends a case from its card, with a reason."""
    await world.says(wang, f"/case {number}")
    await world.presses(wang, label)
    await world.says(wang, "双方自己谈好了")
    await world.presses(wang, sure)


async def test_both_sides_hear_that_the_case_is_cancelled_and_why(world: World, wang: Somebody) -> None:
    case = await recorded(world, wang)
    li, zhang = world.person("李晓梅"), world.person("Zhang", "en")
    await attested(world, case, "2", li)
    await attested(world, case, "1", zhang)
    await ends(world, wang, "撤销案件", "确定撤销")
    assert (await world.case("K7M2QX")).state is CaseState.CANCELLED
    for letter in (li.letters[-1], zhang.letters[-1]):
        assert letter.template == "case_cancelled.parties"
        assert "双方自己谈好了" in letter.text
    assert "第三十二条" in li.letters[-1].text
    assert "art. 33" in zhang.letters[-1].text
    assert wang.letters[-1].text.endswith("各方会收到通知。")


async def test_judicial_confirmation_is_named_only_while_there_is_time_for_it(world: World, wang: Somebody) -> None:
    li = world.person("李晓梅")
    await attested(world, await recorded(world, wang), "2", li)
    await world.days_pass(35)
    await ends(world, wang, "撤销案件", "确定撤销")
    assert "第三十二条" in li.letters[-1].text
    assert "司法确认" not in li.letters[-1].text


async def test_failed_mediation_names_the_other_routes_and_keeps_the_reason_in_the_file(
    world: World, wang: Somebody
) -> None:
    case = await recorded(world, wang, agreed=False)
    li, zhang = world.person("李晓梅"), world.person("Zhang", "en")
    await attested(world, case, "2", li)
    await attested(world, case, "1", zhang)
    await ends(world, wang, "调解不成", "确定结束")
    ended = await world.case("K7M2QX")
    assert (ended.state, ended.reason) == (CaseState.FAILED, "双方自己谈好了")
    for letter, routes in (
        (li.letters[-1], "仲裁 行政 诉讼 第二十六条"),
        (zhang.letters[-1], "Arbitration Court art. 26"),
    ):
        assert letter.template == "mediation_failed.parties"
        assert [one for one in routes.split() if one not in letter.text] == []
        assert "双方自己谈好了" not in letter.text


async def test_commercial_mediation_does_not_cite_the_other_law(world: World, wang: Somebody) -> None:
    case = await recorded(world, wang, agreed=False)
    li = world.person("李晓梅")
    await attested(world, case, "2", li)
    await change(world, mediation=MediationKind.COMMERCIAL)
    await ends(world, wang, "调解不成", "确定结束")
    assert "仲裁" in li.letters[-1].text
    assert "人民调解法" not in li.letters[-1].text + wang.letters[-1].text


async def change(world: World, **changed: Any) -> Case:
    """The sample case with other fields."""
    case = replace(await world.case("K7M2QX"), **changed)
    return await world.run(lambda store: cases.save(store, case, world.now))


async def test_the_mediator_hears_whom_nobody_told(world: World, wang: Somebody) -> None:
    await attested(world, await recorded(world, wang, agreed=False), "2", world.person("李晓梅"))
    await ends(world, wang, "调解不成", "确定结束")
    assert "张建军没有绑定账号" in wang.letters[-1].text
    assert "李晓梅没有" not in wang.letters[-1].text


async def test_the_links_of_an_ended_case_die(world: World, wang: Somebody) -> None:
    await recorded(world, wang)
    await world.says(wang, "/case K7M2QX")
    code = (await world.presses(wang, "邀请 李晓梅")).secrets["⟦code⟧"]
    await ends(world, wang, "撤销案件", "确定撤销")
    assert (await world.says(world.person("李晓梅"), code)).template == "link_withdrawn"
    found = await world.run(lambda store: invitations.find(store, code.removeprefix("/start ")))
    assert found is not None
    assert found.ended == "withdrawn"


async def test_nothing_ends_before_the_last_press_and_a_reason_is_asked_again(world: World, wang: Somebody) -> None:
    await recorded(world, wang)
    await world.says(wang, "/case K7M2QX")
    await world.presses(wang, "撤销案件")
    await world.says(wang, "太" * 301)
    assert [one.template for one in wang.letters[-2:]] == ["reason_unreadable", "cancel_case_reason"]
    assert "登记错了" in (await world.says(wang, "  登记错了 ")).text
    await world.presses(wang, "« 返回")
    await world.says(wang, "另有一件")
    assert (await world.presses(wang, "取消")).template == "dialogue_cancelled"
    assert (await world.case("K7M2QX")).state is CaseState.OPEN


async def test_what_cannot_end_is_refused_before_a_reason_is_typed(world: World, wang: Somebody) -> None:
    await recorded(world, wang, agreed=False)
    key = (await world.says(wang, "/case K7M2QX")).key("调解不成")
    agreed = (await recorded(world, wang, "AAAAA2")).agreement
    await change(world, agreement=agreed)
    answer = await world.asks(wang, kind="press", text=key)
    assert answer is not None
    assert answer.template == "agreement_in_effect"


async def test_an_ended_case_is_not_ended_again(world: World, wang: Somebody) -> None:
    await recorded(world, wang)
    key = (await world.says(wang, "/case K7M2QX")).key("撤销案件")
    await ends(world, wang, "撤销案件", "确定撤销")
    answer = await world.asks(wang, kind="press", text=key)
    assert answer is not None
    assert answer.template == "case_ended"


async def test_the_last_press_for_one_case_never_ends_another(world: World, wang: Somebody) -> None:
    for number in ("K7M2QX", "AAAAA2"):
        await recorded(world, wang, number)
    await world.says(wang, "/case K7M2QX")
    await world.presses(wang, "撤销案件")
    sure = (await world.says(wang, "登记错了")).key("确定撤销")
    await world.says(wang, "/case AAAAA2")
    await world.presses(wang, "撤销案件")
    await world.says(wang, "另有原因")
    await world.asks(wang, kind="press", text=sure)
    assert [(await world.case(number)).state for number in ("K7M2QX", "AAAAA2")] == [CaseState.OPEN, CaseState.OPEN]
