"""One-time links: what each dead one says, that tokens do not rest in the log, and who may not open which."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from mediation.actor import Role
from mediation.case import Binding, BindingState
from storage import cases, invitations
from storage.schema.messages import inbox
from storage.store import Store
from tests.sample import attested, person_id, recorded
from tests.world import Somebody, World

LIFETIME = timedelta(hours=72)


@pytest.fixture
async def chen(world: World) -> Somebody:
    """An administrator of the whole office."""
    return await world.staff("陈管理", Role.ADMINISTRATOR, "city")


async def staff_code(world: World, chen: Somebody, name: str = "赵新") -> str:
    """What an invited reviewer sends to be bound: /start and the token."""
    await world.says(chen, "/staff")
    await world.presses(chen, "邀请新的工作人员")
    await world.presses(chen, "审核员（司法局）")
    await world.presses(chen, "工农区司法局")
    await world.says(chen, name)
    await world.presses(chen, "中文")
    return (await world.presses(chen, "生成链接")).secrets["⟦code⟧"]


async def party_code(world: World, wang: Somebody, number: str = "K7M2QX") -> str:
    """What 李晓梅 sends to open her link."""
    await world.says(wang, f"/case {number}")
    return (await world.presses(wang, "邀请 李晓梅")).secrets["⟦code⟧"]


async def raw(world: World) -> str:
    """Everything that came in, as it rests in the log."""

    def work(store: Store) -> str:
        return " ".join(store.db.scalars(select(inbox.c.raw)))

    return await world.run(work)


async def test_start_without_a_payload_is_the_welcome(world: World) -> None:
    assert (await world.says(world.person("李晓梅"), "/start")).template == "welcome"


async def test_a_link_opened_once_is_used(world: World, chen: Somebody) -> None:
    code = await staff_code(world, chen)
    zhao, other = world.person("小赵"), world.person("孙过路")
    await world.says(zhao, code)
    again, late = await world.says(zhao, code), await world.says(other, code)
    assert (again.template, late.template) == ("link_used", "link_used")
    assert "已经用过了，不用再打开" in again.text
    assert "请马上告诉管理员" in late.text


async def test_a_newer_link_kills_the_older(world: World, chen: Somebody) -> None:
    old = await staff_code(world, chen)
    await world.says(chen, "/staff")
    await world.presses(chen, "赵新 · 审核员（司法局）")
    new = (await world.presses(chen, "换新链接")).secrets["⟦code⟧"]
    zhao = world.person("小赵")
    assert (await world.says(zhao, old)).template == "link_replaced"
    assert (await world.says(zhao, new)).template == "welcome"


async def test_a_link_runs_out(world: World, chen: Somebody) -> None:
    code = await staff_code(world, chen)
    await world.passes(LIFETIME)
    late = await world.says(world.person("小赵"), code)
    assert late.template == "link_expired"
    assert "72小时" in late.text


async def test_a_link_works_until_its_last_moment(world: World, chen: Somebody) -> None:
    code = await staff_code(world, chen)
    await world.passes(LIFETIME - timedelta(seconds=1))
    assert (await world.says(world.person("小赵"), code)).template == "welcome"


async def test_the_link_of_somebody_removed_is_taken_back(world: World, chen: Somebody) -> None:
    code = await staff_code(world, chen)
    await world.says(chen, "/staff")
    await world.presses(chen, "赵新 · 审核员（司法局）")
    await world.presses(chen, "移除")
    await world.presses(chen, "确定移除")
    assert (await world.says(world.person("小赵"), code)).template == "link_withdrawn"


@pytest.mark.parametrize("payload", ["x", "abcdefghijklmnopqrstuv", "李晓梅 的 链接"])
async def test_a_link_that_never_was_is_not_known(world: World, payload: str) -> None:
    assert (await world.says(world.person("李晓梅"), f"/start {payload}")).template == "link_unknown"


async def test_a_party_link_opened_by_one_account_is_closed_to_others(world: World) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, wang)
    code = await party_code(world, wang)
    li, other = world.person("李晓梅"), world.person("孙过路")
    first = await world.says(li, code)
    assert not first.template.startswith("link_")
    taken = await world.says(other, code)
    assert taken.template == "link_taken"
    assert "请马上告诉调解员" in taken.text
    assert (await world.says(li, code)).template == first.template


async def test_payloads_do_not_rest_in_the_log(world: World, chen: Somebody) -> None:
    code = await staff_code(world, chen)
    cut = code[:-3]
    zhao = world.person("小赵")
    for words in (cut, code, code):
        await world.says(zhao, words)
    log = await raw(world)
    assert code.removeprefix("/start ") not in log
    assert cut.removeprefix("/start ") not in log
    assert "/start [link]" in log


async def test_work_accounts_open_no_party_link(world: World) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    liu = await world.staff("刘审", Role.REVIEWER)
    await recorded(world, wang)
    code = await party_code(world, wang)
    for who in (wang, liu):
        assert (await world.says(who, code)).template == "staff_not_party"
    assert (await world.case("K7M2QX")).party("2").binding.state is BindingState.UNBOUND
    found = await world.run(lambda store: invitations.find(store, code.removeprefix("/start ")))
    assert found is not None
    assert found.opened_by is None


@pytest.mark.parametrize("state", [state for state in BindingState if state is not BindingState.UNBOUND])
async def test_a_party_does_not_become_staff(world: World, chen: Somebody, state: BindingState) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    li = world.person("李晓梅")
    await attested(world, await recorded(world, wang), "2", li)
    case = await world.case("K7M2QX")
    tied = replace(case.party("2"), binding=Binding(state, await person_id(world, li)))
    await world.run(lambda store: cases.save(store, case.with_party(tied), world.now))
    code = await staff_code(world, chen)
    assert (await world.says(li, code)).template == "party_not_staff"
    assert (await world.says(world.person("小赵"), code)).template == "welcome"


async def test_a_work_account_takes_no_second_place_in_the_office(world: World, chen: Somebody) -> None:
    code = await staff_code(world, chen)
    refused = await world.says(chen, code)
    assert refused.template == "staff_already"
    assert "陈管理" in refused.text
    assert (await world.says(world.person("小赵"), code)).template == "welcome"
