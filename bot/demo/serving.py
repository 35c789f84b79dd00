"""The web server of the demo: its page, and under a path each the office's page for every phone."""

import asyncio
import socket
from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.demo.clock import DemoClock
from bot.demo.moving import Moving
from bot.demo.page import HEADERS, Page
from bot.demo.phones import Phones
from bot.demo.seeding import Seeded
from bot.demo.texts import Gateway
from bot.house import House
from bot.loops import Serving

_LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})


def serving(clock: DemoClock, seeded: Seeded, heard: socket.socket, ready: Callable[[], None]) -> Serving:
    """What serves the demo on a socket that listens already; `ready` is called once it answers."""

    async def serve(house: House) -> None:
        """Answer until cancelled; no request is ever logged."""
        runner = web.AppRunner(_app(house, clock, seeded), access_log=None)
        try:
            await runner.setup()
            await web.SockSite(runner, heard).start()
            house.listening.set()
            ready()
            await asyncio.Event().wait()
        finally:
            house.listening.clear()
            await runner.cleanup()

    return serve


def _app(house: House, clock: DemoClock, seeded: Seeded) -> web.Application:
    app = web.Application(middlewares=[_guard(house.settings.web_host)])
    phones = Phones(house, seeded)
    page = Page(house, phones, Moving(house, clock), Gateway(house.settings.sms_gateway_secret or ""))
    app.add_routes(page.routes())
    phones.mount(app)
    return app


def _guard(web_host: str) -> Middleware:
    """Whoever opens the page is logged in, so a foreign name that leads to this machine must not get it."""
    own = _LOCAL | {web_host}

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        name = request.host.rpartition(":")[0] if not request.host.endswith("]") else request.host
        if web_host in _LOCAL and (name or request.host) not in own:
            raise web.HTTPMisdirectedRequest(headers=HEADERS)
        return await handler(request)

    return guarded
