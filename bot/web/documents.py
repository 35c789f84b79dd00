"""Kept files and drawn codes, for those in whose conversation they stand and nobody else."""

import re
from urllib.parse import quote

from aiohttp import web

from bot.qr import png_qr
from bot.web.answers import closed, trouble
from bot.web.door import DOOR, visitor
from bot.web.headers import SEALED
from bot.web.looking import opened
from storage import documents, page
from storage.documents import Document
from storage.store import Store

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_INLINE = ("image/jpeg", "image/png", "text/html")
"""What a browser shows by itself; a page only in a sandbox."""
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf", "text/html": ".html"}


async def document(request: web.Request) -> web.StreamResponse:
    """GET /document/HASH."""
    who = await visitor(request)
    if who is None:
        return closed(request)
    found, person = request.match_info["hash"], who.person.id

    def work(store: Store) -> tuple[Document, str] | None:
        name = page.holds_document(store, person, found) if _HASH.fullmatch(found) else None
        return None if name is None else (documents.load(store, found), name)

    kept = await request.app[DOOR].database.run(work)
    if kept is None:
        return trouble(request, "not_here", who)
    return _served(*kept)


def _served(kept: Document, name: str) -> web.Response:
    mime = kept.mime.partition(";")[0].strip()
    shown = "inline" if mime in _INLINE else "attachment"
    # whatever the door said that it is, a browser gets nothing that could run
    sent_as = mime if mime in _ENDINGS else "application/octet-stream"
    called = quote(name or f"file{_ENDINGS.get(mime, '')}", safe="")
    headers = {
        "Content-Disposition": f"{shown}; filename*=UTF-8''{called}",
        "Content-Security-Policy": f"{SEALED}; frame-ancestors 'none'",
    }
    charset = "utf-8" if sent_as == "text/html" else None
    return web.Response(body=kept.content, content_type=sent_as, charset=charset, headers=headers)


async def picture(request: web.Request) -> web.StreamResponse:
    """GET /picture/LETTER: the code of a letter's secret, drawn anew each time and kept nowhere."""
    who = await visitor(request)
    if who is None:
        return closed(request)
    door, number, person = request.app[DOOR], int(request.match_info["letter"]), who.person.id
    now = door.clock.now()

    def work(store: Store) -> str | None:
        letter = page.letter(store, person, number)
        if letter is None or letter.picture is None:
            return None
        return opened(store, letter, now).get(letter.picture)

    secret = await door.database.run(work)
    if secret is None:
        return trouble(request, "not_here", who)
    return web.Response(body=png_qr(secret), content_type="image/png")
