"""[At the court]: staff enter what the court's documents say, the parties hear of it, nobody here labels anybody."""

from datetime import UTC, date, datetime, timedelta

from mediation.actor import Role
from mediation.case import CaseState, LegalStatus
from mediation.court_facts import EnforcementEnding
from mediation.performance import ObligationState, Performance
from tests.handlers.test_court import RULING, change, effective
from tests.handlers.test_due_reminders import NUMBER, said
from tests.world import START, Heard, Somebody, World

COURT, PDF = "鹤岗市工农区人民法院", b"%PDF-1.7 from the court"
FIRST, SECOND, THIRD = "（2026）黑0403执88号", "（2026）黑0403执88号之一", "（2026）黑0403执88号决定书"


async def ruled(world: World) -> tuple[Somebody, ...]:
    """The sample case on 20 April, confirmed by the court: mediator, applicant 张建军, respondent 李晓梅."""
    found = await effective(world)
    await change(world, ruling=RULING)
    await world.passes(timedelta(days=49))
    return found


async def enters(world: World, who: Somebody, label: str, number: str, *first: str) -> Heard:
    """The whole way from the card to the last look; a court is asked for where something new begins."""
    await world.says(who, f"/case {NUMBER}")
    await world.presses(who, "法院执行情况")
    question = await world.presses(who, label)
    for choice in first:
        question = await world.presses(who, choice)
    assert question.template == "document_number"
    if (await world.says(who, number)).template == "document_issuer":
        await world.says(who, COURT)
    assert (await world.says(who, "4月20日")).template == "document_scan"
    return await world.sends(who, PDF, "scan.pdf", "application/pdf")


async def enforced(world: World) -> tuple[Somebody, ...]:
    """And with an enforcement against 李晓梅 entered."""
    found = await ruled(world)
    await enters(world, found[0], "登记强制执行：李晓梅", FIRST)
    assert (await world.presses(found[0], "登记")).template == "enforcement_applied"
    return found


async def test_an_enforcement_is_looked_at_once_more_and_both_sides_hear(world: World) -> None:
    wang, zhang, li = await ruled(world)
    preview = await enters(world, wang, "登记强制执行：李晓梅", FIRST)
    for words in (FIRST, COURT, "2026年4月20日", "李晓梅"):
        assert words in preview.text
    assert (await world.case(NUMBER)).enforcements == ()
    assert (await world.presses(wang, "登记")).template == "enforcement_applied"
    case = await world.case(NUMBER)
    assert case.legal_status(world.today) is LegalStatus.IN_ENFORCEMENT
    (letter,) = said(li, "enforcement_applied.subject")
    for words in (
        FIRST,
        COURT,
        "10天以内发执行通知",
        "提出异议",
        "和解",
        "法律援助",
        "只由法院依法决定",
        "不是法院的送达",
    ):
        assert words in letter.text
    assert letter.labels == ["联系调解员"]
    assert FIRST in said(zhang, "enforcement_applied.others")[-1].text


async def test_a_document_without_a_scan_is_not_entered(world: World) -> None:
    wang, _, _ = await ruled(world)
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "法院执行情况")
    await world.presses(wang, "登记强制执行：李晓梅")
    for words in (FIRST, COURT, "4月20日"):
        await world.says(wang, words)
    await world.says(wang, "没有扫描件")
    assert wang.letters[-2].template == "document_expected"
    assert "跳过" not in wang.letters[-1].labels


async def test_the_end_of_an_enforcement_says_what_it_means(world: World) -> None:
    wang, zhang, li = await enforced(world)
    preview = await enters(world, wang, "执行结束：李晓梅", SECOND, "终结本次执行（没有可执行的财产）")
    assert COURT in preview.text
    assert (await world.presses(wang, "登记")).template == "enforcement_ended"
    (one,) = (await world.case(NUMBER)).enforcements
    assert (one.ending, one.ending_number, one.ended_on) == (EnforcementEnding.NO_ASSETS, SECOND, date(2026, 4, 20))
    for letter in (said(li, "enforcement_ended.subject")[-1], said(zhang, "enforcement_ended.others")[-1]):
        assert "不受两年期限限制" in letter.text
        assert "终结本次执行" in letter.text


