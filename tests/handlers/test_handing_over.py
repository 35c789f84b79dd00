"""Handing cases over: one or all, for good or for a time, by the mediator or an administrator, told of once."""

from datetime import time

import pytest

from mediation.actor import Role
from storage import people
from tests.sample import attested, person_id, recorded
from tests.world import Somebody, World

NUMBERS = ("AAAAA2", "AAAAA3", "AAAAA4")
SURE = "确定交接"


def templates(who: Somebody) -> list[str]:
    """What somebody heard, by template."""
    return [letter.template for letter in who.letters]


@pytest.fixture
async def wang(world: World) -> Somebody:
    """The mediator who has the cases."""
    return await world.staff("王建国", Role.MEDIATOR)


@pytest.fixture
async def zhou(world: World) -> Somebody:
    """A colleague of the same unit."""
    return await world.staff("周调解", Role.MEDIATOR)


async def mediators(world: World, *numbers: str) -> set[int]:
    """Who mediates these cases now."""
    return {(await world.case(number)).mediator for number in numbers}


async def hands_over(world: World, who: Somebody, *answers: str) -> None:
    """Answer the questions one after the other by typing; "" skips."""
    for words in answers:
        await world.says(who, words or "/skip")


async def test_all_open_cases_go_and_everybody_hears_once(world: World, wang: Somebody, zhou: Somebody) -> None:
    li = world.person("李晓梅")
    for number in NUMBERS:
        await recorded(world, wang, number)
    await attested(world, await world.case(NUMBERS[0]), "2", li)
    heard = len(li.letters)
    await world.says(wang, "/handover")
    await world.presses(wang, "全部")
    await world.presses(wang, "周调解")
    await hands_over(world, wang, "", "请先给张建军打电话。")
    preview = wang.letters[-1]
    assert preview.template == "hand_over_sure"
    assert all(words in preview.text for words in ("3件", "周调解", "请先给张建军打电话。", *NUMBERS))
    assert (await world.presses(wang, SURE)).template == "cases_handed_over"
    assert await mediators(world, *NUMBERS) == {await person_id(world, zhou)}
    (told,) = zhou.letters
    assert told.template == "cases_handed_over.member"
    assert all(words in told.text for words in ("3件", "王建国", "请先给张建军打电话。"))
    (party,) = li.letters[heard:]
    assert party.template == "case_handed_over.parties"
    assert "周调解" in party.text
    assert "请先给张建军打电话" not in party.text
    assert "请先给张建军打电话。" in (await world.says(zhou, f"/case {NUMBERS[1]} 2")).text


async def test_one_case_goes_from_its_card_and_the_others_stay(world: World, wang: Somebody, zhou: Somebody) -> None:
    for number in NUMBERS:
        await recorded(world, wang, number)
    await world.says(wang, f"/case {NUMBERS[0]}")
    assert (await world.presses(wang, "交给别人")).template == "hand_over_to"
    await hands_over(world, wang, "1", "", "", "1")
    assert await mediators(world, NUMBERS[0]) == {await person_id(world, zhou)}
    assert await mediators(world, *NUMBERS[1:]) == {await person_id(world, wang)}
    # the former one's buttons do nothing more, and say so
    assert (await world.says(wang, f"/case {NUMBERS[0]}")).template == "case_unknown"
    assert (await world.presses(wang, "交给别人")).template == "not_your_case"


async def test_one_case_may_be_named_after_the_command(world: World, wang: Somebody, zhou: Somebody) -> None:
    for number in NUMBERS:
        await recorded(world, wang, number)
    await recorded(world, zhou, "ZZZZZ2")
    await hands_over(world, wang, "/handover", "2", "ZZZZZ2")
    assert templates(wang)[-2:] == ["case_unknown", "hand_over_number"]
    await hands_over(world, wang, NUMBERS[1].lower(), "1", "", "", "1")
    assert wang.letters[-1].template == "cases_handed_over"
    assert await mediators(world, NUMBERS[1]) == {await person_id(world, zhou)}


