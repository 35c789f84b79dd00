"""The few files that every page loads: from memory, by their exact names, for good, as their addresses hold a hash."""

from aiohttp import web

from bot.web.answers import trouble
from bot.web.door import DOOR
from messages.web_pages import static_files

_FOR_GOOD = "public, max-age=31536000, immutable"
WORKER = "sw.js"


async def static(request: web.Request) -> web.StreamResponse:
    """GET /static/NAME; only the address with the right hash may be kept."""
    name = request.match_info["name"]
    found = static_files().get(name)
    if found is None:
        return trouble(request, "not_here")
    headers = {"Content-Type": found.mime}
    if request.query_string == found.version and name != WORKER:
        headers["Cache-Control"] = _FOR_GOOD
    if name == WORKER:
        # it lies beside the other files, and still works for the whole page
        headers["Service-Worker-Allowed"] = f"{request.app[DOOR].base}/"
    return web.Response(body=found.content, headers=headers)
