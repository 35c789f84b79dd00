"""HTTP for telegram.Bot over one aiohttp session: it tells what surely did not arrive from what nobody can know.

The token, which stands in every URL, is in no log and in no exception of this module.
"""

import json
from io import BytesIO
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT, READ = 10.0, 20.0
"""Seconds to wait for a connection, a free one or a new one, and for an answer to come or to go on."""
WHOLE, WHOLE_UPLOAD = 60.0, 300.0
"""Seconds that a whole request may take above that, so that nothing hangs for ever."""

_NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
)


class NotConnected(NetworkError):
    """The request never reached Telegram: safe to repeat."""


class AnswerLost(TimedOut):
    """The request left, and no answer came: Telegram may have done what it asked."""


class TooManyRequests(TelegramError):
    """Telegram asks to wait for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too Many Requests: retry after {seconds:g}")
        self.seconds = seconds


class AiohttpRequest(BaseRequest):
    """One session with a bounded pool of kept connections; a proxy named in the environment is used."""

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds until an answer must come."""
        return READ

    async def initialize(self) -> None:
        """Open the session."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300)
            headers = {"User-Agent": self.USER_AGENT}
            self._session = aiohttp.ClientSession(connector=connector, headers=headers, trust_env=True)

    async def shutdown(self) -> None:
        """Close the session."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        """Ask once; raises NotConnected, AnswerLost or TooManyRequests. Of the time-outs only `read_timeout` counts."""
        if self._session is None:
            raise NotConnected("the session is not open")
        read = read_timeout if isinstance(read_timeout, int | float) else READ
        patience = _patience(read, uploads=request_data is not None and request_data.contains_files)
        try:
            data = _body(request_data) if request_data else None
            async with self._session.request(method, url, data=data, timeout=patience) as response:
                code, body = response.status, await response.read()
        except _NEVER_LEFT as error:
            raise NotConnected(f"no connection: {type(error).__name__}") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise AnswerLost(f"no answer: {type(error).__name__}") from None
        _check(code, body)
        return code, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer's JSON; raises AnswerLost if it is none, and logs nothing of it."""
        try:
            found = json.loads(payload)
        except ValueError:
            found = None
        if not isinstance(found, dict) or (found.get("ok") and "result" not in found):
            raise AnswerLost("the answer is not Telegram's")
        return found


def _patience(read: float, uploads: bool) -> aiohttp.ClientTimeout:
    whole = CONNECT + read + (WHOLE_UPLOAD if uploads else WHOLE)
    return aiohttp.ClientTimeout(total=whole, connect=CONNECT, sock_connect=CONNECT, sock_read=read)


def _body(request: RequestData) -> aiohttp.FormData | dict[str, str]:
    """Plain fields, or a multipart form whose file names stay as they are."""
    if not request.contains_files:
        return request.json_parameters
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, mime) in request.multipart_data.items():
        printable = "".join(letter for letter in file_name if letter.isprintable())
        file = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=printable, content_type=mime)
    return form


def _check(code: int, body: bytes) -> None:
    """Raise what python-telegram-bot does not tell apart."""
    if code < 300:
        return
    try:
        said = json.loads(body)
    except ValueError:
        said = None
    if not isinstance(said, dict):  # a proxy's page; what stands behind it may have taken the request
        raise AnswerLost(f"HTTP {code} from something between") if code >= 500 else NotConnected(f"HTTP {code}")
    if code == 429:
        parameters = said.get("parameters")
        wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
        raise TooManyRequests(float(wait) if isinstance(wait, int | float) else 1.0)
