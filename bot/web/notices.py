"""Our own page of public notices: a list and a page for each, plain and printable; there only where the law names it.

Entities can be looked for by name, people never; nobody who is shown here is tracked by who looks. A notice that is
disputed, withdrawn or at its end is gone at once.
"""

from typing import Any

from aiohttp import web

from bot.web.answers import page, trouble
from bot.web.door import DOOR, language_of
from mediation.moments import local_date
from storage import publications
from storage.store import Store

SIZE = 20
"""Notices on one page of the list."""
_LONGEST = 100
"""Nobody's name is longer, in characters."""
ROBOTS = "User-agent: *\nDisallow: /\n"


async def robots(_request: web.Request) -> web.StreamResponse:
    """GET /robots.txt: nothing of the office is for search engines."""
    return web.Response(text=ROBOTS)


async def notices(request: web.Request) -> web.StreamResponse:
    """GET /notices: what is public today, the newest first; q looks for an entity, from is where the list goes on."""
    door = request.app[DOOR]
    if not open_to_public(request):
        return trouble(request, "not_here")
    wanted = " ".join(request.query.get("q", "").split())[:_LONGEST]
    place = _place(request.query.get("from", ""))
    today = local_date(door.clock.now(), door.office.zone)

    def look(store: Store) -> list[publications.PublicNotice]:
        # one more than is shown tells whether the list goes on
        return publications.list_shown(store, today, name=wanted or None, first=place, limit=SIZE + 1)

    found = await door.database.run(look)
    more = place + SIZE if len(found) > SIZE else None
    return page(
        request,
        "notices",
        language_of(request),
        notices=found[:SIZE],
        wanted=wanted,
        before=max(0, place - SIZE) if place else None,
        more=more,
        **_about(request),
    )


async def notice(request: web.Request) -> web.StreamResponse:
    """GET /notices/ID: one notice, as it was approved word for word."""
    door = request.app[DOOR]
    if not open_to_public(request):
        return trouble(request, "not_here")
    today = local_date(door.clock.now(), door.office.zone)
    found = await door.database.run(lambda store: publications.find(store, request.match_info["id"], today))
    if found is None:
        return trouble(request, "not_here")
    return page(request, "notice", language_of(request), notice=found, **_about(request))


def open_to_public(request: web.Request) -> bool:
    """Whether there is such a page: the profile names its legal basis, or it is a demonstration."""
    door = request.app[DOOR]
    return door.demo or door.office.profile.publication.notice_page is not None


def _about(request: web.Request) -> dict[str, Any]:
    door = request.app[DOOR]
    rules = door.office.profile.publication.notice_page
    return {"office": door.office.profile.office, "basis": rules.citation if rules else None, "preview": rules is None}


def _place(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 7 else 0
