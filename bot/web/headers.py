"""What goes with every answer of the page: nothing from elsewhere, nothing kept, nothing told; troubles are pages."""

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.web.answers import trouble
from bot.web.door import DOOR
from handlers.house import frames_only

logger = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; frame-ancestors {}"
)
SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""For a kept file that is itself a page: it runs nothing, loads nothing and is nobody's neighbour."""


async def guard(request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on an answer, where it has not stricter ones of its own."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _POLICY.format(request.app[DOOR].frame_ancestors))
    headers.setdefault("Cache-Control", "no-store")
    headers["Referrer-Policy"] = "no-referrer"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Robots-Tag"] = "noindex, nofollow"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def limited(handler: Handler) -> Handler:
    """A handler that one address may not call without end."""

    async def handle(request: web.Request) -> web.StreamResponse:
        door = request.app[DOOR]
        if not door.looks.allows(door.client(request)):
            return trouble(request, "too_often")
        return await handler(request)

    return handle


@web.middleware
async def troubles(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Say in plain words what went wrong; the log gets neither paths nor anybody's words, for links hold tokens."""
    try:
        return await handler(request)
    except web.HTTPRequestEntityTooLarge:
        return trouble(request, "scan_too_big")
    except web.HTTPException as no:
        answer = trouble(request, "not_here")
        answer.set_status(no.status)
        return answer
    except ConnectionError:
        raise
    except Exception:
        logger.error("a page failed:\n%s", frames_only())  # noqa: TRY400 - no words of anybody
        return trouble(request, "broken")
