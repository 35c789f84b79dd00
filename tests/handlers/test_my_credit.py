"""/mycredit: a person's own file over all cases, for each subject they act for, and who looked into it and why."""

from dataclasses import replace

import pytest

from mediation.actor import Role
from mediation.case import Binding, BindingState, Capacity, CaseState
from mediation.commitment_letter import ConsentKind
from mediation.doors import TELEGRAM, WEB
from mediation.identifiers import Identity
from tests.handlers.credits import OTHER_UNIT, changed, journalled, known, looks
from tests.handlers.logs import file_of
from tests.handlers.test_credit import much
from tests.performing import dealing
from tests.sample import LI, ZHANG, attested, person_id, recorded
from tests.world import World


async def test_it_holds_all_cases_the_good_first_and_nothing_of_the_other_side(world: World) -> None:
    _, li = await known(world)
    page = (await world.says(li, "/mycredit")).text
    assert page.startswith("<b>李晓梅的信用档案</b>\n按时做到1项")
    assert page.index("<b>做到的</b>") < page.index("W3H8PD") < page.index("<b>其他情况</b>") < page.index("K7M2QX")
    assert "按时做到：“归还借款，5,000元”" in page
    assert "张建军" not in page
    assert "只有您和有权限的工作人员看得到" in page
    assert "还没有工作人员看过" in page


async def test_own_looks_are_journalled_and_are_nobody_elses(world: World) -> None:
    _, li = await known(world)
    await world.says(li, "/mycredit")
    (entry,) = await journalled(world)
    assert (entry.actor, entry.role, entry.body["purpose"]) == (await person_id(world, li), "party", "data_subject")
    assert "还没有工作人员看过" in (await world.says(li, "/mycredit")).text


async def test_who_looked_and_why_is_shown_with_role_and_day_and_without_a_name(world: World) -> None:
    wang, li = await known(world)
    await looks(world, wang)
    await looks(world, wang)
    await world.days_pass(1)
    reviewer = await world.staff("周敏", Role.REVIEWER, OTHER_UNIT)
    await looks(world, reviewer, "W3H8PD 2", "核查投诉")
    page = await world.says(li, "/mycredit")
    assert "工作人员看过2次" in page.text
    seen = await world.presses(li, "谁看过")
    assert seen.text.splitlines()[1:] == [
        "· 2026年3月3日 审核员（司法局），目的：核查投诉",
        "· 2026年3月2日 调解员，目的：日常监督",
    ]
    assert (await world.presses(li, "« 回到信用档案")).template == "my_credit"


async def test_what_is_wrong_goes_to_the_mediator_of_an_open_case(world: World) -> None:
    _, li = await known(world)
    await world.says(li, "/mycredit")
    await world.presses(li, "联系调解员")
    await world.says(li, "这一项不对")
    assert (await world.case("K7M2QX")).questions[0].words == "这一项不对"
    await changed(world, replace(await world.case("K7M2QX"), state=CaseState.CLOSED))
    page = await world.says(li, "/mycredit")
    assert "联系调解员" not in page.labels
    assert "直接在这里写给我们" in page.text


async def test_a_long_file_has_pages(world: World) -> None:
    _, li = await known(world)
    await changed(world, much(await world.case("K7M2QX")))
    first = await world.says(li, "/mycredit")
    second = await world.presses(li, "下一页 ›")
    assert "第2/2页" in second.text
    assert (await world.presses(li, "‹ 上一页")).text == first.text
    assert [entry.body["page"] for entry in await journalled(world)] == [1, 2, 1]


async def test_whoever_acts_for_several_chooses(world: World) -> None:
    wang, li = await known(world)
    case = await recorded(world, wang, "AAAAA2")
    await attested(world, case, "1", li)
    assert (await world.says(li, "/mycredit")).labels == ["张建军", "李晓梅"]
    page = await world.presses(li, "张建军")
    assert page.text.startswith("<b>张建军的信用档案</b>")
    assert "W3H8PD" not in page.text


async def test_an_agent_sees_only_the_cases_they_act_in(world: World) -> None:
    _, li = await known(world)
    case = await world.case("K7M2QX")
    party = case.party("2")
    agent = replace(party.acting, name="孙代办", identity=ZHANG, capacity=Capacity.AGENT, authority="授权委托书")
    await changed(world, case.with_party(replace(party, acting=agent)))
    page = (await world.says(li, "/mycredit")).text
    assert "K7M2QX" in page
    assert "W3H8PD" not in page
    assert "只列您经办的案件" in page


