"""The live stream: whoever is cut off loses nothing and hears nothing twice, and nobody hears what is another's."""

import asyncio

from mediation.actor import Role
from storage import sessions
from storage.outbox import NOTICE
from tests.browsing import Page
from tests.letters import states
from tests.sample import person_id


async def test_a_letter_is_heard_at_once_and_counts_as_fetched_then(page: Page) -> None:
    boss = await page.world.staff("王建国", Role.MEDIATOR)
    browser = await page.of(boss)
    async with browser.listens(browser.cursor) as stream:
        row = await page.writes(boss, "有<b>新</b>消息")
        event = await stream.next()
        assert (event.name, event.data["id"]) == ("line", f"out{row}")
        assert "有<b>新</b>消息" in event.data["html"]
        await page.writes(boss, "第二条")
        assert "第二条" in (await stream.next()).data["html"]
    assert (await states(page.world.database))[0] == "sent"


async def test_after_a_break_it_goes_on_after_the_last_one_heard(page: Page) -> None:
    boss = await page.world.staff("王建国", Role.MEDIATOR)
    browser = await page.of(boss)
    async with browser.listens(browser.cursor) as stream:
        await page.writes(boss, "第一条")
        last = (await stream.next()).id
    assert last is not None
    missed = [await page.writes(boss, f"断线时第{number}条") for number in range(3)]
    async with browser.listens(browser.cursor, **{"Last-Event-ID": last}) as stream:
        heard = [await stream.next() for _ in missed]
        assert [one.data["id"] for one in heard] == [f"out{row}" for row in missed]
        # only the end of what belongs together may be resumed from
        assert [one.id is not None for one in heard] == [False, False, True]
        await page.writes(boss, "又连上了")
        assert "又连上了" in (await stream.next()).data["html"]


async def test_a_page_that_was_closed_for_long_is_loaded_anew(page: Page) -> None:
    boss = await page.world.staff("王建国", Role.MEDIATOR)
    browser = await page.of(boss)
    for number in range(61):
        await page.writes(boss, f"第{number}条")
    async with browser.listens(browser.cursor) as stream:
        assert (await stream.next()).name == "reload"


async def test_another_persons_stream_hears_nothing(page: Page) -> None:
    boss, other = await page.world.staff("王建国", Role.MEDIATOR), await page.world.staff("陈静", Role.ADMINISTRATOR)
    mine, theirs = await page.of(boss), await page.of(other)
    async with mine.listens(mine.cursor) as own, theirs.listens(theirs.cursor) as foreign:
        await page.writes(boss, "只给王建国")
        assert "只给王建国" in (await own.next()).data["html"]
        await page.writes(other, "只给陈静")
        # had anything of the other's been sent, it would have come first
        assert "只给陈静" in (await foreign.next()).data["html"]


async def test_what_is_said_waits_visibly_and_is_then_handled(page: Page) -> None:
    browser = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    async with browser.listens(browser.cursor) as stream:
        fields = {**browser.hidden('id="say"'), "text": "/help"}
        assert (await browser.post("/say", fields, **{"X-Requested-With": "fetch"})).status == 200
        heard = {}
        while "out1" not in heard:
            event = await stream.next()
            heard[event.data["id"]] = event.data["html"]
        assert "正在处理" not in heard["in1"]


async def test_a_session_that_ends_ends_its_stream(page: Page) -> None:
    boss = await page.world.staff("王建国", Role.MEDIATOR)
    browser, person = await page.of(boss), await person_id(page.world, boss)
    async with browser.listens(browser.cursor) as stream:
        await page.world.run(lambda store: sessions.end_of_person(store, person, "revoked"))
        page.hub.ring(person)
        assert (await stream.next()).name == "gone"
        assert await stream.ends()
    async with browser.listens("1.1.1") as stream:
        assert (await stream.next()).name == "gone"


async def test_streams_of_one_person_are_limited(page: Page) -> None:
    browser = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    opened = [await browser.session.get(page.url("/lines?after=0.0.0")) for _ in range(9)]
    assert [one.status for one in opened] == [200] * 8 + [429]
    for one in opened:
        one.close()


async def test_a_server_that_stops_leaves_nobody_hanging(page: Page) -> None:
    browser = await page.of(await page.world.staff("王建国", Role.MEDIATOR))
    response = await browser.session.get(page.url(f"/lines?after={browser.cursor}"))
    assert response.status == 200
    assert page.server is not None
    async with asyncio.timeout(30):
        await page.server.close()
    response.close()


async def test_the_divider_stands_above_what_was_not_seen_and_days_are_said(page: Page) -> None:
    boss = await page.world.staff("王建国", Role.MEDIATOR)
    browser = await page.of(boss)
    await page.writes(boss, "旧的", urgency=NOTICE)
    await browser.get()
    page.clock.passes(86400)
    await page.writes(boss, "新的", urgency=NOTICE)
    await browser.get()
    old, _, new = browser.html.partition('id="unread"')
    assert ("旧的" in old, "新的" in new) == (True, True)
    assert browser.html.count('class="day"') == 2
    await browser.get()
    assert 'id="unread"' not in browser.html


async def test_earlier_lines_are_a_link_away(page: Page) -> None:
    boss = await page.world.staff("王建国", Role.MEDIATOR)
    rows = [await page.writes(boss, f"第{number}条") for number in range(70)]
    browser = await page.of(boss)
    assert browser.lines == [f"out{row}" for row in rows[10:]]
    await browser.get(f"/?before=1.{rows[10]}")
    assert browser.lines == [f"out{row}" for row in rows[:10]]
