"""What a party says that does not read here, written down by its mediator, who says how they know."""

from dataclasses import replace

from mediation.case import Binding
from tests.handlers.breach.conftest import Warned


async def test_the_mediator_writes_it_down_and_says_how(warned: Warned) -> None:
    world, wang = warned.deal.world, warned.deal.wang
    case = await warned.deal.case()
    await warned.deal.changed(case.with_party(replace(case.party("2"), binding=Binding())))
    answer = await warned.presses_action("state_for", "wang")
    assert answer is not None
    assert answer.template == "statement_words"
    await world.says(wang, "她说3月给了现金。")
    await world.says(wang, "4月16日电话，本人说的")
    preview = await world.presses(wang, "没有了")
    assert "4月16日电话" in preview.text
    assert (await world.presses(wang, "发出")).template == "statement_made"
    said = (await warned.breach()).open_statement
    assert said is not None
    assert (said.words, said.how) == ("她说3月给了现金。", "4月16日电话，本人说的")


async def test_not_for_who_reads_here(warned: Warned) -> None:
    answer = await warned.presses_action("state_for", "wang")
    assert answer is not None
    assert answer.template == "reads_here"
