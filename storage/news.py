"""What is new in inbox and outbox since the last look, and whom it concerns: one question for everybody's page."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, func, literal, or_, select, union_all

from storage.schema.messages import inbox, outbox
from storage.schema.people import addresses
from storage.store import Store

_PENDING = ("waiting", "fetching")


@dataclass(frozen=True)
class Known:
    """How far somebody looked: the newest rows, and those of the inbox that were not handled yet."""

    came: int
    went: int
    pending: frozenset[int]


def known(store: Store) -> Known:
    """How it stands now, as where looking begins."""
    pending = frozenset(store.db.scalars(select(inbox.c.id).where(inbox.c.state.in_(_PENDING))))
    came, went = (store.db.scalar(select(func.max(table.c.id))) or 0 for table in (inbox, outbox))
    return Known(came, went, pending)


def since(store: Store, before: Known) -> tuple[Known, frozenset[int]]:
    """How it stands now, and the addresses at which, or persons to whom, something came in, was handled or written.

    Addresses are given as they are numbered, persons as negative numbers.
    """
    asked = {"came": before.came, "went": before.went, "pending": list(before.pending) or [0]}
    came, went, pending, whom = before.came, before.went, before.pending, set[int]()
    for row in store.db.execute(_news(), asked):
        if row.is_letter:
            went = max(went, row.id)
        else:
            came = max(came, row.id)
            still = row.state in _PENDING
            if still and row.id in before.pending:
                continue
            pending = pending | {row.id} if still else pending - {row.id}
        whom |= {row.address or 0, -(row.person or 0), -(row.owner or 0)}
    return Known(came, went, pending), frozenset(whom - {0})


@cache
def _news() -> CompoundSelect[Any]:
    """Built once: it is asked after every turn."""
    said_at = (
        (addresses.c.door == inbox.c.door) & (addresses.c.site == inbox.c.site) & (addresses.c.ref == inbox.c.chat)
    )
    owner, address = addresses.c.person_id.label("owner"), addresses.c.id.label("address")
    new = or_(inbox.c.id > bindparam("came"), inbox.c.id.in_(bindparam("pending", expanding=True)))
    told_at = addresses.c.id == outbox.c.address_id
    return union_all(
        select(
            literal(False).label("is_letter"),
            inbox.c.id,
            inbox.c.state,
            inbox.c.person_id.label("person"),
            owner,
            address,
        )
        .outerjoin(addresses, said_at)
        .where(new),
        select(literal(True), outbox.c.id, outbox.c.state, outbox.c.person_id, owner, address)
        .join(addresses, told_at)
        .where(outbox.c.id > bindparam("went")),
    )
