"""Dialogues: back, skip, cancel, change and choices; old buttons answer nothing."""

import pytest

from tests.handlers.test_words import templates
from tests.world import Somebody, World


async def say(world: World, who: Somebody, *words: str) -> str:
    """Say one thing after another; returns the last answer's text."""
    heard = [await world.says(who, one) for one in words]
    return heard[-1].text


async def test_the_path_follows_the_answers(world: World, finished: list[dict[str, str]]) -> None:
    li = world.person("李晓梅")
    assert (await say(world, li, "/sample")).startswith("a?")
    assert (await say(world, li, "无")).startswith("c?")
    await say(world, li, "x", "丁")
    assert (await say(world, li, "/sample", "有")).startswith("b?")
    await say(world, li, "乙", "x", "丁")
    assert finished == [{"a": "无", "c": "x", "d": "丁"}, {"a": "有", "b": "乙", "c": "x", "d": "丁"}]


async def test_back_shows_what_was_answered_and_forgets_nothing(world: World, finished: list[dict[str, str]]) -> None:
    li = world.person("李晓梅")
    await say(world, li, "/sample", "有", "乙")
    assert (await world.presses(li, "« 返回")).text.startswith("b? old=乙")
    assert (await say(world, li, "/back")).startswith("a? old=有")
    await say(world, li, "/back")
    assert templates(li)[-2:] == ["at_the_start", "sample_question"]
    assert (await say(world, li, "无")).startswith("c?")
    await say(world, li, "x", "丁")
    assert finished[-1] == {"a": "无", "b": "乙", "c": "x", "d": "丁"}


async def test_skip_leaves_out_or_keeps_but_never_jumps_what_must_be_said(
    world: World, finished: list[dict[str, str]]
) -> None:
    li = world.person("李晓梅")
    await say(world, li, "/sample", "/skip")
    assert templates(li)[-2:] == ["cannot_skip", "sample_question"]
    await say(world, li, "无", "/back")
    assert (await world.presses(li, "跳过")).text.startswith("c?")
    await say(world, li, "x")
    await world.presses(li, "跳过")
    assert finished == [{"a": "无", "c": "x", "d": ""}]


async def test_cancel_forgets_everything(world: World, finished: list[dict[str, str]]) -> None:
    li = world.person("李晓梅")
    await say(world, li, "/sample", "有")
    assert (await world.presses(li, "取消")).template == "dialogue_cancelled"
    for command in ("/cancel", "/back", "/skip"):
        assert (await world.says(li, command)).template == "nothing_open"
    assert "given=[]" in await say(world, li, "/sample")
    assert finished == []


async def test_one_answer_is_changed_and_the_rest_stays(world: World, finished: list[dict[str, str]]) -> None:
    li = world.person("李晓梅")
    await say(world, li, "/sample", "无", "x")
    assert (await world.presses(li, "改甲")).text.startswith("a? old=无")
    assert (await say(world, li, "有")).startswith("b?")
    await say(world, li, "乙", "丁")
    assert finished == [{"a": "有", "b": "乙", "c": "x", "d": "丁"}]


@pytest.mark.parametrize("words", ["y", "2", "选y", " y "])
async def test_a_choice_is_pressed_or_typed_by_value_number_or_label(
    world: World, finished: list[dict[str, str]], words: str
) -> None:
    li = world.person("李晓梅")
    await say(world, li, "/sample", "无")
    assert (await say(world, li, words)).startswith("d?")
    await say(world, li, "丁")
    assert finished[0]["c"] == "y"


@pytest.mark.parametrize("words", ["z", "3", "0", "选z"])
async def test_anything_else_is_no_choice(world: World, finished: list[dict[str, str]], words: str) -> None:
    li = world.person("李晓梅")
    await say(world, li, "/sample", "无", words)
    assert templates(li)[-2:] == ["choose_one", "sample_question"]


async def test_what_cannot_be_read_is_asked_again_and_nothing_is_lost(
    world: World, finished: list[dict[str, str]]
) -> None:
    li = world.person("李晓梅")
    await say(world, li, "/sample", "有", "坏")
    assert templates(li)[-2:] == ["words_wanted", "sample_question"]
    assert "('a', '有')" in li.letters[-1].text.replace("&#39;", "'")


@pytest.mark.parametrize("kind", ["file", "other", "edit"])
async def test_what_is_no_answer_is_said_and_the_question_asked_again(
    world: World, finished: list[dict[str, str]], kind: str
) -> None:
    li = world.person("李晓梅")
    await say(world, li, "/sample", "有")
    sent = {"ref": "a", "name": "a.jpg", "mime": "image/jpeg", "size": 3}
    again = await world.asks(li, kind=kind, text="看图", **({"file": sent} if kind == "file" else {}))
    assert again is not None
    assert again.text.startswith("b?")


async def test_a_refused_end_takes_back_the_last_answer_only(world: World, finished: list[dict[str, str]]) -> None:
    li = world.person("李晓梅")
    again = await say(world, li, "/sample", "无", "x", "拒")
    assert templates(li)[-2:] == ["case_ended", "sample_question"]
    assert again.startswith("d? old=None")
    await say(world, li, "丁")
    assert finished == [{"a": "无", "c": "x", "d": "丁"}]


async def test_an_old_questions_button_answers_nothing(world: World, finished: list[dict[str, str]]) -> None:
    li = world.person("李晓梅")
    await say(world, li, "/sample", "无")
    old = li.letters[-1]
    await say(world, li, "x")
    for label in ("选y", "取消", "« 返回"):
        await world.asks(li, kind="press", text=old.key(label))
        assert templates(li)[-2:] == ["already_done", "sample_question"]
    await say(world, li, "/cancel")
    await world.asks(li, kind="press", text=old.key("选y"))
    assert templates(li)[-1] == "already_done"
    assert finished == []


async def test_everybody_has_their_own(world: World, finished: list[dict[str, str]]) -> None:
    li, zhang = world.person("李晓梅"), world.person("张建军")
    await say(world, li, "/sample", "有")
    await say(world, zhang, "/sample")
    assert (await say(world, li, "乙")).startswith("c?")
    assert (await say(world, zhang, "无")).startswith("c? old=None")
    # the other's button is nobody else's
    assert (await world.asks(zhang, kind="press", text=li.letters[-1].key("选x"))) is not None
    assert zhang.letters[-1].template == "not_yours"