async def test_nothing_is_shown_before_it_is_known_who_asks_and_that_they_agree(world: World) -> None:
    _, li = await known(world)
    assert (await world.says(world.person("孙过路"), "/mycredit")).template == "no_part"
    case = await world.case("K7M2QX")
    party = case.party("2")
    asked = tuple(one for one in party.consents if one.kind is not ConsentKind.PROCESSING)
    await changed(world, case.with_party(replace(party, consents=asked)))
    assert (await world.says(li, "/mycredit")).template == "consent_processing"
    waiting = replace(party, binding=replace(party.binding, state=BindingState.PROVISIONAL))
    await changed(world, (await world.case("K7M2QX")).with_party(waiting))
    assert (await world.says(li, "/mycredit")).template == "not_attested"
    assert await journalled(world) == []


async def test_anothers_part_is_not_opened_by_a_button_of_before(world: World) -> None:
    wang, li = await known(world)
    await changed(world, much(await world.case("K7M2QX")))
    await world.says(li, "/mycredit")
    zhang = world.person("张建军")
    await attested(world, await recorded(world, wang, "AAAAA2"), "1", zhang)
    case = await world.case("K7M2QX")
    await changed(world, case.with_party(replace(case.party("2"), binding=Binding())))
    assert (await world.presses(li, "下一页 ›")).template == "no_part"


@pytest.mark.parametrize("door", [TELEGRAM, WEB])
async def test_said_in_time_and_agreed_to_afterwards_is_in_time(world: World, door: str) -> None:
    deal = await dealing(world, door=door)
    await world.days_pass(44)
    await deal.claims()
    await world.days_pass(2)
    await deal.receives()
    assert "正在核对" in (await world.says(deal.li, "/mycredit")).text
    await world.days_pass(2)
    page = await world.says(deal.li, "/mycredit")
    assert "按时做到1项，晚一些做到0项" in page.text
    assert "2026年4月15日 · K7M2QX\n　按时做到：“归还借款，5,000元”" in page.text
    # and of him, who owed nothing, nothing is told
    assert "还没有记录" in (await world.says(deal.zhang, "/mycredit")).text


@pytest.mark.parametrize("door", [TELEGRAM, WEB])
async def test_a_copy_holds_what_is_seen_and_is_journalled(world: World, door: str) -> None:
    deal = await dealing(world, door=door)
    await world.says(deal.li, "/mycredit")
    letter = await world.presses(deal.li, "要一份副本")
    copy = await file_of(world, letter)
    text = copy.content.decode()
    assert copy.mime == "text/html"
    assert "<h1>信用档案副本</h1>" in text
    assert "期限还没有到，或者正在核对：“归还借款，5,000元”" in text
    assert "张建军" not in text
    assert LI.number not in text
    assert "<script" not in text
    assert [entry.body.get("document") for entry in await journalled(world)] == [None, letter.document]
    assert (await world.presses(deal.li, "« 回到信用档案")).template == "my_credit"


async def test_what_the_records_mean_how_long_they_stay_and_what_may_be_asked_for(world: World) -> None:
    _, li = await known(world)
    await world.says(li, "/mycredit")
    meant = await world.presses(li, "这些记录的意思")
    for words in ("保存30年", "其他的保存10年", "第四十五条", "第四十六条", "/statement"):
        assert words in meant.text
    assert (await world.presses(li, "« 回到信用档案")).template == "my_credit"


async def test_a_ward_has_a_file_of_their_own_that_the_guardian_is_shown(world: World) -> None:
    wang, li = await known(world)
    case = await recorded(world, wang, "AAAAA2")
    party = case.party("1")
    ward = replace(party, name="张小宝", identity=Identity(LI.kind, "23040320150504002X"))
    guardian = replace(party.acting, name="李晓梅", identity=LI, capacity=Capacity.GUARDIAN, authority="户口簿")
    other = replace(case.party("2"), name="孙过路", identity=ZHANG)
    mine = case.with_party(replace(ward, acting=guardian)).with_party(other)
    await attested(world, await changed(world, mine), "1", li)
    assert (await world.says(li, "/mycredit")).labels == ["张小宝", "李晓梅"]
    wards = await world.presses(li, "张小宝")
    assert wards.text.startswith("<b>张小宝的信用档案</b>")
    assert "还没有记录" in wards.text
    assert "这里只列您经办的案件" not in wards.text
    await world.says(li, "/mycredit")
    own = await world.presses(li, "李晓梅")
    assert "W3H8PD" in own.text
    assert "AAAAA2" not in own.text


async def test_it_is_english_for_whoever_reads_english(world: World) -> None:
    deal = await dealing(world, language="en")
    await world.says(deal.li, "/mycredit")
    assert "kept for 30 years" in (await world.presses(deal.li, "What this means")).text
    await world.presses(deal.li, "« Back to the credit file")
    copy = await file_of(world, await world.presses(deal.li, "Get a copy"))
    assert '<html lang="en">' in copy.content.decode()
    assert "the day has not passed, or it is being checked" in copy.content.decode()
