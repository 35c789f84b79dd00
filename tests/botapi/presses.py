"""Button presses (callback queries): each is answered once, within 150 seconds, and what stays unanswered is sent
again by the person's app as a new press."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tests.botapi.chats import Chat, User
from tests.botapi.refusals import JSON, query_too_old
from tests.botapi.updates import PRESS_LIVES


@dataclass(eq=False)
class Press:
    """One press by a person. ``ids``: the callback query ids it went out under, the newest last.

    ``answered``: the bot took it; then ``text`` and ``alert`` are what the person saw.
    """

    user: User = field(repr=False)
    chat: Chat = field(repr=False)
    message_id: int
    data: str
    made_at: float
    ids: list[str] = field(default_factory=list)
    update_ids: list[int | None] = field(default_factory=list)
    answered: bool = False
    text: str | None = None
    alert: bool = False
    url: str | None = None


class Presses:
    """All presses, by callback query id."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._by_id: dict[str, Press] = {}
        self._made_at: dict[str, float] = {}

    def payload(self, press: Press, now: float) -> JSON:
        """A new callback query for a press: its first, or one more because the app sends it again."""
        query_id = str(self._rng.randrange(10**17, 9 * 10**18))
        self._by_id[query_id] = press
        self._made_at[query_id] = now
        press.ids.append(query_id)
        return {
            "id": query_id,
            "from": press.user.wire(),
            "message": _shown(press),
            "chat_instance": press.chat.instance,
            "data": press.data,
        }

    def answer(self, query_id: str, text: str | None, alert: bool, url: str | None, now: float) -> None:
        """The bot answers.

        Raises:
            Refusal: 400, too old, answered before, or unknown.
        """
        press = self._by_id.get(query_id)
        if press is None or press.answered or now - self._made_at[query_id] >= PRESS_LIVES:
            raise query_too_old()
        press.answered, press.text, press.alert, press.url = True, text, alert, url

    def unanswered(self) -> list[Press]:
        """Presses whose button still turns, oldest first."""
        return [one for one in dict.fromkeys(self._by_id.values()) if not one.answered]


def _shown(press: Press) -> JSON:
    """The message as it is now, or what Telegram says of a message that is gone."""
    stored = press.chat.messages.get(press.message_id)
    if stored is None:
        return {"chat": press.chat.wire(), "message_id": press.message_id, "date": 0}
    return stored.wire
