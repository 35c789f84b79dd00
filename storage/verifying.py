"""Recomputes every chain and every seal from what is stored, and names the first row that does not fit."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, RowMapping, Select, literal, select, union_all

from mediation.events.message import MessageMasked
from storage import chains, inbox, journal, outbox
from storage.schema.journal import chains as heads_table
from storage.schema.journal import journal as journal_table
from storage.schema.journal import seals as seals_table
from storage.schema.messages import inbox as inbox_table
from storage.schema.messages import outbox as outbox_table
from storage.store import Store

_AT_ONCE = 500
"""So many rows are read together."""
TABLES = {"journal": journal_table, "inbox": inbox_table, "outbox": outbox_table}


@dataclass(frozen=True)
class Broken:
    """The first row that does not fit: its table, its id, and why."""

    table: str
    row: int | str
    why: str


@dataclass(frozen=True)
class Verified:
    """How much was recomputed, and what was found broken first, if anything.

    `met` are those of the noted hashes that stand in a chain: everything up to there is as it was when it was noted.
    """

    rows: int
    chains: int
    seals: int
    broken: Broken | None
    met: frozenset[str]


def verify(store: Store, noted: Collection[str] = ()) -> Verified:
    """Walk all chains and seals; stops at the first broken one. `noted` are heads that somebody wrote down once."""
    walk = _Walk(store, frozenset(noted))
    broken = walk.chains() or walk.seals()
    return Verified(walk.rows, len(walk.heads), walk.sealed, broken, frozenset(walk.met))


class _Walk:
    """One pass over everything, counting as it goes; `heads` grows to the head of every chain."""

    def __init__(self, store: Store, noted: frozenset[str]) -> None:
        self.store, self.noted = store, noted
        self.met: set[str] = set()
        self.rows = self.sealed = 0
        self.heads: dict[str, tuple[int, str]] = {}
        self.wanted = _sealed_places(store)
        self.masks: dict[int, str] = {}

    def chains(self) -> Broken | None:
        """Every row's body and link, then that each chain ends where its head says."""
        for links in self.store.db.execute(_every_link()).partitions(_AT_ONCE):
            bodies = _bodies(self.store, links)
            for row in links:
                self.rows += 1
                if (why := self._link_fault(row, bodies[row.table_name, row.id])) is not None:
                    return Broken(row.table_name, row.id, why)
        return self._mask_fault() or self._head_fault()

    def _link_fault(self, row: Row[Any], body: RowMapping) -> str | None:
        length, head = self.heads.get(row.chain, (0, chains.START))
        if row.link != length + 1:
            return f"link {length + 1} of {row.chain} is missing"
        if not self._body_fits(row, body):
            return "what it says is not what was written"
        expected = chains.linked(self.store, head, row.chain, row.link, row.body_hash)
        if row.link_hash != expected:
            return f"it does not follow the link before it in {row.chain}"
        if self.wanted.get((row.chain, row.link), expected) != expected:
            return "a seal remembers it otherwise"
        self.heads[row.chain] = (row.link, expected)
        if expected in self.noted:
            self.met.add(expected)
        return None

    def _body_fits(self, row: Row[Any], full: RowMapping) -> bool:
        if row.table_name == "journal":
            self._remember_mask(full)
            return journal.body_hash(self.store, dict(full)) == str(row.body_hash)
        if row.table_name == "outbox":
            return outbox.body_hash(self.store, dict(full)) == str(row.body_hash)
        expected = inbox.body_hash(self.store, full["raw"], full["received_at"])
        if full["masked_hash"] is None:
            return expected == str(row.body_hash)
        self.masks[row.id] = expected
        return expected == str(full["masked_hash"])

    def _remember_mask(self, line: RowMapping) -> None:
        if line["event"] == MessageMasked.name():
            masked = json.loads(line["body"])
            if self.masks.get(masked["message"]) == masked["hash"]:
                del self.masks[masked["message"]]

    def _mask_fault(self) -> Broken | None:
        return next((Broken("inbox", row, "no journal line tells of its masking") for row in self.masks), None)

    def _head_fault(self) -> Broken | None:
        for row in self.store.db.execute(select(heads_table).order_by(heads_table.c.name)):
            if self.heads.get(row.name) != (row.length, row.head):
                return Broken("chains", row.name, "rows at its end are missing, or its head was changed")
        missing = self.heads.keys() - set(self.store.db.scalars(select(heads_table.c.name)))
        return next((Broken("chains", name, "its head is missing") for name in sorted(missing)), None)

    def seals(self) -> Broken | None:
        """That each seal follows the one before it, and that every head it names was reached."""
        before: str | None = None
        for row in self.store.db.execute(select(seals_table).order_by(seals_table.c.id)):
            if row.hash != journal.seal_hash(self.store, before, row.at, row.heads):
                return Broken("seals", row.id, "it does not follow the seal before it")
            for name, length, _ in json.loads(row.heads):
                if self.heads.get(name, (0, ""))[0] < length:
                    return Broken("chains", name, f"it was {length} long when seal {row.id} was made")
            before, self.sealed = row.hash, self.sealed + 1
        return None


def _every_link() -> Select[Any]:
    parts = [
        select(literal(name).label("table_name"), t.c.id, t.c.chain, t.c.link, t.c.body_hash, t.c.link_hash)
        for name, t in TABLES.items()
    ]
    every = union_all(*parts).subquery()
    return select(every).order_by(every.c.chain, every.c.link)


def _bodies(store: Store, links: Sequence[Row[Any]]) -> dict[tuple[str, int], RowMapping]:
    """The whole rows behind some links, by table and id."""
    return {
        (name, row["id"]): row
        for name, table in TABLES.items()
        for row in store.db.execute(
            select(table).where(table.c.id.in_([link.id for link in links if link.table_name == name]))
        ).mappings()
    }


def _sealed_places(store: Store) -> dict[tuple[str, int], str]:
    return {(name, length): head for name, length, head in _sealed(store)}


def _sealed(store: Store) -> Iterator[tuple[str, int, str]]:
    for text in store.db.scalars(select(seals_table.c.heads)):
        yield from ((name, length, head) for name, length, head in json.loads(text))
