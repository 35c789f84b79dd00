"""Scripted people: what a person with a Telegram app can do to the bot, and what they see of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.botapi.acting import Acting
from tests.botapi.chats import Chat, User
from tests.botapi.cloud import Cloud
from tests.botapi.presses import Press
from tests.botapi.refusals import JSON
from tests.botapi.screen import PATIENCE, Button, Screen, Shown

if TYPE_CHECKING:
    from tests.botapi.groups import Group

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
_LINK = re.compile(r"(?:https?://)?t\.me/(\w+)(?:\?start=(.*))?")


class Person:
    """A Telegram account with a private chat with the bot. Everything it does becomes an update for the bot."""

    def __init__(self, cloud: Cloud, user: User, state: Callable[[], str]) -> None:
        self.user = user
        self.chat: Chat = cloud.new_chat("private", user.id, user)
        self._cloud = cloud
        self._screen = Screen(self.chat, cloud.watch, state)
        self._acting = Acting(cloud, user)

    def __repr__(self) -> str:
        return f"Person({self.user.name!r}, {self.id})"

    @property
    def id(self) -> int:
        """The user id, which is also the id of the private chat."""
        return self.user.id

    # --- what they do ---------------------------------------------------------------------------------------------

    async def says(self, text: str, *, to: Group | None = None, reply_to: Shown | None = None) -> Shown:
        """Write a message, to the bot or in a group."""
        return self._acting.sends(self._place(to), self._acting.words(text), reply_to)

    async def opens(self, link: str = "") -> Shown:
        """Follow a deep link, given whole or as its payload only, and press Start."""
        if match := _LINK.fullmatch(link):
            assert match[1] == self._cloud.me.username, f"this link leads to @{match[1]}"
            link = match[2] or ""
        assert _PAYLOAD.fullmatch(link), f"Telegram would not pass on this payload: {link!r}"
        if self.chat.blocked:
            await self.unblocks_bot()
        return await self.says(f"/start {link}".strip())

    async def edits(self, message: Shown, text: str) -> Shown:
        """Change an own message."""
        return self._acting.edits(self._cloud.chats[message.chat_id], message.id, text)

    async def presses(self, label: str, *, at: Shown | None = None, to: Group | None = None, times: int = 1) -> Press:
        """Press the inline button of that label (or the only one that contains it) on the newest message that has one,
        or on the message ``at``; ``times``: so often before any answer.

        Raises:
            AssertionError: there is no such button; names those there are.
        """
        where = at or self._with_button(label, to)
        button = _named(where, label)
        assert button is not None, f"no button {label!r} on {where}"
        assert button.data is not None, f"{button} does not talk to the bot: read its url or copy_text with button()"
        return await self.presses_data(where, button.data, times=times)

    async def presses_data(self, message: Shown, data: str, *, times: int = 1) -> Press:
        """Press with any data, as a forged app can: on a button that is gone, or that never was."""
        chat = self._cloud.chats[message.chat_id]
        return [self._acting.presses(chat, message.id, data) for _ in range(times)][-1]

    async def taps(self, label: str) -> Shown:
        """Tap a button of the keyboard under the text field: it says its label, or shares the own contact."""
        rows = (self.chat.keyboard or {}).get("keyboard", [])
        found = [one for row in rows for one in row if one["text"] == label]
        assert found, f"no key {label!r}; there are {self.keyboard}"
        if found[0].get("request_contact"):
            return await self.shares_contact()
        return await self.says(label)

    async def shares_contact(self, *, own: bool = True, phone: str = "+8613800138000") -> Shown:
        """Share the own contact, or somebody else's out of the address book."""
        contact: JSON = {"phone_number": phone, "first_name": self.user.name if own else "别人"}
        contact["user_id"] = self.id if own else self.id + 1
        return self._acting.sends(self.chat, {"contact": contact})

    async def sends_photo(self, data: bytes, caption: str = "", *, to: Group | None = None) -> Shown:
        """Send a picture."""
        return self._acting.sends_file(self._place(to), "photo", data, "photo.jpg", "image/jpeg", caption)

    async def sends_document(self, data: bytes, name: str, mime: str | None = None, caption: str = "") -> Shown:
        """Send a file."""
        return self._acting.sends_file(self.chat, "document", data, name, mime, caption)

    async def sends_voice(self, data: bytes = b"OggS voice", *, caption: str = "") -> Shown:
        """Send a voice message."""
        return self._acting.sends_file(self.chat, "voice", data, "voice.ogg", "audio/ogg", caption)

    async def sends_sticker(self) -> Shown:
        """Send a sticker."""
        return self._acting.sends_file(self.chat, "sticker", b"RIFF sticker", "sticker.webp", "image/webp", "")

    async def sends(self, **content: object) -> Shown:
        """Send whatever else a message can hold: ``location={...}``, ``dice={...}``."""
        return self._acting.sends(self.chat, dict(content))

    async def presses_unreadably(self, message: Shown) -> int | None:
        """Make an update that python-telegram-bot cannot parse: a press without chat_instance."""
        payload: JSON = {"id": str(self._cloud.rng.randrange(10**18)), "from": self.user.wire()}
        payload |= {"message": message.wire, "data": "unreadable"}
        return self._cloud.emit("callback_query", payload, f"user {self.id}", readable=False)

    async def blocks_bot(self) -> None:
        """Stop the bot: it is told so, and every message to this person is refused from now on."""
        self.chat.blocked = True
        self._acting.changes_membership(self.chat, "member", "kicked")

    async def unblocks_bot(self) -> None:
        """Let the bot write again."""
        self.chat.blocked = False
        self._acting.changes_membership(self.chat, "kicked", "member")

    async def deletes_account(self) -> None:
        """Be gone from Telegram; the bot is not told."""
        self.chat.deleted = True

    # --- what they see --------------------------------------------------------------------------------------------

    @property
    def screen(self) -> list[Shown]:
        """The private chat as it is now, oldest first, own messages too."""
        return self._screen.messages

    @property
    def last(self) -> Shown:
        """The newest message on the screen."""
        return self.screen[-1]

    @property
    def heard(self) -> list[Shown]:
        """What the bot sent or changed here since this person last did something."""
        return self._screen.new

    @property
    def keyboard(self) -> list[list[str]]:
        """The labels of the keyboard under the text field."""
        return [[one["text"] for one in row] for row in (self.chat.keyboard or {}).get("keyboard", [])]

    @property
    def menu(self) -> dict[str, str]:
        """The command menu that this person sees: command → description."""
        return self._cloud.profile.menu(self.id, self.user.language, private=True)

    async def hears(self, *fragments: str, within: float = PATIENCE) -> Shown:
        """Wait for the bot to say something **new** that holds all fragments, in its text or on its buttons: new is
        what it sent or changed since this person last did something. Hearing it twice is no harm.

        Raises:
            AssertionError: it does not ``within`` so many seconds; shows the screen.
        """
        return await self._screen.wait(fragments, lambda: self._screen.new, within)

    async def sees(self, *fragments: str, within: float = PATIENCE) -> Shown:
        """Wait until a message of the bot's that holds all fragments is on the screen, however long it has been."""
        return await self._screen.wait(fragments, lambda: self._screen.messages, within)

    def button(self, label: str, *, to: Group | None = None) -> Button:
        """The button of that label on the newest message that has one, to read where it leads."""
        found = _named(self._with_button(label, to), label)
        assert found is not None
        return found

    def shows(self) -> str:
        """The screen in words."""
        return str(self._screen)

    def _place(self, to: Group | None) -> Chat:
        return to.chat if to is not None else self.chat

    def _with_button(self, label: str, to: Group | None) -> Shown:
        screen = to.screen if to is not None else self.screen
        for message in reversed(screen):
            if _named(message, label):
                return message
        there = [one.buttons for one in screen if one.rows]
        raise AssertionError(f"no button {label!r}; there are {there}\n{self.shows()}")


def _named(message: Shown, label: str) -> Button | None:
    """The button called so, or else the only one whose label contains it."""
    buttons = [one for row in message.rows for one in row]
    exact = [one for one in buttons if one.label == label]
    near = [one for one in buttons if label in one.label]
    return exact[0] if exact else near[0] if len(near) == 1 else None
