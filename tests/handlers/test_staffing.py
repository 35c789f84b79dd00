"""/staff: the list, inviting, binding and removing, from the chat and for the command line."""

import pytest
from sqlalchemy import select

from handlers import staffing
from mediation.actor import Role
from mediation.decision import Refused
from messages.words import LANGUAGES
from storage import people
from storage.chains import OFFICE
from storage.schema.journal import journal as journal_table
from storage.store import Store
from tests.sample import person_id
from tests.world import START, WORDS, Heard, Somebody, World


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


async def test_somebody_is_invited_opens_the_link_and_works(world: World, chen: Somebody) -> None:
    code = await invites(world, chen, "调解员", "南山区司法局")
    link = chen.letters[-1]
    assert link.document == "qr:⟦link⟧"
    assert link.secrets["⟦link⟧"] == f"https://t.me/xintiao_test_bot?start={code.removeprefix('/start ')}"
    for secret in link.secrets.values():
        assert secret not in link.text
    zhao = world.person("小赵", "en")
    await world.says(zhao, "/help")
    await world.says(zhao, code)
    assert [letter.template for letter in zhao.letters[1:]] == ["staff_bound_welcome", "welcome"]
    assert "您好，赵新！您是调解员" in zhao.letters[-1].text
    assert chen.letters[-1].text == "赵新（南山区司法局，调解员）已打开链接，账号绑定好了。"
    assert (await world.says(zhao, "/cases")).template == "caseload"
    member = await person_id(world, zhao)
    found = await world.run(lambda store: people.staff_member(store, member))
    assert found is not None
    assert (found.role, found.unit, found.name) == (Role.MEDIATOR, "230404", "赵新")
    assert await office_events(world) == ["staff_invited", "staff_bound"]


async def test_a_new_administrator_is_not_told_of_themselves(world: World, chen: Somebody) -> None:
    code = await invites(world, chen, "管理员", "全市")
    zhou = world.person("小周")
    await world.says(zhou, code)
    assert [letter.template for letter in zhou.letters] == ["staff_bound_welcome", "welcome"]
    assert chen.letters[-1].template == "staff_bound.administrators"


async def test_the_list_says_who_has_not_come_yet_and_is_sorted_by_unit(world: World, chen: Somebody) -> None:
    await world.staff("王建国", Role.MEDIATOR)
    await invites(world, chen, "审核员（司法局）", "向阳区司法局")
    words = (await world.says(chen, "/staff")).text
    order = [
        "全市",
        "陈管理",
        "向阳区司法局",
        "赵新 · 审核员（司法局） · 还没有打开链接",
        "工农区司法局",
        "王建国 · 调解员",
    ]
    assert sorted(order, key=words.index) == order
    assert words.count("还没有打开链接") == 1


async def test_a_long_list_is_paged_and_paging_spends_no_key(world: World, chen: Somebody) -> None:
    for number in range(24):
        await world.staff(f"调解员{number:02}", Role.MEDIATOR)
    first = await world.says(chen, "/staff")
    key = first.key("下一页 ›")
    second = await world.asks(chen, kind="press", text=key)
    again = await world.asks(chen, kind="press", text=key)
    assert second is not None
    assert again is not None
    assert second.text == again.text
    third = await world.presses(chen, "下一页 ›")
    shown = [label for page in (first, second, third) for label in page.labels if " · " in label]
    assert len(set(shown)) == len(shown) == 25


async def test_a_units_administrator_sees_and_invites_only_there(world: World, chen: Somebody) -> None:
    sun = await world.staff("孙管理", Role.ADMINISTRATOR, "230404")
    await world.staff("王建国", Role.MEDIATOR)
    words = (await world.says(sun, "/staff")).text
    assert "孙管理" in words
    assert "王建国" not in words
    assert "陈管理" not in words
    await world.presses(sun, "邀请新的工作人员")
    assert (await world.presses(sun, "调解员")).template == "staff_name"
    await world.says(sun, "赵新")
    summary = await world.presses(sun, "中文")
    assert "南山区司法局" in summary.text
    assert "改单位" not in summary.labels
    await world.presses(sun, "生成链接")
    members = await world.run(people.staff)
    assert [one.unit for one in members if one.name == "赵新"] == ["230404"]


