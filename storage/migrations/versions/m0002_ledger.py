"""The ledger of reminders knows the letter that said each, and when it was acknowledged."""

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import UtcDateTime

revision = "m0002"
down_revision = "m0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("reminders") as table:
        table.add_column(sa.Column("letter_id", sa.Integer(), nullable=True, comment="the letter that said it"))
        table.add_column(
            sa.Column(
                "acknowledged_at",
                UtcDateTime(),
                nullable=True,
                comment="when something under that letter was pressed first",
            )
        )
        table.create_foreign_key(op.f("fk_reminders_letter_id_outbox"), "outbox", ["letter_id"], ["id"])
        table.create_index("ix_reminders_letter_id", ["letter_id"])
