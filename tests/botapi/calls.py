"""One request of the bot, as it came: JSON, form, multipart or query string, all read into the same parameters."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiogram.types import InputFile
from aiohttp import web

from tests.botapi.entities import Body
from tests.botapi.refusals import JSON, malformed


class Upload(InputFile):
    """A file that came with a request."""

    def __init__(self, data: bytes, filename: str, mime: str) -> None:
        super().__init__(filename)
        self.data = data
        self.mime = mime

    async def read(self, bot: Any) -> Any:
        """Never asked: an upload is only kept, not sent on."""
        yield self.data


@dataclass(eq=False)
class Call:
    """One request and, once there is one, its answer.

    ``at``: monotonic seconds at its arrival; ``wall``: the server's clock then. ``params``: what was asked, objects
    decoded, uploads as :class:`Upload`. ``status`` and ``answer`` stay None while it is under way, and for ever if the
    answer never came. ``late``: it was carried out although it is not answered.
    """

    method: str
    params: JSON
    at: float
    wall: float
    status: int | None = None
    answer_text: str | None = None
    uploads: dict[str, Upload] = field(default_factory=dict, repr=False)
    model: Any = field(default=None, repr=False)
    body: Body = field(default_factory=lambda: Body(""), repr=False)

    @property
    def chat(self) -> int | None:
        """The chat that it is about, if it is about one."""
        given = str(self.params.get("chat_id", ""))
        return int(given) if given.lstrip("-").isdigit() else None

    @property
    def when(self) -> datetime:
        """The server's clock at its arrival."""
        return datetime.fromtimestamp(self.wall, UTC)

    @property
    def answer(self) -> JSON | None:
        """The whole answer, decoded: ``{"ok": ..., "result": ...}``."""
        return json.loads(self.answer_text) if self.answer_text and self.answer_text.startswith("{") else None

    @property
    def result(self) -> Any:
        """What the bot was given, or None if it was refused or left without an answer."""
        return self.answer.get("result") if self.answer else None

    @property
    def ok(self) -> bool:
        """Whether it was answered, and well."""
        return self.status == 200


async def read_params(request: web.Request) -> tuple[JSON, dict[str, Upload]]:
    """The parameters of a request however they were sent, and the files beside them.

    Raises:
        Refusal: 400, the body is no JSON object.
    """
    params: JSON = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        params |= _json_object(await request.text())
    elif request.method == "POST" and request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                uploads[name] = params[name] = _upload(value)
            else:
                params[name] = value if isinstance(value, str) else bytes(value).decode()
    return params, uploads


def _json_object(text: str) -> JSON:
    try:
        decoded = json.loads(text or "{}")
    except ValueError:
        raise malformed("can't parse JSON object") from None
    if not isinstance(decoded, dict):
        raise malformed("can't parse JSON object")
    return {name: value for name, value in decoded.items() if value is not None}


def _upload(sent: web.FileField) -> Upload:
    with sent.file as file:
        return Upload(file.read(), sent.filename, sent.content_type)
