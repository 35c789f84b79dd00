"""Who there is and what stands in their chats: users, private chats, groups, messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.botapi.files import StoredFile
from tests.botapi.refusals import (
    JSON,
    Refusal,
    blocked,
    cannot_initiate,
    chat_not_found,
    deactivated,
    kicked,
    migrated,
)


@dataclass(eq=False)
class User:
    """A Telegram account. ``language``: the IETF tag that the person's app is set to."""

    id: int
    name: str
    is_bot: bool = False
    username: str | None = None
    language: str | None = None
    surname: str | None = None

    def wire(self) -> JSON:
        """As the Bot API shows it."""
        fields = {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.name,
            "last_name": self.surname,
            "username": self.username,
            "language_code": self.language,
        }
        return {name: value for name, value in fields.items() if value is not None}


@dataclass(eq=False)
class Stored:
    """One message in a chat: ``wire`` is what the Bot API shows of it; the rest only people's screens show.

    ``touched``: its place in the order of all arrivals and edits, over all chats.
    """

    wire: JSON
    by_bot: bool
    touched: int
    silent: bool = False
    file: StoredFile | None = None

    @property
    def id(self) -> int:
        """Its message_id."""
        return int(self.wire["message_id"])


@dataclass(eq=False)
class Chat:
    """A private chat (``user`` is its person) or a group; ``kind`` is private, group or supergroup.

    ``mark``: people did something here last after this many arrivals and edits: what came later is new to them.
    """

    id: int
    kind: str
    instance: str
    user: User | None = None
    title: str | None = None
    messages: dict[int, Stored] = field(default_factory=dict, repr=False)
    keyboard: JSON | None = None
    met: bool = False
    started: bool = False
    blocked: bool = False
    deleted: bool = False
    bot_inside: bool = False
    moved_to: int | None = None
    mark: int = 0
    last_id: int = 0

    def wire(self) -> JSON:
        """As the Bot API shows it."""
        if self.user is None:
            return {"id": self.id, "type": self.kind, "title": self.title}
        person = {name: value for name, value in self.user.wire().items() if name.endswith("name")}
        return {"id": self.id, "type": self.kind, **person}

    def shut(self) -> Refusal | None:
        """Why the bot cannot write here; None if it can."""
        return self._shut_to_group() if self.user is None else self._shut_to_person()

    def _shut_to_person(self) -> Refusal | None:
        if not self.met:
            return chat_not_found()
        if self.deleted:
            return deactivated()
        if not self.started:
            return cannot_initiate()
        return blocked() if self.blocked else None

    def _shut_to_group(self) -> Refusal | None:
        if self.moved_to is not None:
            return migrated(self.moved_to)
        if not self.met:
            return chat_not_found()
        return None if self.bot_inside else kicked(self.kind)

    def full(self) -> JSON:
        """As getChat shows it."""
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        accepted: dict[str, Any] = dict.fromkeys(gifts, self.user is not None)
        details = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": accepted}
        return self.wire() | details | ({} if self.user else {"permissions": _permissions()})


def _permissions() -> JSON:
    names = (
        "can_send_messages",
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
    )
    return dict.fromkeys(names, True)
