"""Letters that are too long for one message, cut between paragraphs; every piece is whole HTML of its own."""

import html
import re
from collections.abc import Iterator

LIMIT = 4000
"""Telegram takes 4,096 UTF-16 units after parsing; a little is left for the position mark."""
CAPTION = 1000
"""Under a file it takes 1,024."""

_TAGS = re.compile(r"<[^>]*>")
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_TOKEN = re.compile(r"<[^>]*>|&[^;\s]+;|.", re.DOTALL)


def units(text: str) -> int:
    """The length of an HTML text as Telegram counts it: UTF-16 units without tags."""
    return len(html.unescape(_TAGS.sub("", text)).encode("utf-16-le")) // 2


def split(text: str, limit: int = LIMIT) -> list[str]:
    """The text in pieces of at most `limit` units; cut between paragraphs, else between lines, else within a line.

    A tag that is open at a cut is closed there and opened again in the next piece.
    """
    if units(text) <= limit:
        return [text]
    pieces = [""]
    for gap, part in _parts(text, limit):
        if units(pieces[-1]) + len(gap) + units(part) <= limit:
            pieces[-1] += gap + part
        else:
            pieces.append(part)
    return [piece for piece in _whole(pieces) if units(piece.strip())]


def _parts(text: str, limit: int) -> Iterator[tuple[str, str]]:
    """What must not be cut, each with the gap that stands before it."""
    for paragraph in text.split("\n\n"):
        if units(paragraph) <= limit:
            yield "\n\n", paragraph
            continue
        for place, line in enumerate(paragraph.split("\n")):
            gap = "\n" if place else "\n\n"
            yield from [(gap, line)] if units(line) <= limit else [("", piece) for piece in _chopped(line, limit)]


def _chopped(line: str, limit: int) -> list[str]:
    pieces, length = [""], 0
    for token in _TOKEN.findall(line):
        if length + units(token) > limit:
            pieces.append("")
            length = 0
        pieces[-1] += token
        length += units(token)
    return pieces


def _whole(pieces: list[str]) -> Iterator[str]:
    begun: list[str] = []
    for piece in pieces:
        opened = "".join(begun) + piece.strip("\n")
        begun = _still_open(opened)
        yield opened + "".join(_TAG.sub(r"</\2>", tag) for tag in reversed(begun))


def _still_open(text: str) -> list[str]:
    begun: list[str] = []
    for tag in _TAG.finditer(text):
        if tag[1]:
            begun.pop()
        else:
            begun.append(tag[0])
    return begun
