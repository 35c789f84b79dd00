"""What somebody says on the page: typed words, a pressed button or a file becomes a row of the inbox, once."""

import re
from collections.abc import Callable

from aiohttp import web

from bot.web.answers import closed, fetches, to, trouble
from bot.web.csrf import fits
from bot.web.door import DOOR, Visitor, WebDoor, visitor
from bot.web.reading import file_raw, press_raw, words_raw
from bot.web.uploads import Form, Refused, Upload, read_form, sniffed
from mediation.doors import OFFICE, WEB
from storage import documents, inbox, page, presses
from storage.sessions import Session
from storage.store import Store

LONGEST_WORDS = 4096
"""Characters of one message, as on the other door."""
PATIENCE = 8.0
"""Seconds that a page without scripts waits for the answer before it is shown as it is."""
_REF = re.compile(r"[A-Za-z0-9_-]{8,40}", re.ASCII)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

Storing = Callable[[Store], tuple[str, str | None]]
"""Gives what is to be stored, and the hash of the file kept with it; raises Refused."""


async def say(request: web.Request) -> web.StreamResponse:
    """POST /say: whatever cannot be taken is refused with kind words, and what was typed is shown again."""
    who = await visitor(request)
    if who is None:
        return closed(request)
    door = request.app[DOOR]
    if not door.posts.allows(who.session.token_hash):
        return trouble(request, "too_often", who)
    form = Form({})
    try:
        form = await read_form(request)
        if not fits(door.secret, who.cookie, form.get("csrf")) or not _REF.fullmatch(form.get("ref")):
            raise Refused("stale")
        row = await _store(door, who, form)
    except Refused as no:
        return trouble(request, str(no), who, form.get("text"))
    door.heard()
    if fetches(request):
        return web.json_response({"id": f"in{row}"})
    await handled(door, who.session, row)
    return to(request, "/#newest")


async def handled(door: WebDoor, session: Session, row: int) -> None:
    """Wait until the desk has handled a row, or patience is over."""
    door.hub.told()
    clock = door.sessions_clock
    with door.hub.listening(session.person, session.address) as bell:
        until = clock.ticks() + PATIENCE
        while await door.database.run(lambda store: page.is_pending(store, row)):
            if not await clock.wait(max(until - clock.ticks(), 0.0), bell):
                return


async def _store(door: WebDoor, who: Visitor, form: Form) -> int:
    """The row of what was said, new or known from a repeat; raises Refused."""
    said, now, session = _said(door, who, form), door.clock.now(), who.session
    # no two people share refs, so that nobody can use up another one's
    ref = f"{session.address}.{form.get('ref')}"

    def work(store: Store) -> int:
        known = page.row_of(store, ref)
        if known is not None:
            return known
        raw, document = said(store)
        row = inbox.receive(store, WEB, OFFICE, ref, session.chat, raw, now)
        if row is None:
            raise RuntimeError("a row came twice within one transaction")
        if document is not None:
            inbox.tell_apart(store, row, document=document)
        return row

    return await door.database.run(work)


def _said(door: WebDoor, who: Visitor, form: Form) -> Storing:
    if key := form.get("key"):
        return lambda store: _press(store, who, key)
    words = _CONTROLS.sub("", form.get("text").replace("\r\n", "\n")).strip()
    if len(words) > LONGEST_WORDS:
        raise Refused("too_long")
    if form.upload is not None:
        upload = sniffed(*form.upload)
        return lambda store: _file(store, door, words, upload)
    if not words:
        raise Refused("empty")
    return lambda _: (words_raw(words), None)


def _press(store: Store, who: Visitor, key: str) -> tuple[str, None]:
    """Somebody else's button is refused here already: no page ever showed it to them."""
    press = presses.find(store, key)
    if press is None or press.owner != who.person.id:
        raise Refused("button")
    return press_raw(key, press.label), None


def _file(store: Store, door: WebDoor, words: str, upload: Upload) -> tuple[str, str]:
    kept = documents.keep(store, upload.name, upload.mime, upload.content, door.clock.now())
    return file_raw(words, kept, upload.name, upload.mime, len(upload.content)), kept
