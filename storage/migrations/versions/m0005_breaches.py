"""Cases with a breach under way are found without opening any other."""

import sqlalchemy as sa
from alembic import op

revision = "m0005"
down_revision = "m0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases") as table:
        table.add_column(
            sa.Column(
                "breach_under_way",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
                comment="with a breach under way",
            )
        )
        table.create_index(op.f("ix_cases_breach_under_way"), ["breach_under_way"])
    # a case whose breaches have all ended says so when it is saved next; until then it is only opened in vain
    cases = sa.table("cases", sa.column("body"), sa.column("breach_under_way"))
    op.execute(cases.update().where(cases.c.body.contains('"breaches":[')).values(breach_under_way=True))
