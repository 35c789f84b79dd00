"""Calls to be made: what came of one is noted, one in vain stays, and who was unreachable is written to again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation import calling
from mediation.actor import Role
from mediation.case import Case
from mediation.performance import CallOutcome, CallReason
from storage import cases
from storage.store import Store
from tests.sample import attested, recorded
from tests.world import WORDS, Somebody, World

NUMBER = "K7M2QX"
REACHED, NOT_REACHED, OTHER = (
    WORDS.named(one, "zh") for one in (CallOutcome.REACHED, CallOutcome.NOT_REACHED, CallOutcome.OTHER)
)


async def needed(world: World, why: CallReason = CallReason.UNREAD) -> Case:
    """李晓梅 is to be called, about what she owes, or because letters do not arrive."""

    def work(store: Store) -> Case:
        case = cases.load(store, NUMBER)
        assert case is not None
        if why is CallReason.UNREACHABLE:
            party = case.party("2")
            case = case.with_party(replace(party, binding=replace(party.binding, unreachable_at=world.now)))
        about = "1" if why is CallReason.UNREAD else None
        decision = calling.need_call(case, world.office.moment(world.now), "2", why, about)
        return cases.save(store, decision.case, world.now)

    return await world.run(work)


@pytest.fixture
async def wang(world: World) -> Somebody:
    """The mediator of the sample case, whose 李晓梅 is bound."""
    wang = await world.staff("王建国", Role.MEDIATOR)
    await attested(world, await recorded(world, wang), "2", world.person("李晓梅"))
    return wang


async def to_the_call(world: World, wang: Somebody) -> None:
    """From the list of tasks to the one call."""
    listed = await world.says(wang, "/queue")
    assert "139••••5678" in listed.text
    shown = await world.presses(wang, next(label for label in listed.labels if "李晓梅" in label))
    assert shown.template == "call_to_make"
    assert "看完整电话" in shown.labels
    assert (await world.presses(wang, "打过了，记下来")).template == "call_outcome"


async def test_a_call_is_cleared_with_what_was_done(world: World, wang: Somebody) -> None:
    await needed(world)
    await to_the_call(world, wang)
    await world.presses(wang, REACHED)
    assert (await world.says(wang, "她说周五就还。")).template == "call_made"
    (call,) = (await world.case(NUMBER)).calls
    assert (call.outcome, call.done) == (CallOutcome.REACHED, "她说周五就还。")
    assert "要打电话" not in (await world.says(wang, "/queue")).text
    assert "她说周五就还。" in (await world.says(wang, f"/case {NUMBER} 2")).text


async def test_words_may_be_left_out_but_not_where_they_are_all_there_is(world: World, wang: Somebody) -> None:
    await needed(world)
    await to_the_call(world, wang)
    await world.presses(wang, OTHER)
    assert (await world.says(wang, "/skip")).template == "call_words"
    assert wang.letters[-2].template == "cannot_skip"
    await world.says(wang, "/back")
    await world.presses(wang, REACHED)
    assert (await world.presses(wang, "跳过")).template == "call_made"


async def test_a_call_in_vain_stays_and_is_counted(world: World, wang: Somebody) -> None:
    await needed(world)
    for times in (1, 2):
        await world.says(wang, "/queue")
        await to_the_call(world, wang)
        await world.presses(wang, NOT_REACHED)
        assert (await world.presses(wang, "跳过")).template == "call_tried"
        assert f"打过{times}次" in (await world.says(wang, "/queue")).text
        await world.passes(timedelta(hours=2))
    (call,) = (await world.case(NUMBER)).calls
    assert (len(call.tried), call.done_at) == (2, None)


async def test_whoever_was_unreachable_is_written_to_again_once_somebody_has_called(
    world: World, wang: Somebody
) -> None:
    await needed(world, CallReason.UNREACHABLE)
    await to_the_call(world, wang)
    await world.presses(wang, NOT_REACHED)
    await world.presses(wang, "跳过")
    assert (await world.case(NUMBER)).party("2").binding.unreachable_at is not None
    await to_the_call(world, wang)
    await world.presses(wang, REACHED)
    await world.says(wang, "她重新打开了。")
    assert (await world.case(NUMBER)).party("2").binding.unreachable_at is None


async def test_one_call_is_enough_for_all_that_a_party_is_to_be_called_about(world: World, wang: Somebody) -> None:
    await needed(world)
    await needed(world, CallReason.UNREACHABLE)
    listed = await world.says(wang, "/queue")
    assert listed.text.count("要打电话") == 1
    assert "提醒两天没有回音、消息送不到" in listed.text
    assert [label for label in (await world.says(wang, f"/case {NUMBER}")).labels if "打电话" in label] == [
        "打电话：李晓梅"
    ]
    await world.says(wang, "/queue")
    await world.presses(wang, next(label for label in wang.letters[-1].labels if "李晓梅" in label))
    assert "归还借款" in wang.letters[-1].text
    await world.presses(wang, "打过了，记下来")
    await world.presses(wang, NOT_REACHED)
    await world.presses(wang, "跳过")
    assert [len(call.tried) for call in (await world.case(NUMBER)).calls] == [1, 1]
    await to_the_call(world, wang)
    await world.presses(wang, REACHED)
    assert (await world.says(wang, "她周五还，换了手机。")).template == "call_made"
    case = await world.case(NUMBER)
    assert {call.done for call in case.calls} == {"她周五还，换了手机。"}
    assert case.party("2").binding.unreachable_at is None
    assert "要打电话" not in (await world.says(wang, "/queue")).text


async def test_a_call_that_was_cleared_meanwhile_is_said_kindly(world: World, wang: Somebody) -> None:
    await needed(world)
    await to_the_call(world, wang)
    await world.presses(wang, REACHED)

    def elsewhere(store: Store) -> None:
        case = cases.load(store, NUMBER)
        assert case is not None
        done = replace(case.calls[0], done="", done_at=world.now)
        cases.save(store, replace(case, calls=(done,)), world.now)

    await world.run(elsewhere)
    assert (await world.presses(wang, "跳过")).template == "already_done"
    assert (await world.presses(wang, "打过了，记下来")).template == "already_done"


async def test_nobody_else_notes_a_call(world: World, wang: Somebody) -> None:
    await needed(world)
    await to_the_call(world, wang)
    await world.run(lambda store: store.db.exec_driver_sql("UPDATE staff SET role = 'reviewer' WHERE name = '王建国'"))
    assert (await world.presses(wang, REACHED)).template == "not_your_case"
    assert (await world.case(NUMBER)).calls[0].done_at is None


async def test_it_is_told_in_english_too(world: World) -> None:
    green = await world.staff("Green", Role.MEDIATOR, language="en")
    await attested(world, await recorded(world, green), "2", world.person("李晓梅"))
    await needed(world)
    await world.says(green, "/queue")
    await world.presses(green, next(label for label in green.letters[-1].labels if "李晓梅" in label))
    await world.presses(green, "I have called, note it")
    await world.presses(green, WORDS.named(CallOutcome.NOT_REACHED, "en"))
    assert (await world.presses(green, "Skip")).template == "call_tried"
