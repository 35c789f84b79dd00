"""An office that delivers in virtual time, through a door that answers as it is told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from bot.delivery import Delivery
from bot.lease import Lease
from bot.outcome import Offline, Outcome, Sent
from storage.outbox import Outgoing
from storage.people import Address
from tests.clocks import CountingDatabase, VirtualClock
from tests.letters import new_address

PLACE = ("telegram", "1234567890")


@dataclass
class Door:
    """A way out that takes its time and answers as it is told: a chat's answers one after the other, then Sent."""

    clock: VirtualClock
    latency: float = 0.05
    answers: dict[str, list[Outcome | Exception]] = field(default_factory=dict)
    cut: bool = False
    began: list[tuple[float, str, str]] = field(default_factory=list)
    in_flight: int = 0
    most: int = 0

    async def send(self, letter: Outgoing) -> Outcome:
        """Send."""
        self.began.append((self.clock.ticks(), letter.chat, letter.text))
        self.in_flight += 1
        self.most = max(self.most, self.in_flight)
        await self.clock.wait(self.latency)
        self.in_flight -= 1
        if self.cut:
            return Offline("cut")
        told = self.answers.get(letter.chat)
        answer = told.pop(0) if told else Sent(f"m{letter.id}")
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def said(self) -> list[tuple[str, str]]:
        """What was tried, in order: chat and text."""
        return [(chat, text) for _, chat, text in self.began]


@dataclass
class Office:
    """Everything around a delivery."""

    database: CountingDatabase
    clock: VirtualClock
    door: Door
    quiet: bool = False
    told: int = 0
    holder: str = "this-host:1:a"

    def delivery(self) -> Delivery:
        """A delivery, as a process makes it when it starts."""
        lease = Lease(self.database, self.clock, "deliver", self.holder)
        return Delivery(self.database, self.clock, self.door.send, PLACE, lease, self._is_quiet, self._tell)

    @asynccontextmanager
    async def delivering(self) -> AsyncIterator[Delivery]:
        """A process that delivers, and is stopped as it should be."""
        delivery = self.delivery()
        running = asyncio.create_task(delivery.run())
        yield delivery
        running.cancel()
        while not running.done():
            await self.clock.run_for(1.0, self.database)
        with pytest.raises(asyncio.CancelledError):
            await running

    async def passes(self, seconds: float) -> None:
        """Time passes while everything lives."""
        await self.clock.run_for(seconds, self.database)

    async def chats(self, many: int) -> list[Address]:
        """So many chats."""
        return [await new_address(self.database, str(1000 + number)) for number in range(many)]

    def _is_quiet(self, now: datetime) -> bool:
        return self.quiet

    def _tell(self) -> None:
        self.told += 1


def assert_within_limits(began: list[tuple[float, str, str]]) -> None:
    """No window anywhere holds more than Telegram allows."""
    for start, chat, _ in began:
        second = [one for one in began if start <= one[0] < start + 1.0]
        assert len(second) <= 30
        assert sum(1 for one in second if one[1] == chat) == 1
        if chat.startswith("-"):
            assert sum(1 for one in began if one[1] == chat and start <= one[0] < start + 60.0) <= 20
