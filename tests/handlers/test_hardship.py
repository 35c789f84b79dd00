"""[It is difficult]: from the reminder to the mediator and back; no day moves, and the other side hears nothing."""

from datetime import date

from mediation.performance import Hardship, Wish
from tests.handlers.changes import FIRST_REMINDER, REASON, sides
from tests.handlers.test_words import templates
from tests.sample import LI
from tests.world import Heard, Somebody, World


async def reported(world: World, li: Somebody, wish: str = "多给些时间") -> Heard:
    """李晓梅 says so under her first reminder and looks at it once more."""
    if not any("有困难" in letter.labels for letter in li.letters):
        await world.days_pass((FIRST_REMINDER - world.today).days)
    assert (await world.presses(li, "有困难")).template == "hardship_wish"
    assert (await world.presses(li, wish)).template == "hardship_reason"
    assert (await world.says(li, REASON)).template == "hardship_preview"
    return await world.presses(li, "发给调解员")


async def test_from_the_reminder_to_the_mediator_and_the_day_stays(world: World) -> None:
    mediator, li, zhang = await sides(world)
    answer = await reported(world, li)
    assert answer.template == "hardship_reported"
    assert "2026年4月15日" in answer.text
    case = await world.case("K7M2QX")
    assert case.performance("1").hardship == Hardship(Wish.MORE_TIME, REASON, world.now)
    told = mediator.letters[-1]
    assert told.template == "hardship_reported.mediator"
    assert all(words in told.text for words in ("李晓梅", "K7M2QX", REASON, "多给些时间"))
    assert {"提出新安排", "回复"} <= set(told.labels)
    assert not any(REASON in letter.text for letter in zhang.letters)
    assert case.obligations[0].due == date(2026, 4, 15)


async def test_the_mediator_answers_her_alone_once(world: World) -> None:
    mediator, li, zhang = await sides(world)
    await reported(world, li)
    heard = len(zhang.letters)
    assert (await world.presses(mediator, "回复")).template == "hardship_answer"
    preview = await world.says(mediator, "我问问对方。")
    assert preview.template == "hardship_answer_preview"
    assert all(words in preview.text for words in ("李晓梅", "我问问对方。"))
    assert (await world.presses(mediator, "发送")).template == "hardship_answered"
    assert li.letters[-1].template == "hardship_answered.subject"
    assert "我问问对方。" in li.letters[-1].text
    assert (await world.case("K7M2QX")).performance("1").untouched
    assert len(zhang.letters) == heard
    assert (await world.presses(mediator, "回复")).template == "hardship_over"


async def test_said_again_the_newer_one_counts(world: World) -> None:
    _, li, _ = await sides(world)
    await reported(world, li)
    await reported(world, li, "分成几次")
    hardship = (await world.case("K7M2QX")).performance("1").hardship
    assert hardship is not None
    assert hardship.wish is Wish.SMALLER_STEPS


async def test_identity_numbers_go_nowhere(world: World) -> None:
    mediator, li, _ = await sides(world)
    await world.days_pass((FIRST_REMINDER - world.today).days)
    await world.presses(li, "有困难")
    await world.presses(li, "别的办法")
    await world.says(li, f"我是{LI.number}")
    assert templates(li)[-2:] == ["number_not_sent", "hardship_reason"]
    assert (await world.presses(li, "取消")).template == "hardship_not_reported"
    assert not any("hardship" in name for name in templates(mediator))


async def test_pressed_again_it_goes_on_where_it_stopped(world: World) -> None:
    _, li, _ = await sides(world)
    await world.days_pass((FIRST_REMINDER - world.today).days)
    await world.presses(li, "有困难")
    await world.presses(li, "分成几次")
    await world.says(li, "/help")
    assert (await world.presses(li, "有困难")).template == "hardship_reason"


async def test_what_was_settled_meanwhile_ends_the_dialogue(world: World) -> None:
    _, li, _ = await sides(world)
    await world.days_pass((FIRST_REMINDER - world.today).days)
    await world.presses(li, "有困难")
    await world.presses(li, "分成几次")
    await cancelled(world)
    assert (await world.says(li, REASON)).template == "case_ended"
    assert (await world.says(li, REASON)).template != "hardship_preview"


async def cancelled(world: World) -> None:
    """The mediator cancels the case."""
    mediator = next(one for one in world.everybody.values() if one.name == "王建国")
    await world.says(mediator, "/case K7M2QX")
    await world.presses(mediator, "撤销案件")
    await world.says(mediator, "登记错了")
    await world.presses(mediator, "确定撤销")


async def test_in_english_too(world: World) -> None:
    mediator, li, _ = await sides(world, "en")
    await world.days_pass((FIRST_REMINDER - world.today).days)
    await world.presses(li, "It is difficult")
    await world.presses(li, "smaller steps")
    await world.says(li, "I paid a hospital bill.")
    assert (await world.presses(li, "Send to the mediator")).template == "hardship_reported"
    assert mediator.letters[-1].template == "hardship_reported.mediator"
    await world.presses(mediator, "Answer")
    await world.says(mediator, "I will ask the other side.")
    assert (await world.presses(mediator, "Send")).template == "hardship_answered"
    assert "I will ask the other side." in li.letters[-1].text
