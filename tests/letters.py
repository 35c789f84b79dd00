"""Letters for tests of delivery: an address, rows in its outbox, and what became of them."""

from typing import Any

from sqlalchemy import Row, select

from storage import outbox, people
from storage.database import Database
from storage.outbox import Letter
from storage.people import Address
from storage.schema.messages import inbox as inbox_table
from storage.schema.messages import outbox as outbox_table
from storage.schema.people import addresses
from storage.store import Store
from tests.clocks import START


async def new_address(database: Database, chat: str, site: str = "1234567890") -> Address:
    """A new person's address on Telegram."""

    def work(store: Store) -> Address:
        person = people.new_person(store, "李晓梅", "zh", START)
        return people.new_address(store, person.id, "telegram", site, chat, START)

    return await database.run(work)


async def put(database: Database, to: Address, text: str = "您好", **fields: Any) -> int:
    """A letter in the outbox; its row."""
    letter = Letter(**{"template": "greeting", "text": text, **fields})
    return await database.run(lambda store: outbox.put(store, to, letter, START))


async def row(database: Database, number: int) -> Row[Any]:
    """An outbox row as it is now."""
    return await database.run(
        lambda store: store.db.execute(select(outbox_table).where(outbox_table.c.id == number)).one()
    )


async def states(database: Database) -> list[str]:
    """The state of every letter, in order."""
    return await database.run(lambda store: list(store.db.scalars(select(outbox_table.c.state).order_by("id"))))


async def came_in(database: Database) -> list[Row[Any]]:
    """Every row of the inbox, in order."""
    return await database.run(lambda store: list(store.db.execute(select(inbox_table).order_by(inbox_table.c.id))))


async def address_row(database: Database, number: int) -> Row[Any]:
    """An address as it is now."""
    return await database.run(lambda store: store.db.execute(select(addresses).where(addresses.c.id == number)).one())
