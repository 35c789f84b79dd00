"""/credit: whom staff may look at, for which purpose, how much is shown, and that every page is journalled."""

from dataclasses import replace

import pytest

from handlers.credit import PAGE
from mediation.actor import Role
from mediation.case import Case
from storage import conversation, people
from tests.handlers.credits import OTHER_UNIT, PURPOSE, changed, journalled, known, looks
from tests.sample import person_id, recorded
from tests.world import UNIT, Somebody, World


async def test_what_is_in_scope_is_shown_and_of_the_rest_the_counts(world: World) -> None:
    wang, _ = await known(world)
    page = await looks(world, wang)
    assert "<b>李晓梅</b>（自然人）" in page.text
    assert "目的：日常监督" in page.text
    assert "K7M2QX\n　期限还没有到，或者正在核对：“归还借款，5,000元”" in page.text
    mine, _, others = page.text.partition("只列总数")
    assert "按时做到0项" in mine
    assert "按时做到1项" in others
    assert "W3H8PD" not in page.text
    assert "张建军" not in page.text


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR])
async def test_the_others_see_the_cases_of_their_unit(world: World, role: Role) -> None:
    await known(world)
    page = await looks(world, await world.staff("周敏", role, OTHER_UNIT), "李晓梅")
    assert "按时做到：“归还借款，5,000元”" in page.text
    assert "K7M2QX" not in page.text
    whole = await looks(world, await world.staff("陈静", role, "city"), "李晓梅")
    assert "K7M2QX" in whole.text
    assert "W3H8PD" in whole.text
    assert "只列总数" not in whole.text


@pytest.mark.parametrize("words", ["K7M2QX 2", "W3H8PD 2", "李晓梅", "W3H8PD", "孙过路"])
async def test_who_has_none_of_the_cases_is_told_nothing(world: World, words: str) -> None:
    await known(world)
    stranger = await world.staff("何勇", Role.MEDIATOR, UNIT)
    assert (await world.says(stranger, f"/credit {words}")).template == "credit_unknown"
    assert await journalled(world) == []


async def test_asked_who_and_again_while_nobody_is_meant(world: World) -> None:
    wang, _ = await known(world)
    assert (await world.says(wang, "/credit")).template == "credit_subject"
    await world.says(wang, "孙过路")
    assert [one.template for one in wang.letters[-2:]] == ["credit_unknown", "credit_subject"]
    assert (await world.says(wang, "k7m2qx 李晓梅")).template == "credit_purpose"
    assert (await world.presses(wang, PURPOSE)).template == "credit_page"


async def test_a_case_alone_asks_which_party(world: World) -> None:
    wang, _ = await known(world)
    assert (await world.says(wang, "/credit K7M2QX")).labels == ["张建军 · K7M2QX", "李晓梅 · K7M2QX"]
    assert (await world.presses(wang, "张建军 · K7M2QX")).template == "credit_purpose"
    assert "<b>张建军</b>" in (await world.presses(wang, PURPOSE)).text


async def test_every_page_is_journalled_with_who_and_why(world: World) -> None:
    wang, _ = await known(world)
    await changed(world, much(await world.case("K7M2QX")))
    first = await looks(world, wang)
    assert first.labels == ["下一页 ›", "« 回到案件"]
    second = await world.presses(wang, "下一页 ›")
    assert second.labels == ["‹ 上一页", "« 回到案件"]
    assert (await world.presses(wang, "‹ 上一页")).text == first.text
    found = await journalled(world)
    wangs = await person_id(world, wang)
    assert [entry.body["page"] for entry in found] == [1, 2, 1]
    assert {(entry.actor, entry.body["party"], entry.body["purpose"]) for entry in found} == {
        (wangs, "2", "supervision")
    }
    await world.says(wang, "/case K7M2QX 2")
    assert await journalled(world, "W3H8PD") == []


def much(case: Case) -> Case:
    """The case with more obligations of hers than a page has entries."""
    owed = case.obligations[0]
    return replace(case, obligations=tuple(replace(owed, key=str(place)) for place in range(1, PAGE + 3)))


async def test_another_purpose_is_said_in_words_and_another_day_asked_again(world: World) -> None:
    wang, _ = await known(world)
    await changed(world, much(await world.case("K7M2QX")))
    assert (await looks(world, wang, purpose="其他")).template == "credit_purpose_words"
    page = await world.says(wang, "换调解员前了解情况")
    assert "目的：其他（换调解员前了解情况）" in page.text
    assert (await journalled(world))[0].body["words"] == "换调解员前了解情况"
    await world.days_pass(1)
    assert (await world.presses(wang, "下一页 ›")).template == "credit_purpose"
    assert len(await journalled(world)) == 1


async def test_the_party_card_leads_to_it(world: World) -> None:
    wang, _ = await known(world)
    await world.says(wang, "/case K7M2QX")
    await world.presses(wang, "李晓梅：账号和电话")
    assert (await world.presses(wang, "信用档案")).template == "credit_purpose"


async def test_a_case_that_was_handed_over_meanwhile_is_not_shown_any_more(world: World) -> None:
    wang, _ = await known(world)
    zhao = await world.staff("钱进", Role.MEDIATOR)
    case = await world.case("K7M2QX")
    await changed(world, much(case))
    await looks(world, wang)
    await changed(world, replace(await world.case("K7M2QX"), mediator=await person_id(world, zhao)))
    assert (await world.presses(wang, "下一页 ›")).template == "case_unknown"


async def test_a_file_shown_stands_in_no_cases_log(world: World) -> None:
    wang, _ = await known(world)
    await looks(world, wang)
    lines = await world.run(lambda store: conversation.page(store, conversation.of_case("K7M2QX"), 99).lines)
    assert all("信用档案</b> ·" not in getattr(line, "text", "") for line in lines)


async def test_a_party_has_no_such_command_and_a_removed_member_no_such_button(world: World) -> None:
    wang, li = await known(world)
    assert (await world.says(li, "/credit K7M2QX 2")).template not in ("credit_page", "credit_purpose")
    assert [one.template for one in li.letters if one.template.startswith("credit")] == []
    await world.says(wang, "/credit K7M2QX")
    number = await person_id(world, wang)
    await world.run(lambda store: people.remove_staff(store, number, world.now))
    assert (await world.presses(wang, "李晓梅 · K7M2QX")).template == "not_for_you"


async def test_namesakes_are_chosen_between(world: World) -> None:
    wang, _ = await known(world)
    case = await recorded(world, wang, "AAAAA2")
    await changed(world, case.with_party(replace(case.party("1"), name="李晓梅")))
    listed = await world.says(wang, "/credit 李晓梅")
    assert sorted(listed.labels) == ["李晓梅 · AAAAA2", "李晓梅 · AAAAA2"]


async def test_it_is_english_for_whoever_reads_english(world: World) -> None:
    await known(world)
    editor: Somebody = await world.staff("Ann", Role.REVIEWER, language="en")
    await world.says(editor, "/credit K7M2QX 2")
    page = await world.presses(editor, "regular supervision")
    assert "Done in time: 0" in page.text
    assert "the numbers only:\nDone in time: 1" in page.text
