"""Letting somebody go: told at once, able to do nothing more, and never while cases still wait for them."""

import pytest
from sqlalchemy import select

from mediation.actor import Role
from storage.chains import OFFICE
from storage.schema.journal import journal as journal_table
from storage.store import Store
from tests.sample import recorded
from tests.world import Somebody, World


@pytest.fixture
async def chen(world: World) -> Somebody:
    """An administrator of the whole office."""
    return await world.staff("陈管理", Role.ADMINISTRATOR, "city")


async def invites(world: World, who: Somebody, *labels: str, name: str = "赵新") -> str:
    """Invite somebody by these choices, typing the name; returns the /start code."""
    await world.says(who, "/staff")
    await world.presses(who, "邀请新的工作人员")
    for label in labels:
        await world.presses(who, label)
    await world.says(who, name)
    await world.presses(who, "中文")
    return (await world.presses(who, "生成链接")).secrets["⟦code⟧"]


async def office_events(world: World) -> list[str]:
    """What stands in the office's journal, by name."""

    def work(store: Store) -> list[str]:
        mine = select(journal_table.c.event).where(journal_table.c.chain == OFFICE).order_by(journal_table.c.id)
        return list(store.db.scalars(mine))

    return await world.run(work)


async def test_a_member_is_removed_and_told_and_can_do_nothing_more(world: World, chen: Somebody) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    await removes(world, chen, "王建国 · 调解员")
    assert chen.letters[-1].template == "staff_removed"
    assert wang.letters[-1].template == "staff_removed.member"
    await world.says(wang, "/cases")
    assert [letter.template for letter in wang.letters[-2:]] == ["not_for_you", "welcome"]
    assert "王建国" not in (await world.says(chen, "/staff")).text
    assert await office_events(world) == ["staff_removed"]


async def removes(world: World, who: Somebody, label: str) -> None:
    """Remove whom this button of the list names."""
    await world.says(who, "/staff")
    await world.presses(who, label)
    await world.presses(who, "移除")
    await world.presses(who, "确定移除")


async def test_a_dialogue_of_somebody_removed_ends(world: World, chen: Somebody) -> None:
    sun = await world.staff("孙管理", Role.ADMINISTRATOR)
    await world.says(sun, "/staff")
    await world.presses(sun, "邀请新的工作人员")
    await removes(world, chen, "孙管理 · 管理员")
    assert (await world.says(sun, "调解员")).template != "staff_unit"


async def test_open_cases_are_handed_over_first(world: World, chen: Somebody) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, wang)
    await recorded(world, wang, "AAAAA2")
    await world.says(chen, "/staff")
    await world.presses(chen, "王建国 · 调解员")
    refused = await world.presses(chen, "移除")
    assert refused.template == "cases_to_hand_over"
    assert "2件" in refused.text
    assert "K7M2QX" in refused.text
    assert "AAAAA2" in refused.text


async def test_nobody_is_offered_to_remove_themselves(world: World, chen: Somebody) -> None:
    await world.says(chen, "/staff")
    assert (await world.presses(chen, "陈管理 · 管理员")).labels == ["« 回到名单"]


async def test_who_is_gone_is_gone_for_another_administrator_too(world: World, chen: Somebody) -> None:
    zhou = await world.staff("周管理", Role.ADMINISTRATOR, "city")
    await world.staff("王建国", Role.MEDIATOR)
    await world.says(zhou, "/staff")
    await removes(world, chen, "王建国 · 调解员")
    assert (await world.presses(zhou, "王建国 · 调解员")).template == "staff_unknown"


async def test_old_buttons_learn_what_happened_meanwhile(world: World, chen: Somebody) -> None:
    sun = await world.staff("孙管理", Role.ADMINISTRATOR, "city")
    code = await invites(world, chen, "审核员（司法局）", "全市")
    await world.says(sun, "/staff")
    await world.presses(sun, "赵新 · 审核员（司法局）")
    await world.says(world.person("小赵"), code)
    assert (await world.presses(sun, "换新链接")).template == "staff_is_bound"
    await removes(world, chen, "孙管理 · 管理员")
    for label in ("邀请新的工作人员", "赵新 · 审核员（司法局）", "移除", "换新链接"):
        assert (await world.presses(sun, label)).template == "administrators_only"


async def test_somebody_removed_may_be_invited_again(world: World, chen: Somebody) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    await removes(world, chen, "王建国 · 调解员")
    code = await invites(world, chen, "审核员（司法局）", "全市", name="王建国")
    assert "您是审核员" in (await world.says(wang, code)).text
