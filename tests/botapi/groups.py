"""Groups: the bot is let in and thrown out, hears only what is meant for it, and a group may become a supergroup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TYPE_CHECKING

from tests.botapi.acting import Acting
from tests.botapi.chats import Chat
from tests.botapi.cloud import Cloud
from tests.botapi.screen import PATIENCE, Screen, Shown

if TYPE_CHECKING:
    from tests.botapi.people import Person


class Group:
    """A group with people in it; they write there with ``person.says(text, to=group)``."""

    def __init__(
        self,
        cloud: Cloud,
        title: str,
        members: Sequence[Person],
        supergroup: bool,
        rng: Random,
        state: Callable[[], str],
    ) -> None:
        self.title = title
        self.members = list(members)
        self._cloud = cloud
        self._rng = rng
        self._state = state
        self.chat: Chat = self._new_chat("supergroup" if supergroup else "group")

    @property
    def id(self) -> int:
        """The chat id as it is now."""
        return self.chat.id

    @property
    def screen(self) -> list[Shown]:
        """The group as it is now, oldest message first."""
        return Screen(self.chat, self._cloud.watch, self._state).messages

    async def adds_bot(self, by: Person) -> None:
        """A member lets the bot in."""
        self.chat.met = self.chat.bot_inside = True
        acting = Acting(self._cloud, by.user)
        acting.changes_membership(self.chat, "left", "member")
        acting.sends(self.chat, {"new_chat_members": [self._cloud.me.wire()]})

    async def removes_bot(self, by: Person) -> None:
        """A member throws the bot out."""
        self.chat.bot_inside = False
        Acting(self._cloud, by.user).changes_membership(self.chat, "member", "kicked")

    async def migrates(self, by: Person) -> int:
        """The group becomes a supergroup, with a new id; whoever sends to the old one is told. Returns the new id."""
        old = self.chat
        self.chat = self._new_chat("supergroup")
        self.chat.met, self.chat.bot_inside = old.met, old.bot_inside
        acting = Acting(self._cloud, by.user)
        acting.sends(old, {"migrate_to_chat_id": self.chat.id})
        old.moved_to = self.chat.id
        stored = self._cloud.put(self.chat, by.user, {"migrate_from_chat_id": old.id})
        self._cloud.emit("message", stored.wire, f"chat {self.chat.id}")
        return self.chat.id

    async def hears(self, *fragments: str, within: float = PATIENCE) -> Shown:
        """Wait for the bot to say something new here that holds all fragments: new since a member last did something.

        Raises:
            AssertionError: it does not ``within`` so many seconds.
        """
        screen = Screen(self.chat, self._cloud.watch, self._state)
        return await screen.wait(fragments, lambda: screen.new, within)

    def _new_chat(self, kind: str) -> Chat:
        number = self._rng.randrange(1_000_000_000, 4_000_000_000)
        chat_id = -number if kind == "group" else -1_000_000_000_000 - number
        return self._cloud.new_chat(kind, chat_id, title=self.title)
