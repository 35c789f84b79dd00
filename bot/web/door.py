"""What every request of the page needs, and who asks: the one thing that the handlers of the web door share."""

from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from bot.clock import Clock
from bot.web.hub import Hub
from bot.web.rates import Rate, client
from bot.web.session_cookies import cookie_of
from handlers.turn import Office
from messages.web_pages import WebPages, table
from storage import people, sessions
from storage.database import Database
from storage.people import Person
from storage.sessions import Session
from storage.store import Store

ENTERING, ENTERING_SECONDS = 30, 600.0
"""So often somebody may open links from one address, in so many seconds."""
POSTS, POSTS_SECONDS = 60, 60.0
"""So much may be said from one browser."""
LOOKS, LOOKS_SECONDS = 600, 60.0
"""So often one address may ask for anything at all: many people may share one, as behind a phone company's gateway."""


@dataclass
class WebDoor:
    """One page of the office. All its addresses begin with `base`, "" or such as /phone/li, without a slash at the end.

    `clock` is the office's; `sessions_clock` never jumps, whatever a demonstration does to the other. `secret` is
    derived from the office's key; `heard` wakes the desk; `hub` has to be running. `cookie_path` is where browsers send
    the cookie, `secure`: over https only. `frame_ancestors` is who may frame the page, as CSP says it. `proxy` is the
    address of a reverse proxy whose word on where a request comes from is taken. `pushes_key` is the office's at push
    services, None where browsers are not rung.
    """

    database: Database
    clock: Clock
    sessions_clock: Clock
    office: Office
    secret: bytes = field(repr=False)
    heard: Callable[[], None]
    hub: Hub
    base: str = ""
    cookie_path: str = "/"
    secure: bool = True
    frame_ancestors: str = "'none'"
    proxy: str | None = None
    demo: bool = False
    pushes_key: str | None = None

    def __post_init__(self) -> None:
        self.pages = WebPages(self.base)
        self.entering = Rate(self.sessions_clock, ENTERING, ENTERING_SECONDS)
        self.posts = Rate(self.sessions_clock, POSTS, POSTS_SECONDS)
        self.looks = Rate(self.sessions_clock, LOOKS, LOOKS_SECONDS)

    def client(self, request: web.Request) -> str:
        """The address that a request comes from, as far as rates go."""
        return client(request.remote, request.headers.get("X-Forwarded-For"), self.proxy)

    def words(self, language: str, name: str) -> dict[str, str]:
        """A table of words of page_troubles.toml."""
        found: dict[str, str] = table(language, "page_troubles")[name]
        return found


DOOR = web.AppKey("door", WebDoor)


@dataclass(frozen=True)
class Visitor:
    """Somebody who is in: their cookie, their session and who they are; `refreshed`: the cookie lasts longer now."""

    cookie: str = field(repr=False)
    session: Session
    person: Person
    refreshed: bool


async def visitor(request: web.Request) -> Visitor | None:
    """Who asks; None for a browser that is not in."""
    door, cookie = request.app[DOOR], cookie_of(request)
    if cookie is None:
        return None
    now = door.sessions_clock.now()

    def work(store: Store) -> Visitor | None:
        session = sessions.find(store, cookie, now)
        if session is None:
            return None
        refreshed = sessions.seen(store, session, now)
        return Visitor(cookie, session, people.person(store, session.person), refreshed)

    return await door.database.run(work)


def language_of(request: web.Request) -> str:
    """What to speak to somebody unknown: what the browser asks for first of what we speak, else the office's."""
    for wish in request.headers.get("Accept-Language", "").lower().split(","):
        for language in ("zh", "en"):
            if wish.strip().startswith(language):
                return language
    return request.app[DOOR].office.language
