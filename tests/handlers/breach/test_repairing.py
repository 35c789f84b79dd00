"""[Apply for credit repair]: refused kindly before its day, and then words, a look, sent."""

from datetime import date

from tests.handlers.breach.conftest import Warned
from tests.world import Heard


async def asks(warned: Warned) -> Heard | None:
    """The action, as the letters of publication have it under a button."""
    return await warned.presses_action("apply_repair")


async def test_before_its_day_it_says_from_when(warned: Warned) -> None:
    await warned.published(performed=date(2026, 4, 16), least=date(2026, 7, 16))
    answer = await asks(warned)
    assert answer is not None
    assert answer.template == "repair_too_early"
    assert "2026年7月16日" in answer.text


async def test_not_performed_it_says_so(warned: Warned) -> None:
    await warned.published(performed=None, least=None)
    answer = await asks(warned)
    assert answer is not None
    assert answer.template == "repair_not_performed"


async def test_words_a_look_and_sent(warned: Warned) -> None:
    world, li = warned.deal.world, warned.deal.li
    await warned.published(performed=date(2026, 4, 16), least=None)
    answer = await asks(warned)
    assert answer is not None
    assert answer.template == "repair_words"
    await world.says(li, "钱已经还清了。")
    assert (await world.presses(li, "没有了")).template == "repair_sure"
    assert (await world.presses(li, "发出")).template == "repair_applied"
    waiting = (await warned.breach()).open_repair
    assert waiting is not None
    assert waiting.words == "钱已经还清了。"
