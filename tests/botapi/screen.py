"""A chat as a person sees it now: shown messages with their buttons; what is deleted is gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.botapi.chats import Chat, Stored
from tests.botapi.entities import cut
from tests.botapi.refusals import JSON
from tests.botapi.waiting import PATIENCE, Watch

_FILES = ("photo", "document", "voice", "sticker", "audio", "video")


@dataclass(frozen=True)
class Button:
    """One button under a message; exactly one of the last three is there."""

    label: str
    style: str | None = None
    data: str | None = None
    url: str | None = None
    copy_text: str | None = None


@dataclass(frozen=True)
class Shown:
    """One message on the screen.

    ``text``: its text or caption as it reads; ``wire``: all the Bot API says of it; ``date`` and ``edited``: UTC.
    ``file``: the bytes of what is attached. ``silent``: it made no sound. ``protected``: no forwarding, no saving.
    """

    id: int
    chat_id: int
    by_bot: bool
    author: str
    kind: str
    text: str
    date: datetime
    edited: datetime | None
    rows: tuple[tuple[Button, ...], ...]
    file: bytes | None
    file_name: str | None
    silent: bool
    protected: bool
    reply_to: int | None
    wire: JSON

    @property
    def buttons(self) -> list[list[str]]:
        """The labels of its buttons, row by row."""
        return [[one.label for one in row] for row in self.rows]

    @property
    def entities(self) -> list[tuple[str, str]]:
        """Kind and covered text of each entity: ``[("bold", "信调")]``."""
        found = self.wire.get("entities") or self.wire.get("caption_entities") or []
        return [(one["type"], cut(self.text, one["offset"], one["length"])) for one in found]

    def links(self) -> list[str]:
        """Where its links and link buttons lead."""
        found = self.wire.get("entities") or self.wire.get("caption_entities") or []
        linked = [one["url"] for one in found if "url" in one]
        plain = [words for kind, words in self.entities if kind == "url"]
        return [*plain, *linked, *(one.url for row in self.rows for one in row if one.url)]

    def __str__(self) -> str:
        rows = "".join("\n    " + " ".join(f"[{label}]" for label in row) for row in self.buttons)
        attached = f" <{self.kind} {self.file_name or ''}>" if self.file is not None else ""
        body = self.text.replace("\n", "\n    ")
        return f"#{self.id} {self.author}{'*' if self.edited else ''}:{attached} {body}{rows}"


def shown(stored: Stored) -> Shown:
    """The message as it stands now."""
    wire = stored.wire
    markup = wire.get("reply_markup", {}).get("inline_keyboard", [])
    edited = wire.get("edit_date")
    sender = wire["from"]
    return Shown(
        id=stored.id,
        chat_id=wire["chat"]["id"],
        by_bot=stored.by_bot,
        author=f"{'🤖' if stored.by_bot else ''}{sender['first_name']}",
        kind=next((name for name in ("text", *_FILES, "contact", "location") if name in wire), "service"),
        text=str(wire.get("text", wire.get("caption", ""))),
        date=datetime.fromtimestamp(wire["date"], UTC),
        edited=datetime.fromtimestamp(edited, UTC) if edited else None,
        rows=tuple(tuple(_button(one) for one in row) for row in markup),
        file=stored.file.data if stored.file else None,
        file_name=stored.file.name if stored.file else None,
        silent=stored.silent,
        protected=bool(wire.get("has_protected_content")),
        reply_to=wire.get("reply_to_message", {}).get("message_id"),
        wire=dict(wire),
    )


def _button(wire: JSON) -> Button:
    copied: Any = wire.get("copy_text", {})
    return Button(wire["text"], wire.get("style"), wire.get("callback_data"), wire.get("url"), copied.get("text"))


class Screen:
    """Reading and waiting in one chat."""

    def __init__(self, chat: Chat, watch: Watch, state: Callable[[], str]) -> None:
        self._chat = chat
        self._watch = watch
        self._state = state

    @property
    def messages(self) -> list[Shown]:
        """All that is shown, oldest first."""
        return [shown(one) for one in self._chat.messages.values()]

    @property
    def new(self) -> list[Shown]:
        """What the bot sent or changed since people last did something here, oldest message first."""
        return [shown(one) for one in self._chat.messages.values() if one.by_bot and one.touched > self._chat.mark]

    async def wait(self, fragments: tuple[str, ...], among: Callable[[], list[Shown]], within: float) -> Shown:
        """The newest message of the bot's that holds every fragment, in its text or on its buttons."""

        def look() -> list[Shown]:
            return [one for one in among() if one.by_bot and _holds(one, fragments)]

        found = await self._watch.until(look, within, lambda: f"nobody said {fragments}; on the screen:\n{self}")
        return found[-1]

    def __str__(self) -> str:
        new = {one.id for one in self.new}
        lines = [f"{'→' if one.id in new else ' '} {one}" for one in self.messages[-20:]]
        return "\n".join([*lines, self._state()])


def _holds(message: Shown, fragments: tuple[str, ...]) -> bool:
    words = "\n".join([message.text, *(label for row in message.buttons for label in row)])
    return all(one in words for one in fragments)


__all__ = ["PATIENCE", "Button", "Screen", "Shown", "shown"]
