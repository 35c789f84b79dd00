"""The table of what is or was public: a projection of the cases, so that the page of notices never opens a case."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, String, Table, Text

from storage.schema.columns import UtcDateTime, metadata

publications = Table(
    "publications",
    metadata,
    Column("case_number", ForeignKey("cases.number"), primary_key=True),
    Column("breach", String(8), primary_key=True),
    Column("id", String(32), nullable=False, unique=True, comment="by chance: how the public knows the notice"),
    Column("unit", String(32), nullable=False),
    Column("entity", Boolean, nullable=False, comment="may be looked for by name"),
    Column("name", Text, nullable=False, comment="masked, as the public sees it"),
    Column("code", String(32), nullable=False, comment="masked; empty where nothing is shown"),
    Column("grade", String(16), nullable=False),
    Column("text", Text, nullable=False, comment="the exact text that was approved"),
    Column("begins", Date, nullable=False),
    Column("until", Date, nullable=False, comment="the last day, whatever happens"),
    Column("state", String(16), nullable=False, comment="the breach's: published, withdrawing, withdrawn, expired"),
    Column("shown", Boolean, nullable=False, comment="public now; a disputed one is hidden"),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_publications_shown_begins", "shown", "begins"),
)
