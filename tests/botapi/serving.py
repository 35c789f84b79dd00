"""The HTTP side: takes every request in, lets ordered faults strike, has the method carried out and answers."""

from __future__ import annotations

import asyncio
import json
import re
import time
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.botapi.bodies import read_body, source_of
from tests.botapi.calls import Call, read_params
from tests.botapi.faults import Fault, Garbage, NoAnswer, Slow
from tests.botapi.files import UPLOAD_LIMIT
from tests.botapi.honesty import Violation, check_result, check_rules, known_methods, read_model
from tests.botapi.methods import METHODS, SENDING
from tests.botapi.receiving import RECEIVING
from tests.botapi.refusals import JSON, Refusal, not_found, server_error, unauthorized

if TYPE_CHECKING:
    from tests.botapi.api import BotApi

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")


class _Unanswered(Exception):
    """The answer is never given; ``closes`` as in NoAnswer."""

    def __init__(self, closes: bool) -> None:
        super().__init__()
        self.closes = closes


def application(api: BotApi) -> web.Application:
    """The routes of the Bot API."""
    serving = _Serving(api)
    app = web.Application(client_max_size=UPLOAD_LIMIT + 1024 * 1024)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", serving.download)
    app.router.add_route("*", "/bot{token:[^/]+}/{method}", serving.handle)
    app.router.add_route("*", "/{anything:.*}", serving.nothing)
    return app


class _Serving:
    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._tasks: set[asyncio.Task[web.StreamResponse]] = set()

    async def nothing(self, request: web.Request) -> web.StreamResponse:
        """Whatever is no method and no file."""
        return _say(not_found().status, not_found().answer())

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file, as getFile named its path."""
        file = self._api.cloud.files.at(request.match_info["path"])
        if wrong := self._wrong_token(request):
            return _say(wrong.status, wrong.answer())
        if file is None:
            return _say(404, not_found().answer())
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One method. A request that came in whole is carried out even if the bot dies meanwhile; only a waiting
        getUpdates ends with its connection."""
        method = known_methods().get(request.match_info["method"].lower())
        if wrong := self._wrong_token(request) or (None if method else not_found()):
            return _say(wrong.status, wrong.answer())
        assert method is not None
        cloud = self._api.cloud
        call = Call(method.__api_method__, {}, time.monotonic(), cloud.now())
        self._api.requests.append(call)
        try:
            call.params, call.uploads = await read_params(request)
        except web.HTTPRequestEntityTooLarge:
            return self._finish(call, Refusal(413, "Request Entity Too Large", malformed=True))
        except Refusal as refusal:
            return self._finish(call, refusal)
        cloud.watch.changed()
        work = asyncio.get_running_loop().create_task(self._serve(call, request))
        if call.method == "getUpdates":
            return await work
        self._tasks.add(work)
        work.add_done_callback(self._tasks.discard)
        return await asyncio.shield(work)

    def _wrong_token(self, request: web.Request) -> Refusal | None:
        token = request.match_info["token"]
        if token == self._api.token:
            return None
        return unauthorized() if _TOKEN.fullmatch(token) else not_found()

    async def _serve(self, call: Call, request: web.Request) -> web.StreamResponse:
        api = self._api
        await asyncio.sleep(api.latency / 2)
        fault = api.struck(call)
        try:
            response = await self._answer(call, fault)
        except _Unanswered as unanswered:
            return await self._hang_up(call, request, unanswered.closes)
        await asyncio.sleep(api.latency / 2 + (fault.seconds if isinstance(fault, Slow) else 0))
        return response

    async def _answer(self, call: Call, fault: Fault | None) -> web.StreamResponse:
        if isinstance(fault, Garbage):
            call.status, call.answer_text = fault.status, fault.body
            self._api.cloud.watch.changed()
            return web.Response(status=fault.status, text=fault.body, content_type="text/html")
        if isinstance(fault, NoAnswer) and not fault.done:
            raise _Unanswered(fault.closes)
        try:
            result = await self._carry_out(call, fault if isinstance(fault, Refusal) else None)
        except Refusal as refusal:
            return self._finish(call, refusal)
        except Exception as mistake:  # not the bot's, but no test may pass over it
            return self._finish(call, self._own(mistake, call))
        if isinstance(fault, NoAnswer):
            raise _Unanswered(fault.closes)
        return self._finish(call, result)

    async def _carry_out(self, call: Call, ordered: Refusal | None) -> Any:
        """Judge the request, whatever is ordered, then do what it asks."""
        api, cloud = self._api, self._api.cloud
        call.model = read_model(call)
        source = source_of(call.model)
        call.body = read_body(call, source)
        check_rules(call, source)
        if ordered is not None:
            raise ordered
        if cloud.logged_out:
            raise Refusal(400, "Logged out")
        if call.method in RECEIVING:
            return await RECEIVING[call.method](api, call)
        if call.method not in METHODS:
            raise Refusal(501, f"Not Implemented: {call.method} is not played by the loopback server", malformed=True)
        if call.method in SENDING and (refusal := api.counted(call)):
            raise refusal
        return METHODS[call.method](cloud, call)

    def _finish(self, call: Call, outcome: Any) -> web.StreamResponse:
        if isinstance(outcome, Refusal):
            status, answer = outcome.status, outcome.answer()
            if outcome.malformed:
                self._api.violations.append(Violation(outcome.description, call))
        else:
            status, answer = self._checked(call, outcome)
        call.status, call.answer_text = status, json.dumps(answer)
        self._api.cloud.watch.changed()
        return web.Response(status=status, text=call.answer_text, content_type="application/json")

    def _checked(self, call: Call, result: Any) -> tuple[int, JSON]:
        """The server's own mistakes are violations too."""
        try:
            if call.method != "getUpdates":  # each update was checked when it was made
                check_result(call.method, result)
        except AssertionError as mistake:
            return 500, self._own(mistake, call).answer()
        return 200, {"ok": True, "result": result}

    def _own(self, mistake: Exception, call: Call) -> Refusal:
        self._api.violations.append(Violation(f"the loopback server itself: {mistake!r}", call))
        return server_error(500)

    async def _hang_up(self, call: Call, request: web.Request, closes: bool) -> web.StreamResponse:
        self._api.cloud.watch.changed()
        if not closes:
            await self._api.released.wait()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


def _say(status: int, answer: JSON) -> web.Response:
    return web.json_response(answer, status=status)
