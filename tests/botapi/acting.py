"""Turns what people do into messages in chats and updates for the bot, as Telegram would."""

from __future__ import annotations

from tests.botapi.chats import Chat, Stored, User
from tests.botapi.cloud import Cloud
from tests.botapi.entities import Body, finished, utf16
from tests.botapi.files import content
from tests.botapi.presses import Press
from tests.botapi.refusals import JSON
from tests.botapi.screen import Shown, shown


class Acting:
    """One person's hands."""

    def __init__(self, cloud: Cloud, user: User) -> None:
        self._cloud = cloud
        self._user = user

    def words(self, text: str, name: str = "text") -> JSON:
        """A text as Telegram takes it from an app: trimmed, with links and commands found."""
        body = finished(Body(text))
        assert body.text, "an app sends no empty message"
        assert utf16(body.text) <= (4096 if name == "text" else 1024), "an app would not send that much at once"
        entities = "entities" if name == "text" else "caption_entities"
        return {name: body.text} | ({entities: list(body.entities)} if body.entities else {})

    def sends(self, chat: Chat, message: JSON, reply_to: Shown | None = None, stored: Stored | None = None) -> Shown:
        """A new message; the bot hears of it if it may."""
        assert not chat.deleted, f"{self._user.name} has no account any more"
        assert not chat.blocked, f"{self._user.name} has blocked the bot: unblock it, or open a link"
        if reply_to is not None:
            original = chat.messages[reply_to.id].wire
            message |= {"reply_to_message": {k: v for k, v in original.items() if k != "reply_to_message"}}
        stored = stored or self._cloud.put(chat, self._user, message)
        self._meet(chat)
        if chat.user is not None or (chat.bot_inside and self._meant_for_bot(message)):
            self._cloud.emit("message", stored.wire, f"chat {chat.id}")
        return shown(stored)

    def sends_file(self, chat: Chat, kind: str, data: bytes, name: str, mime: str | None, caption: str) -> Shown:
        """A new message with a file."""
        file = self._cloud.files.keep(kind, data, name, mime)
        message = content(self._cloud.files, file) | (self.words(caption, "caption") if caption else {})
        return self.sends(chat, message, stored=self._cloud.put(chat, self._user, message, file))

    def edits(self, chat: Chat, message_id: int, text: str) -> Shown:
        """An own message changes."""
        stored = chat.messages[message_id]
        assert stored.wire["from"]["id"] == self._user.id, "people change only their own messages"
        name = "text" if "text" in stored.wire else "caption"
        gone = (name, "entities", "caption_entities")
        kept = {field: value for field, value in stored.wire.items() if field not in gone}
        stored.wire = kept | self.words(text, name) | {"edit_date": int(self._cloud.now())}
        chat.mark = stored.touched = self._cloud.touch()
        if chat.user is not None or (chat.bot_inside and self._meant_for_bot(stored.wire)):
            self._cloud.emit("edited_message", stored.wire, f"chat {chat.id}")
        return shown(stored)

    def presses(self, chat: Chat, message_id: int, data: str) -> Press:
        """A button is pressed."""
        press = Press(self._user, chat, message_id, data, self._cloud.now())
        chat.mark = self._cloud.touches
        self._cloud.press(press)
        return press

    def changes_membership(self, chat: Chat, old: str, new: str) -> None:
        """The bot is let in, thrown out, stopped or allowed again: my_chat_member."""
        chat.mark = self._cloud.touches
        payload = {
            "chat": chat.wire(),
            "from": self._user.wire(),
            "date": int(self._cloud.now()),
            "old_chat_member": self._member(old),
            "new_chat_member": self._member(new),
        }
        self._cloud.emit("my_chat_member", payload, f"chat {chat.id}")

    def _member(self, status: str) -> JSON:
        return {"user": self._cloud.me.wire(), "status": status} | ({"until_date": 0} if status == "kicked" else {})

    def _meet(self, chat: Chat) -> None:
        """Whoever writes where the bot is becomes known to it; who writes to it lets it write back."""
        chat.mark = self._cloud.touches
        if chat.user is not None:
            chat.met = chat.started = True
        elif chat.bot_inside:
            self._cloud.chats[self._user.id].met = True

    def _meant_for_bot(self, message: JSON) -> bool:
        """Bots in groups hear only commands, replies to them and mentions (privacy mode), and what happens to it."""
        me = self._cloud.me
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == me.id
        text = str(message.get("text", message.get("caption", "")))
        service = "new_chat_members" in message or "left_chat_member" in message or "migrate_to_chat_id" in message
        return replied or text.startswith("/") or f"@{me.username}" in text or service
