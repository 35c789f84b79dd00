"""The judicial side: both are told and say what they wish, the mediator enters the ruling, and the limit ends."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

from handlers.carry_out import derive_reminders
from mediation.actor import Role
from mediation.disputes import DisputeKind
from mediation.performance import Ruling
from mediation.tasks import TaskKind, tasks_for
from storage import cases
from storage.store import Store
from tests.handlers.test_due_reminders import NUMBER, ledger, said
from tests.sample import attested, recorded
from tests.world import START, Somebody, World

POSSIBLE, ENDS = "confirmation_possible.subject", "enforcement_ends.subject"
PAPERS = ("调解协议", "主持调解的证明", "财产权利证明", "身份证明、住所和联系方式")
RULING = Ruling("（2026）黑0403民特12号", date(2026, 3, 20))


async def effective(world: World, *bound: str, dispute: DisputeKind = DisputeKind.LOAN) -> tuple[Somebody, ...]:
    """The sample case, in effect since 1 March, reminders planned: mediator, applicant 张建军, respondent 李晓梅."""
    mediator = await world.staff("王建国", Role.MEDIATOR)
    people = {"1": world.person("张建军"), "2": world.person("李晓梅")}
    case = await recorded(world, mediator)
    for key in bound or ("1", "2"):
        await attested(world, case, key, people[key])
    await change(world, dispute=dispute)
    return mediator, people["1"], people["2"]


async def change(world: World, **changed: object) -> None:
    """Other fields of the case, and the reminders follow."""

    def work(store: Store) -> None:
        case = cases.load(store, NUMBER)
        assert case is not None
        saved = cases.save(store, replace(case, **changed), world.now)  # type: ignore[arg-type]
        derive_reminders(store, saved, world.office.moment(world.now))

    await world.run(work)


async def kinds(world: World) -> set[TaskKind]:
    """What the mediator has to do."""
    return {task.kind for task in tasks_for(await world.case(NUMBER), world.today)}


async def test_both_are_told_on_the_days_of_the_table_until_when_and_that_it_takes_both(world: World) -> None:
    _, zhang, li = await effective(world)
    days = []
    while world.today < date(2026, 4, 5):
        before = len(said(li, POSSIBLE))
        await world.days_pass(1)
        if len(said(li, POSSIBLE)) > before:
            days.append((world.today - date(2026, 3, 1)).days)
    assert days == [3, 15, 23, 27, 29]
    assert len(said(zhang, POSSIBLE)) == 5
    first, last = said(li, POSSIBLE)[0], said(li, POSSIBLE)[-1]
    for words in ("3月31日 周二", "还有27天", "双方一起申请", "法院不收钱", "第三十三条", "工农区司法局", NUMBER):
        assert words in first.text
    assert first.labels == ["我愿意", "我不需要", "联系调解员"]
    assert "还有1天" in last.text


async def test_whoever_has_spoken_hears_no_more_and_may_change_their_mind(world: World) -> None:
    wang, zhang, li = await effective(world)
    await world.days_pass(2)
    answer = await world.presses(li, "我不需要")
    assert answer.template == "confirmation_wished"
    assert said(zhang, "confirmation_wished") == []
    assert "李晓梅不需要" in said(wang, "confirmation_wished.mediator")[-1].text
    await world.days_pass(14)
    assert (len(said(li, POSSIBLE)), len(said(zhang, POSSIBLE))) == (1, 2)
    assert "您愿意" in (await world.presses(li, "改成愿意")).text
    assert [(one.party, one.wants) for one in (await world.case(NUMBER)).court_wishes] == [("2", True)]


async def test_when_both_wish_the_mediator_hears_and_has_it_to_do_until_they_have_applied(world: World) -> None:
    wang, zhang, li = await effective(world)
    await world.days_pass(2)
    await world.presses(li, "我愿意")
    assert TaskKind.APPLY not in await kinds(world)
    assert said(zhang, "confirmation_agreed.parties") == said(li, "confirmation_agreed.parties") == []
    assert "双方都愿意" not in said(wang, "confirmation_wished.mediator")[-1].text
    await world.presses(zhang, "我愿意")
    assert TaskKind.APPLY in await kinds(world)
    heard = said(wang, "confirmation_wished.mediator")[-1].text
    for words in ("双方都愿意了", *PAPERS):
        assert words in heard
    for who in (zhang, li):
        (letter,) = said(who, "confirmation_agreed.parties")
        for words in ("3月31日", *PAPERS):
            assert words in letter.text
    await world.presses(wang, "申请的情况")
    assert (await world.says(wang, "明天")).template == "application_day"
    assert wang.letters[-2].template == "court_day_ahead"
    assert "2026年3月4日" in (await world.presses(wang, "今天")).text
    assert (await world.presses(wang, "登记")).template == "confirmation_applied"
    assert TaskKind.APPLY not in await kinds(world)
    for who in (zhang, li):
        assert "2026年3月4日一起向法院申请了" in said(who, "confirmation_applied.parties")[-1].text


async def test_if_nothing_came_of_it_both_are_asked_again(world: World) -> None:
    wang, zhang, li = await effective(world)
    await world.days_pass(2)
    for who in (zhang, li):
        await world.presses(who, "我愿意")
    await world.presses(wang, "申请的情况")
    await world.presses(wang, "没有申请成")
    assert (await world.presses(wang, "登记")).template == "confirmation_dropped"
    assert TaskKind.APPLY not in await kinds(world)
    await world.days_pass(12)
    assert len(said(li, POSSIBLE)) == 2


async def test_after_the_window_a_wish_comes_too_late(world: World) -> None:
    _, _, li = await effective(world)
    await world.days_pass(2)
    await world.passes(timedelta(days=30))
    assert (await world.presses(li, "我愿意")).template == "window_over"
    assert (await world.case(NUMBER)).court_wishes == ()


async def test_a_dispute_that_no_court_confirms_has_none_of_it(world: World) -> None:
    wang, _, li = await effective(world, dispute=DisputeKind.PROPERTY_TITLE)
    await world.days_pass(4)
    assert said(li, POSSIBLE) == []
    assert "登记法院裁定" not in (await world.says(wang, f"/case {NUMBER}")).labels


async def test_after_an_outage_only_the_latest_day_speaks_and_after_the_window_none(world: World) -> None:
    _, zhang, li = await effective(world, "2")
    await world.passes(timedelta(days=24))
    assert len(said(li, POSSIBLE)) == 1
    assert said(zhang, POSSIBLE) == []
    await world.passes(timedelta(days=20))
    assert len(said(li, POSSIBLE)) == 1
    steps = [(step, why) for step, _, why in await ledger(world, "confirmation")]
    assert steps.count(("3", "later_reminder_due")) == 2
    assert steps.count(("23", "nobody_reads")) == 1
    assert steps.count(("29", "window_over")) == 2
    assert (await world.case(NUMBER)).calls == ()


async def test_the_ruling_is_looked_at_once_more_and_both_hear_what_it_brings(world: World) -> None:
    wang, zhang, li = await effective(world)
    await world.days_pass(20)
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "登记法院裁定")
    await world.says(wang, RULING.number)
    await world.says(wang, "2月20日")
    assert wang.letters[-2].template == "court_day_early"
    await world.says(wang, "明年3月20日")
    assert wang.letters[-2].template == "court_day_ahead"
    assert (await world.says(wang, "3月20日")).template == "ruling_scan"
    preview = await world.sends(wang, b"%PDF-1.7 ruling")
    assert RULING.number in preview.text
    assert "2026年3月20日" in preview.text
    assert (await world.case(NUMBER)).ruling is None
    assert (await world.presses(wang, "登记")).template == "ruling_recorded"
    assert (await world.case(NUMBER)).ruling == replace(RULING, scan=sha256(b"%PDF-1.7 ruling").hexdigest())
    for who in (zhang, li):
        letter = said(who, "ruling_recorded.parties")[-1]
        assert "第二百零六条" in letter.text
        assert RULING.number in letter.text


async def test_a_slip_in_the_ruling_is_put_right_by_entering_it_again(world: World) -> None:
    wang, _, _ = await effective(world)
    await world.days_pass(20)
    for number in ("（2026）黑0403民特21号", RULING.number):
        await world.says(wang, f"/case {NUMBER}")
        await world.presses(wang, "登记法院裁定")
        await world.says(wang, number)
        await world.says(wang, "3月20日")
        await world.presses(wang, "跳过")
        await world.presses(wang, "登记")
    assert (await world.case(NUMBER)).ruling == RULING


async def test_an_identity_number_is_no_number_of_a_ruling(world: World) -> None:
    wang, _, _ = await effective(world)
    await world.says(wang, f"/case {NUMBER}")
    await world.presses(wang, "登记法院裁定")
    await world.says(wang, "230403197511300266")
    assert wang.letters[-2].template == "number_not_here"
    await world.says(wang, "字" * 61)
    assert wang.letters[-2].template == "ruling_number_unreadable"


async def test_only_the_obligee_hears_until_when_enforcement_can_be_applied_for(world: World) -> None:
    _, zhang, li = await effective(world)
    await change(world, ruling=RULING)
    for day in (date(2027, 10, 15), date(2028, 1, 15), date(2028, 3, 15), date(2028, 4, 8)):
        await world.passes(timedelta(days=(day - world.today).days, hours=1))
        letter = zhang.letters[-1]
        assert letter.template == ENDS
    for words in ("2028年4月15日", "还有7天", RULING.number, "作出裁定的人民法院", "不是法律意见", "第二百五十条"):
        assert words in letter.text
    assert letter.labels == ["已收到款物", "我知道了", "联系调解员"]
    assert len(said(zhang, ENDS)) == 4
    assert said(li, ENDS) == []


async def test_of_several_late_steps_the_latest_speaks_and_who_does_not_read_is_not_called(world: World) -> None:
    await effective(world, "2")
    await change(world, ruling=RULING)
    await world.passes(date_until(date(2028, 4, 9)))
    assert await ledger(world, "enforcement") == [
        ("6m", "skipped", "later_reminder_due"),
        ("3m", "skipped", "later_reminder_due"),
        ("1m", "skipped", "later_reminder_due"),
        ("7d", "skipped", "nobody_reads"),
    ]


def date_until(day: date) -> timedelta:
    """From the beginning until that day."""
    return timedelta(days=(day - START.date()).days)


async def test_the_english_words_say_the_same(world: World) -> None:
    _, _, li = await effective(world)
    await world.says(li, "/language en")
    await world.days_pass(2)
    (letter,) = said(li, POSSIBLE)
    for words in ("27 days left", "Both sides must apply together", "takes no money", "art. 33"):
        assert words in letter.text
    assert letter.labels == ["I would like to", "I do not need it", "Contact the mediator"]
    assert "would like to apply" in (await world.presses(li, "I would like to")).text
