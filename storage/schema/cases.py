"""Tables of cases, their parties as far as they are looked up by, and reminders."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, false

from storage.schema.columns import UtcDateTime, metadata

cases = Table(
    "cases",
    metadata,
    Column("number", String(12), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("unit", String(32), nullable=False, index=True),
    Column("mediator_id", ForeignKey("persons.id"), nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("body", Text, nullable=False, comment="the case as JSON; identity numbers and phones in it are sealed"),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column(
        "breach_under_way",
        Boolean,
        nullable=False,
        server_default=false(),
        index=True,
        comment="with a breach under way",
    ),
)

case_parties = Table(
    "case_parties",
    metadata,
    Column("case_number", ForeignKey("cases.number"), primary_key=True),
    Column("party", String(8), primary_key=True),
    Column("person_id", ForeignKey("persons.id"), index=True, comment="the bound account's person"),
    Column("identity_index", String(64), nullable=False, index=True, comment="blind index of the subject's number"),
    Column("acting_index", String(64), nullable=False, index=True, comment="blind index of the acting person's number"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_number", ForeignKey("cases.number"), index=True, comment="null: belongs to a person, not to a case"),
    Column("subject", String(32), nullable=False, comment="what it is about within the case: an obligation, a party"),
    Column("kind", String(32), nullable=False),
    Column("step", String(16), nullable=False, comment="which of the kind's steps"),
    Column("due", Date, nullable=False, comment="the local date it counts from or to"),
    Column("due_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False, comment="planned, sent or skipped"),
    Column("why", String(64), comment="why it was skipped"),
    Column("ended_at", UtcDateTime),
    Column("letter_id", ForeignKey("outbox.id"), comment="the letter that said it"),
    Column("acknowledged_at", UtcDateTime, comment="when something under that letter was pressed first"),
    Index("uq_reminders_key", "case_number", "subject", "kind", "step", "due", unique=True),
    Index("ix_reminders_state_due_at", "state", "due_at"),
    Index("ix_reminders_letter_id", "letter_id"),
)
