"""A browser says where it can be rung: only a page of its own can, and only at services that are known."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from bot.web.csrf import token_for
from bot.web.door import WebDoor
from bot.web.hub import Hub
from bot.web.server import make_app
from mediation.actor import Role
from storage import people, pushes, sessions
from storage.store import Store
from tests.clocks import VirtualClock
from tests.gateway import listening
from tests.paged import paged_world
from tests.sample import recorded

SECRET = bytes(range(32))
COOKIE = "invented-cookie-of-the-browser-of-li-xiaomei"
ENDPOINT = "https://fcm.googleapis.com/fcm/send/invented"


@dataclass
class Browser:
    """A browser on the page; `door` is where it asks."""

    door: WebDoor
    root: str
    person: int

    async def asks(self, cookie: str | None = COOKIE, **form: Any) -> int:
        """POST /push with a JSON form; the status."""
        given = {"endpoint": ENDPOINT, "csrf": token_for(SECRET, COOKIE), **form}
        return await self.posts(cookie, json=given)

    async def posts(self, cookie: str | None = COOKIE, **body: Any) -> int:
        """POST /push with anything; the status."""
        headers = {"X-Requested-With": "fetch", **({"Cookie": f"xintiao={cookie}"} if cookie else {})}
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.root}/push", headers=headers, **body) as answer,
        ):
            return answer.status

    async def rung_at(self) -> list[str | None]:
        """Where the person's browsers can be rung."""

        def work(store: Store) -> list[str | None]:
            return [pushes.endpoint(store, one) for one in pushes.of_person(store, self.person)]

        return await self.door.database.run(work)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """李晓梅 is in."""
    async with paged_world() as world:
        clock = VirtualClock(world.now)
        await recorded(world, await world.staff("王建国", Role.MEDIATOR))
        li = await world.on_the_page("K7M2QX", "2", "李晓梅")
        hub = Hub(world.database, clock)
        door = WebDoor(world.database, clock, clock, world.office, SECRET, lambda: None, hub, pushes_key="key")

        def begin(store: Store) -> None:
            sessions.begin(store, COOKIE, people.page_of(store, li, world.now).id, world.now)

        await world.run(begin)
        async with listening(make_app(door)) as root:
            yield Browser(door, root, li)


async def test_a_browser_that_says_where_is_rung_there(browser: Browser) -> None:
    assert await browser.asks() == 204
    assert await browser.asks() == 204
    assert await browser.rung_at() == [ENDPOINT]


async def test_nobody_says_it_for_another_browser(browser: Browser) -> None:
    assert await browser.asks(csrf=token_for(SECRET, COOKIE + "x")) == 403
    assert await browser.asks(csrf=["no", "text"]) == 403
    assert await browser.asks(cookie=None) == 401
    assert await browser.asks(cookie="x" * 43) == 401
    assert await browser.rung_at() == []


@pytest.mark.parametrize("endpoint", ["https://127.0.0.1/", "http://fcm.googleapis.com/x", "", None, 7, "x" * 2500])
async def test_no_other_place_is_rung(browser: Browser, endpoint: object) -> None:
    assert await browser.asks(endpoint=endpoint) == 400
    assert await browser.rung_at() == []


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff\xfe", b"7", b"[" * 2900, b"{}" + b" " * 5000])
async def test_what_is_no_form_is_refused(browser: Browser, data: bytes) -> None:
    assert await browser.posts(data=data) == 403
    assert await browser.rung_at() == []


async def test_where_browsers_are_not_rung_none_is_kept(browser: Browser) -> None:
    browser.door.pushes_key = None
    assert await browser.asks() == 400
    assert await browser.rung_at() == []
