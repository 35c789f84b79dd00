"""One round of a delivery, in one transaction: settle what ended, take what may go, and say when there will be more."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.outcome import Outcome
from bot.settling import settle
from storage import attempts, outbox
from storage.outbox import Outgoing
from storage.store import Store

LOOK_BACK = timedelta(seconds=65)
"""How far back a new process asks what went out: the longest window of the limits."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wish:
    """What is asked of a round at `now`: `room` letters of a place (door, site), not for the chats in `held`.

    `lease` says whether this process may deliver, None: not yet; `fresh`: it did not deliver before.
    """

    place: tuple[str, str]
    now: datetime
    lease: Callable[[Store], bool] | None
    fresh: bool
    room: int
    held: set[str]
    notices: bool


@dataclass(frozen=True)
class Turn:
    """What a round gave: letters to send; for which of the held chats letters wait, and when another letter may go.

    `lately`: what a former process sent, of which the limits know nothing; `told`: the desk has something to hear.
    """

    told: bool
    mine: bool = True
    letters: list[Outgoing] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    next_at: datetime | None = None
    lately: list[tuple[str, str, datetime]] | None = None


def take_turn(store: Store, wish: Wish, ended: Sequence[tuple[Outgoing, Outcome]]) -> Turn:
    """Play one round; what ended is settled whether or not this process may still deliver."""
    news = [settle(store, letter, outcome, wish.now) for letter, outcome in ended]
    told = any(news)
    if wish.lease is None or not wish.lease(store):
        return Turn(told, mine=False)
    if wish.fresh:
        again = attempts.recover(store, wish.place)
        logger.info("letters that were under way when the last process ended: %s", again)
        return Turn(told, lately=attempts.attempted_since(store, wish.place, wish.now - LOOK_BACK))
    if not wish.room:
        return Turn(told)
    letters = outbox.take(store, wish.now, wish.room, wish.notices, wish.place, wish.held)
    if len(letters) == wish.room:
        return Turn(told, letters=letters)
    held = attempts.waiting_at(store, wish.place, wish.held)
    return Turn(told, letters=letters, held=held, next_at=attempts.next_wait(store, wish.now))
