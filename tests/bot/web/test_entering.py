"""One-time links on the page: looking consumes nothing, pressing opens once, and a dead link says why."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mediation.actor import Role
from storage import invitations, people
from storage.schema.messages import inbox
from storage.schema.people import persons, sessions
from storage.store import Store
from tests.browsing import Page
from tests.sample import person_id, recorded


def _rows(store: Store) -> tuple[int, int, int]:
    counts = (store.db.scalar(select(func.count()).select_from(table)) or 0 for table in (inbox, sessions, persons))
    came, browsers, known = counts
    return came, browsers, known


async def invited(page: Page) -> str:
    """A party's living link."""
    await recorded(page.world, await page.world.staff("王建国", Role.MEDIATOR))
    token, now = invitations.new_token(), page.clock.now()
    await page.world.run(
        lambda store: invitations.for_party(store, token, "K7M2QX", "2", now, now + timedelta(hours=24))
    )
    return token


async def test_scanners_look_a_hundred_times_and_consume_nothing(page: Page) -> None:
    token = await invited(page)
    before = await page.world.run(_rows)
    for _ in range(100):
        await page.browser().get(f"/i/{token}")
    assert await page.world.run(_rows) == before
    kept = await page.world.run(lambda store: invitations.find(store, token))
    assert kept is not None
    assert (kept.opened_by, kept.ended) == (None, None)


async def test_pressing_begins_a_session_and_leads_to_the_answer(page: Page) -> None:
    browser = page.browser()
    response = await browser.enter(await invited(page))
    assert (response.url.path, response.status) == ("/", 200)
    assert browser.lines[0].startswith("in")
    assert any(one.startswith("out") for one in browser.lines)
    assert "打开了链接" in browser.html


async def test_pressed_twice_it_is_opened_once(page: Page) -> None:
    token, browser = await invited(page), page.browser()
    await browser.get(f"/i/{token}")
    shown, fields = browser.cookie, browser.hidden('/i"')
    await browser.post("/i", fields)
    after = await page.world.run(_rows)
    first = browser.cookie
    browser.session.cookie_jar.update_cookies({"xintiao": shown})  # the first answer never arrived
    await browser.post("/i", fields)
    assert (await page.world.run(_rows), browser.cookie, browser.status) == (after, first, 200)


async def test_a_taken_link_opens_nothing_for_another_browser(page: Page) -> None:
    token, other = await invited(page), page.browser()
    await page.browser().enter(token)
    before = await page.world.run(_rows)
    await other.enter(token)
    assert "这个链接已经在另一个账号上打开了" in other.html
    assert await page.world.run(_rows) == before


@pytest.mark.parametrize("token", ["AAAAAAAAAAAAAAAAAAAAAA", "x", "..%2f..%2fetc%2fpasswd", "%00", "' or 1=1 --"])
async def test_an_unknown_link_says_so_and_leaves_no_row(page: Page, token: str) -> None:
    before, browser = await page.world.run(_rows), page.browser()
    await browser.enter(token)
    assert "我不认得这个链接" in browser.html
    assert await page.world.run(_rows) == before


async def test_an_expired_link_says_so(page: Page) -> None:
    token, browser = await invited(page), page.browser()
    page.clock.passes(25 * 3600)
    await browser.enter(token)
    assert "过了有效期" in browser.html


async def test_a_link_is_not_opened_from_another_sites_form(page: Page) -> None:
    token, browser = await invited(page), page.browser()
    before = await page.world.run(_rows)
    await browser.post(f"/i/{token}", {})
    assert "请再点一次" in browser.html
    await browser.post(f"/i/{token}", {"csrf": "0" * 64})
    assert await page.world.run(_rows) == before


async def test_own_link_leads_to_ones_whole_conversation(page: Page) -> None:
    boss = await page.world.staff("王建国", Role.MEDIATOR)
    await page.world.says(boss, "/help")
    browser = page.browser()
    await browser.enter(await page.link(boss))
    assert "Telegram" in browser.html
    assert len(browser.lines) >= 3


async def test_a_removed_member_of_staff_is_out(page: Page) -> None:
    boss = await page.world.staff("王建国", Role.MEDIATOR)
    browser = await page.of(boss)
    assert browser.status == 200
    person = await person_id(page.world, boss)
    await page.world.run(lambda store: people.remove_staff(store, person, page.clock.now()))
    await browser.get()
    assert browser.status == 401


async def test_entering_is_limited_by_address(page: Page) -> None:
    browser = page.browser()
    answers = [(await browser.post("/i/AAAAAAAAAAAAAAAAAAAAAA", {})).status for _ in range(31)]
    assert answers == [200] * 30 + [429]
    assert "请等一会儿" in browser.html
    page.clock.passes(60)
    assert (await browser.post("/i/AAAAAAAAAAAAAAAAAAAAAA", {})).status == 200


async def test_no_token_is_ever_logged(page: Page, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    token, browser = await invited(page), page.browser()
    await browser.enter(token)
    await browser.get(f"/i/{token}/more")
    assert token not in caplog.text
    assert browser.cookie not in caplog.text
