"""The queue of updates and its long polling: an update leaves only when a later offset confirms it, or when its time
is over (messages after 24 hours, button presses after 150 seconds)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.botapi.refusals import JSON, Refusal, conflict

MESSAGE_LIVES = 24 * 3600.0
PRESS_LIVES = 150.0
WEEK = 7 * 24 * 3600.0

_UNASKED = ("chat_member", "message_reaction", "message_reaction_count")
"""Kinds that are left out unless allowed_updates names them."""


@dataclass(frozen=True)
class Waiting:
    """One update in the queue; ``lane``: what it keeps its order with when webhooks carry it."""

    update_id: int
    kind: str
    raw: str
    lane: str
    expires: float


class Updates:
    """What waits for the bot. ``now`` is the server's clock, in seconds; ``changed`` is called when it gets less, and
    when somebody begins or ends to wait for it."""

    def __init__(self, rng: Random, now: Callable[[], float], changed: Callable[[], None] = lambda: None) -> None:
        self._rng = rng
        self._now = now
        self._changed = changed
        self._next_id = rng.randrange(400_000_000, 900_000_000)
        self._last_at = now()
        self._waiting: dict[int, Waiting] = {}
        self._allowed: tuple[str, ...] | None = None
        self._poll: asyncio.Future[None] | None = None
        self.given_out: list[int] = []
        self.pushed: Callable[[Waiting], None] = lambda update: None

    @property
    def waiting(self) -> list[Waiting]:
        """The updates that the bot has not confirmed and that are not over, oldest first."""
        now = self._now()
        for update in [one for one in self._waiting.values() if one.expires <= now]:
            del self._waiting[update.update_id]
        return list(self._waiting.values())

    @property
    def polled(self) -> bool:
        """Whether a getUpdates is waiting right now."""
        return self._poll is not None and not self._poll.done()

    @property
    def allowed(self) -> tuple[str, ...] | None:
        """What allowed_updates said last; None for the default."""
        return self._allowed

    def allow(self, kinds: list[str] | None) -> None:
        """Take the kinds of a new allowed_updates; None keeps what was asked for last, empty means the default."""
        if kinds is not None:
            self._allowed = tuple(kinds) or None

    def push(self, kind: str, payload: JSON, lane: str, lives: float = MESSAGE_LIVES) -> int | None:
        """Put an update at the end and wake whoever waits for it; its id, or None if its kind is not asked for."""
        if kind in _UNASKED if self._allowed is None else kind not in self._allowed:
            return None
        if self._now() - self._last_at > WEEK:
            self.jump()
        update_id = self._next_id
        self._next_id += 1
        self.given_out.append(update_id)
        self._last_at = self._now()
        raw = json.dumps({"update_id": update_id, kind: payload})
        update = self._waiting[update_id] = Waiting(update_id, kind, raw, lane, self._now() + lives)
        self._wake()
        self.pushed(update)
        return update_id

    def jump(self) -> None:
        """Go on from a random lower update_id, as Telegram may after a week of silence."""
        assert not self.waiting, "confirm what waits before the ids jump: after a week nothing would be left of it"
        self._next_id = self._rng.randrange(1_000_000, self._next_id - 1_000)

    def confirm(self, update_id: int) -> None:
        """This one is done with."""
        self._waiting.pop(update_id, None)
        self._changed()

    def clear(self) -> None:
        """Drop all that waits."""
        self._waiting.clear()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Waiting]:
        """One getUpdates, which waits so many seconds for something to come.

        Raises:
            Refusal: 409, a newer getUpdates or a setWebhook came while this one waited.
        """
        self.interrupt(
            conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
        )
        ready = self._take(offset, limit)
        if ready or seconds <= 0:
            return ready
        mine = self._poll = asyncio.get_running_loop().create_future()
        self._changed()
        try:
            async with asyncio.timeout(seconds):
                await mine
        except TimeoutError:
            return []
        finally:
            if self._poll is mine:
                self._poll = None
            self._changed()
        return self._take(offset, limit)

    def interrupt(self, why: Refusal) -> None:
        """End the waiting getUpdates, if there is one, with an error."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(why)
        self._poll = None

    def _wake(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def _take(self, offset: int, limit: int) -> list[Waiting]:
        if offset > self._next_id + 10:
            offset = 0  # an offset from the far future confirms nothing: Telegram starts from the head again
        if offset < 0:
            last = self.waiting[offset:]
            offset = last[0].update_id if last else 0
        for update_id in [one for one in self._waiting if one < offset]:
            self.confirm(update_id)
        return self.waiting[:limit]
