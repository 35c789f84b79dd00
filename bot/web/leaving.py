"""Leaving: this browser alone, or every browser of the person; whoever still has the cookie has nothing."""

from aiohttp import web

from bot.web.answers import closed, to, trouble
from bot.web.csrf import fits
from bot.web.door import DOOR, visitor
from bot.web.session_cookies import take_back
from bot.web.uploads import Refused, read_form
from storage import sessions
from storage.store import Store


async def leave(request: web.Request) -> web.StreamResponse:
    """POST /leave."""
    return await _leave(request, everywhere=False)


async def leave_all(request: web.Request) -> web.StreamResponse:
    """POST /leave-all."""
    return await _leave(request, everywhere=True)


async def _leave(request: web.Request, *, everywhere: bool) -> web.StreamResponse:
    who = await visitor(request)
    if who is None:
        return closed(request)
    door = request.app[DOOR]
    try:
        form = await read_form(request)
    except Refused as no:
        return trouble(request, str(no), who)
    if not fits(door.secret, who.cookie, form.get("csrf")):
        return trouble(request, "stale", who)
    session, person = who.session, who.person.id

    def work(store: Store) -> None:
        if everywhere:
            sessions.end_of_person(store, person, "left")
        else:
            sessions.end(store, session.token_hash, "left")

    await door.database.run(work)
    door.hub.ring(person)
    response = to(request, "/")
    take_back(response, door.cookie_path, secure=door.secure)
    return response
