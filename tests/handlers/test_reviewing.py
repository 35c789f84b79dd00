"""Who may read which conversation, how it is asked for, and that each look is itself in the log, chained."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from handlers.reviewing import Cut, Subject, look
from mediation.actor import Actor, Role
from mediation.case import Case
from mediation.decision import Refused
from mediation.looking import Purpose, Why
from storage import cases, people
from storage.schema.journal import journal as journal_table
from storage.store import Store
from storage.verifying import verify
from tests.handlers.logs import PURPOSE, file_of, looked, looks, talked
from tests.sample import attested, person_id, sample_case
from tests.world import UNIT, Somebody, World


@pytest.fixture
async def zhou(world: World) -> Somebody:
    """An administrator of the case's own unit."""
    return await world.staff("周敏", Role.ADMINISTRATOR)


@pytest.fixture
async def city(world: World) -> Somebody:
    """An administrator of the whole office."""
    return await world.staff("陈管理", Role.ADMINISTRATOR, "city")


@pytest.fixture
async def li(world: World) -> Somebody:
    """A party who has asked something."""
    return await talked(world)


async def test_the_purpose_comes_first_and_the_look_is_in_the_cases_journal_without_a_new_version(
    world: World, li: Somebody, zhou: Somebody
) -> None:
    before = (await world.case("K7M2QX")).version
    assert (await world.says(zhou, "/log K7M2QX")).template == "log_purpose"
    assert await looked(world) == []
    assert (await world.presses(zhou, PURPOSE)).template == "log_page"
    (entry,) = await looked(world)
    assert (entry.actor, entry.body["purpose"], entry.body["part"]) == (
        await person_id(world, zhou),
        "complaint",
        "1-8/8",
    )
    assert (await world.case("K7M2QX")).version == before
    assert "● 周敏：查看了对话记录，目的：核查投诉" in (await looks(world, zhou, "K7M2QX")).text
    assert (await world.run(verify)).broken is None


async def test_who_looked_at_a_person_is_in_that_persons_log_and_chained(
    world: World, li: Somebody, city: Somebody
) -> None:
    await looks(world, city, "李晓梅")
    number = await person_id(world, li)

    def work(store: Store) -> int:
        found = update(journal_table).where(journal_table.c.chain == f"person:{number}").values(role="mediator")
        return store.db.execute(found).rowcount

    assert "● 陈管理：查看了对话记录" in (await looks(world, city, f"#{number}")).text
    assert (await world.run(verify)).broken is None
    assert await world.run(work) == 2
    broken = (await world.run(verify)).broken
    assert broken is not None
    assert broken.table == "journal"


async def test_another_purpose_is_said_in_words_and_those_are_journalled(
    world: World, li: Somebody, zhou: Somebody
) -> None:
    await world.says(zhou, "/log K7M2QX")
    assert (await world.presses(zhou, "其他")).template == "log_purpose_words"
    await world.says(zhou, "查 230403198005040170 的事")
    assert zhou.letters[-2].template == "number_not_sent"
    page = await world.says(zhou, "省厅抽查 <2026>")
    assert "目的：其他（省厅抽查 &lt;2026&gt;）" in page.text
    assert (await looked(world))[0].body["words"] == "省厅抽查 <2026>"


async def test_the_question_whose_log_is_asked_until_it_is_understood(
    world: World, li: Somebody, zhou: Somebody
) -> None:
    assert (await world.says(zhou, "/log")).template == "log_subject"
    assert (await world.says(zhou, "QQQQQQ")).template == "log_subject"
    assert zhou.letters[-2].template == "log_unknown"
    assert (await world.says(zhou, "k7m2qx")).template == "log_purpose"
    assert "K7M2QX" in (await world.presses(zhou, "« 返回")).text


@pytest.mark.parametrize("role", [Role.MEDIATOR, Role.REVIEWER, Role.APPROVER])
async def test_nobody_else_reads_a_log_by_command_or_by_an_old_button(world: World, li: Somebody, role: Role) -> None:
    other = await world.staff("赵审核", role)
    await world.says(other, "/log K7M2QX")
    assert [one.template for one in other.letters] == ["not_for_you", "welcome"]
    await world.says(li, "/log K7M2QX")
    assert li.letters[-2].template == "not_for_you"
    assert await looked(world) == []


async def test_an_administrator_who_left_reads_nothing_more(world: World, li: Somebody, zhou: Somebody) -> None:
    await looks(world, zhou, "K7M2QX")
    member = await person_id(world, zhou)
    await world.run(lambda store: people.remove_staff(store, member, world.now))
    assert (await world.presses(zhou, "生成文件")).template == "administrators_only"
    assert len(await looked(world)) == 1


