"""The web door: what an address may carry, browsers' sessions and how they are rung, and people's own links."""

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import UtcDateTime

revision = "m0003"
down_revision = "m0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("addresses") as table:
        table.add_column(
            sa.Column(
                "carries",
                sa.String(16),
                nullable=False,
                server_default="content",
                comment="content; notice, withheld: only that there is a message, as the office or the person wants",
            )
        )
    with op.batch_alter_table("invitations") as table:
        table.add_column(
            sa.Column("person_id", sa.Integer(), comment="a known person, on the way to their own conversation")
        )
        table.add_column(
            sa.Column(
                "checked",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
                comment="whoever opens it says the last six",
            )
        )
        table.create_foreign_key(op.f("fk_invitations_person_id_persons"), "persons", ["person_id"], ["id"])
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("ended", sa.String(16)),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
        sa.ForeignKeyConstraint(["address_id"], ["addresses.id"], name=op.f("fk_sessions_address_id_addresses")),
    )
    op.create_index(op.f("ix_sessions_address_id"), "sessions", ["address_id"])
    op.create_table(
        "pushes",
        sa.Column("endpoint_hash", sa.String(64), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("endpoint_hash", name=op.f("pk_pushes")),
        sa.ForeignKeyConstraint(["token_hash"], ["sessions.token_hash"], name=op.f("fk_pushes_token_hash_sessions")),
    )
    op.create_index(op.f("ix_pushes_token_hash"), "pushes", ["token_hash"])
