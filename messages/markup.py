"""Letters' HTML as plain words, and as HTML that may stand in a page: no attribute and no other tag comes through."""

import re
from html import escape, unescape
from html.parser import HTMLParser

from markupsafe import Markup

_TAGS = re.compile(r"<[^>]*>")
_EXCERPT = 200
_KEPT = frozenset({"b", "i", "u", "s", "code", "pre", "blockquote"})


def plain(text: str) -> str:
    """The words of a letter without its tags."""
    return unescape(_TAGS.sub("", text))


def bare(text: str) -> Markup:
    """A letter for a page: the kept tags bare and properly closed, all else as words."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return Markup(reader.done())  # noqa: S704 - made of escaped words and bare tags only


def excerpt(words: str) -> str:
    """The beginning of somebody's words on one line."""
    line = " ".join(words.split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._open: list[str] = []
        self._after_quote = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - none is kept
        if tag in _KEPT:
            self._open.append(tag)
            self._parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open:
            self._parts.append(f"</{self._open[-1]}>")
            if self._open.pop() == tag:
                self._after_quote = tag == "blockquote"
                return

    def handle_data(self, data: str) -> None:
        # a quotation ends its line by itself
        self._parts.append(escape(data.removeprefix("\n") if self._after_quote else data))
        self._after_quote = False

    def done(self) -> str:
        return "".join([*self._parts, *(f"</{tag}>" for tag in reversed(self._open))])
