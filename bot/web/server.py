"""The page as an application for aiohttp: its routes, served alone, beside Telegram's calls, or many times over."""

from aiohttp import web

from bot.web.chat import chat
from bot.web.documents import document, picture
from bot.web.door import DOOR, WebDoor
from bot.web.entering import enter, open_link
from bot.web.headers import Handler, guard, limited, troubles
from bot.web.leaving import leave, leave_all
from bot.web.lines import STREAMS, end_streams, lines
from bot.web.notices import notice, notices, robots
from bot.web.pushing import push
from bot.web.saying import say
from bot.web.static import static

_LONGEST_POST = 64 * 1024
"""Bytes of any post that is not read piece by piece."""


def make_app(door: WebDoor) -> web.Application:
    """One page of the office, to which routes of others may be added; all its addresses begin with the door's base.

    Mount it at that base as a sub-application, or, where the base is empty, run it. No request may be logged by whoever
    runs it: links hold tokens.
    """
    app = web.Application(middlewares=[troubles], client_max_size=_LONGEST_POST)
    app[DOOR] = door
    app[STREAMS] = set()
    app.on_response_prepare.append(guard)
    app.on_shutdown.append(end_streams)
    app.add_routes(_routes())
    return app


def _routes() -> list[web.RouteDef]:
    return [
        _get("/", chat),
        _get("/lines", lines),
        _get("/document/{hash}", document),
        _get(r"/picture/{letter:\d{1,15}}", picture),
        _get("/i", enter),
        _get("/i/{token}", enter),
        _get("/static/{name}", static),
        _get("/robots.txt", robots),
        _get("/notices", notices),
        _get(r"/notices/{id:[A-Za-z0-9_-]{1,64}}", notice),
        _post("/say", say),
        _post("/push", push),
        _post("/leave", leave),
        _post("/leave-all", leave_all),
        _post("/i", open_link),
        _post("/i/{token}", open_link),
    ]


def _get(path: str, handler: Handler) -> web.RouteDef:
    # without HEAD: nobody fetches a letter by asking whether it is there
    return web.get(path, limited(handler), allow_head=False)


def _post(path: str, handler: Handler) -> web.RouteDef:
    return web.post(path, limited(handler))
