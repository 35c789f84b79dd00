"""What the page answers besides the conversation: plain pages, kind words for what cannot be done, and redirects."""

from typing import Any

from aiohttp import web
from markupsafe import Markup

from bot.web.door import DOOR, Visitor, language_of

_STATUS = {
    "not_here": 404,
    "stale": 403,
    "button": 403,
    "out": 401,
    "too_often": 429,
    "too_long": 413,
    "scan_too_big": 413,
    "scan_kind": 415,
    "broken": 500,
}


def fetches(request: web.Request) -> bool:
    """Whether a script of the page asks, which wants data, not a page."""
    return request.headers.get("X-Requested-With") == "fetch"


def page(request: web.Request, name: str, language: str, status: int = 200, **about: Any) -> web.Response:
    """A page by its template."""
    door = request.app[DOOR]
    html = door.pages.render(name, language, {"base": door.base, **about})
    return web.Response(text=html, content_type="text/html", status=status)


def trouble(request: web.Request, reason: str, visitor: Visitor | None = None, typed: str = "") -> web.Response:
    """Say kindly why something cannot be done; what was typed is shown, so that it is not lost."""
    language = visitor.person.language if visitor else language_of(request)
    title, words = _said(request, reason, language)
    status = _STATUS.get(reason, 400)
    if fetches(request):
        return web.json_response({"words": words}, status=status)
    if typed:
        label = request.app[DOOR].words(language, "typed")["words"]
        words = Markup("{}<p>{}</p><blockquote>{}</blockquote>").format(words, label, typed)
    back = f"{request.app[DOOR].base}/" if visitor else None
    return page(request, "trouble", language, status, title=title, words=words, back=back)


def _said(request: web.Request, reason: str, language: str) -> tuple[str, str]:
    door = request.app[DOOR]
    if door.office.words.has(reason):
        said = door.office.words.render(reason, language, {}, door.clock.now())
        return door.words(language, "bad_file")["title"], said.text
    found = door.words(language, reason)
    return found["title"], found["words"]


def closed(request: web.Request) -> web.Response:
    """Nobody is in here: how to get in again."""
    if fetches(request):
        return trouble(request, "out")
    return page(request, "closed", language_of(request), 401)


def to(request: web.Request, where: str) -> web.Response:
    """Go on there, by GET."""
    return web.Response(status=303, headers={"Location": f"{request.app[DOOR].base}{where}"})
