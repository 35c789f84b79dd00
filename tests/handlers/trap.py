"""A command that can be made to fail, and what one asks the inbox afterwards."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from handlers.effects import Effects, Happened, Reply, Write
from handlers.turn import Turn
from mediation.events.message import MessageMasked
from storage import inbox
from storage.schema.journal import journal
from storage.schema.messages import inbox as inbox_table
from storage.store import Store
from tests.world import Somebody, World


@dataclass
class Trap:
    """What /trap does: it writes something, and fails while `fault` is set; `tries` are the moments it was tried at."""

    fault: Exception | None = None
    tries: list[datetime] = field(default_factory=list)

    def handler(self, turn: Turn) -> Effects:
        """Handle /trap."""
        self.tries.append(turn.now)
        return (Happened(MessageMasked(message=turn.incoming.id, hash="0")), Write(self._spring), Reply("left_it"))

    def _spring(self, store: Store) -> None:
        if self.fault is not None:
            raise self.fault


async def comes(world: World, who: Somebody, command: str) -> None:
    """A command waits in the inbox."""
    await world.comes_in(who, {"kind": "command", "command": command, "text": f"/{command}"})


async def tries(world: World) -> list[int]:
    """How often each row was tried, oldest first."""
    rows = select(inbox_table.c.tries).order_by(inbox_table.c.id)
    return await world.run(lambda store: list(store.db.scalars(rows)))


async def events(world: World) -> list[str]:
    """What happened in the office, oldest first."""
    return await world.run(lambda store: list(store.db.scalars(select(journal.c.event).order_by(journal.c.id))))


async def crash(world: World) -> int:
    """The process takes rows and dies while it handles them; returns how many it had taken."""
    return len(await world.run(lambda store: inbox.take(store, world.now)))
