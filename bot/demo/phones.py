"""The phones of the demo: each is the real page of the office, logged in as one person under a path of its own."""

from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from aiohttp import web

from bot.clock import Clock
from bot.demo.seeding import Seeded
from bot.demo.surroundings import GUEST
from bot.house import House
from bot.page_door import secret_of
from bot.web.door import WebDoor
from bot.web.server import make_app
from bot.web.session_cookies import NAME, new_cookie
from storage import sessions
from storage.store import Store


def base_of(key: str) -> str:
    """The path of somebody's phone, which its cookie is for."""
    return f"/phone/{key}"


@dataclass
class Phones:
    """One browser for each person of `seeded`; who leaves on a phone is let in again when the page is opened anew.

    `sessions_clock` is what sessions are counted by: they do not age when the demo's time is moved.
    """

    house: House
    seeded: Seeded
    sessions_clock: Clock = field(default_factory=Clock)
    _cookies: dict[str, str] = field(default_factory=dict, repr=False)

    def mount(self, app: web.Application) -> None:
        """Add the office's page for each phone, and one more for whoever opens a link in the same browser."""
        for base in (*map(base_of, self.seeded.phones), GUEST):
            app.add_subapp(base, make_app(self._door(base)))

    async def log_in(self, answer: web.Response) -> None:
        """Give the browser the cookies of all phones."""
        for key, cookie in (await self.house.database.run(self._living)).items():
            # one header each: they differ by nothing but their paths
            answer.headers.add("Set-Cookie", _header(cookie, base_of(key)))

    def _living(self, store: Store) -> dict[str, str]:
        now = self.sessions_clock.now()
        for key, address in self.seeded.phones.items():
            cookie = self._cookies.get(key)
            if cookie is None or sessions.find(store, cookie, now) is None:
                cookie = self._cookies[key] = new_cookie()
                sessions.begin(store, cookie, address.id, now)
        return dict(self._cookies)

    def _door(self, base: str) -> WebDoor:
        return WebDoor(
            database=self.house.database,
            clock=self.house.clock,
            sessions_clock=self.sessions_clock,
            office=self.house.office,
            secret=secret_of(self.house),
            heard=self.house.bells.desk.set,
            hub=self.house.hub,
            base=base,
            cookie_path=base,
            secure=False,
            frame_ancestors="'self'",
            demo=True,
        )


def _header(cookie: str, path: str) -> str:
    written: SimpleCookie = SimpleCookie()
    written[NAME] = cookie
    kept = written[NAME]
    kept["path"], kept["httponly"], kept["samesite"] = path, True, "Lax"
    return kept.OutputString()
