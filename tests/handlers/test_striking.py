"""[Entered by mistake] at the court: struck out with a reason; all who were told hear so, and nobody else."""

from dataclasses import replace
from datetime import timedelta

from mediation.actor import Role
from mediation.case import LegalStatus
from tests.handlers.test_court import RULING, change
from tests.handlers.test_due_reminders import NUMBER, said
from tests.handlers.test_enforcing import FIRST, SECOND, THIRD, enforced, enters, ruled
from tests.heard import Heard
from tests.world import Somebody, World

WHY = "认错了人，文书是另一个案件的。"


async def strikes(world: World, who: Somebody, label: str) -> Heard:
    """From the card to the last look and beyond."""
    await world.says(who, f"/case {NUMBER}")
    await world.presses(who, "法院执行情况")
    assert (await world.presses(who, f"登记错了：{label}")).template == "strike_reason"
    preview = await world.says(who, WHY)
    assert (preview.template, WHY in preview.text) == ("strike_preview", True)
    return await world.presses(who, "撤销这一项")


async def test_a_wrong_listing_leaves_the_file_and_only_the_listed_person_gets_an_apology(world: World) -> None:
    wang, zhang, li = await enforced(world)
    await enters(world, wang, "法院列入名单：李晓梅", THIRD)
    await world.presses(wang, "登记")
    assert THIRD in (await world.says(li, "/mycredit")).text
    heard = len(zhang.letters)
    assert (await strikes(world, wang, "法院列入名单（李晓梅）")).template == "listing_struck"
    (letter,) = said(li, "listing_struck.subject")
    for words in ("道歉", "登记错了", THIRD, WHY):
        assert words in letter.text
    assert len(zhang.letters) == heard
    assert THIRD not in (await world.says(li, "/mycredit")).text
    assert (await world.case(NUMBER)).listings == ()
    await world.says(wang, f"/case {NUMBER}")
    page = await world.presses(wang, "看经过")
    assert page.text.count(THIRD) == 2


async def test_a_wrong_end_makes_the_enforcement_run_again(world: World) -> None:
    wang, zhang, li = await enforced(world)
    await enters(world, wang, "执行结束：李晓梅", SECOND, "已经履行")
    await world.presses(wang, "登记")
    await strikes(world, wang, "强制执行的结束（李晓梅）")
    for letter in (said(li, "enforcement_struck.subject")[-1], said(zhang, "enforcement_struck.others")[-1]):
        assert (SECOND in letter.text, WHY in letter.text, "道歉" in letter.text) == (True, True, True)
    case = await world.case(NUMBER)
    assert case.legal_status(world.today) is LegalStatus.IN_ENFORCEMENT
    assert (case.enforcements[0].number, case.enforcements[0].ending_number) == (FIRST, "")


async def test_the_newest_comes_first_down_to_the_ruling(world: World) -> None:
    wang, zhang, li = await enforced(world)
    await enters(world, wang, "法院列入名单：李晓梅", THIRD)
    await world.presses(wang, "登记")
    await world.says(wang, f"/case {NUMBER}")
    page = await world.presses(wang, "法院执行情况")
    assert [one for one in page.labels if one.startswith("登记错了")] == ["登记错了：法院列入名单（李晓梅）"]
    await strikes(world, wang, "法院列入名单（李晓梅）")
    await strikes(world, wang, "强制执行（李晓梅）")
    assert (await strikes(world, wang, "法院裁定")).template == "ruling_struck"
    for who in (zhang, li):
        assert RULING.number in said(who, "ruling_struck.parties")[-1].text
    case = await world.case(NUMBER)
    assert case.legal_status(world.today) is LegalStatus.EFFECTIVE


async def test_a_reviewer_strikes_out_too_and_the_mediator_hears_others_have_no_button(world: World) -> None:
    wang, _, _ = await enforced(world)
    reviewer = await world.staff("赵审核", Role.REVIEWER)
    approver = await world.staff("钱批准", Role.APPROVER)
    await world.says(approver, f"/case {NUMBER}")
    assert (await world.presses(approver, "法院执行情况")).labels == ["« 回到案件"]
    await strikes(world, reviewer, "强制执行（李晓梅）")
    assert WHY in said(wang, "enforcement_struck.mediator")[-1].text


async def test_after_a_mistake_it_is_entered_anew_and_the_limit_is_told_of_again(world: World) -> None:
    wang, _, li = await enforced(world)
    await strikes(world, wang, "强制执行（李晓梅）")
    await enters(world, wang, "登记强制执行：李晓梅", SECOND)
    await world.presses(wang, "登记")
    (one,) = (await world.case(NUMBER)).enforcements
    assert one.number == SECOND
    assert SECOND in said(li, "enforcement_applied.subject")[-1].text


async def test_what_was_struck_out_meanwhile_is_said_kindly(world: World) -> None:
    wang, _, _ = await enforced(world)
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "法院执行情况")
    await strikes(world, wang, "强制执行（李晓梅）")
    heard = await world.presses(wang, "登记错了：强制执行（李晓梅）")
    assert heard.template == "court_fact_unknown"


async def test_a_scan_added_to_the_ruling_is_told_to_nobody_again(world: World) -> None:
    wang, zhang, li = await ruled(world)
    await change(world, ruling=replace(RULING, scan=None))
    await world.passes(timedelta(hours=1))
    told = [len(who.letters) for who in (zhang, li)]
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "登记法院裁定")
    for words in (RULING.number, f"{RULING.day:%Y年%-m月%-d日}"):
        await world.says(wang, words)
    await world.sends(wang, b"%PDF-1.7 the ruling", "scan.pdf", "application/pdf")
    assert (await world.presses(wang, "登记")).template == "ruling_scan_kept"
    assert [len(who.letters) for who in (zhang, li)] == told
    found = (await world.case(NUMBER)).ruling
    assert found is not None
    assert found.scan
