"""[State my side]: by button or command, words first, files one at a time, a last look; nothing typed is lost."""

from dataclasses import replace

from mediation.breach import BreachState
from tests.handlers.breach.conftest import Warned
from tests.performing import JPG
from tests.world import Heard

WORDS = "3月已经现金给了他，有收条。"
OTHER = b"\xff\xd8\xff\xe0 a receipt"


async def says_it(warned: Warned) -> Heard:
    """Words and two files, up to the last look."""
    world, li = warned.deal.world, warned.deal.li
    assert (await world.presses(li, "陈述申辩")).template == "statement_words"
    assert (await world.says(li, WORDS)).template == "enclosed_file"
    assert "已收好1个文件" in (await world.sends(li, JPG)).text
    assert "已收好2个文件" in (await world.sends(li, OTHER, "b.jpg")).text
    return await world.presses(li, "没有了")


async def test_words_and_files_from_the_warning_to_who_decides(warned: Warned) -> None:
    world, li = warned.deal.world, warned.deal.li
    preview = await says_it(warned)
    assert preview.template == "statement_sure"
    assert WORDS in preview.text
    assert "附2个文件" in preview.text
    assert (await warned.breach()).statements == ()
    assert (await world.presses(li, "发出")).template == "statement_made"
    said = (await warned.breach()).open_statement
    assert said is not None
    assert (said.words, len(said.files)) == (WORDS, 2)
    assert warned.deal.wang.letters[-1].template == "statement_made.mediator"
    assert not any(WORDS in letter.text for letter in warned.deal.zhang.letters)


async def test_without_files_and_by_command(warned: Warned) -> None:
    world, li = warned.deal.world, warned.deal.li
    assert (await world.says(li, "/statement")).template == "statement_words"
    await world.says(li, WORDS)
    assert "没有附文件" in (await world.presses(li, "没有了")).text
    await world.presses(li, "发出")
    said = (await warned.breach()).open_statement
    assert said is not None
    assert said.files == ()
    assert (await world.says(li, "/statement")).template == "statement_waits"


async def test_the_words_are_kept_when_something_comes_in_between(warned: Warned) -> None:
    world, li = warned.deal.world, warned.deal.li
    await says_it(warned)
    assert (await world.says(li, "/statement")).template == "statement_sure"
    await world.presses(li, "改写")
    assert WORDS in li.letters[-1].text
    await world.presses(li, "不改")
    assert WORDS in li.letters[-1].text


async def test_refused_at_the_last_moment_the_words_stay(warned: Warned) -> None:
    world, li = warned.deal.world, warned.deal.li
    await says_it(warned)
    case = await warned.deal.case()
    await warned.deal.changed(case.with_breach(case.breaches[0].ended(BreachState.LIFTED, world.now)))
    await world.presses(li, "发出")
    assert [one.template for one in li.letters[-2:]] == ["breach_over", "statement_sure"]
    assert WORDS in li.letters[-1].text


async def test_who_has_several_is_asked_which_and_who_has_none_hears_so(warned: Warned) -> None:
    world, li, zhang = warned.deal.world, warned.deal.li, warned.deal.zhang
    assert (await world.says(zhang, "/statement")).template == "nothing_to_state"
    case = await warned.deal.case()
    await warned.deal.changed(case.with_breach(replace(case.breaches[0], key="2")))
    asked = await world.says(li, "/statement")
    assert asked.template == "which_breach"
    assert len(asked.labels) == 2
    assert (await world.presses(li, asked.labels[1])).template == "statement_words"


async def test_a_file_that_is_none_and_a_number_are_not_taken(warned: Warned) -> None:
    world, li = warned.deal.world, warned.deal.li
    await world.presses(li, "陈述申辩")
    await world.says(li, WORDS)
    await world.says(li, "没有材料")
    assert [one.template for one in li.letters[-2:]] == ["enclosed_file_expected", "enclosed_file"]
    await world.sends(li, b"GIF89a")
    assert [one.template for one in li.letters[-2:]] == ["scan_kind", "enclosed_file"]
