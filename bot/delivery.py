"""Delivers the letters of one door: in order per chat, many at once, within the limits; every letter at least once.

A letter is marked before it leaves and settled after; what was under way when the process died goes again, and is so
marked.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from bot.backoff import backoff
from bot.clock import Clock
from bot.lease import Lease
from bot.line import Line
from bot.outcome import Later, Offline, Outcome, Unknown, Unsendable, WrongToken
from bot.rounds import Turn, Wish, take_turn
from bot.telegram.limits import Leaving, Limits
from handlers.house import frames_only
from storage.database import Database
from storage.outbox import FILE, TEXT, Outgoing

PLACES = 64
"""Sends in flight at most."""
IDLE = 30.0
"""Seconds after which a look is taken in any case: quiet hours end, and other processes write letters."""
LOOK_AGAIN = 2.0
"""Seconds until another look at the lease that another process holds."""

logger = logging.getLogger(__name__)

Send = Callable[[Outgoing], Awaitable[Outcome]]
"""A door's way out; raises WrongToken."""


class Delivery:
    """One door's delivery; `place` is its door and site. Of all processes the one with the lease delivers.

    `quiet` says whether notices have to wait at a moment; `told` is called when the desk got something to hear.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        send: Send,
        place: tuple[str, str],
        lease: Lease,
        quiet: Callable[[datetime], bool],
        told: Callable[[], None],
    ) -> None:
        self._database, self._clock, self._send, self._place, self._lease = database, clock, send, place, lease
        self._quiet, self._told = quiet, told
        self._limits, self._line = Limits(), Line()
        self._news = asyncio.Event()
        self._in_flight: set[asyncio.Task[None]] = set()
        self._ended: list[tuple[Outgoing, Outcome]] = []
        self._mine = self._stopping = False
        self._refused: WrongToken | None = None
        self.pause = 0.0

    def wake(self) -> None:
        """New letters may have been written."""
        self._news.set()

    async def run(self) -> None:
        """Deliver until cancelled; then what is in flight still lands and is settled. Raises WrongToken."""
        pump = asyncio.get_running_loop().create_task(self._pump())
        try:
            await asyncio.shield(pump)
        except asyncio.CancelledError:
            self._stopping = True
            self.wake()
            await pump
            raise

    async def _pump(self) -> None:
        failures = 0
        while True:
            try:
                await self.deliver_some()
                failures, pause = 0, self.pause
            except SQLAlchemyError as error:
                failures, pause = failures + 1, backoff(failures + 1)
                logger.warning("delivery pauses, the database fails: %s", type(error).__name__)
            # what cannot be settled even now is found under way by the next start
            if self._stopping and not self._in_flight and (failures or not self._ended):
                break
            await self._clock.wait(pause, self._news)
        await self._lease.give_back()
        if self._refused is not None:
            raise self._refused

    async def deliver_some(self) -> int:
        """One step: settle what ended and start what may go, in one transaction; returns how many of both.

        `pause` is afterwards how many seconds there is nothing to do, unless something is heard.
        """
        wish, ended = self._wish(), self._ended
        self._ended = []
        try:
            turn = await self._database.run(lambda store: take_turn(store, wish, ended))
        except BaseException:
            self._ended = ended + self._ended
            raise
        if turn.lately is not None:
            self._remember(turn.lately)
        self._mine = turn.mine
        for letter in turn.letters:
            self._start(letter)
        if turn.told:
            self._told()
        self.pause = self._until_more(wish, turn)
        return len(ended) + len(turn.letters)

    async def landed(self) -> None:
        """Wait until nothing is in flight; what became of it is settled by the next step."""
        while self._in_flight:
            await asyncio.wait(self._in_flight)

    def _wish(self) -> Wish:
        now, at = self._clock.now(), self._clock.ticks()
        free = min(PLACES - len(self._in_flight), self._limits.room(at))
        room = 0 if self._stopping else self._line.room(at, free, len(self._in_flight))
        ready = self._mine or not self._in_flight  # what is in flight must land before it could be taken for lost
        lease = self._lease.held if ready else None
        return Wish(self._place, now, lease, not self._mine, room, self._limits.held(at), not self._quiet(now))

    def _until_more(self, wish: Wish, turn: Turn) -> float:
        at = self._clock.ticks()
        if turn.lately is not None:
            return 0.0
        if not turn.mine:
            return LOOK_AGAIN
        if len(turn.letters) == wish.room:
            wait = max(self._limits.wait(at), self._line.wait(at))
            waits_for_landing = self._line.room(at, PLACES - len(self._in_flight), len(self._in_flight)) == 0
            return wait or (IDLE if waits_for_landing or self._stopping else 0.0)
        waits = [self._limits.wait(at, chat) for chat in turn.held]
        if turn.next_at is not None:
            waits.append((turn.next_at - self._clock.now()).total_seconds())
        return max(min([*waits, IDLE]), 0.0)

    def _start(self, letter: Outgoing) -> None:
        at = self._clock.ticks()
        leaving = self._limits.take(at, _counted(letter.chat, letter.kind))
        task = asyncio.get_running_loop().create_task(self._carry(letter, at, leaving))
        self._in_flight.add(task)
        task.add_done_callback(self._in_flight.discard)

    async def _carry(self, letter: Outgoing, left_at: float, leaving: Leaving) -> None:
        outcome: Outcome
        try:
            outcome = await self._send(letter)
        except WrongToken as refused:
            self._refused, self._stopping = refused, True
            outcome = Offline(str(refused))
        except Exception:
            frames = frames_only()
            logger.error("letter %s could not be sent:\n%s", letter.id, frames)  # noqa: TRY400 - no words
            outcome = Unsendable(f"a fault in the program: {frames.splitlines()[-1]}")
        self._limits.landed(self._clock.ticks(), leaving)
        self._land(letter, outcome, left_at)

    def _land(self, letter: Outgoing, outcome: Outcome, left_at: float) -> None:
        at = self._clock.ticks()
        if isinstance(outcome, Offline | Unknown):
            self._line.failed(left_at, at)
        else:
            self._line.works()
        if isinstance(outcome, Later):
            self._limits.pause(at, letter.chat, outcome.seconds)
        self._ended.append((letter, outcome))
        self.wake()

    def _remember(self, lately: list[tuple[str, str, datetime]]) -> None:
        """Count what a former process sent: the limits know nothing of restarts."""
        now, at = self._clock.now(), self._clock.ticks()
        for chat, kind, when in lately:
            self._limits.take(at - max((now - when).total_seconds(), 0.0), _counted(chat, kind))


def _counted(chat: str, kind: str) -> str | None:
    """The chat if it is a new message there: removing buttons or messages is no message to Telegram's limits."""
    return chat if kind in (TEXT, FILE) else None