@pytest.mark.parametrize("argument", ["K7M2QX", "K7M2QX 2", "李晓梅", "#{number}"])
async def test_what_is_out_of_scope_looks_as_if_it_were_not_there(world: World, li: Somebody, argument: str) -> None:
    other = await world.staff("孙远", Role.ADMINISTRATOR, "230402")
    number = await person_id(world, li)
    assert (await world.says(other, f"/log {argument.format(number=number)}")).template == "log_unknown"
    assert (await world.says(other, "/log #99999")).template == "log_unknown"
    assert await looked(world) == []


@pytest.mark.parametrize("argument", ["K7M2QX 2", "K7M2QX 李晓梅", "李晓梅", " 李晓梅 ", "#{number}", "＃{number}"])
async def test_a_person_is_found_by_party_by_name_and_by_number(
    world: World, li: Somebody, zhou: Somebody, argument: str
) -> None:
    number = await person_id(world, li)
    page = await looks(world, zhou, argument.format(number=number))
    assert page.text.startswith(f"<b>对话记录</b> · <b>李晓梅</b> #{number}\n")
    assert await looked(world) == []


async def test_a_party_without_an_account_or_an_unknown_one(world: World, li: Somebody, zhou: Somebody) -> None:
    assert (await world.says(zhou, "/log K7M2QX 1")).text.startswith("张建军在案件 K7M2QX 里还没有绑定账号")
    assert (await world.says(zhou, "/log K7M2QX 9")).template == "log_unknown"


async def test_of_several_people_of_one_name_one_is_chosen(world: World, li: Somebody, city: Somebody) -> None:
    other = world.person("李晓梅")
    await world.says(other, "你好")
    asked = await world.says(city, "/log 李晓梅")
    first, second = await person_id(world, li), await person_id(world, other)
    assert asked.template == "log_several"
    assert f"1. 李晓梅 #{first} · 当事人\n　案件：K7M2QX" in asked.text
    assert asked.labels == [f"1. 李晓梅 #{first}", f"2. 李晓梅 #{second}"]
    await world.presses(city, f"2. 李晓梅 #{second}")
    assert "<blockquote>你好</blockquote>" in (await world.presses(city, PURPOSE)).text


async def test_strangers_are_looked_after_by_the_whole_office_alone(
    world: World, zhou: Somebody, city: Somebody
) -> None:
    stranger = world.person("路人")
    await world.says(stranger, "请问在吗")
    number = await person_id(world, stranger)
    assert (await world.says(zhou, f"/log #{number}")).template == "log_unknown"
    assert "请问在吗" in (await looks(world, city, f"#{number}")).text


async def test_of_somebody_with_cases_elsewhere_a_unit_sees_its_own_only(
    world: World, li: Somebody, zhou: Somebody, city: Somebody
) -> None:
    far = await world.staff("刘远", Role.MEDIATOR, "230402")
    mediator = await person_id(world, far)

    def elsewhere(store: Store) -> Case:
        return cases.save(store, sample_case(mediator, "P3XWY8", unit="230402"), world.now)

    await attested(world, await world.run(elsewhere), "2", li)
    await world.says(li, "/ask")
    await world.presses(li, li.letters[-1].labels[-1])
    await world.says(li, "/privacy")
    limited, whole = await looks(world, zhou, "李晓梅"), await looks(world, city, "李晓梅")
    assert "只显示本单位案件的内容。" in limited.text
    assert "只显示本单位案件的内容。" not in whole.text
    assert "/privacy" not in limited.text
    assert "/privacy" in whole.text
    document = (await file_of(world, await world.presses(zhou, "生成文件"))).content.decode()
    assert "P3XWY8" not in document


async def test_a_button_of_another_day_asks_for_the_purpose_again(world: World, li: Somebody, zhou: Somebody) -> None:
    await looks(world, zhou, "K7M2QX")
    world.now += timedelta(days=1)
    assert (await world.presses(zhou, "生成文件")).template == "log_purpose"
    assert len(await looked(world)) == 1


async def test_look_is_the_one_gate_and_asks_everything_itself(world: World, li: Somebody, zhou: Somebody) -> None:
    member, number = await person_id(world, zhou), await person_id(world, li)

    async def refused(
        subject: Subject, role: Role = Role.ADMINISTRATOR, purpose: Purpose = Purpose.FAULT
    ) -> str | None:
        def work(store: Store) -> None:
            look(store, Actor(member, role, UNIT), subject, Why(purpose), Cut(8))

        try:
            await world.run(work)
        except Refused as no:
            return no.reason
        return None

    for subject in (Subject(case="K7M2QX"), Subject(person=number)):
        assert await refused(subject) is None
        assert await refused(subject, role=Role.MEDIATOR) == "administrators_only"
        assert await refused(subject, purpose=Purpose.OTHER) == "purpose_missing"
    assert await refused(Subject(case="QQQQQQ")) == "case_unknown"
    assert await refused(Subject(person=99999)) == "log_unknown"
