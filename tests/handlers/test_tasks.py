"""/queue: what waits for a mediator, the most urgent first; what is left undone goes to the administrators, once."""

from dataclasses import replace
from datetime import time

import pytest

from handlers.carry_out import derive_reminders
from mediation import calling
from mediation.actor import Role
from mediation.case import BindingState, Case
from mediation.performance import CallReason
from storage import cases
from storage.store import Store
from tests.sample import attested, recorded
from tests.world import Somebody, World

NUMBER = "K7M2QX"
OVERDUE = "task_overdue.administrators"


@pytest.fixture
async def wang(world: World) -> Somebody:
    """A mediator."""
    return await world.staff("王建国", Role.MEDIATOR)


async def with_call(world: World, number: str = NUMBER) -> None:
    """李晓梅 is to be called, and the reminders know of it."""

    def work(store: Store) -> None:
        case = cases.load(store, number)
        assert case is not None
        at = world.office.moment(world.now)
        decision = calling.need_call(case, at, "2", CallReason.UNREAD, "1")
        derive_reminders(store, cases.save(store, decision.case, world.now), at)

    await world.run(work)


async def provisional(world: World, number: str) -> Case:
    """李晓梅 waits to be attested since now."""
    case = await world.case(number)
    two = case.party("2")
    binding = replace(two.binding, state=BindingState.PROVISIONAL, since=world.now)
    return await world.run(lambda store: cases.save(store, case.with_party(replace(two, binding=binding)), world.now))


def templates(who: Somebody) -> list[str]:
    """What somebody heard, by template."""
    return [letter.template for letter in who.letters]


async def test_the_most_urgent_stands_first_and_each_line_opens_its_thing(world: World, wang: Somebody) -> None:
    await recorded(world, wang, "AAAAA2", agreed=False)
    await recorded(world, wang, "AAAAA3")
    await attested(world, await recorded(world, wang), "2", world.person("李晓梅"))
    await with_call(world, "AAAAA3")
    await provisional(world, NUMBER)
    listed = await world.says(wang, "/queue")
    order = ["等确认是不是本人", "要打电话", "还没有登记协议"]
    assert sorted(order, key=listed.text.index) == order
    opens = {"等确认": "party_card", "要打电话": "call_to_make", "登记协议": "card"}
    for words, template in opens.items():
        label = next(one for one in listed.labels if words in one)
        assert (await world.asks(wang, kind="press", text=listed.key(label))) is not None
        assert wang.letters[-1].template == template


async def test_it_is_paged_and_looking_changes_nothing(world: World, wang: Somebody) -> None:
    for place in range(2, 8):
        await recorded(world, wang, f"AAAAA{place}")  # two parties to be invited in each
    first = await world.says(wang, "/queue")
    assert "（12件，第1/2页）" in first.text
    second = await world.presses(wang, "下一页 ›")
    assert "第2/2页" in second.text
    assert (await world.presses(wang, "‹ 上一页")).text == first.text


async def test_a_task_that_is_done_meanwhile_is_said_kindly(world: World, wang: Somebody) -> None:
    await attested(world, await recorded(world, wang), "2", world.person("李晓梅"))
    await with_call(world)
    await world.says(wang, "/queue")

    def done(store: Store) -> None:
        case = cases.load(store, NUMBER)
        assert case is not None
        call = replace(case.calls[0], done="", done_at=world.now)
        cases.save(store, replace(case, calls=(call,)), world.now)

    await world.run(done)
    label = next(one for one in wang.letters[-1].labels if "要打电话" in one)
    assert (await world.presses(wang, label)).template == "already_done"


async def test_what_is_left_undone_for_two_working_days_is_told_to_the_units_administrators_once(
    world: World, wang: Somebody
) -> None:
    ours = await world.staff("孙丽", Role.ADMINISTRATOR)
    theirs = await world.staff("何勇", Role.ADMINISTRATOR, "230402")
    await attested(world, await recorded(world, wang), "2", world.person("李晓梅"))
    await with_call(world)  # Monday: Tuesday and Wednesday pass, and Thursday tells
    await world.days_pass(2)
    assert templates(ours) == []
    await world.days_pass(1)
    assert templates(ours) == [OVERDUE]
    await world.days_pass(6)
    assert templates(ours) == [OVERDUE]
    assert templates(theirs) == []
    queue = await world.says(ours, "/queue")
    assert queue.template == "tasks_left"
    assert "王建国" in queue.text
    assert (await world.presses(ours, next(one for one in queue.labels if NUMBER in one))).template == "card"
    assert (await world.says(theirs, "/queue")).template == "queue_empty"


async def test_what_was_done_in_time_is_told_to_nobody(world: World, wang: Somebody) -> None:
    ours = await world.staff("孙丽", Role.ADMINISTRATOR)
    await attested(world, await recorded(world, wang), "2", world.person("李晓梅"))
    await with_call(world)
    await world.says(wang, "/queue")
    await world.presses(wang, next(one for one in wang.letters[-1].labels if "要打电话" in one))
    await world.presses(wang, "打过了，记下来")
    await world.says(wang, "1")
    await world.presses(wang, "跳过")
    await world.days_pass(5)
    assert templates(ours) == []


async def test_strangers_stand_above_what_was_left(world: World, wang: Somebody) -> None:
    ours = await world.staff("孙丽", Role.ADMINISTRATOR, "city")
    await attested(world, await recorded(world, wang), "2", world.person("李晓梅"))
    await with_call(world)
    await world.days_pass(3)
    await world.says(world.person("过路人"), "有人吗")
    await world.says(ours, "/queue")
    assert templates(ours)[-2:] == ["queue", "tasks_left"]


async def test_an_unanswered_question_stands_there_until_it_is_answered(world: World, wang: Somebody) -> None:
    ours, li = await world.staff("孙丽", Role.ADMINISTRATOR, language="en"), world.person("李晓梅")
    await attested(world, await recorded(world, wang), "2", li)
    await world.says(li, "/ask")
    await world.says(li, "可以晚几天吗？")
    await world.days_pass(4)
    assert (await world.says(ours, "/queue")).template == "tasks_left"
    await world.says(wang, "/queue")
    await world.presses(wang, next(one for one in wang.letters[-1].labels if "有人提问" in one))
    await world.presses(wang, "回答")
    await world.says(wang, "可以。")
    await world.presses(wang, "发送")
    assert (await world.says(ours, "/queue")).template == "queue_empty"


async def test_others_have_no_queue(world: World, wang: Somebody) -> None:
    who = await world.staff("刘审", Role.REVIEWER)
    await world.says(who, "/queue")
    assert "not_for_you" in templates(who)
    assert (await world.says(wang, "/queue")).template == "tasks_none"


async def test_it_speaks_english_too(world: World) -> None:
    green = await world.staff("Green", Role.MEDIATOR, language="en")
    await attested(world, await recorded(world, green), "2", world.person("李晓梅"))
    await with_call(world)
    listed = await world.says(green, "/queue")
    assert "since Mon 2 Mar" in listed.text
    await world.days_pass(1, at=time(8, 31))
    assert green.letters[-1].template == "morning_list"