async def test_an_administrator_hands_over_for_somebody_and_then_lets_them_go(
    world: World, wang: Somebody, zhou: Somebody
) -> None:
    chen = await world.staff("陈管理", Role.ADMINISTRATOR, "city")
    for number in NUMBERS:
        await recorded(world, wang, number)
    await world.says(chen, "/staff")
    await world.presses(chen, "王建国 · 调解员")
    assert (await world.presses(chen, "移除")).template == "cases_to_hand_over"
    await world.presses(chen, "把案件交给别人")
    await hands_over(world, chen, "1", "1", "", "王建国离职。", "1")
    assert chen.letters[-1].template == "cases_handed_over"
    assert wang.letters[-1].template == "cases_handed_over_former"
    assert zhou.letters[-1].template == "cases_handed_over.member"
    assert await mediators(world, *NUMBERS) == {await person_id(world, zhou)}
    await world.says(chen, "/staff")
    await world.presses(chen, "王建国 · 调解员")
    await world.presses(chen, "移除")
    assert (await world.presses(chen, "确定移除")).template == "staff_removed"


async def test_an_administrator_of_another_unit_may_not(world: World, wang: Somebody, zhou: Somebody) -> None:
    chen = await world.staff("陈管理", Role.ADMINISTRATOR)
    await recorded(world, wang, NUMBERS[0])
    await world.says(chen, f"/case {NUMBERS[0]}")
    await world.presses(chen, "交给别人")
    await hands_over(world, chen, "1", "", "")
    await world.run(lambda store: store.db.exec_driver_sql("UPDATE staff SET unit = '230402' WHERE name = '陈管理'"))
    assert (await world.presses(chen, SURE)).template == "other_unit"
    assert await mediators(world, NUMBERS[0]) == {await person_id(world, wang)}


async def test_only_bound_mediators_of_the_unit_are_offered(world: World, wang: Somebody) -> None:
    await world.staff("何调解", Role.MEDIATOR, "230402")
    await world.staff("刘审", Role.REVIEWER)
    await recorded(world, wang, NUMBERS[0])
    assert (await world.says(wang, "/handover")).template == "no_colleague"
    await world.staff("周调解", Role.MEDIATOR)
    await hands_over(world, wang, "/handover", "1")
    assert {"周调解"} == set(wang.letters[-1].labels) - {"« 返回", "取消"}


async def test_a_colleague_who_left_meanwhile_is_not_given_anything(
    world: World, wang: Somebody, zhou: Somebody
) -> None:
    await world.staff("孙调解", Role.MEDIATOR)
    await recorded(world, wang, NUMBERS[0])
    await hands_over(world, wang, "/handover", "1")
    await world.presses(wang, "周调解")
    await hands_over(world, wang, "", "")
    person = await person_id(world, zhou)
    await world.run(lambda store: people.remove_staff(store, person, world.now))
    await world.presses(wang, SURE)
    assert "colleague_gone" in templates(wang)
    assert await mediators(world, NUMBERS[0]) == {await person_id(world, wang)}


async def test_a_preview_of_fewer_cases_is_not_agreed_to(world: World, wang: Somebody, zhou: Somebody) -> None:
    await recorded(world, wang, NUMBERS[0])
    await hands_over(world, wang, "/handover", "1", "1", "", "")
    await recorded(world, wang, NUMBERS[1])
    await world.presses(wang, SURE)
    assert templates(wang)[-2:] == ["question_changed", "hand_over_sure"]
    assert "2件" in wang.letters[-1].text
    await world.presses(wang, SURE)
    assert await mediators(world, *NUMBERS[:2]) == {await person_id(world, zhou)}


async def test_attesting_is_the_new_mediators_and_links_stay_valid(
    world: World, wang: Somebody, zhou: Somebody
) -> None:
    await recorded(world, wang)
    await world.says(wang, "/invite K7M2QX")
    code = (await world.presses(wang, next(one for one in wang.letters[-1].labels if "李晓梅" in one))).secrets
    await hands_over(world, wang, "/handover", "1", "1", "", "", "1")
    li = world.person("李晓梅")
    await world.says(li, code["⟦code⟧"])
    assert "link" not in li.letters[-1].template
    handed = next(one for one in zhou.letters if one.template == "cases_handed_over.member")
    assert "1件" in handed.text


async def test_a_case_that_is_new_stands_on_the_morning_list(world: World, wang: Somebody, zhou: Somebody) -> None:
    await recorded(world, wang, NUMBERS[0])
    await hands_over(world, wang, "/handover", "1", "1", "", "", "1")
    await world.days_pass(1, at=time(8, 31))
    assert "新交给您的案件" in zhou.letters[-1].text
    assert wang.letters[-1].template == "cases_handed_over"
    await world.days_pass(1, at=time(8, 31))
    assert "新交给您的案件" not in zhou.letters[-1].text
