"""The page itself: the conversation as it stands, with forms that work without any script."""

from aiohttp import web

from bot.web.answers import closed
from bot.web.csrf import token_for
from bot.web.cursors import Cursor, read_cut
from bot.web.door import DOOR, Visitor, WebDoor, visitor
from bot.web.looking import Seen, look
from bot.web.rendering import Renderer, new_ref
from bot.web.session_cookies import give
from handlers import menus
from storage import page


async def chat(request: web.Request) -> web.StreamResponse:
    """GET /: the newest lines, or those before a cut; letters count as fetched once all of it was written."""
    who = await visitor(request)
    if who is None:
        return closed(request)
    door, now = request.app[DOOR], request.app[DOOR].clock.now()
    before, person, office = read_cut(request.query.get("before", "")), who.person.id, door.office
    seen = await door.database.run(lambda store: look(store, office, person, now, before))
    response = web.Response(text=_html(door, who, seen, newest=before is None), content_type="text/html")
    if who.refreshed:
        give(response, who.cookie, door.cookie_path, secure=door.secure)
    await response.prepare(request)
    await response.write_eof()
    await door.database.run(lambda store: page.fetched(store, person, seen.unfetched, now))
    return response


def _html(door: WebDoor, who: Visitor, seen: Seen, *, newest: bool) -> str:
    language, words = who.person.language, door.office.words
    earlier = seen.rows.earlier
    about = {
        "base": door.base,
        "csrf": token_for(door.secret, who.cookie),
        "ref": new_ref(),
        "title": words.commands(language).name,
        "lines": Renderer(door, language, seen).lines(divided=newest),
        "earlier": f"{door.base}/?before={earlier.came}.{earlier.went}" if earlier else None,
        # what stands on an earlier page is not followed by news
        "cursor": str(Cursor(seen.rows.newest, seen.at)) if newest else "",
        "can_leave": not door.demo,
        "demo": door.demo,
        "commands": menus.menus(words)[seen.role, language],
        "pushes_key": door.pushes_key,
    }
    return door.pages.render("chat", language, about)
