"""/cases: lists by what needs doing, a page at a time, and who sees which cases."""

from dataclasses import replace

import pytest

from mediation.actor import Role
from mediation.case import BindingState
from storage import cases
from tests.sample import attested, recorded
from tests.world import Somebody, World

NUMBERS = ("AAAAA2", "AAAAA3", "AAAAA4", "AAAAA5", "AAAAA6", "AAAAA7", "AAAAA8", "AAAAA9", "BBBBB2", "BBBBB3")


@pytest.fixture
async def wang(world: World) -> Somebody:
    """The mediator of the sample case."""
    return await world.staff("王建国", Role.MEDIATOR)


async def with_binding(world: World, number: str, state: BindingState) -> None:
    """Party 2's binding in that state."""
    case = await world.case(number)
    two = case.party("2")
    changed = case.with_party(replace(two, binding=replace(two.binding, state=state)))
    await world.run(lambda store: cases.save(store, changed, world.now))


async def test_cases_stand_under_what_needs_doing_the_most_urgent_first(world: World, wang: Somebody) -> None:
    li = world.person("李晓梅")
    for number in NUMBERS[:3]:
        await recorded(world, wang, number, agreed=number != NUMBERS[0])
    for number in NUMBERS[1:3]:
        for key in ("1", "2"):
            await attested(world, await world.case(number), key, li if key == "2" else world.person("张建军"))
    await with_binding(world, NUMBERS[2], BindingState.PROVISIONAL)
    words = (await world.says(wang, "/cases")).text
    order = ["等确认是不是本人", NUMBERS[2], "还没有登记协议", NUMBERS[0], "暂时没有要办的", NUMBERS[1]]
    assert sorted(order, key=words.index) == order


async def test_paging_changes_nothing_and_spends_no_key(world: World, wang: Somebody) -> None:
    for number in NUMBERS:
        await recorded(world, wang, number)
    first = await world.says(wang, "/cases")
    key = first.key("下一页 ›")
    second = await world.asks(wang, kind="press", text=key)
    again = await world.asks(wang, kind="press", text=key)
    assert second is not None
    assert again is not None
    assert (second.text, second.labels) == (again.text, again.labels)
    shown = [label.split(" ")[0] for page in (first, second) for label in page.labels if " · " in label]
    assert sorted(shown) == sorted(NUMBERS)
    assert (await world.presses(wang, "‹ 上一页")).text == first.text


async def test_a_list_that_became_shorter_shows_its_last_page(world: World, wang: Somebody) -> None:
    for number in NUMBERS[:9]:
        await recorded(world, wang, number)
    key = (await world.says(wang, "/cases")).key("下一页 ›")
    await end(world, wang, NUMBERS[0])
    found = await world.asks(wang, kind="press", text=key)
    assert found is not None
    assert NUMBERS[1] in found.text
    assert "‹ 上一页" not in found.labels


async def end(world: World, wang: Somebody, number: str) -> None:
    """The mediator cancels a case."""
    await world.says(wang, f"/case {number}")
    await world.presses(wang, "撤销案件")
    await world.says(wang, "登记错了")
    await world.presses(wang, "确定撤销")


async def test_ended_cases_have_a_list_of_their_own(world: World, wang: Somebody) -> None:
    await recorded(world, wang, NUMBERS[0])
    await recorded(world, wang, NUMBERS[1])
    await end(world, wang, NUMBERS[0])
    assert NUMBERS[0] not in (await world.says(wang, "/cases")).text
    ended = await world.presses(wang, "已经结束的案件")
    assert NUMBERS[0] in ended.text
    assert NUMBERS[1] not in ended.text
    assert "已撤销" in (await world.presses(wang, next(one for one in ended.labels if NUMBERS[0] in one))).text


async def test_everybody_sees_the_cases_in_their_own_scope_only(world: World, wang: Somebody) -> None:
    await recorded(world, wang)
    seeing = [await world.staff("刘审", role) for role in (Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR)]
    seeing.append(await world.staff("陈管理", Role.ADMINISTRATOR, "city"))
    blind = [await world.staff("周调解", Role.MEDIATOR), await world.staff("孙审", Role.REVIEWER, "230404")]
    for who in seeing:
        assert "K7M2QX" in (await world.says(who, "/cases")).text
        assert (await world.says(who, "/case k7m2qx")).template == "card"
    for who in blind:
        assert "K7M2QX" not in (await world.says(who, "/cases")).text
        assert (await world.says(who, "/case K7M2QX")).template == "case_unknown"
        assert (await world.says(who, "/case K7M2QX 2")).template == "case_unknown"


async def test_a_city_is_paged_too(world: World, wang: Somebody) -> None:
    for number in NUMBERS:
        await recorded(world, wang, number)
    chen = await world.staff("陈管理", Role.ADMINISTRATOR, "city")
    first, second = await world.says(chen, "/cases"), await world.presses(chen, "下一页 ›")
    shown = [label.split(" ")[0] for page in (first, second) for label in page.labels if " · " in label]
    assert sorted(shown) == sorted(NUMBERS)


async def test_with_one_case_no_number_is_needed_with_several_it_is_asked(world: World, wang: Somebody) -> None:
    assert (await world.says(wang, "/case")).template == "no_cases"
    await recorded(world, wang)
    assert (await world.says(wang, "/case")).template == "card"
    for number in NUMBERS:
        await recorded(world, wang, number)
    asked = await world.says(wang, "/case")
    assert asked.template == "which_case"
    assert (await world.presses(wang, next(one for one in asked.labels if "AAAAA5" in one))).template == "card"
    assert (await world.says(wang, "/case QQQQQQ")).template == "case_unknown"
    assert (await world.says(wang, "/case AAAAA5 nonsense")).template == "case_unknown"


async def test_a_choice_of_cases_stays_short(world: World, wang: Somebody) -> None:
    for tens in "23":
        for number in NUMBERS:
            await recorded(world, wang, number[:4] + tens + number[5])
    await recorded(world, wang)
    await recorded(world, wang, "CCCCC2")
    asked = await world.says(wang, "/case")
    assert len(asked.labels) == 20
    assert "还有2件" in asked.text


async def test_cases_are_not_for_parties(world: World) -> None:
    li = world.person("李晓梅")
    await world.says(li, "/cases")
    assert [letter.template for letter in li.letters] == ["not_for_you", "welcome"]
