"""Wakes the pages that somebody waits at: one look for everybody at what is new, after each turn and now and then."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from storage import news, page
from storage.database import Database
from storage.news import Known
from storage.store import Store

LOOK = 2.0
"""Seconds after which it looks although nobody told it: another process may have written."""
SHOWN_FOR = timedelta(hours=1)
"""How long a secret that a page showed can be shown again, as by a reload."""


@dataclass
class Hub:
    """Who listens, by address and by person; `run` has to be running for anybody to be woken."""

    database: Database
    clock: Clock
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _listening: dict[int, set[asyncio.Event]] = field(default_factory=dict)
    _known: Known | None = None
    _wiped_at: datetime | None = None

    def told(self) -> None:
        """Something was written: look now."""
        self._news.set()

    @contextmanager
    def listening(self, person: int, address: int) -> Iterator[asyncio.Event]:
        """An event that is set whenever there may be news for this person or at this address."""
        bell = asyncio.Event()
        for place in (-person, address):
            self._listening.setdefault(place, set()).add(bell)
        try:
            yield bell
        finally:
            for place in (-person, address):
                self._forget(place, bell)

    def listeners(self, address: int) -> int:
        """How many wait at an address."""
        return len(self._listening.get(address, ()))

    def ring(self, person: int) -> None:
        """Wake whoever waits for this person, as when their sessions were ended."""
        self._ring(-person)

    async def run(self) -> None:
        """Look for ever; what a page showed long enough ago is wiped on the way."""
        while True:
            await self.look()
            await self.clock.wait(LOOK, self._news)

    async def look(self) -> None:
        """Look once: the first look only learns how it stands, and wakes everybody, whatever they missed."""
        known = self._known
        if known is None:
            self._known = await self.database.run(news.known)
            woken = frozenset(self._listening)
        else:
            self._known, woken = await self.database.run(lambda store: news.since(store, known))
        for place in woken:
            self._ring(place)
        await self._wipe(self.clock.now())

    async def _wipe(self, now: datetime) -> None:
        if self._wiped_at is not None and now - self._wiped_at < SHOWN_FOR / 12:
            return

        def work(store: Store) -> int:
            return page.wipe_shown(store, now - SHOWN_FOR)

        await self.database.run(work)
        self._wiped_at = now

    def _ring(self, place: int) -> None:
        for bell in self._listening.get(place, ()):
            bell.set()

    def _forget(self, place: int, bell: asyncio.Event) -> None:
        here = self._listening[place]
        here.discard(bell)
        if not here:
            del self._listening[place]
