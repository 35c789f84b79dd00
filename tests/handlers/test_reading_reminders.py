"""Days 1, 3 and 5 remind, day 7 puts the letter away, and it can be opened again by either side."""

from datetime import timedelta

from mediation.commitment_letter import CommitmentState
from tests.walking import Walk, walking
from tests.world import World


def reminded(walk: Walk) -> list[str]:
    """The reminders she got, by what they say of the days left."""
    return [one.text.partition("还有")[2][0] for one in walk.li.letters if one.template == "reading_reminded.subject"]


async def test_reminders_on_days_one_three_and_five(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    await walk.read(2)
    await world.days_pass(6)
    assert reminded(walk) == ["6", "4", "2"]
    assert (await world.presses(walk.li, "接着读")).template == "section_clause_one"


async def test_after_an_outage_only_the_latest_comes(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    await world.passes(timedelta(days=5, minutes=1))
    assert reminded(walk) == ["2"]


async def test_nobody_is_reminded_of_what_was_never_opened_or_is_done(world: World) -> None:
    walk = await walking(world)
    await world.days_pass(2)
    assert reminded(walk) == []
    await walk.confirmed()
    await world.days_pass(8)
    assert reminded(walk) == []


async def test_on_day_seven_it_expires_and_both_hear_of_it(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    await walk.read(2)
    await world.days_pass(7)
    assert (await walk.letter()).state is CommitmentState.EXPIRED
    assert walk.li.letters[-1].template == "commitment_expired.subject"
    assert "没有任何不好的后果" in walk.li.letters[-1].text
    told = walk.mediator.letters[-1]
    assert (told.template, told.labels) == ("commitment_expired.mediator", ["重新开放", "登记纸质承诺书"])
    old = next(one for one in reversed(walk.li.letters) if one.template == "section_clause_one")
    await world.asks(walk.li, kind="press", text=old.key("我读完了，下一页 »"))
    assert walk.li.letters[-1].template == "letter_not_open"


async def test_the_name_is_not_asked_for_again_once_the_letter_is_put_away(world: World) -> None:
    walk = await walking(world)
    assert (await walk.to_the_name()).template == "name_question"
    await world.days_pass(7)
    await world.says(walk.li, "/ask")
    await world.says(walk.li, "还能签吗？")
    assert walk.li.letters[-1].template == "question_asked"
    assert (await world.says(walk.li, "/cancel")).template == "nothing_open"
    assert (await world.says(walk.li, "/continue")).template == "letter_expired"


async def test_she_opens_it_again_where_she_stopped_and_the_days_begin_anew(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    await walk.read(2)
    await world.days_pass(9)
    assert (await world.says(walk.li, "/continue")).template == "letter_expired"
    assert (await world.presses(walk.li, "重新打开")).template == "section_clause_one"
    await world.days_pass(1)
    assert reminded(walk) == ["6", "4", "2", "6"]


async def test_the_mediator_opens_it_again(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    await world.days_pass(7)
    assert (await world.presses(walk.mediator, "重新开放")).template == "letter_offered"
    assert walk.li.letters[-1].template == "commitment_offered.subject"
    assert (await world.presses(walk.li, "开始阅读")).template == "section_owed"
