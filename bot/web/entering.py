"""One-time links: looking at one consumes nothing, as chat apps' scanners do; only its button opens it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web
from markupsafe import Markup

from bot.web.answers import page as page_of
from bot.web.answers import to, trouble
from bot.web.csrf import fits, session_of, token_for
from bot.web.door import DOOR, WebDoor, language_of
from bot.web.reading import command_raw
from bot.web.saying import handled
from bot.web.session_cookies import cookie_of, give, new_cookie
from bot.web.uploads import Refused as Unread
from bot.web.uploads import read_form
from handlers import opening
from mediation.decision import Refused
from mediation.doors import OFFICE, WEB
from messages import markup
from messages.web_pages import table
from storage import inbox, invitations, page, people, sessions
from storage.sessions import Session
from storage.store import Store

TWICE = timedelta(minutes=1)
"""A button pressed again within it was pressed once, by a trembling hand or over a bad line."""


@dataclass(frozen=True)
class Opening:
    """A link about to be opened by a browser: `made` is the cookie of the session that it gets if it has none."""

    link: str = field(repr=False)
    shown: str = field(repr=False)
    made: str = field(repr=False)
    language: str
    now: datetime
    steady_now: datetime


@dataclass(frozen=True)
class Opened:
    """The session that it was opened in, the row that the desk has to handle, and the browser's cookie from now on."""

    session: Session
    row: int
    cookie: str = field(repr=False)


async def enter(request: web.Request) -> web.StreamResponse:
    """GET /i/TOKEN: a button, and nothing happens before it is pressed."""
    return _button(request, request.match_info.get("token", ""), None)


async def open_link(request: web.Request) -> web.StreamResponse:
    """POST /i/TOKEN, or /i with the token as a field: open it, or say why it cannot be opened."""
    door = request.app[DOOR]
    if not door.entering.allows(door.client(request)):
        return trouble(request, "too_often")
    try:
        form = await read_form(request)
    except Unread as no:
        return trouble(request, str(no))
    link = request.match_info.get("token") or form.get("token")
    shown = cookie_of(request)
    if shown is None or not fits(door.secret, shown, form.get("csrf")):
        return _button(request, link, door.words(language_of(request), "enter_again")["words"])
    opening_now = Opening(
        link,
        shown,
        session_of(door.secret, shown, link),
        language_of(request),
        door.clock.now(),
        door.sessions_clock.now(),
    )
    try:
        opened = await door.database.run(lambda store: _opened(store, door, opening_now))
    except Refused as no:
        return page_of(
            request, "enter", language_of(request), token="", csrf="", hint=None, problem=_why(door, request, no)
        )
    door.heard()
    await handled(door, opened.session, opened.row)
    response = to(request, "/#newest")
    give(response, opened.cookie, door.cookie_path, secure=door.secure)
    return response


def _button(request: web.Request, link: str, hint: str | None) -> web.StreamResponse:
    """The page with the button; a browser without a cookie gets one, by which its form is known."""
    door = request.app[DOOR]
    cookie = cookie_of(request) or new_cookie()
    csrf = token_for(door.secret, cookie)
    response = page_of(request, "enter", language_of(request), token=link, csrf=csrf, hint=hint, problem=None)
    give(response, cookie, door.cookie_path, secure=door.secure)
    return response


def _opened(store: Store, door: WebDoor, opening_now: Opening) -> Opened:
    """Write the row by which the desk opens the link; raises Refused for a dead one, and then nothing is written."""
    session, cookie = _session(store, opening_now)
    ref = _ref(opening_now)
    if session is not None and (row := page.row_of(store, f"{session.address}.{ref}")) is not None:
        return Opened(session, row, cookie)
    who = session.person if session else None
    no = opening.dead(door.office, invitations.find(store, opening_now.link), who, opening_now.now)
    if no is not None:
        raise no
    session = session or _begun(store, opening_now)
    raw = command_raw("start", opening_now.link, f"/start {opening_now.link}")
    row = inbox.receive(store, WEB, OFFICE, f"{session.address}.{ref}", session.chat, raw, opening_now.now)
    if row is None:
        raise RuntimeError("a row came twice within one transaction")
    return Opened(session, row, cookie)


def _session(store: Store, opening_now: Opening) -> tuple[Session | None, str]:
    """The session that this browser is in already, or was given a moment ago for this very link, and its cookie."""
    session = sessions.find(store, opening_now.shown, opening_now.steady_now)
    if session is not None:
        return session, opening_now.shown
    session = sessions.find(store, opening_now.made, opening_now.steady_now)
    if session is not None and opening_now.steady_now - session.begun_at < TWICE:
        return session, opening_now.made
    return None, opening_now.made


def _begun(store: Store, opening_now: Opening) -> Session:
    """A new browser of somebody who is not known yet."""
    person = people.new_person(store, _visitor(opening_now.language), opening_now.language, opening_now.now)
    address = people.page_of(store, person.id, opening_now.now)
    sessions.begin(store, opening_now.made, address.id, opening_now.steady_now)
    session = sessions.find(store, opening_now.made, opening_now.steady_now)
    if session is None:
        raise RuntimeError("a session ended as it began")
    return session


def _visitor(language: str) -> str:
    """What somebody is called whom nobody knows yet: a browser says no name."""
    return str(table(language, "page_troubles")["visitor"]["name"])


def _ref(opening_now: Opening) -> str:
    """The same for the same link from the same browser within a minute."""
    minute = int(opening_now.steady_now.timestamp() // TWICE.total_seconds())
    return f"{sessions.hash_of(opening_now.link)[:24]}.{minute}"


def _why(door: WebDoor, request: web.Request, no: Refused) -> Markup:
    about = {"profile": door.office.profile, "case": None, "party": None, **no.about}
    return markup.bare(door.office.words.render(no.reason, language_of(request), about, door.clock.now()).text)
