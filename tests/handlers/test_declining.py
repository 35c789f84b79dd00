"""Declining: with a reason or without, told to the mediator, blocking nothing, and open to a change of mind."""

from mediation.case import CaseState
from mediation.commitment_letter import CommitmentState
from tests.walking import NUMBER, walking
from tests.world import World


async def test_from_the_rights_without_a_reason(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    await walk.read(6)
    assert (await world.presses(walk.li, "不签")).template == "declining_question"
    heard = await world.presses(walk.li, "不说原因，就是不签")
    assert heard.template == "commitment_declined"
    assert "协议照样有效" in heard.text
    told = walk.mediator.letters[-1]
    assert told.template == "commitment_declined.mediator"
    assert "说的原因" not in told.text
    assert (await world.case(NUMBER)).state is CaseState.OPEN


async def test_from_the_last_press_with_a_reason_which_the_mediator_reads_and_the_other_side_does_not(
    world: World,
) -> None:
    walk = await walking(world)
    await walk.to_the_name()
    await world.says(walk.li, "李晓梅")
    await world.presses(walk.li, "不签")
    await world.says(walk.li, "想先问问<家里人>")
    assert (await walk.letter()).reason == "想先问问<家里人>"
    assert "想先问问&lt;家里人&gt;" in walk.mediator.letters[-1].text
    assert walk.mediator.letters[-1].labels == ["登记纸质承诺书"]


async def test_thinking_again_before_it_is_said(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    await walk.read(6)
    await world.presses(walk.li, "不签")
    assert (await world.presses(walk.li, "取消")).template == "declining_cancelled"
    assert (await walk.letter()).state is CommitmentState.READING
    assert (await world.says(walk.li, "/continue")).template == "section_rights"


async def test_a_change_of_mind_goes_on_where_it_was_left(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    await walk.read(6)
    await world.presses(walk.li, "不签")
    await world.presses(walk.li, "不说原因，就是不签")
    assert (await world.says(walk.li, "/continue")).template == "letter_declined"
    assert (await walk.letter()).state is CommitmentState.DECLINED
    assert (await world.presses(walk.li, "重新打开")).template == "section_rights"
    assert (await walk.letter()).state is CommitmentState.READING


async def test_a_letter_that_closed_meanwhile_is_not_declined_and_nobody_is_held_by_the_question(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    await walk.read(6)
    await world.presses(walk.li, "不签")
    await world.days_pass(7)
    assert (await world.says(walk.li, "想再等等")).template == "letter_not_open"
    assert (await world.says(walk.li, "想再等等")).template == "free_words"


async def test_what_was_declined_is_neither_reminded_nor_expires(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    await walk.read(6)
    await world.presses(walk.li, "不签")
    await world.presses(walk.li, "不说原因，就是不签")
    before = len(walk.li.letters)
    await world.days_pass(8)
    # the court side of the agreement goes on without the letter
    assert [one.template for one in walk.li.letters[before:]] == ["confirmation_possible.subject"]
    assert (await walk.letter()).state is CommitmentState.DECLINED