async def test_only_the_listed_person_hears_of_the_courts_decision_and_what_they_can_do(world: World) -> None:
    wang, zhang, li = await enforced(world)
    heard = len(zhang.letters)
    preview = await enters(world, wang, "法院列入名单：李晓梅", THIRD)
    assert "不告诉另一方" in preview.text
    assert (await world.presses(wang, "登记")).template == "court_listed"
    (letter,) = said(li, "court_listed.subject")
    for words in (THIRD, COURT, "法院已于2026年4月20日决定", "只由法院决定", "书面申请纠正", "3个工作日以内撤出"):
        assert words in letter.text
    assert letter.labels == ["联系调解员"]
    assert len(zhang.letters) == heard
    await enters(world, wang, "法院撤出名单：李晓梅", SECOND)
    assert (await world.presses(wang, "登记")).template == "court_delisted"
    assert "从失信被执行人名单中撤出" in said(li, "court_delisted.subject")[-1].text
    assert (await world.case(NUMBER)).listings[0].delisted_on == date(2026, 4, 20)


async def test_a_reviewer_enters_it_too_and_the_mediator_hears(world: World) -> None:
    wang, _, _ = await ruled(world)
    reviewer = await world.staff("赵审核", Role.REVIEWER)
    await enters(world, reviewer, "登记强制执行：李晓梅", FIRST)
    assert (await world.presses(reviewer, "登记")).template == "enforcement_applied"
    assert FIRST in said(wang, "enforcement_applied.mediator")[-1].text


async def test_others_who_see_the_case_may_look_and_enter_nothing(world: World) -> None:
    await enforced(world)
    approver = await world.staff("钱批准", Role.APPROVER)
    await world.says(approver, f"/case {NUMBER}")
    page = await world.presses(approver, "法院执行情况")
    assert FIRST in page.text
    assert page.labels == ["« 回到案件"]


async def test_before_a_ruling_there_is_nothing_at_the_court(world: World) -> None:
    wang, _, _ = await effective(world)
    assert "法院执行情况" not in (await world.says(wang, f"/case {NUMBER}")).labels


async def test_when_all_is_performed_and_no_delisting_is_entered_somebody_is_to_ask(world: World) -> None:
    wang, zhang, li = await enforced(world)
    chief = await world.staff("孙管理", Role.ADMINISTRATOR)
    await enters(world, wang, "法院列入名单：李晓梅", THIRD)
    await world.presses(wang, "登记")
    await world.days_pass(10)
    assert said(wang, "court_delisting_overdue.mediator") == []
    ended = datetime.combine(world.today, START.time(), UTC)
    performance = Performance("1", ObligationState.PERFORMED, received=500_000, ended_at=ended)
    await change(world, performances=(performance,), state=CaseState.CLOSED)
    await world.days_pass(12)
    (letter,) = said(wang, "court_delisting_overdue.mediator")
    assert (THIRD in letter.text, "问一问执行法院" in letter.text) == (True, True)
    assert len(said(chief, "court_delisting_overdue.administrators")) == 1
    assert [said(who, "court_delisting_overdue.mediator") for who in (zhang, li)] == [[], []]
    await world.presses(wang, "法院执行情况")
    assert "法院撤出名单：李晓梅" in wang.letters[-1].labels


async def test_the_timeline_tells_it_in_words(world: World) -> None:
    wang, _, _ = await enforced(world)
    await enters(world, wang, "执行结束：李晓梅", SECOND, "已经履行")
    await world.presses(wang, "登记")
    await world.says(wang, f"/case {NUMBER}")
    page = await world.presses(wang, "看经过")
    for words in ("登记了对李晓梅的强制执行：", "强制执行结束（已经履行）", FIRST, SECOND):
        assert words in page.text


async def test_the_english_words_say_the_same(world: World) -> None:
    wang, _, li = await ruled(world)
    await world.says(li, "/language en")
    await enters(world, wang, "登记强制执行：李晓梅", FIRST)
    await world.presses(wang, "登记")
    (letter,) = said(li, "enforcement_applied.subject")
    for words in (FIRST, "within 10 days", "no service of process", "object in writing", "legal aid"):
        assert words in letter.text
    assert letter.labels == ["Contact the mediator"]
