"""Holding a lease: of all processes on one database only one polls a bot, and only one delivers its letters."""

import os
import socket
from contextlib import suppress
from datetime import timedelta
from functools import cache
from secrets import token_hex

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from storage import leases
from storage.database import Database
from storage.store import Store

LASTS = timedelta(seconds=60)
"""Longer than a long poll, so that it is renewed in time; nobody works for so long if a machine dies."""


@cache
def this_process() -> str:
    """A name for this process: host, process id, and a word of chance, as ids are used again."""
    return f"{socket.gethostname()}:{os.getpid()}:{token_hex(4)}"


class Lease:
    """One lease, taken and renewed by asking whether it is held."""

    def __init__(self, database: Database, clock: Clock, name: str, holder: str | None = None) -> None:
        self._database = database
        self._clock = clock
        self._name = name
        self._holder = holder or this_process()

    async def keep(self) -> bool:
        """Take or renew it; False while another process holds it."""
        return await self._database.run(self.held)

    def held(self, store: Store) -> bool:
        """The same inside a turn: what the turn does is done under the lease."""
        now = self._clock.now()
        return leases.take(store, self._name, self._holder, now, now + LASTS, alive)

    async def give_back(self) -> None:
        """Let another process have it at once; if that cannot be written, it ends by itself."""
        with suppress(SQLAlchemyError):
            await self._database.run(lambda store: leases.give_back(store, self._name, self._holder))


def alive(holder: str) -> bool:
    """False if that process was on this host and is gone, so that a restart after a kill need not wait."""
    host, _, rest = holder.partition(":")
    number = rest.partition(":")[0]
    if os.name != "posix" or host != socket.gethostname() or not number.isdigit():
        return True
    if int(number) == os.getpid():
        return holder == this_process()  # in a container every life of the bot has the same process id
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is there, and somebody else's
        return True
    return True
