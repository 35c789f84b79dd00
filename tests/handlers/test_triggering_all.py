"""All who are late at once: counted first, one sentence for all, one message each in a case, and who was left out."""

from dataclasses import replace
from datetime import date, timedelta

from mediation.actor import Role
from mediation.case import Case
from storage import cases
from tests.handlers.test_triggering import LETTER, soon
from tests.sample import attested, recorded
from tests.world import Somebody, World

DAY = date(2026, 3, 1)
NUMBERS = ("K7M2QX", "AAAAA2", "BBBBB3")


async def late(world: World, wang: Somebody, number: str, *days: date) -> Case:
    """A case in which 李晓梅 owes something since each of these days."""
    case = await recorded(world, wang, number)
    (one,) = case.obligations
    owed = tuple(replace(one, key=str(key), due=day, breach_day=day) for key, day in enumerate(days or (DAY,), 1))
    return await world.run(lambda store: cases.save(store, replace(case, obligations=owed), world.now))


async def three(world: World) -> tuple[Somebody, list[Somebody]]:
    """The mediator of three late cases; in the first two 李晓梅 reads here, in the third she does not."""
    wang = await world.staff("王建国", Role.MEDIATOR)
    people = []
    for number in NUMBERS:
        case = await late(world, wang, number)
        if number != "BBBBB3":
            people.append(world.person("李晓梅"))
            await attested(world, case, "2", people[-1])
    return wang, people


async def test_they_are_counted_named_and_reminded_and_the_others_told_apart(world: World) -> None:
    wang, people = await three(world)
    assert (await world.says(wang, "/remind")).labels[0] == "过了日子的一起提醒（3件）"
    listed = await world.presses(wang, "过了日子的一起提醒（3件）")
    assert "会提醒的（2人）" in listed.text
    assert "不会提醒的（1人）" in listed.text
    preview = await world.says(wang, "有难处请告诉我")
    assert "一共要提醒2人" in preview.text
    assert "有难处请告诉我" in preview.text
    answer = await world.presses(wang, "全部发送")
    assert "2条提醒这就发出" in answer.text
    assert "没有提醒的（1人）" in answer.text
    assert "BBBBB3）：在这里看不到消息，请打电话" in answer.text
    await soon(world)
    for person in people:
        (letter,) = [one for one in person.letters if one.template == LETTER]
        assert "有难处请告诉我" in letter.text
        assert "已经过了1天" in letter.text


async def test_several_things_in_one_case_are_one_message(world: World) -> None:
    wang = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, wang, "AAAAA2")
    li = world.person("李晓梅")
    await attested(world, await late(world, wang, NUMBERS[0], DAY, DAY, date(2026, 9, 1)), "2", li)
    await world.says(wang, "/remind")
    await world.presses(wang, "过了日子的一起提醒（1件）")
    await world.presses(wang, "跳过")
    await world.presses(wang, "全部发送")
    await soon(world)
    (letter,) = [one for one in li.letters if one.template == LETTER]
    assert letter.labels == ["已履行（1）", "有困难（1）", "已履行（2）", "有困难（2）", "我知道了", "联系调解员"]
    assert (await world.case(NUMBERS[0])).performance("3").by_hand == ()


async def test_those_at_the_limit_are_left_out_and_when_nobody_is_left_it_says_so(world: World) -> None:
    wang, people = await three(world)
    for _ in range(2):
        await world.says(wang, "/remind")
        await world.presses(wang, "过了日子的一起提醒（3件）")
        await world.presses(wang, "跳过")
        await world.presses(wang, "全部发送")
        await soon(world)
    await world.says(wang, "/remind")
    answer = await world.presses(wang, "过了日子的一起提醒（3件）")
    assert "现在一条也不能发" in answer.text
    assert answer.text.count("这一天已经提醒过2次") == 2
    assert [len([one for one in who.letters if one.template == LETTER]) for who in people] == [2, 2]


async def test_in_the_night_they_all_wait_for_the_morning(world: World) -> None:
    wang, people = await three(world)
    await world.passes(timedelta(hours=13))
    await world.says(wang, "/remind")
    await world.presses(wang, "过了日子的一起提醒（3件）")
    await world.presses(wang, "跳过")
    assert "2026年3月3日 08:00" in (await world.presses(wang, "全部发送")).text
    await soon(world)
    assert [one.template for one in people[0].letters if one.template == LETTER] == []
    await world.days_pass(1)
    assert [one.template for one in people[0].letters if one.template == LETTER] == [LETTER]


async def test_nobody_is_late_any_more_by_the_time_of_the_press(world: World) -> None:
    wang, _ = await three(world)
    key = (await world.says(wang, "/remind")).key("过了日子的一起提醒（3件）")
    for number in NUMBERS:
        case = replace(await world.case(number), obligations=())
        await world.run(lambda store, case=case: cases.save(store, case, world.now))  # type: ignore[misc]
    answer = await world.asks(wang, kind="press", text=key)
    assert answer is not None
    assert answer.template == "nothing_overdue"


async def test_the_english_words_say_the_same(world: World) -> None:
    wang, _ = await three(world)
    await world.says(wang, "/language en")
    await world.says(wang, "/remind")
    await world.presses(wang, "Remind all who are late (3)")
    await world.presses(wang, "Skip")
    answer = await world.presses(wang, "Send all")
    assert "2 reminders go now" in answer.text
    assert "does not read here, please call" in answer.text
