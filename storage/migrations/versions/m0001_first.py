"""The first tables."""

import sqlalchemy as sa
from alembic import op

from storage.schema.columns import UtcDateTime

revision = "m0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_years",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False, comment="official or provisional"),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("rest_days", sa.Text(), nullable=False, comment="weekdays off, ISO dates as a JSON list"),
        sa.Column("work_days", sa.Text(), nullable=False, comment="weekends swapped into working days, likewise"),
        sa.Column("imported_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_years")),
    )
    op.create_table(
        "chains",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("unsealed", sa.Boolean(), nullable=False, comment="grown since the last seal"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_chains")),
    )
    op.create_table(
        "documents",
        sa.Column("hash", sa.String(length=64), nullable=False, comment="sha256 of the content"),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("mime", sa.String(length=100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_documents")),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "persons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "name",
            sa.String(length=200),
            nullable=False,
            comment="as they write it themselves, or as the office recorded it",
        ),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column(
            "identity_index",
            sa.String(length=64),
            nullable=True,
            comment="keyed blind index of the attested identity number",
        ),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
    )
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_persons_identity_index"), ["identity_index"], unique=False)

    op.create_table(
        "remembered",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_remembered")),
    )
    op.create_table(
        "seals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column(
            "heads", sa.Text(), nullable=False, comment="[name, length, head] of every chain that had grown, as JSON"
        ),
        sa.Column(
            "hash", sa.String(length=64), nullable=False, comment="over the heads, the moment and the seal before"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seals")),
    )
    op.create_table(
        "addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("door", sa.String(length=16), nullable=False, comment="telegram or web"),
        sa.Column("site", sa.String(length=64), nullable=False, comment="which bot or site of that door"),
        sa.Column("ref", sa.String(length=64), nullable=False, comment="the chat there"),
        sa.Column("state", sa.String(length=16), nullable=False, comment="open or unreachable"),
        sa.Column("why", sa.String(length=200), nullable=True, comment="why it cannot be reached"),
        sa.Column("since", UtcDateTime(), nullable=False, comment="since when it is in this state"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_addresses_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addresses")),
    )
    with op.batch_alter_table("addresses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_addresses_person_id"), ["person_id"], unique=False)
        batch_op.create_index("uq_addresses_place", ["door", "site", "ref"], unique=True)

    op.create_table(
        "cases",
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("mediator_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column(
            "body", sa.Text(), nullable=False, comment="the case as JSON; identity numbers and phones in it are sealed"
        ),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mediator_id"], ["persons.id"], name=op.f("fk_cases_mediator_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_cases")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_mediator_id"), ["mediator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_unit"), ["unit"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("dialogue", sa.String(length=32), nullable=False),
        sa.Column(
            "sealed", sa.Text(), nullable=False, comment="answers so far, sealed: they may hold identity numbers"
        ),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_drafts_person_id")),
        sa.PrimaryKeyConstraint("person_id", "dialogue", name=op.f("pk_drafts")),
    )
    op.create_table(
        "invitations",
        sa.Column(
            "token_hash",
            sa.String(length=64),
            nullable=False,
            comment="sha256 of the token, which itself is kept nowhere",
        ),
        sa.Column("case_number", sa.String(length=12), nullable=True, comment="null: an invitation of staff"),
        sa.Column("party", sa.String(length=8), nullable=True),
        sa.Column("member", sa.Integer(), nullable=True, comment="the staff person invited"),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True, comment="the first person who opened it; nobody else can"),
        sa.Column(
            "ended",
            sa.String(length=16),
            nullable=True,
            comment="used, replaced or withdrawn: a dead link must say why",
        ),
        sa.ForeignKeyConstraint(["member"], ["persons.id"], name=op.f("fk_invitations_member")),
        sa.ForeignKeyConstraint(["opened_by"], ["persons.id"], name=op.f("fk_invitations_opened_by")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invitations")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_case_number"), ["case_number"], unique=False)

    op.create_table(
        "staff",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False, comment="code of the unit (责任单位), or city"),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("invited_at", UtcDateTime(), nullable=False),
        sa.Column("bound_at", UtcDateTime(), nullable=True, comment="when the account was tied"),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_staff_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_staff")),
    )
    op.create_table(
        "case_parties",
        sa.Column("case_number", sa.String(length=12), nullable=False),
        sa.Column("party", sa.String(length=8), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True, comment="the bound account's person"),
        sa.Column(
            "identity_index", sa.String(length=64), nullable=False, comment="blind index of the subject's number"
        ),
        sa.Column(
            "acting_index", sa.String(length=64), nullable=False, comment="blind index of the acting person's number"
        ),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name=op.f("fk_case_parties_case_number")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_case_parties_person_id")),
        sa.PrimaryKeyConstraint("case_number", "party", name=op.f("pk_case_parties")),
    )
    with op.batch_alter_table("case_parties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_parties_acting_index"), ["acting_index"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_parties_identity_index"), ["identity_index"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_parties_person_id"), ["person_id"], unique=False)

    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("door", sa.String(length=16), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False, comment="the door's own key: a repeat changes nothing"),
        sa.Column(
            "chat", sa.String(length=64), nullable=True, comment="where it was said; null if that cannot be read"
        ),
        sa.Column("raw", sa.Text(), nullable=False, comment="exactly what came in, unless masked"),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("address_id", sa.Integer(), nullable=True),
        sa.Column("case_number", sa.String(length=12), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=True, comment="what the ask was: text, press, command, ..."),
        sa.Column("state", sa.String(length=16), nullable=False, comment="waiting, fetching, handled or set_aside"),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=True, comment="a failing row waits until then"),
        sa.Column("handled_at", UtcDateTime(), nullable=True),
        sa.Column(
            "file_ref", sa.String(length=200), nullable=True, comment="the file that a handler asked the door to fetch"
        ),
        sa.Column("document", sa.String(length=64), nullable=True, comment="the file that came with it, once fetched"),
        sa.Column("file_trouble", sa.String(length=100), nullable=True, comment="why it could not be fetched"),
        sa.Column(
            "queue",
            sa.String(length=16),
            nullable=True,
            comment="administrators: words of a stranger that nobody answered yet",
        ),
        sa.Column(
            "masked_hash",
            sa.String(length=64),
            nullable=True,
            comment="hash of raw after masking; the chain keeps the first one",
        ),
        sa.Column("chain", sa.String(length=120), nullable=False),
        sa.Column("link", sa.Integer(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["addresses.id"], name=op.f("fk_inbox_address_id")),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name=op.f("fk_inbox_case_number")),
        sa.ForeignKeyConstraint(["document"], ["documents.hash"], name=op.f("fk_inbox_document")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_inbox_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_address_id"), ["address_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbox_case_number"), ["case_number"], unique=False)
        batch_op.create_index("ix_inbox_chain_link", ["chain", "link"], unique=True)
        batch_op.create_index(batch_op.f("ix_inbox_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_inbox_queue_person_id", ["queue", "person_id"], unique=False)
        batch_op.create_index("ix_inbox_state_id", ["state", "id"], unique=False)
        batch_op.create_index("uq_inbox_ref", ["door", "site", "ref"], unique=True)

    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(length=12), nullable=True, comment="null: the office's own journal"),
        sa.Column("case_version", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="the event as JSON"),
        sa.Column("actor_id", sa.Integer(), nullable=True, comment="null: time itself"),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("profile_version", sa.String(length=64), nullable=False),
        sa.Column("calendar_version", sa.String(length=64), nullable=False),
        sa.Column("cause", sa.Integer(), nullable=True, comment="the inbox row that brought it about"),
        sa.Column("chain", sa.String(length=120), nullable=False),
        sa.Column("link", sa.Integer(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["persons.id"], name=op.f("fk_journal_actor_id")),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name=op.f("fk_journal_case_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_case_number"), ["case_number"], unique=False)
        batch_op.create_index("ix_journal_chain_link", ["chain", "link"], unique=True)

    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "case_number", sa.String(length=12), nullable=True, comment="null: belongs to a person, not to a case"
        ),
        sa.Column(
            "subject",
            sa.String(length=32),
            nullable=False,
            comment="what it is about within the case: an obligation, a party",
        ),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False, comment="which of the kind's steps"),
        sa.Column("due", sa.Date(), nullable=False, comment="the local date it counts from or to"),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False, comment="planned, sent or skipped"),
        sa.Column("why", sa.String(length=64), nullable=True, comment="why it was skipped"),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name=op.f("fk_reminders_case_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminders_case_number"), ["case_number"], unique=False)
        batch_op.create_index("ix_reminders_state_due_at", ["state", "due_at"], unique=False)
        batch_op.create_index("uq_reminders_key", ["case_number", "subject", "kind", "step", "due"], unique=True)

    op.create_table(
        "faults",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=64), nullable=False, comment="which loop met it"),
        sa.Column("what", sa.Text(), nullable=False, comment="the traceback, without anybody's words"),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_faults_inbox_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faults")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(length=12), nullable=True),
        sa.Column("party", sa.String(length=8), nullable=True, comment="the party of the case it speaks to"),
        sa.Column("cause", sa.Integer(), nullable=True, comment="the message that it answers"),
        sa.Column("template", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="text, file, buttons_off or delete"),
        sa.Column(
            "urgency", sa.String(length=8), nullable=False, comment="answer or notice; quiet hours hold notices only"
        ),
        sa.Column(
            "text", sa.Text(), nullable=False, comment="HTML as the doors understand it; secrets are placeholders"
        ),
        sa.Column("buttons", sa.Text(), nullable=False, comment="rows of [key, label, style] as JSON"),
        sa.Column("document", sa.String(length=64), nullable=True, comment="the file sent with it"),
        sa.Column(
            "target",
            sa.String(length=64),
            nullable=True,
            comment="buttons_off, delete: outbox id or the door's own message id",
        ),
        sa.Column("secrets", sa.Text(), nullable=True, comment="sealed values of the placeholders, wiped once sent"),
        sa.Column("repeatable", sa.Boolean(), nullable=False, comment="repeat it when nobody knows whether it arrived"),
        sa.Column(
            "state",
            sa.String(length=16),
            nullable=False,
            comment="waiting, attempting, sent, unknown, unreachable, unsendable",
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("attempted_at", UtcDateTime(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("repeated", sa.Boolean(), nullable=False, comment="it may have arrived twice"),
        sa.Column("sent_ref", sa.String(length=64), nullable=True, comment="the door's own id of the sent message"),
        sa.Column("error", sa.String(length=300), nullable=True),
        sa.Column("chain", sa.String(length=120), nullable=False),
        sa.Column("link", sa.Integer(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["addresses.id"], name=op.f("fk_outbox_address_id")),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name=op.f("fk_outbox_case_number")),
        sa.ForeignKeyConstraint(["cause"], ["inbox.id"], name=op.f("fk_outbox_cause")),
        sa.ForeignKeyConstraint(["document"], ["documents.hash"], name=op.f("fk_outbox_document")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_outbox_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_address_id"), ["address_id"], unique=False)
        batch_op.create_index("ix_outbox_address_id_state", ["address_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_case_number"), ["case_number"], unique=False)
        batch_op.create_index("ix_outbox_chain_link", ["chain", "link"], unique=True)
        batch_op.create_index(batch_op.f("ix_outbox_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_outbox_state_urgency_id", ["state", "urgency", "id"], unique=False)

    op.create_table(
        "presses",
        sa.Column("key", sa.String(length=32), nullable=False, comment="the callback data: random, says nothing"),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(length=12), nullable=True),
        sa.Column("case_version", sa.Integer(), nullable=True),
        sa.Column("party", sa.String(length=8), nullable=True),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("args", sa.Text(), nullable=False, comment="arguments as a JSON list"),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, comment="its number in the letter, from 1"),
        sa.Column("spent_at", UtcDateTime(), nullable=True, comment="spent only by a turn that changed something"),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name=op.f("fk_presses_case_number")),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_presses_outbox_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_presses_person_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_presses")),
    )
    with op.batch_alter_table("presses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_presses_outbox_id"), ["outbox_id"], unique=False)
        batch_op.create_index("ix_presses_person_id_action_spent_at", ["person_id", "action", "spent_at"], unique=False)
