"""POST /push: the browser says where it can be rung; only a script of the page asks, and only for known services."""

import json

from aiohttp import web

from bot.pushing import LONGEST, known_service
from bot.web.answers import closed, trouble
from bot.web.csrf import fits
from bot.web.door import DOOR, visitor
from storage import pushes

_MOST = LONGEST + 1000
"""Bytes of the form: the address, and the token of the page."""


async def push(request: web.Request) -> web.StreamResponse:
    """Keep where this browser is rung, {"endpoint", "csrf"} as JSON; 204 if it was kept."""
    who, door = await visitor(request), request.app[DOOR]
    if who is None:
        return closed(request)
    if not door.posts.allows(who.session.token_hash):
        return trouble(request, "too_often", who)
    endpoint, csrf = await _read(request)
    if not fits(door.secret, who.cookie, csrf):
        return trouble(request, "stale", who)
    if door.pushes_key is None or not known_service(endpoint):
        return web.Response(status=400)
    # the session's own clock: nothing here is about the office's days
    now, session = door.sessions_clock.now(), who.session.token_hash
    await door.database.run(lambda store: pushes.subscribe(store, session, endpoint, now))
    return web.Response(status=204)


async def _read(request: web.Request) -> tuple[str, str]:
    """The address and the token, empty where the form is none."""
    if request.content_length is None or request.content_length > _MOST:
        return "", ""
    try:
        form = json.loads(await request.text())
    except (ValueError, LookupError, RecursionError):
        return "", ""
    given = [form.get(name) if isinstance(form, dict) else None for name in ("endpoint", "csrf")]
    endpoint, csrf = (one if isinstance(one, str) else "" for one in given)
    return endpoint, csrf
