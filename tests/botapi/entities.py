"""Text with its entities as Telegram keeps it: offsets in UTF-16 units, ends trimmed, links and commands found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.botapi.refusals import JSON

_OPAQUE = ("code", "pre", "text_link")
"""Entities that nothing is looked for in."""

_FOUND = (
    ("url", re.compile(r"https?://[^\s<>\"，。；、）】》]+|(?<![\w.@/])t\.me/[\w+/?=&-]+", re.ASCII)),
    ("email", re.compile(r"(?<![\w.@])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<![\w.@])@[a-zA-Z][a-zA-Z0-9_]{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}")),
)


@dataclass(frozen=True)
class Body:
    """A text, or a caption, and its entities in the Bot API's JSON form."""

    text: str
    entities: tuple[JSON, ...] = ()


def utf16(text: str) -> int:
    """Length in UTF-16 code units: what Telegram counts, in offsets and in limits."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """The part of a text that an entity covers."""
    return text.encode("utf-16-le")[offset * 2 : (offset + length) * 2].decode("utf-16-le")


def finished(body: Body) -> Body:
    """What Telegram makes of a parsed text: white space trimmed at both ends, links and commands found, in order."""
    trimmed = _trimmed(body)
    entities = [*trimmed.entities, *_found(trimmed)]
    return Body(trimmed.text, tuple(sorted(entities, key=lambda one: (one["offset"], -one["length"]))))


def _trimmed(body: Body) -> Body:
    text = body.text.strip()
    lead = utf16(body.text[: len(body.text) - len(body.text.lstrip())])
    size = utf16(text)
    kept = []
    for one in body.entities:
        start = max(one["offset"] - lead, 0)
        end = min(one["offset"] + one["length"] - lead, size)
        if end > start:
            kept.append({**one, "offset": start, "length": end - start})
    return Body(text, tuple(kept))


def _found(body: Body) -> list[JSON]:
    taken = [(one["offset"], one["offset"] + one["length"]) for one in body.entities if one["type"] in _OPAQUE]
    found: list[JSON] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(body.text):
            start = utf16(body.text[: match.start()])
            end = start + utf16(match.group())
            if all(end <= left or right <= start for left, right in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return found
