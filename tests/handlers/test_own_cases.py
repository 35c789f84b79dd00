"""/mycases: a party's own side, and nothing by which the other side could be reached."""

from dataclasses import replace

import pytest

from mediation.actor import Role
from mediation.case import BindingState
from storage import cases
from tests.sample import LI, ZHANG, attested, recorded
from tests.world import Somebody, World


@pytest.fixture
async def wang(world: World) -> Somebody:
    """The mediator of the sample case."""
    return await world.staff("王建国", Role.MEDIATOR)


async def test_each_side_sees_what_it_owes_or_is_owed(world: World, wang: Somebody) -> None:
    case = await recorded(world, wang)
    li, zhang = world.person("李晓梅"), world.person("张建军")
    await attested(world, case, "2", li)
    await attested(world, case, "1", zhang)
    owing, owed = await world.says(li, "/mycases"), await world.says(zhang, "/mycases")
    assert "您要做的" in owing.text
    assert "别人要为您做的" not in owing.text
    assert "别人要为您做的" in owed.text
    assert "您要做的" not in owed.text
    for letter in (owing, owed):
        assert "5,000元" in letter.text
        assert "还有44天" in letter.text
    assert owing.labels == ["已履行", "有困难", "读信用承诺书", "联系调解员"]
    assert owed.labels == ["已收到款物", "读信用承诺书", "联系调解员", "不用还了（免除）"]


async def test_no_side_is_told_how_to_reach_the_other(world: World, wang: Somebody) -> None:
    case = await recorded(world, wang)
    li = world.person("李晓梅")
    await attested(world, case, "2", li)
    words = (await world.says(li, "/mycases")).text
    for contact in ("139", "5678", ZHANG.number, LI.number, ZHANG.number[-6:]):
        assert contact not in words


async def test_with_several_cases_one_is_chosen(world: World, wang: Somebody) -> None:
    li = world.person("李晓梅")
    for number in ("K7M2QX", "AAAAA2"):
        await attested(world, await recorded(world, wang, number), "2", li)
    listed = await world.says(li, "/mycases")
    assert listed.template == "own_cases"
    shown = await world.presses(li, "AAAAA2 · 李晓梅")
    assert "AAAAA2" in shown.text
    again = await world.presses(li, "K7M2QX · 李晓梅")
    assert "K7M2QX" in again.text


async def test_nothing_is_shown_before_the_mediator_has_attested(world: World, wang: Somebody) -> None:
    li, stranger = world.person("李晓梅"), world.person("孙过路")
    await attested(world, await recorded(world, wang), "2", li)
    case = await world.case("K7M2QX")
    two = case.party("2")
    waiting = case.with_party(replace(two, binding=replace(two.binding, state=BindingState.PROVISIONAL)))
    await world.run(lambda store: cases.save(store, waiting, world.now))
    assert (await world.says(li, "/mycases")).template == "not_attested"
    assert (await world.says(stranger, "/mycases")).template == "no_part"


async def test_another_ones_button_does_not_open_a_case(world: World, wang: Somebody) -> None:
    li, qian = world.person("李晓梅"), world.person("钱大")
    for number in ("K7M2QX", "AAAAA2"):
        await attested(world, await recorded(world, wang, number), "2", li)
    await world.says(qian, "/help")
    key = (await world.says(li, "/mycases")).key("AAAAA2 · 李晓梅")
    answer = await world.asks(qian, kind="press", text=key)
    assert answer is not None
    assert answer.template == "not_yours"


async def test_an_ended_case_is_still_there_without_buttons(world: World, wang: Somebody) -> None:
    li = world.person("李晓梅", "en")
    await attested(world, await recorded(world, wang), "2", li)
    await world.says(wang, "/case K7M2QX")
    await world.presses(wang, "撤销案件")
    await world.says(wang, "登记错了")
    await world.presses(wang, "确定撤销")
    shown = await world.says(li, "/mycases")
    assert "This mediation has ended. Reason: 登记错了" in shown.text
    assert shown.labels == []


async def test_before_there_is_an_agreement_nothing_is_to_be_read(world: World, wang: Somebody) -> None:
    li = world.person("李晓梅")
    await attested(world, await recorded(world, wang, agreed=False), "2", li)
    shown = await world.says(li, "/mycases")
    assert "还没有达成协议" in shown.text
    assert shown.labels == ["看信用提示", "联系调解员"]
    assert (await world.presses(li, "看信用提示")).template.startswith("education_")


async def test_who_has_not_agreed_to_be_processed_is_asked_first(world: World, wang: Somebody) -> None:
    li = world.person("李晓梅")
    await attested(world, await recorded(world, wang), "2", li)
    case = await world.case("K7M2QX")
    silent = case.with_party(replace(case.party("2"), consents=()))
    await world.run(lambda store: cases.save(store, silent, world.now))
    asked = await world.says(li, "/mycases")
    assert asked.template == "consent_processing"
    assert "5,000" not in asked.text


async def test_the_buttons_lead_on(world: World, wang: Somebody) -> None:
    li = world.person("李晓梅")
    await attested(world, await recorded(world, wang), "2", li)
    await world.says(li, "/mycases")
    assert (await world.presses(li, "联系调解员")).template == "question_words"
    await world.presses(li, "取消")
    assert (await world.presses(li, "读信用承诺书")).template == "section_owed"
    assert "正在阅读" in (await world.says(li, "/mycases")).text
