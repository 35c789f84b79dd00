"""Cases handed over for a time come back by themselves, to whoever they belong to, told of in one letter."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from mediation.actor import Role
from storage import people
from storage.schema.cases import reminders as table
from storage.store import Store
from tests.handlers.test_handing_over import NUMBERS, SURE, hands_over, mediators, templates
from tests.sample import attested, person_id, recorded
from tests.world import Somebody, World


@pytest.fixture
async def wang(world: World) -> Somebody:
    """The mediator who has the cases."""
    return await world.staff("王建国", Role.MEDIATOR)


@pytest.fixture
async def zhou(world: World) -> Somebody:
    """A colleague of the same unit."""
    return await world.staff("周调解", Role.MEDIATOR)


async def returns(world: World) -> list[tuple[str, str | None]]:
    """State and reason of every planned return."""

    def work(store: Store) -> list[tuple[str, str | None]]:
        rows = store.db.execute(select(table).where(table.c.kind == "return").order_by(table.c.id))
        return [(row.state, row.why) for row in rows]

    return await world.run(work)


async def test_for_a_leave_they_come_back_by_themselves(world: World, wang: Somebody, zhou: Somebody) -> None:
    for number in NUMBERS:
        await recorded(world, wang, number)
    await hands_over(world, wang, "/handover", "1", "1", "昨天", "3月9日", "", "1")
    assert "until_past" in templates(wang)
    assert "2026年3月9日" in zhou.letters[-1].text
    assert "代办到2026年3月9日" in (await world.says(zhou, f"/case {NUMBERS[0]}")).text
    await world.days_pass(6, at=time(8, 59))
    assert await mediators(world, *NUMBERS) == {await person_id(world, zhou)}
    before = len(zhou.letters)
    await world.passes(timedelta(days=0, minutes=24 * 60 + 1))
    assert await mediators(world, *NUMBERS) == {await person_id(world, wang)}
    assert (await world.case(NUMBERS[0])).returns_on is None
    assert templates(wang).count("cases_handed_over.member") == 1
    assert "3件" in next(one for one in wang.letters if one.template == "cases_handed_over.member").text
    assert [one for one in templates(zhou)[before:] if one != "morning_list"] == ["cases_handed_over_former"]
    assert await returns(world) == [("sent", None)] * 3


async def test_a_stand_in_cannot_give_away_what_is_lent(world: World, wang: Somebody, zhou: Somebody) -> None:
    sun = await world.staff("孙调解", Role.MEDIATOR)
    await recorded(world, wang, NUMBERS[0])
    await hands_over(world, wang, "/handover", "1")
    await world.presses(wang, "周调解")
    await hands_over(world, wang, "3月9日", "", "1")
    await hands_over(world, zhou, "/handover", "1")
    await world.presses(zhou, "孙调解")
    await hands_over(world, zhou, "", "")
    assert "请您代办" in zhou.letters[-1].text
    await world.presses(zhou, SURE)
    assert await mediators(world, NUMBERS[0]) == {await person_id(world, sun)}
    assert (await world.case(NUMBERS[0])).returns_on == date(2026, 3, 9)
    await world.days_pass(7)
    assert await mediators(world, NUMBERS[0]) == {await person_id(world, wang)}


async def test_given_back_early_nothing_is_left_to_return(world: World, wang: Somebody, zhou: Somebody) -> None:
    await recorded(world, wang, NUMBERS[0])
    await hands_over(world, wang, "/handover", "1", "1", "3月9日", "", "1")
    await hands_over(world, zhou, "/handover", "1", "1", "", "", "1")
    assert await mediators(world, NUMBERS[0]) == {await person_id(world, wang)}
    await world.days_pass(8)
    assert await returns(world) == [("skipped", "no_longer_wanted")]
    assert templates(zhou).count("cases_handed_over_former") == 0


async def test_if_the_owner_is_gone_the_case_stays_where_it_is(world: World, wang: Somebody, zhou: Somebody) -> None:
    await recorded(world, wang, NUMBERS[0])
    await hands_over(world, wang, "/handover", "1", "1", "3月9日", "", "1")
    person = await person_id(world, wang)
    await world.run(lambda store: people.remove_staff(store, person, world.now))
    await world.days_pass(7)
    assert await mediators(world, NUMBERS[0]) == {await person_id(world, zhou)}
    assert templates(zhou).count("case_stayed.mediator") == 1
    assert (await world.case(NUMBERS[0])).returns_on is None


async def test_it_is_told_in_english_too(world: World) -> None:
    green = await world.staff("Green", Role.MEDIATOR, language="en")
    brown = await world.staff("Brown", Role.MEDIATOR, language="en")
    li = world.person("李晓梅", "en")
    await attested(world, await recorded(world, green), "2", li)
    await world.says(green, "/handover")
    await world.presses(green, "All of them")
    await world.presses(green, "Brown")
    await hands_over(world, green, "9 March 2026", "Please call first.")
    assert "come back by themselves on 9 Mar 2026" in green.letters[-1].text
    await world.presses(green, "Yes, hand over")
    assert "until they go back on 9 Mar 2026" in brown.letters[-1].text
    assert "From now on Brown" in li.letters[-1].text
    await world.days_pass(7)
    assert any("came back to you today" in one.text for one in green.letters)
