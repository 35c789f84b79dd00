"""Being told: what waits on the page rings, once or once a day, never at night, and never with content."""

from dataclasses import replace
from datetime import time, timedelta

from sqlalchemy import insert, update

from mediation.moments import at_local
from storage import invitations, people, pushes
from storage.schema.people import sessions
from storage.store import Store
from tests.paged import NUMBER, PAGE, Paged
from tests.world import PROFILE

MINUTE = timedelta(minutes=1)


async def browser(world: Paged, person: int, number: int) -> str:
    """Somebody's browser with a session, which can be rung; its hash."""

    def work(store: Store) -> str:
        page = people.page_of(store, person, world.now)
        begun = {"address_id": page.id, "begun_at": world.now, "seen_at": world.now}
        store.db.execute(insert(sessions).values(token_hash=f"session{number}", **begun))
        endpoint = f"https://fcm.googleapis.com/fcm/send/{number}"
        pushes.subscribe(store, f"session{number}", endpoint, world.now)
        return store.sealer.index(endpoint)

    return await world.run(work)


async def test_telegram_rings_once_until_something_was_fetched(world: Paged, li: int) -> None:
    phone = await world.telegram(li)
    await world.writes(li)
    assert await world.rings(MINUTE) == 0  # an open page would have fetched it by now
    assert await world.rings(MINUTE) == 1
    await world.writes(li)
    assert await world.rings() == 0
    assert len(await world.fetches(li)) == 2
    assert await world.rings() == 0
    await world.writes(li)
    assert await world.rings() == 1
    assert [letter.template for letter in phone.letters] == ["letter_waiting"] * 2
    assert await world.written("sms") == []


async def test_what_rings_on_telegram_says_nothing_and_leads_to_the_page(world: Paged, li: int) -> None:
    phone = await world.telegram(li)
    await world.writes(li)
    await world.rings()
    (heard,) = phone.letters
    assert world.office.words.content_free(heard.template)
    assert not any(word in heard.text for word in ("李晓梅", "张建军", NUMBER, "5,000", "借款", "7天"))
    token = heard.secrets["⟦page⟧"].removeprefix(f"{PAGE}/i/")
    assert token not in heard.text
    link = await world.run(lambda store: invitations.find(store, token))
    assert link is not None
    assert (link.person, link.checked, link.ended) == (li, False, None)
    assert link.expires_at == world.now + timedelta(days=1)


async def test_only_notices_ring_and_only_what_nobody_fetched(world: Paged, li: int) -> None:
    await world.telegram(li)
    await world.writes(li, urgency="answer")
    await world.writes(li)
    await world.fetches(li)
    assert await world.rings() == 0


async def test_nobody_is_rung_at_night(world: Paged, li: int) -> None:
    await browser(world, li, 1)
    night = at_local(world.today, time(23, 0), PROFILE.zone)
    await world.passes(night - world.now)
    await world.writes(li)
    assert await world.rings() == 0
    assert await world.rings(timedelta(hours=10)) == 2


async def test_every_browser_is_rung_once_until_something_was_fetched(world: Paged, li: int) -> None:
    await world.texts(False)
    browsers = {await browser(world, li, number) for number in (1, 2)}
    await world.writes(li)
    assert await world.rings() == 2
    await world.writes(li)
    assert await world.rings() == 0
    await world.fetches(li)
    await world.run(
        lambda store: store.db.execute(update(sessions).where(sessions.c.token_hash == "session1").values(ended="left"))
    )
    await world.writes(li)
    assert await world.rings() == 1
    rung = await world.written("push")
    assert {row.ref for row in rung} == browsers
    assert [(row.text, row.case_number, row.repeatable) for row in rung] == [("您有一条新消息", None, False)] * 3


async def test_an_office_without_a_page_rings_nobody(world: Paged, li: int) -> None:
    await world.telegram(li)
    await world.writes(li)
    world.office = replace(world.office, page=None)
    assert await world.rings() == 0


async def test_what_rings_is_never_where_letters_go(world: Paged, li: int) -> None:
    await browser(world, li, 1)
    await world.writes(li)
    assert await world.rings() == 2
    found = await world.run(lambda store: people.address_of(store, li))
    assert found is not None
    assert found.door == "web"


async def test_one_who_cannot_be_rung_holds_nobody(world: Paged, li: int) -> None:
    await world.telegram(li)
    zhang = await world.on_the_page(NUMBER, "1", "张建军")
    phone = await world.telegram(zhang)
    await world.writes(li)
    await world.writes(zhang, party="1")
    await world.run(lambda store: people.set_language(store, li, "xx"))
    world.faults_expected = True
    assert await world.rings() == 1
    assert [letter.template for letter in phone.letters] == ["letter_waiting"]
    assert "KeyError" in (await world.faults())[-1]