async def test_another_units_buttons_are_refused(world: World, chen: Somebody) -> None:
    sun = await world.staff("孙管理", Role.ADMINISTRATOR, "230404")
    await world.staff("王建国", Role.MEDIATOR)
    key = (await world.says(chen, "/staff")).key("王建国 · 调解员")
    answer = await world.asks(sun, kind="press", text=key)
    assert answer is not None
    assert answer.template == "not_yours"


async def test_every_answer_can_be_changed_before_the_link_is_made(world: World, chen: Somebody) -> None:
    await world.says(chen, "/staff")
    await world.presses(chen, "邀请新的工作人员")
    await world.presses(chen, "审核员（司法局）")
    await world.presses(chen, "全市")
    assert [one.template for one in await say(world, chen, "9527")] == ["staff_name_unreadable", "staff_name"]
    await world.says(chen, "赵新")
    await world.presses(chen, "English")
    await world.presses(chen, "改角色")
    assert "全市" in (await world.presses(chen, "调解员")).text
    assert [one.template for one in await press(world, chen, "生成链接")] == ["mediator_needs_unit", "staff_sure"]
    await world.presses(chen, "改单位")
    await world.presses(chen, "兴安区司法局")
    await world.presses(chen, "改姓名")
    summary = await world.says(chen, "赵  新华")
    assert [one for one in ("赵 新华", "调解员", "兴安区司法局", "English") if one not in summary.text] == []
    await world.presses(chen, "生成链接")
    member = next(one for one in await world.run(people.staff) if one.name == "赵 新华")
    assert (member.role, member.unit) == (Role.MEDIATOR, "230405")
    assert (await world.run(lambda store: people.person(store, member.person))).language == "en"


async def say(world: World, who: Somebody, words: str) -> list[Heard]:
    """The letters that words bring."""
    before = len(who.letters)
    await world.says(who, words)
    return who.letters[before:]


async def press(world: World, who: Somebody, label: str) -> list[Heard]:
    """The letters that a press brings."""
    before = len(who.letters)
    await world.presses(who, label)
    return who.letters[before:]


async def test_leaving_the_questions_invites_nobody(world: World, chen: Somebody) -> None:
    await world.says(chen, "/staff")
    await world.presses(chen, "邀请新的工作人员")
    await world.presses(chen, "管理员")
    await world.presses(chen, "取消")
    assert [one.name for one in await world.run(people.staff)] == ["陈管理"]


@pytest.mark.parametrize("role", [Role.MEDIATOR, Role.REVIEWER, Role.APPROVER])
async def test_staff_is_for_administrators(world: World, role: Role) -> None:
    who = await world.staff("王建国", role)
    assert (await say(world, who, "/staff"))[0].template == "not_for_you"


async def test_the_command_line_invites_the_first_administrator(world: World) -> None:
    def work(store: Store) -> str:
        return staffing.invite(store, world.office, Role.ADMINISTRATOR, "city", "陈管理", "zh", world.now)

    token = await world.run(work)
    chen = world.person("老陈")
    assert (await world.says(chen, f"/start {token}")).template == "welcome"
    assert (await world.says(chen, "/staff")).template == "staff_list"
    assert await office_events(world) == ["staff_invited", "staff_bound"]


async def test_the_command_line_hears_what_is_wrong(world: World) -> None:
    def work(store: Store) -> str:
        return staffing.invite(store, world.office, Role.MEDIATOR, "city", "王建国", "zh", world.now)

    with pytest.raises(Refused, match="mediator_needs_unit"):
        await world.run(work)
    assert await world.run(people.staff) == []
    assert await office_events(world) == []


async def test_in_english(world: World) -> None:
    chen = await world.staff("Chen", Role.ADMINISTRATOR, "city", language="en")
    await world.says(chen, "/staff")
    await world.presses(chen, "Invite somebody new")
    await world.presses(chen, "mediator")
    await world.presses(chen, "Nanshan District Justice Bureau")
    await world.says(chen, "Zhao Xin")
    await world.presses(chen, "English")
    assert "72 hours" in (await world.presses(chen, "Make the link")).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "reason",
    ["last_administrator", "not_yourself", "other_unit", "role_unknown", "unit_unknown", "reason_missing"],
)
def test_refusals_that_buttons_do_not_lead_to_have_words_too(reason: str, language: str) -> None:
    assert len(WORDS.render(reason, language, {}, START).text) > 10
