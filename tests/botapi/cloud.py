"""What Telegram's servers remember, whatever happens to the bot's process: chats, files, presses, waiting updates and
what the bot said of itself."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.botapi.chats import Chat, Stored, User
from tests.botapi.files import Files, StoredFile
from tests.botapi.honesty import check_unreadable, check_update
from tests.botapi.presses import Press, Presses
from tests.botapi.profile import Profile
from tests.botapi.refusals import JSON, bad_request, chat_not_found, malformed
from tests.botapi.updates import MESSAGE_LIVES, PRESS_LIVES, Updates
from tests.botapi.waiting import Watch


class Cloud:
    """All state. ``clock`` tells Unix time in seconds; :meth:`wind` puts it forward."""

    def __init__(self, me: User, clock: Callable[[], float], rng: Random) -> None:
        self.me = me
        self.rng = rng
        self.watch = Watch()
        self.files = Files(rng)
        self.presses = Presses(rng)
        self.profile = Profile(texts={("name", ""): me.name})
        self.chats: dict[int, Chat] = {}
        self.logged_out = False
        self._clock = clock
        self._wound = 0.0
        self._touches = 0
        self._last_message_id = rng.randrange(1_000, 90_000)
        self.updates = Updates(rng, self.now, self.watch.changed)

    def now(self) -> float:
        """The server's clock: Unix time in seconds."""
        return self._clock() + self._wound

    def wind(self, seconds: float) -> None:
        """Put the server's clock forward."""
        self._wound += seconds
        self.watch.changed()

    @property
    def touches(self) -> int:
        """How many messages came or changed so far, over all chats."""
        return self._touches

    def touch(self) -> int:
        """One more message came or changed."""
        self._touches += 1
        self.watch.changed()
        return self._touches

    def new_chat(self, kind: str, chat_id: int, user: User | None = None, title: str | None = None) -> Chat:
        """Found a chat."""
        instance = str(self.rng.randrange(-(2**63), 2**63))
        chat = self.chats[chat_id] = Chat(chat_id, kind, instance, user, title)
        return chat

    def chat(self, given: int | str) -> Chat:
        """The chat of an id, or of a public @name.

        Raises:
            Refusal: 400, there is none, or the bot has never met it.
        """
        text = str(given).strip()
        if not text:
            raise malformed("chat_id is empty")
        if text.lstrip("-").isdigit():
            found = self.chats.get(int(text))
            if found is None:
                raise chat_not_found()
            return found
        raise chat_not_found()

    def open_chat(self, given: int | str) -> Chat:
        """The chat, where the bot may write.

        Raises:
            Refusal: it may not, and why.
        """
        chat = self.chat(given)
        if shut := chat.shut():
            raise shut
        return chat

    def message(self, chat: Chat, message_id: int | None, purpose: str) -> Stored:
        """A message that still stands there.

        Raises:
            Refusal: 400, "message to <purpose> not found".
        """
        stored = chat.messages.get(message_id or 0)
        if stored is None:
            raise bad_request(f"message to {purpose} not found")
        return stored

    def put(self, chat: Chat, sender: User, content: JSON, file: StoredFile | None = None) -> Stored:
        """A new message, from a person or from the bot. Ids run on over all private chats and small groups together."""
        if chat.kind == "supergroup":
            chat.last_id += 1
            message_id = chat.last_id
        else:
            self._last_message_id += 1
            message_id = self._last_message_id
        head = {"message_id": message_id, "from": sender.wire(), "chat": chat.wire(), "date": int(self.now())}
        stored = Stored(head | content, sender.is_bot, self.touch(), file=file)
        chat.messages[message_id] = stored
        return stored

    def emit(self, kind: str, payload: JSON, lane: str, *, readable: bool = True) -> int | None:
        """Put an update in the queue, after two libraries have read it; its id, or None if the bot did not ask for its
        kind. With ``readable=False`` it must be one that python-telegram-bot cannot read."""
        (check_update if readable else check_unreadable)({"update_id": 1, kind: payload})
        lives = PRESS_LIVES if kind == "callback_query" else MESSAGE_LIVES
        update_id = self.updates.push(kind, payload, lane, lives)
        self.watch.changed()
        return update_id

    def press(self, press: Press) -> None:
        """Send a press to the bot: for the first time, or again."""
        payload = self.presses.payload(press, self.now())
        press.update_ids.append(self.emit("callback_query", payload, f"user {press.user.id}"))
