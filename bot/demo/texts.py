"""Takes in the demo's text messages where a gateway would be; they are shown on the page and reach no telephone."""

import hmac
from dataclasses import dataclass

from aiohttp import web

PATH = "/gateway"
_SHOWN = 6


@dataclass(frozen=True)
class TextMessage:
    """What went to a telephone: its number as the page may show it, the words, and the link at their end."""

    to: str
    text: str
    link: str


class Gateway:
    """A gateway that keeps its messages in memory; whoever hands one over shows `secret`."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._kept: dict[str, TextMessage] = {}

    @property
    def messages(self) -> list[TextMessage]:
        """Those handed over last, the newest first."""
        return list(self._kept.values())[: -_SHOWN - 1 : -1]

    async def take(self, request: web.Request) -> web.Response:
        """POST of `to`, `text` and `id` as JSON; the same id again changes nothing."""
        shown = request.headers.get("Authorization", "")
        if not hmac.compare_digest(shown.encode(), f"Bearer {self._secret}".encode()):
            return web.Response(status=401)
        handed = await request.json()
        number, key = str(handed["to"]), str(handed["id"])
        words, begin, link = str(handed["text"]).partition("http")
        self._kept.setdefault(key, TextMessage(f"{number[:3]}••••{number[-4:]}", words, begin + link))
        return web.json_response({"id": key})
