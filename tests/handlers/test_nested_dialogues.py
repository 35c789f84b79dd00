"""One dialogue inside another: what was open underneath is gone on with, and nothing is answered by mistake."""

import pytest

from handlers import commands, dialogue, dialogues
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Reply
from handlers.turn import Turn
from mediation.actor import Role
from mediation.decision import Refused
from tests.handlers.conftest import path
from tests.handlers.test_dialogue import say
from tests.handlers.test_words import ASKED, office, templates
from tests.world import World


async def test_after_a_question_in_between_the_first_one_is_gone_on_with(
    world: World, finished: list[dict[str, str]]
) -> None:
    mediator, li, _ = await office(world)
    await say(world, li, "/ask", ASKED)
    await say(world, mediator, "/sample", "有")
    await world.presses(mediator, "回答")
    assert (await world.says(mediator, "可以。")).template == "answer_preview"
    resumed = await world.presses(mediator, "发送")
    assert templates(mediator)[-3:] == ["question_answered", "where_we_were", "sample_question"]
    assert resumed.text.startswith("b?")
    await say(world, mediator, "乙", "x", "丁")
    assert len(finished) == 1
    assert li.letters[-1].template == "question_answered.subject"


async def test_after_a_cancelled_one_as_well(world: World, finished: list[dict[str, str]]) -> None:
    mediator, li, _ = await office(world)
    await say(world, li, "/ask", ASKED)
    await say(world, mediator, "/sample", "有")
    await world.presses(mediator, "回答")
    resumed = await world.presses(mediator, "取消")
    assert templates(mediator)[-3:] == ["answer_not_sent", "where_we_were", "sample_question"]
    assert resumed.text.startswith("b?")


async def test_what_was_underneath_and_is_moot_is_forgotten_with_the_reason(
    world: World, finished: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    li = world.person("李晓梅")

    def moot(turn: Turn, answers: Answers) -> list[Step]:
        raise Refused("case_ended")

    await say(world, li, "/sample", "有")
    other = Dialogue("other", path, lambda turn, answers: (Reply("left_it"),))
    monkeypatch.setitem(dialogues.DIALOGUES, "other", other)
    monkeypatch.setitem(commands.COMMANDS, "other", (commands.EVERYBODY, lambda turn: dialogue.begin(turn, other)))
    await say(world, li, "/other", "无", "x")
    monkeypatch.setitem(dialogues.DIALOGUES, "sample", Dialogue("sample", moot, other.finish))
    await say(world, li, "丁")
    assert templates(li)[-2:] == ["left_it", "case_ended"]
    assert (await world.says(li, "/cancel")).template == "nothing_open"


async def test_a_number_that_answers_presses_no_button_of_a_notice_that_came_meanwhile(
    world: World, finished: list[dict[str, str]]
) -> None:
    mediator, li, _ = await office(world)
    await say(world, mediator, "/sample", "有")
    await say(world, li, "/ask", ASKED)
    assert mediator.letters[-1].template == "question_asked.mediator"
    assert (await say(world, mediator, "1")).startswith("c?")
    assert (await world.presses(mediator, "回答")).template == "answer_words"


async def test_a_button_that_opens_a_dialogue_stays(world: World) -> None:
    administrator = await world.staff("孙丽", Role.ADMINISTRATOR)
    passer = world.person("过路人")
    await world.says(passer, "有人吗")
    await world.says(administrator, "/queue")
    assert (await world.presses(administrator, "回答 1")).template == "stranger_answer_words"
    await world.presses(administrator, "取消")
    assert (await world.presses(administrator, "回答 1")).template == "stranger_answer_words"
