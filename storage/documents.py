"""Files and exact texts, kept once by the sha256 of their content: scans, transcripts, the words behind a receipt."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import insert, select

from storage.schema.messages import documents
from storage.store import Store


@dataclass(frozen=True)
class Document:
    """A kept file; `hash` is the sha256 of its content."""

    hash: str
    name: str
    mime: str
    content: bytes


def hash_of(content: bytes) -> str:
    """The sha256 by which a content is known."""
    return sha256(content).hexdigest()


def keep(store: Store, name: str, mime: str, content: bytes, now: datetime) -> str:
    """Keep a content, once; returns its hash."""
    found = hash_of(content)
    if store.db.scalar(select(documents.c.hash).where(documents.c.hash == found)) is None:
        values = {"hash": found, "name": name, "mime": mime, "content": content, "created_at": now}
        store.db.execute(insert(documents).values(**values))
    return found


def keep_text(store: Store, text: str, now: datetime) -> str:
    """Keep the exact words that somebody was shown; returns their sha256."""
    return keep(store, "text.html", "text/html", text.encode(), now)


def load(store: Store, found: str) -> Document:
    """The kept file with this hash; raises NoResultFound."""
    row = store.db.execute(select(documents).where(documents.c.hash == found)).one()
    return Document(row.hash, row.name, row.mime, row.content)
