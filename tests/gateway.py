"""The reference receiver for text messages: a gateway on loopback, which knows a repeat by its key and can fail."""

import asyncio
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum

from aiohttp import web

SECRET = "invented-gateway-secret"


class Trouble(Enum):
    """What the gateway does instead of answering well; the last two do what was asked, and then say nothing."""

    BUSY = 429
    BROKEN = 500
    REFUSED = 400
    MOVED = 302
    CUT = "cut"
    SILENT = "silent"


@dataclass(frozen=True)
class Texted:
    """A text message that was sent on: to which number, its words, the key by which a repeat is known."""

    to: str
    text: str
    key: str


@dataclass
class Gateway:
    """`sent` are the messages that telephones got, `asked` counts requests; `troubles` strike one after the other."""

    url: str = ""
    sent: list[Texted] = field(default_factory=list)
    asked: int = 0
    troubles: list[Trouble] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """POST {to, text, id}, with the secret and the key in the headers."""
        self.asked += 1
        given = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, f"Bearer {SECRET}".encode()):
            return web.Response(status=401)
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None and isinstance(trouble.value, int):
            return web.Response(status=trouble.value, headers={"Retry-After": "7", "Location": "/elsewhere"})
        form = await request.json()
        self._send(Texted(form["to"], form["text"], request.headers["Idempotency-Key"]))
        if trouble is Trouble.SILENT:
            await asyncio.Event().wait()
        if trouble is Trouble.CUT and request.transport is not None:
            request.transport.close()
        return web.json_response({"ok": True})

    def _send(self, message: Texted) -> None:
        if all(one.key != message.key for one in self.sent):
            self.sent.append(message)


@asynccontextmanager
async def gateway() -> AsyncIterator[Gateway]:
    """A gateway that listens on loopback."""
    made = Gateway()
    app = web.Application()
    app.router.add_post("/send", made.take)
    async with listening(app) as root:
        made.url = f"{root}/send"
        yield made


@asynccontextmanager
async def listening(app: web.Application) -> AsyncIterator[str]:
    """The application on loopback; gives its root."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
