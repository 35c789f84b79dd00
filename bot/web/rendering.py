"""From rows to what stands on the page: lines with their words, days, buttons, files and pictures."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from itertools import pairwise

from markupsafe import Markup

from bot.web.door import WebDoor
from bot.web.looking import Seen
from handlers.ask import Ask, AskKind
from mediation.doors import TELEGRAM, WEB
from mediation.moments import local_date
from messages import formats, markup
from messages.web_pages import table
from storage.outbox import NOTICE
from storage.page import Came, Key, Went

_PLACEHOLDER = re.compile("⟦([^⟧]*)⟧")
_SILENT = {AskKind.LOST, AskKind.BACK, AskKind.UNSENDABLE, AskKind.NOTHING, AskKind.GROUP}
_JUST_NOW = timedelta(minutes=1)
"""An answer that comes within it is no news to whoever has just asked."""
_KINDS = {"image/jpeg": True, "image/png": True}


@dataclass(frozen=True)
class Button:
    """A button on the page; `ref` makes pressing it twice one press, `chosen`: it was pressed."""

    key: str
    label: str
    style: str | None
    ref: str
    live: bool
    chosen: bool


@dataclass(frozen=True)
class File:
    """A file on the page; `size` as people say it, `image`: it can be shown as a picture."""

    url: str
    name: str
    size: str
    image: bool


@dataclass(frozen=True)
class Line:
    """One line; `id` is in12 or out34, `day` stands above it, `new`: everything from here on was not seen before."""

    id: str
    day: str | None
    new: bool
    mine: bool
    html: Markup
    at: str
    iso: str
    waiting: bool
    door: str
    buttons: list[list[Button]]
    chosen: str | None
    file: File | None
    picture: str | None


def new_ref() -> str:
    """What makes one post different from all others, and a repeat of it the same."""
    return secrets.token_urlsafe(12)


class Renderer:
    """Renders what was seen of one person's conversation, in their language."""

    def __init__(self, door: WebDoor, language: str, seen: Seen) -> None:
        self._door, self._language, self._seen = door, language, seen
        self._zone = door.office.zone
        self._words: Mapping[str, Mapping[str, str]] = table(language, "page_troubles")
        self._pending = {ask.text for row in seen.rows.rows if (ask := self._pressing(row)) is not None}

    def lines(self, *, divided: bool) -> list[Line]:
        """Every line in order; `divided`: a divider stands above the first that was not seen before."""
        rows = [row for row in self._seen.rows.rows if isinstance(row, Went) or not self._is_silent(row)]
        first_new = self._first_new(rows) if divided else None
        days = [None, *(local_date(row.at, self._zone) for row in rows)]
        today = local_date(self._seen.at, self._zone)
        found = []
        for row, (before, day) in zip(rows, pairwise(days), strict=True):
            said = formats.day(day, today, self._language) if day is not None and day != before else None
            found.append(self._line(row, said, row is first_new))
        return found

    def _is_silent(self, row: Came) -> bool:
        ask = self._seen.asks.get(row.incoming.id)
        return ask is not None and ask.kind in _SILENT

    def _first_new(self, rows: list[Came | Went]) -> Went | None:
        new = [row for row in rows if isinstance(row, Went) and row.unfetched]
        told = any(row.urgency == NOTICE or self._seen.at - row.at > _JUST_NOW for row in new)
        return new[0] if told else None

    def _line(self, row: Came | Went, day: str | None, new: bool) -> Line:
        at, iso = formats.hour(row.at, self._zone), row.at.astimezone(self._zone).isoformat(timespec="seconds")
        if isinstance(row, Came):
            return self._came(row, day, at, iso)
        buttons = [[self._button(key) for key in line] for line in row.buttons]
        picture = f"{self._door.base}/picture/{row.id}" if row.picture in self._seen.secrets[row.id] else None
        html, chosen = self._filled(row), self._chosen(row)
        door = WEB if row.door == WEB else TELEGRAM
        return Line(
            f"out{row.id}", day, new, False, html, at, iso, False, door, buttons, chosen, self._enclosed(row), picture
        )

    def _came(self, row: Came, day: str | None, at: str, iso: str) -> Line:
        ask, door = self._seen.asks.get(row.incoming.id), WEB if row.incoming.door == WEB else TELEGRAM
        html = Markup(escape(self._said(ask), quote=False))  # noqa: S704 - escaped right here
        file = self._sent_file(row, ask)
        return Line(f"in{row.incoming.id}", day, False, True, html, at, iso, row.pending, door, [], None, file, None)

    def _said(self, ask: Ask | None) -> str:
        said = self._words["said"]
        if ask is None or ask.kind is AskKind.OTHER:
            return ask.text if ask and ask.text else said["unreadable"]
        if ask.kind is AskKind.PRESS:
            return self._seen.labels.get(ask.text, "")
        if ask.kind is AskKind.CONTACT:
            return said["contact"]
        if ask.kind is AskKind.COMMAND:
            return self._commanded(ask)
        return ask.text

    def _commanded(self, ask: Ask) -> str:
        """A command as the menu names it: nobody has to know how commands are written."""
        if ask.command == "start" and ask.argument:
            return self._words["said"]["opened_link"]
        named = self._door.office.words.commands(self._language).descriptions.get(ask.command)
        return ask.text if named is None else f"{named} {ask.argument}".strip()

    def _filled(self, row: Went) -> Markup:
        """The letter with its secrets, which alone may become links: nobody can type one into a letter."""
        text = str(markup.bare(row.text))
        for placeholder, value in self._seen.secrets[row.id].items():
            text = text.replace(placeholder, _shown(value))
        hidden = self._words["hidden"]
        return Markup(_PLACEHOLDER.sub(lambda found: hidden.get(found[1], f"[{found[1]}]"), text))  # noqa: S704

    def _button(self, key: Key) -> Button:
        chosen = key.key in self._pending
        return Button(key.key, key.label, key.style, new_ref(), key.spent_at is None, chosen)

    def _chosen(self, row: Went) -> str | None:
        """The label that was pressed or typed in the very turn that spent this letter's keys."""
        keys = [key for line in row.buttons for key in line]
        spent = {key.spent_at for key in keys}
        for handled_at, incoming in self._seen.rows.pressed:
            ask = self._seen.asks.get(incoming.id)
            if ask is None or handled_at not in spent:
                continue
            for place, key in enumerate(keys, 1):
                pressed = ask.kind is AskKind.PRESS and ask.text == key.key
                if pressed or (ask.kind is AskKind.TEXT and ask.text.strip() in (key.label, str(place))):
                    return key.label
        return None

    def _pressing(self, row: Came | Went) -> Ask | None:
        ask = self._seen.asks.get(row.incoming.id) if isinstance(row, Came) and row.pending else None
        return ask if ask is not None and ask.kind is AskKind.PRESS else None

    def _enclosed(self, row: Went) -> File | None:
        if row.document is None or row.file is None:
            return None
        name, mime, size = row.file
        return self._file(row.document, name, mime, size)

    def _sent_file(self, row: Came, ask: Ask | None) -> File | None:
        document = row.incoming.document
        if ask is None or ask.file is None or document is None:
            return None
        return self._file(document, ask.file.name, ask.file.mime, row.size or 0)

    def _file(self, document: str, name: str, mime: str, size: int) -> File:
        return File(f"{self._door.base}/document/{document}", name, said_size(size), _KINDS.get(mime, False))


def said_size(size: int) -> str:
    """Bytes as people say them: 340 KB, 1.2 MB."""
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{max(1, round(size / 1024))} KB"


def changed_at(row: Came | Went) -> datetime | None:
    """When what a line shows last changed after it was written, as far as that is known."""
    if isinstance(row, Came):
        return row.handled_at
    return max((key.spent_at for line in row.buttons for key in line if key.spent_at is not None), default=None)


def _shown(secret: str) -> str:
    """A secret as HTML; one that is an address can be opened by a touch."""
    words = escape(secret)
    if not secret.startswith(("https://", "http://")):
        return words
    return f'<a href="{words}" target="_blank" rel="noopener noreferrer">{words}</a>'
