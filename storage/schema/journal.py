"""Tables of the journal: what happened, chained; the chains' heads; the hourly seals that link all heads."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from storage.schema.columns import UtcDateTime, metadata

journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_number", ForeignKey("cases.number"), index=True, comment="null: the office's own journal"),
    Column("case_version", Integer),
    Column("at", UtcDateTime, nullable=False),
    Column("event", String(64), nullable=False),
    Column("body", Text, nullable=False, comment="the event as JSON"),
    Column("actor_id", ForeignKey("persons.id"), comment="null: time itself"),
    Column("role", String(16), nullable=False),
    Column("profile_version", String(64), nullable=False),
    Column("calendar_version", String(64), nullable=False),
    Column("cause", Integer, comment="the inbox row that brought it about"),
    Column("chain", String(120), nullable=False),
    Column("link", Integer, nullable=False),
    Column("body_hash", String(64), nullable=False),
    Column("link_hash", String(64), nullable=False),
    Index("ix_journal_chain_link", "chain", "link", unique=True),
)

chains = Table(
    "chains",
    metadata,
    Column("name", String(120), primary_key=True),
    Column("length", Integer, nullable=False),
    Column("head", String(64), nullable=False),
    Column("unsealed", Boolean, nullable=False, comment="grown since the last seal"),
)

seals = Table(
    "seals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("heads", Text, nullable=False, comment="[name, length, head] of every chain that had grown, as JSON"),
    Column("hash", String(64), nullable=False, comment="over the heads, the moment and the seal before"),
)
