"""One changed byte in journal or messages is found, and the first broken row is named."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, text, update

from mediation.actor import Role
from storage import journal
from storage.schema.journal import chains, seals
from storage.schema.journal import journal as lines
from storage.schema.messages import inbox, outbox
from storage.store import Store
from storage.verifying import TABLES, Verified, verify
from tests.sample import attested, recorded
from tests.world import START, World


@pytest.fixture
async def talked(world: World) -> World:
    """A world where some talking was done and the journal sealed twice."""
    mediator, li = await world.staff("王建国", Role.MEDIATOR), world.person("李晓梅")
    await attested(world, await recorded(world, mediator), "2", li)
    await world.says(li, "/language")
    await world.run(lambda store: journal.seal(store, world.now))
    await world.presses(li, "English")
    await world.run(lambda store: journal.seal(store, world.now))
    return world


async def broken(world: World) -> Verified:
    return await world.run(verify)


async def test_what_nobody_touched_fits(talked: World) -> None:
    found = await broken(talked)
    assert found.broken is None
    assert found.rows > 5
    assert found.seals == 2


@pytest.mark.parametrize(
    ("table", "column"),
    [("inbox", "raw"), ("outbox", "text"), ("outbox", "buttons"), ("inbox", "body_hash"), ("outbox", "link_hash")],
)
async def test_one_changed_byte_is_found_and_its_row_named(talked: World, table: str, column: str) -> None:
    chosen = TABLES[table]

    def change(store: Store) -> int:
        row = (
            store.db.execute(select(chosen).where(chosen.c[column] != "").order_by(chosen.c.id).limit(1))
            .mappings()
            .one()
        )
        old = row[column]
        place = random.Random(7).randrange(len(old))
        new = old[:place] + ("x" if old[place] != "x" else "y") + old[place + 1 :]
        store.db.execute(update(chosen).where(chosen.c.id == row["id"]).values({column: new}))
        return int(row["id"])

    row = await talked.run(change)
    found = (await broken(talked)).broken
    assert found is not None
    assert (found.table, found.row) == (table, row)


async def test_a_message_moved_to_another_moment_is_found(talked: World) -> None:
    def change(store: Store) -> None:
        later = START + timedelta(seconds=1)
        store.db.execute(update(inbox).where(inbox.c.id == 1).values(received_at=later))

    await talked.run(change)
    found = (await broken(talked)).broken
    assert found is not None
    assert (found.table, found.row) == ("inbox", 1)


async def test_a_head_that_was_noted_once_stands_as_long_as_nothing_before_it_changes(talked: World) -> None:
    def heads(store: Store) -> list[str]:
        return list(store.db.scalars(select(chains.c.head)))

    noted = await talked.run(heads)
    await talked.says(talked.everybody["1002"], "你好")
    found = await talked.run(lambda store: verify(store, [*noted, "f" * 64]))
    assert found.broken is None
    assert found.met == set(noted)


async def test_a_removed_row_in_the_middle_and_one_at_the_end_are_found(talked: World) -> None:
    def first(store: Store) -> None:
        store.db.execute(text("PRAGMA defer_foreign_keys=ON"))
        store.db.execute(
            delete(outbox).where(
                outbox.c.id == select(outbox.c.id).order_by(outbox.c.id.desc()).limit(1).scalar_subquery()
            )
        )

    await talked.run(lambda store: store.db.execute(delete(lines)))
    await talked.run(first)
    found = (await broken(talked)).broken
    assert found is not None
    assert "missing" in found.why


async def test_a_changed_seal_and_a_forged_head_are_found(talked: World) -> None:
    await talked.run(lambda store: store.db.execute(update(seals).where(seals.c.id == 1).values(heads="[]")))
    found = (await broken(talked)).broken
    assert found is not None
    assert found.table in {"seals", "chains"}


async def test_a_chain_cut_back_with_its_head_is_found_by_the_seal(talked: World) -> None:
    def cut(store: Store) -> None:
        last = store.db.execute(select(inbox).order_by(inbox.c.id.desc()).limit(1)).mappings().one()
        before = store.db.execute(select(chains).where(chains.c.name == last["chain"])).one()
        store.db.execute(update(outbox).where(outbox.c.cause == last["id"]).values(cause=None))
        top = {
            t: store.db.scalar(
                select(TABLES[t].c.id).where(TABLES[t].c.chain == last["chain"], TABLES[t].c.link == before.length)
            )
            for t in TABLES
        }
        table, row = next((t, found) for t, found in top.items() if found is not None)
        previous = next(
            store.db.scalar(
                select(TABLES[t].c.link_hash).where(
                    TABLES[t].c.chain == last["chain"], TABLES[t].c.link == before.length - 1
                )
            )
            for t in TABLES
            if store.db.scalar(
                select(TABLES[t].c.id).where(TABLES[t].c.chain == last["chain"], TABLES[t].c.link == before.length - 1)
            )
        )
        store.db.execute(delete(TABLES[table]).where(TABLES[table].c.id == row))
        store.db.execute(
            update(chains).where(chains.c.name == last["chain"]).values(length=before.length - 1, head=previous)
        )

    await talked.run(cut)
    found = (await broken(talked)).broken
    assert found is not None
    assert "seal" in found.why


async def test_an_inserted_row_is_found(talked: World) -> None:
    def forge(store: Store) -> None:
        row = dict(store.db.execute(select(inbox).order_by(inbox.c.id).limit(1)).mappings().one())
        row |= {"id": None, "ref": "forged", "link": row["link"] + 1000}
        store.db.execute(insert(inbox).values(**row))

    await talked.run(forge)
    found = (await broken(talked)).broken
    assert found is not None
    assert found.table == "inbox"
