"""Reads the Bot API's HTML into text and entities, and refuses what Telegram refuses, in Telegram's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.botapi.entities import Body, utf16
from tests.botapi.refusals import JSON, Refusal, malformed

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_SPECIAL = re.compile(r"[<&]")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([a-zA-Z0-9.-]+)(?=[\s>])))?")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def parse_html(source: str) -> Body:
    """The text and entities that ``source`` stands for.

    Raises:
        Refusal: "can't parse entities: ...", where Telegram would say so.
    """
    return _Reading(source).body()


@dataclass(frozen=True)
class _Open:
    name: str
    attributes: dict[str, str]
    offset: int
    piece: int


class _Reading:
    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[JSON] = []

    def body(self) -> Body:
        at = 0
        while special := _SPECIAL.search(self._source, at):
            self._put(self._source[at : special.start()])
            at = self._read(special.start())
        self._put(self._source[at:])
        if self._open:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        ordered = sorted(self._entities, key=lambda one: (one["offset"], -one["length"]))
        return Body("".join(self._pieces), tuple(ordered))

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += utf16(text)

    def _read(self, at: int) -> int:
        if self._source[at] == "&":
            return self._reference(at)
        return self._end(at) if self._source.startswith("</", at) else self._start(at)

    def _reference(self, at: int) -> int:
        found = _REFERENCE.match(self._source, at)
        self._put(_unescape(found) if found else "&")
        return found.end() if found else at + 1

    def _start(self, at: int) -> int:
        where = f"at byte offset {len(self._source[:at].encode())}"
        word = _NAME.match(self._source, at + 1)
        if word is None or word.end() == len(self._source):
            raise _cannot(f"Unclosed start tag {where}")
        name = word.group().lower()
        if name not in _KINDS:
            raise _cannot(f'Unsupported start tag "{name}" {where}')
        attributes, after = self._attributes(name, word.end(), where)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _cannot(f'Tag "span" must have class "tg-spoiler" {where}')
        self._open.append(_Open(name, attributes, self._length, len(self._pieces)))
        return after

    def _attributes(self, name: str, at: int, where: str) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while True:
            while self._source[at : at + 1].isspace():
                at += 1
            if self._source[at : at + 1] == ">":
                return attributes, at + 1
            if at >= len(self._source):
                raise _cannot(f"Unclosed start tag {where}")
            found = _ATTRIBUTE.match(self._source, at)
            if found is None:
                raise _cannot(f'Empty attribute name in the tag "{name}" {where}')
            value = next((part for part in found.groups()[1:] if part is not None), "")
            attributes[found.group(1).lower()] = _REFERENCE.sub(_unescape, value)
            at = found.end()

    def _end(self, at: int) -> int:
        where = f"at byte offset {len(self._source[:at].encode())}"
        if not self._open:
            raise _cannot(f"Unexpected end tag {where}")
        close = self._source.find(">", at)
        if close < 0:
            raise _cannot(f"Unclosed end tag {where}")
        name = self._source[at + 2 : close].strip().lower()
        opened = self._open.pop()
        if name and name != opened.name:
            raise _cannot(f'Unmatched end tag {where}, expected "</{opened.name}>", found "</{name}>"')
        if self._length > opened.offset:
            self._close(opened)
        return close + 1

    def _close(self, opened: _Open) -> None:
        entity = {"type": _KINDS[opened.name], "offset": opened.offset, "length": self._length - opened.offset}
        if opened.name in ("code", "pre"):
            self._close_code(opened, entity)
        elif opened.name == "a":
            self._entities.extend(_link(entity, opened.attributes.get("href") or "".join(self._pieces[opened.piece :])))
        else:
            self._entities.append(entity | _details(opened))

    def _close_code(self, opened: _Open, entity: JSON) -> None:
        """Nothing is formatted inside code; <pre><code class="language-…"> is one block with a language."""
        inner = [one for one in self._entities if one["offset"] >= entity["offset"]]
        del self._entities[len(self._entities) - len(inner) :]
        language = opened.attributes.get("class", "").removeprefix("language-")
        if opened.name == "pre" and inner and inner[0].get("language") and inner[0]["length"] == entity["length"]:
            language = inner[0]["language"]
        in_pre = opened.name == "pre" or any(one.name == "pre" for one in self._open)
        self._entities.append(entity | ({"language": language} if language and in_pre else {}))


def _details(opened: _Open) -> JSON:
    if opened.name == "tg-emoji":
        return {"custom_emoji_id": _number(opened.attributes.get("emoji-id"), "custom emoji identifier")}
    if opened.name == "tg-time":
        unix = {"unix_time": int(_number(opened.attributes.get("unix"), "Unix time"))}
        how = opened.attributes.get("format")
        return unix | ({"date_time_format": how} if how else {})
    return {"type": "expandable_blockquote"} if "expandable" in opened.attributes else {}


def _link(entity: JSON, url: str) -> list[JSON]:
    """A link that is none is shown as plain text, as Telegram does."""
    if not re.match(r"(https?|tg|tonsite)://.|[\w-]+\.\w", url):
        return []
    return [entity | {"url": url if "://" in url else f"http://{url}"}]


def _number(value: str | None, what: str) -> str:
    if value is None or not value.isdigit():
        raise _cannot(f"Invalid {what} specified")
    return value


def _unescape(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x10FFFF else found.group()


def _cannot(words: str) -> Refusal:
    return malformed(f"can't parse entities: {words}")
