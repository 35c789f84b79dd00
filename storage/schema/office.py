"""Tables of the office's own running: calendar years, leases, kept faults, and single remembered values."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from storage.schema.columns import UtcDateTime, metadata

calendar_years = Table(
    "calendar_years",
    metadata,
    Column("year", Integer, primary_key=True),
    Column("status", String(16), nullable=False, comment="official or provisional"),
    Column("source", String(200), nullable=False),
    Column("rest_days", Text, nullable=False, comment="weekdays off, ISO dates as a JSON list"),
    Column("work_days", Text, nullable=False, comment="weekends swapped into working days, likewise"),
    Column("imported_at", UtcDateTime, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

faults = Table(
    "faults",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("inbox_id", ForeignKey("inbox.id")),
    Column("place", String(64), nullable=False, comment="which loop met it"),
    Column("what", Text, nullable=False, comment="the traceback, without anybody's words"),
)

remembered = Table(
    "remembered",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
