"""Recording a case, one question at a time: by typing and pressing, away and back again."""

from datetime import date

import pytest

from handlers.desk import Desk
from mediation.actor import Role
from mediation.agreed import AgreementForm
from mediation.case import Capacity, Side, SubjectKind
from mediation.disputes import DisputeKind
from storage import people
from tests.recorder import (
    CASE,
    COMPANY_NUMBER,
    LOAN,
    OBLIGATION,
    PARTY_ONE,
    PARTY_TWO,
    WANG_NUMBER,
    all_words,
    at_summary,
    deleted,
    mediator,
    only_case,
    types,
)
from tests.sample import LI, ZHANG
from tests.world import World


async def test_a_case_is_recorded_by_typing_alone(world: World) -> None:
    wang = await mediator(world)
    summary = await at_summary(world, wang)
    assert "2026年4月15日" in summary.text
    done = await world.says(wang, "确认登记")
    case = await only_case(world)
    assert done.template == "case_opened"
    assert case.number in done.text
    assert done.labels == ["邀请张建军", "邀请李晓梅", "看案件"]
    one, two = case.parties
    assert (one.side, one.name, one.identity, one.acting.capacity) == (Side.APPLICANT, "张建军", ZHANG, Capacity.SELF)
    assert (two.side, two.name, two.identity, two.phone) == (Side.RESPONDENT, "李晓梅", LI, None)
    assert case.dispute is DisputeKind.LOAN
    assert case.agreement is not None
    assert (case.agreement.form, case.agreement.number) == (AgreementForm.WRITTEN, "鹤工调〔2026〕12号")
    assert case.agreement.effective == date(2026, 3, 1)
    (owed,) = case.obligations
    assert (owed.obligor, owed.obligee, owed.amount) == ("2", "1", 500_000)
    assert (owed.due, owed.when) == (date(2026, 4, 15), "2026年4月15日前")


async def test_a_case_is_recorded_by_pressing(world: World) -> None:
    wang = await mediator(world)
    await world.says(wang, "/new")
    for label in ("商事调解", "9 合同", "已经达成", "口头协议", "跳过", "今天"):
        await world.presses(wang, label)
    await types(world, wang, PARTY_ONE)
    await types(
        world, wang, ("法人或非法人组织", "北方建材有限公司", COMPANY_NUMBER, "无", "法定代表人或负责人", "王芳")
    )
    heard = await types(world, wang, (WANG_NUMBER, "没有了", "北方建材有限公司", "交付钢材"))
    assert heard.template == "recording_amount"
    await world.presses(wang, "跳过")
    await world.presses(wang, "当面交付")
    await world.says(wang, "10个工作日内")
    await world.presses(wang, "没有了")
    await world.presses(wang, "确认登记")
    case = await only_case(world)
    firm = case.party("2")
    assert (firm.subject, firm.acting.capacity, firm.acting.name) == (
        SubjectKind.ENTITY,
        Capacity.LEGAL_REPRESENTATIVE,
        "王芳",
    )
    assert case.agreement is not None
    assert (case.agreement.number, case.obligations[0].amount) == (None, None)


async def test_numbers_are_masked_in_the_log_deleted_from_the_chat_and_in_no_letter(world: World) -> None:
    wang = await mediator(world)
    wrong = ZHANG.number[:-1] + ("1" if ZHANG.number[-1] != "1" else "2")
    await types(world, wang, ("/new", *CASE, "自然人", "张建军"))
    for mistyped, reason in (
        (wrong, "identity_check_digit"),
        ("2304031980", "identity_length"),
        ("我不知道", "identity_characters"),
    ):
        await world.says(wang, mistyped)
        assert [one.template for one in wang.letters[-2:]] == [reason, "recording_identity"]
    await types(
        world, wang, (ZHANG.number, "13912345678", "本人", *PARTY_TWO, "没有了", *OBLIGATION, "没有了", "确认登记")
    )
    log = await all_words(world)
    for number in (ZHANG.number, LI.number, wrong, "2304031980", "13912345678"):
        assert number not in log
    assert await deleted(world) == 5
    assert (await only_case(world)).party("1").identity == ZHANG


