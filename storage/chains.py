"""Hash chains: each row that must not change is linked to the one before it in its chain, by a keyed hash."""

from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from storage.schema.journal import chains
from storage.store import Store

START = "start"

# built once: a link is made several times a turn, and building a statement takes longer than asking it
_HEAD = select(chains.c.length, chains.c.head).where(chains.c.name == bindparam("chain"))
_GROWS = (
    update(chains)
    .where(chains.c.name == bindparam("chain"))
    .values(length=bindparam("to"), head=bindparam("by"), unsealed=True)
)


@dataclass(frozen=True)
class Link:
    """Where a row stands: the chain's name, its place from 1, the hash of its body, the hash that links it."""

    chain: str
    link: int
    body_hash: str
    link_hash: str


def append(store: Store, chain: str, body_hash: str) -> Link:
    """Make the next link of a chain for a row that is being inserted in this transaction."""
    found = store.db.execute(_HEAD, {"chain": chain}).first()
    length, head = (found.length, found.head) if found else (0, START)
    link = Link(chain, length + 1, body_hash, linked(store, head, chain, length + 1, body_hash))
    if found:
        store.db.execute(_GROWS, {"chain": chain, "to": link.link, "by": link.link_hash})
    else:
        store.db.execute(insert(chains), {"name": chain, "length": 1, "head": link.link_hash, "unsealed": True})
    return link


def linked(store: Store, head: str, chain: str, link: int, body_hash: str) -> str:
    """The hash that ties a body to everything before it in its chain."""
    return store.sealer.chain_hash(head, chain, str(link), body_hash)


def case_chain(number: str) -> str:
    """The name of a case's chain."""
    return f"case:{number}"


def person_chain(person: int) -> str:
    """The name of the chain of what concerns one person and no case: who looked into their conversation."""
    return f"person:{person}"


def talk_chain(door: str, site: str, chat: str | None) -> str:
    """The name of the chain of one conversation; what has no readable chat shares one."""
    return f"talk:{door}:{site}:{chat or 'unreadable'}"


def talk_place(chain: str) -> tuple[str, str, str] | None:
    """Door, site and chat of a conversation's chain; None for any other chain."""
    kind, _, place = chain.partition(":")
    if kind != "talk":
        return None
    door, site, chat = place.split(":", 2)
    return door, site, chat


OFFICE = "office"
