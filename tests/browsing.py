"""A page on loopback before the real desk, and browsers as plain as they get: cookies, forms, redirects, a stream."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from html import unescape
from io import BytesIO
from typing import Any

from aiohttp import ClientResponse, ClientSession, CookieJar, FormData
from aiohttp.test_utils import TestServer

from bot.house import Bells, House
from bot.lease import Lease
from bot.settings import Settings
from bot.steps import DeskWork, keep_doing
from bot.web import reading
from bot.web.door import WebDoor
from bot.web.hub import Hub
from bot.web.server import make_app
from handlers.desk import Desk
from mediation.doors import WEB
from storage import invitations, outbox, people, sessions
from storage.outbox import Letter
from storage.store import Store
from tests.clocks import VirtualClock
from tests.sample import person_id
from tests.world import Somebody, World

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
_LINE = re.compile(r'<div class="turn (mine|theirs)" id="(\w+)">')
SECRET = b"s" * 32


@dataclass
class Browser:
    """One browser: its cookies, and the page that it shows."""

    page: "Page"
    session: ClientSession
    html: str = ""
    status: int = 0

    async def get(self, path: str = "/", **headers: str) -> ClientResponse:
        """Ask for a page and keep it."""
        return await self._shown(await self.session.get(self.page.url(path), headers=headers))

    async def post(self, path: str, data: Any, **headers: str) -> ClientResponse:
        """Post a form, follow where it leads, and keep what is shown there."""
        return await self._shown(await self.session.post(self.page.url(path), data=data, headers=headers))

    async def _shown(self, response: ClientResponse) -> ClientResponse:
        self.html, self.status = (await response.read()).decode(errors="replace"), response.status
        return response

    async def enter(self, token: str) -> ClientResponse:
        """Open a one-time link as a person does: look at it, press its button."""
        await self.get(f"/i/{token}")
        return await self.post("/i", self.hidden('/i"'))

    async def say(self, words: str) -> ClientResponse:
        """Type words on the page that is shown, and send them without any script."""
        return await self.post("/say", {**self.hidden('id="say"'), "text": words})

    async def press(self, label: str) -> ClientResponse:
        """Press the newest button with this label."""
        return await self.post("/say", self.pressing(label))

    def pressing(self, label: str) -> dict[str, str]:
        """The fields of the newest button with this label."""
        forms = [one for one in _FORM.findall(self.html) if f">{label}</button>" in one]
        assert forms, f"no button {label!r}"
        return dict(_HIDDEN.findall(forms[-1]))

    async def send(self, content: bytes, name: str, mime: str = "image/jpeg", **fields: str) -> ClientResponse:
        """Send a file by the form of the page that is shown."""
        form = FormData(default_to_multipart=True)
        for field_name, value in {**self.hidden('id="say"'), "text": "", **fields}.items():
            form.add_field(field_name, value)
        form.add_field("file", BytesIO(content), filename=name, content_type=mime)
        return await self.post("/say", form)

    def hidden(self, mark: str) -> dict[str, str]:
        """The hidden fields of the form in which this stands."""
        form = next((one for one in _FORM.findall(self.html) if mark in one), None)
        assert form is not None, f"no form with {mark!r}"
        return {name: unescape(value) for name, value in _HIDDEN.findall(form)}

    @property
    def lines(self) -> list[str]:
        """The ids of the lines shown, in order."""
        return [found[1] for found in _LINE.findall(self.html)]

    @property
    def cursor(self) -> str:
        """Where the shown page ends."""
        found = re.search(r'data-cursor="([^"]*)"', self.html)
        assert found is not None
        return found[1]

    @property
    def cookie(self) -> str:
        """The cookie that it has."""
        return next(one.value for one in self.session.cookie_jar if one.key == "xintiao")

    @asynccontextmanager
    async def listens(self, after: str, **headers: str) -> AsyncIterator["Stream"]:
        """An open stream of what comes after a cursor."""
        async with self.session.get(self.page.url(f"/lines?after={after}"), headers=headers) as response:
            yield Stream(response)


@dataclass
class Event:
    """A server-sent event."""

    name: str
    id: str | None
    data: Any


@dataclass
class Stream:
    """What a browser hears."""

    response: ClientResponse

    async def next(self) -> Event:
        """The next event; comments are passed over. AssertionError once the stream ended."""
        fields: dict[str, str] = {}
        while True:
            line = (await self.response.content.readline()).decode()
            assert line, "the stream ended"
            if line == "\n":
                if fields:
                    return Event(fields.get("event", ""), fields.get("id"), json.loads(fields["data"]))
                continue
            name, _, value = line.rstrip("\n").partition(": ")
            if name:
                fields[name] = value

    async def ends(self) -> bool:
        """Whether nothing more comes at all."""
        return not await self.response.content.read()


@dataclass
class Page:
    """The office's page with its desk at work; time stands still unless a test moves it."""

    world: World
    clock: VirtualClock
    house: House
    hub: Hub
    door: WebDoor
    server: TestServer | None = None
    browsers: list[ClientSession] = field(default_factory=list)

    def url(self, path: str) -> str:
        """A path of the page as a whole address."""
        assert self.server is not None
        return f"http://127.0.0.1:{self.server.port}{self.door.base}{path}"

    def browser(self, **headers: str) -> Browser:
        """A new browser that knows nothing yet."""
        session = ClientSession(cookie_jar=CookieJar(unsafe=True), headers={"Accept-Language": "zh-CN", **headers})
        self.browsers.append(session)
        return Browser(self, session)

    async def of(self, who: Somebody) -> Browser:
        """A browser in which somebody of the world is in, with their page open."""
        person = await person_id(self.world, who)
        cookie = f"{person:032d}"

        def work(store: Store) -> None:
            address = people.page_of(store, person, self.clock.now())
            sessions.begin(store, cookie, address.id, self.clock.now())

        await self.world.run(work)
        browser = self.browser()
        browser.session.cookie_jar.update_cookies({"xintiao": cookie})
        await browser.get()
        return browser

    async def link(self, who: Somebody, *, checked: bool = False) -> str:
        """A one-time link of somebody's own."""
        person, token, now = await person_id(self.world, who), invitations.new_token(), self.clock.now()

        def work(store: Store) -> None:
            expires_at = now.replace(year=now.year + 1)
            invitations.for_person(store, token, person, now, expires_at, checked=checked)

        await self.world.run(work)
        return token

    async def writes(self, who: Somebody, text: str, **fields: Any) -> int:
        """A letter to somebody's page, as a turn would write it."""
        person = await person_id(self.world, who)

        def work(store: Store) -> int:
            address = people.page_of(store, person, self.clock.now())
            return outbox.put(store, address, Letter(template="", text=text, **fields), self.clock.now())

        row = await self.world.run(work)
        self.hub.told()
        return row


@asynccontextmanager
async def open_page(world: World, **given: Any) -> AsyncIterator[Page]:
    """The page of a world, served on loopback, its desk and its looking about running."""
    clock = VirtualClock(world.now)
    world.office = replace(
        world.office, page="https://xintiao.example.cn", read={**world.office.read, WEB: reading.read}
    )
    house = House(Settings(), clock, world.database, world.office, None, Bells())
    hub = Hub(world.database, clock)
    desk = DeskWork(house, Desk(world.office), Lease(world.database, clock, "desk"), hub.told)
    door = WebDoor(
        world.database, clock, clock, world.office, SECRET, house.bells.desk.set, hub, **{"secure": False, **given}
    )
    page = Page(world, clock, house, hub, door)
    running = [
        asyncio.ensure_future(keep_doing(house, "desk", desk.handle_some, house.bells.desk, 5.0)),
        asyncio.ensure_future(hub.run()),
    ]
    app = make_app(door)
    page.server = TestServer(app)
    await page.server.start_server(access_log=None)  # as bot/serving.py does
    try:
        yield page
    finally:
        for session in page.browsers:
            await session.close()
        await page.server.close()
        for one in running:
            one.cancel()
        await asyncio.gather(*running, return_exceptions=True)
