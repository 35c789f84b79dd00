"""Finds the text or caption of a request, parses it and holds it to Telegram's limits."""

from __future__ import annotations

from typing import Any

from tests.botapi.calls import Call
from tests.botapi.entities import Body, finished, utf16
from tests.botapi.markup import parse_html
from tests.botapi.refusals import malformed

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


def source_of(model: Any) -> str | None:
    """The name of the parameter that holds the words, if this method has one."""
    if not hasattr(model, "parse_mode"):
        return None
    return "text" if hasattr(model, "text") else "caption"


def read_body(call: Call, source: str | None) -> Body:
    """The words of a request as they will be shown.

    Raises:
        Refusal: 400: they do not parse, are empty, or are too long.
    """
    raw = getattr(call.model, source) if source else None
    if source == "text" and not raw:
        raise malformed("message text is empty")
    if not source or not raw:
        return Body("")
    body = finished(_parsed(call.model, source, raw))
    if source == "text" and not body.text:
        raise malformed("text must be non-empty")
    if utf16(body.text) > (TEXT_LIMIT if source == "text" else CAPTION_LIMIT):
        raise malformed("message is too long" if source == "text" else "message caption is too long")
    return body


def _parsed(model: Any, source: str, raw: str) -> Body:
    mode = model.parse_mode if isinstance(model.parse_mode, str) else ""
    if mode.lower() == "html":
        return parse_html(raw)
    if mode:
        raise malformed(f"unsupported parse_mode here: {mode}")
    given = getattr(model, "entities" if source == "text" else "caption_entities", None) or []
    return Body(raw, tuple(one.model_dump(exclude_unset=True) for one in given))