async def test_nothing_entered_is_lost_by_a_restart_on_another_day(world: World) -> None:
    wang = await mediator(world)
    await types(world, wang, ("/new", *LOAN[:8]))
    await world.days_pass(3)
    world.desk = Desk(world.office)
    heard = await world.says(wang, "/new")
    assert [one.template for one in wang.letters[-2:]] == ["recording_goes_on", "recording_identity"]
    assert "张建军" in heard.text
    await types(world, wang, (*LOAN[8:], "确认登记"))
    assert (await only_case(world)).party("1").name == "张建军"


async def test_a_day_said_as_tomorrow_stays_the_day_it_meant(world: World) -> None:
    wang = await mediator(world)
    await types(world, wang, ("/new", *LOAN[:-2], "明天"))
    await world.days_pass(2)
    await types(world, wang, ("没有了", "确认登记"))
    owed = (await only_case(world)).obligations[0]
    assert (owed.due, owed.when) == (date(2026, 3, 3), "2026-03-03")


async def test_back_and_keep_change_nothing(world: World) -> None:
    wang = await mediator(world)
    await types(world, wang, ("/new", "人民调解", "借贷"))
    assert (await world.says(wang, "/back")).template == "recording_dispute"
    assert "现在填的是：借贷" in wang.letters[-1].text
    assert (await world.presses(wang, "不改")).template == "recording_agreed"
    await world.says(wang, "/back")
    await world.says(wang, "/back")
    assert (await world.says(wang, "/back")).template == "recording_mediation"
    assert (await world.says(wang, "/skip")).template == "recording_agreed"


async def test_what_must_be_answered_cannot_be_skipped(world: World) -> None:
    wang = await mediator(world)
    await world.says(wang, "/new")
    await world.says(wang, "/skip")
    assert [one.template for one in wang.letters[-2:]] == ["cannot_skip", "recording_mediation"]


async def test_cancelling_asks_once_more_when_much_was_entered(world: World) -> None:
    wang = await mediator(world)
    await types(world, wang, ("/new", "人民调解"))
    assert (await world.says(wang, "/cancel")).template == "dialogue_cancelled"
    await types(world, wang, ("/new", *LOAN[:7]))
    assert (await world.says(wang, "/cancel")).template == "cancel_sure"
    assert (await world.presses(wang, "不，接着填")).template == "recording_name"
    await world.presses(wang, "取消")
    assert (await world.presses(wang, "是，取消")).template == "dialogue_cancelled"
    assert (await world.says(wang, "/cancel")).template == "nothing_open"


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR])
async def test_only_mediators_are_asked(world: World, role: Role) -> None:
    somebody = await world.staff("赵敏", role)
    for command in ("/new", "/form", "/edit"):
        await world.says(somebody, command)
        assert somebody.letters[-2].template == "not_for_you"
    li = world.person("李晓梅")
    await world.says(li, "/new")
    assert li.letters[-2].template == "not_for_you"


async def test_the_whole_story_in_english(world: World) -> None:
    wang = await mediator(world, "en")
    words = ("people's mediation", "loan", "Yes, reached", "written agreement", "Skip", "today")
    one = ("natural person", "Zhang Jianjun", ZHANG.number, "Skip", "themselves")
    two = (
        "natural person",
        "Li Xiaomei",
        LI.number,
        "none",
        "agent",
        "Wang Fang",
        WANG_NUMBER,
        "authorisation of 1 March",
    )
    owed = ("Li Xiaomei", "repay the loan", "5000", "bank transfer", "within 30 days")
    await at_summary(world, wang, (*words, *one, *two, "No more", *owed, "No more"))
    done = await world.says(wang, "Confirm")
    assert done.labels == ["Invite Zhang Jianjun", "Invite Wang Fang (Li Xiaomei)", "See the case"]
    assert (await only_case(world)).obligations[0].due == date(2026, 4, 1)


async def test_somebody_who_is_no_mediator_any_more_records_nothing(world: World) -> None:
    wang = await mediator(world)
    await at_summary(world, wang)
    await world.run(lambda store: people.remove_staff(store, people.staff(store)[0].person, world.now))
    await world.says(wang, "确认登记")
    assert wang.letters[-2].template == "only_mediators"
