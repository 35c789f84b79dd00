"""The live stream of a page: new and changed lines as server-sent events, resumed from the last one that arrived."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from aiohttp import web

from bot.web.answers import trouble
from bot.web.csrf import token_for
from bot.web.cursors import Cursor, read_cursor
from bot.web.door import DOOR, Visitor, visitor
from bot.web.looking import SIZE, Seen, look
from bot.web.rendering import Line, Renderer, changed_at
from storage import page

PING = 20.0
"""Seconds after which something is said at the latest, so that both sides notice a broken line."""
MOST = 8
"""So many streams may be open at one address: a phone or two, and tabs that were forgotten."""
_LATE = timedelta(minutes=1)
"""A change may be written that long after the moment it bears, or clocks of two processes may differ."""

STREAMS: web.AppKey[set[asyncio.Task[None]]] = web.AppKey("streams", set)


async def lines(request: web.Request) -> web.StreamResponse:
    """GET /lines: every line after the browser's last one, and on from there until it goes away."""
    who = await visitor(request)
    hub = request.app[DOOR].hub
    if who is not None and hub.listeners(who.session.address) >= MOST:
        return trouble(request, "too_often", who)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
    await response.prepare(request)
    shown = request.headers.get("Last-Event-ID") or request.query.get("after", "")
    stream = Stream(request, response, read_cursor(shown))
    if who is None:
        await stream.say("gone")
        return response
    await _run(request, stream, who, follows=shown != "")
    return response


async def _run(request: web.Request, stream: "Stream", who: Visitor, *, follows: bool) -> None:
    """`follows` is false for an earlier page, below which nothing new may appear."""
    door, task = request.app[DOOR], asyncio.current_task()
    streams: set[asyncio.Task[None]] = request.app[STREAMS]
    if task is not None:
        streams.add(task)
    try:
        with door.hub.listening(who.session.person, who.session.address) as bell:
            rung = True
            while await stream.goes_on(who):
                if rung and follows and not await stream.send_news(who):
                    break
                rung = await door.sessions_clock.wait(PING, bell)
                if not rung:
                    await stream.ping()
    except ConnectionError:
        return
    finally:
        if task is not None:
            streams.discard(task)


async def end_streams(app: web.Application) -> None:
    """The server stops: nobody is left hanging on a stream that will never end by itself."""
    streams: set[asyncio.Task[None]] = app[STREAMS]
    for task in list(streams):
        task.cancel()


@dataclass
class Stream:
    """One open stream; `cursor` is how far its browser is, `sent` what each line said when it was sent last."""

    request: web.Request
    response: web.StreamResponse
    cursor: Cursor | None
    sent: dict[str, str] = field(default_factory=dict)

    async def goes_on(self, who: Visitor) -> bool:
        """Whether this is still the same session of the same person; if not the browser is told."""
        now_in = await visitor(self.request)
        if now_in is None:
            await self.say("gone")
            return False
        if (now_in.person.id, now_in.person.language) != (who.person.id, who.person.language):
            await self.say("reload")
            return False
        return True

    async def send_news(self, who: Visitor) -> bool:
        """Send what is new; False if there is so much that the browser had better load the page again."""
        door, person = self.request.app[DOOR], who.person.id
        now = door.clock.now()
        seen = await door.database.run(lambda store: look(store, door.office, person, now))
        new = self._new(seen)
        if self.cursor is not None and len(new) >= SIZE:
            await self.say("reload")
            return False
        rendered = Renderer(door, who.person.language, seen).lines(divided=False)
        self.cursor = Cursor(seen.rows.newest, seen.at)
        await self._send((line for line in rendered if line.id in new), who)
        if new:
            await door.database.run(lambda store: page.fetched(store, person, seen.unfetched, now))
        return True

    def _new(self, seen: Seen) -> set[str]:
        """The lines that the browser does not have as they are now; a change long ago it has seen."""
        if (known := self.cursor) is None:
            return {_id(row) for row in seen.rows.rows}
        since = known.at - _LATE
        found = {_id(row) for row in seen.rows.rows if known.is_before(row)}
        later = seen.rows.rows[1:] if seen.rows.earlier else seen.rows.rows
        return found | {_id(row) for row in later if (changed := changed_at(row)) is not None and changed >= since}

    async def _send(self, lines: Iterable[Line], who: Visitor) -> None:
        """Only the last event carries the cursor: whoever is cut off in between gets all of it once more."""
        door = self.request.app[DOOR]
        about = {"base": door.base, "csrf": token_for(door.secret, who.cookie)}
        events = []
        for line in lines:
            state = repr(_without_refs(line))
            if self.sent.get(line.id) != state:
                self.sent[line.id] = state
                html = door.pages.render("line", who.person.language, {**about, "line": line})
                events.append(f"event: line\ndata: {json.dumps({'id': line.id, 'html': html}, ensure_ascii=False)}\n")
        if events:
            await self._write("\n".join([*events[:-1], f"id: {self.cursor}\n{events[-1]}"]) + "\n")

    async def say(self, event: str) -> None:
        """Send an event without anything in it."""
        await self._write(f"event: {event}\ndata: {{}}\n\n")

    async def ping(self) -> None:
        """Say that nothing is new."""
        await self._write(": ping\n\n")

    async def _write(self, text: str) -> None:
        await self.response.write(text.encode())


def _id(row: page.Came | page.Went) -> str:
    return f"in{row.incoming.id}" if isinstance(row, page.Came) else f"out{row.id}"


def _without_refs(line: Line) -> tuple[object, ...]:
    """What a line says, without what is drawn anew each time."""
    buttons = [[(one.key, one.live, one.chosen) for one in row] for row in line.buttons]
    return line.day, line.html, line.waiting, line.chosen, line.file, line.picture, buttons
