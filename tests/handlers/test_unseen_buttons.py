"""Words press only what was seen: no letter that still waits."""

from datetime import timedelta

import pytest

from mediation.button import Button
from storage import outbox, people
from storage.outbox import NOTICE, Letter
from storage.people import Address
from storage.store import Store
from tests.sample import person_id
from tests.walking import NUMBER, walking
from tests.world import World

ATTEST = ((Button("本人在场", "attest", ("present", "1")), Button("不是本人", "not_them", ("1",))),)


@pytest.mark.parametrize("words", ["1", "本人在场"])
async def test_a_notice_that_waits_for_the_morning_is_not_pressed_by_words(world: World, words: str) -> None:
    walk = await walking(world)
    person = await person_id(world, walk.mediator)
    world.now += timedelta(hours=14)

    def waits(store: Store) -> Address:
        address = people.address_of(store, person)
        assert address is not None
        outbox.put(
            store, address, Letter("party_bound.mediator", "请确认", ATTEST, urgency=NOTICE, case=NUMBER), world.now
        )
        return address

    await world.run(waits)
    assert (await world.says(walk.mediator, words)).template == "staff_words"
    world.now += timedelta(hours=10)  # and nothing falls due: a morning list would be the newer letter
    await world.settle()
    assert (await world.says(walk.mediator, words)).template != "staff_words"
