"""The demo's page: the phones side by side, the time that can be moved, and the text messages that went out."""

import asyncio
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from mimetypes import guess_type

from aiohttp import web

from bot.demo.cast import LI, WANG, ZHANG, ZHAO
from bot.demo.moving import Moving, Step
from bot.demo.phones import Phones, base_of
from bot.demo.surroundings import GUEST
from bot.demo.texts import PATH, Gateway
from bot.house import House
from mediation.moments import local_date
from messages import formats
from messages.demo_page import STATIC, DemoPage, static_files

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
"""With every answer of the page itself; the phones inside have their own."""
_ICON = f"{GUEST}/static/icon.svg"
_NOTICES = f"{GUEST}/notices"
_FOR_EVER = {**HEADERS, "Cache-Control": "public, max-age=31536000, immutable"}


@dataclass(frozen=True)
class Page:
    """The page of one demo; whoever moves the time shows `csrf`, which only the page itself has."""

    house: House
    phones: Phones
    moving: Moving
    gateway: Gateway
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    def routes(self) -> list[web.RouteDef]:
        """Where everything of the page is."""
        return [
            web.get("/", self.shown),
            web.get("/time", self.time),
            web.post("/time", self.move),
            web.post(PATH, self.gateway.take),
            web.get(f"{STATIC}{{name}}", _Static(static_files()).shown),
        ]

    async def shown(self, _request: web.Request) -> web.Response:
        """GET /: the page; each of its phones is logged in from then on."""
        language = self.house.office.language
        people = [{"key": one.key, "name": one.name, "url": f"{base_of(one.key)}/"} for one in (LI, ZHANG, WANG, ZHAO)]
        about = {"csrf": self.csrf, "now": self._now(), "phones": people, "texts": self.gateway.messages}
        about |= {"icon": _ICON, "notices": _NOTICES}
        answer = web.Response(text=DemoPage(language).rendered(about), content_type="text/html", headers=HEADERS)
        await self.phones.log_in(answer)
        return answer

    async def time(self, _request: web.Request) -> web.Response:
        """GET /time: what the clock shows, and the text messages, for a page that stays open."""
        texts = [asdict(one) for one in self.gateway.messages]
        return web.json_response({**self._now(), "texts": texts}, headers=HEADERS)

    async def move(self, request: web.Request) -> web.Response:
        """POST /time with `to` (next, day, week): time passes; then the page again, or what the clock shows."""
        form = await request.post()
        if not hmac.compare_digest(str(form.get("csrf", "")).encode(), self.csrf.encode()):
            raise web.HTTPForbidden(headers=HEADERS)
        try:
            step = Step(str(form.get("to", "")))
        except ValueError:
            raise web.HTTPBadRequest(headers=HEADERS) from None
        # whoever closes the page meanwhile does not stop the time halfway
        await asyncio.shield(self.moving.move(step))
        if request.headers.get("X-Requested-With") == "fetch":
            return await self.time(request)
        raise web.HTTPSeeOther("/", headers=HEADERS)

    def _now(self) -> dict[str, str]:
        office, now = self.house.office, self.house.clock.now()
        today, local = local_date(now, office.zone), now.astimezone(office.zone)
        words = f"{formats.full_day(today, office.language)} {formats.weekday(today, office.language)}"
        return {"words": f"{words} {local:%H:%M}", "iso": local.isoformat(timespec="minutes")}


class _Static:
    """The files of the page, as they were when it began."""

    def __init__(self, known: Mapping[str, bytes]) -> None:
        self._known = known

    async def shown(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in self._known:
            raise web.HTTPNotFound(headers=HEADERS)
        kind = guess_type(name)[0] or "application/octet-stream"
        return web.Response(body=self._known[name], content_type=kind, charset="utf-8", headers=_FOR_EVER)
