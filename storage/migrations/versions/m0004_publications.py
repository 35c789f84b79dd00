"""What is or was public: the notices, as the page of notices and the export show them."""

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import UtcDateTime

revision = "m0004"
down_revision = "m0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column("case_number", sa.String(12), nullable=False),
        sa.Column("breach", sa.String(8), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("unit", sa.String(32), nullable=False),
        sa.Column("entity", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("grade", sa.String(16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("case_number", "breach", name=op.f("pk_publications")),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name=op.f("fk_publications_case_number_cases")),
        sa.UniqueConstraint("id", name=op.f("uq_publications_id")),
    )
    op.create_index("ix_publications_shown_begins", "publications", ["shown", "begins"])
