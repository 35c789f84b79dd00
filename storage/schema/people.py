"""Tables of people, the addresses they are reached at, browsers, staff, invitations, and half-finished dialogues."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, false

from storage.schema.columns import UtcDateTime, metadata

persons = Table(
    "persons",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False, comment="as they write it themselves, or as the office recorded it"),
    Column("language", String(8), nullable=False),
    Column("identity_index", String(64), index=True, comment="keyed blind index of the attested identity number"),
    Column("created_at", UtcDateTime, nullable=False),
)

addresses = Table(
    "addresses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("persons.id"), nullable=False, index=True),
    Column("door", String(16), nullable=False, comment="telegram or web"),
    Column("site", String(64), nullable=False, comment="which bot or site of that door"),
    Column("ref", String(64), nullable=False, comment="the chat there"),
    Column("state", String(16), nullable=False, comment="open or unreachable"),
    Column("why", String(200), comment="why it cannot be reached"),
    Column("since", UtcDateTime, nullable=False, comment="since when it is in this state"),
    Column(
        "carries",
        String(16),
        nullable=False,
        server_default="content",
        comment="content; notice, withheld: only that there is a message, as the office or the person wants",
    ),
    Index("uq_addresses_place", "door", "site", "ref", unique=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True, comment="sha256 of the cookie, which itself is kept nowhere"),
    Column("address_id", ForeignKey("addresses.id"), nullable=False, index=True),
    Column("begun_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False, comment="its days count from the last time it was seen"),
    Column("ended", String(16), comment="left, revoked or replaced: why it opens nothing any more"),
)
"""Browsers that the web door knows; one that is not tied to a known person lives shorter."""

pushes = Table(
    "pushes",
    metadata,
    Column("endpoint_hash", String(64), primary_key=True),
    Column("token_hash", ForeignKey("sessions.token_hash"), nullable=False, index=True, comment="whose browser it is"),
    Column("sealed", Text, nullable=False, comment="the push service's address of this browser, sealed"),
    Column("since", UtcDateTime, nullable=False),
)
"""Browsers that can be rung."""

staff = Table(
    "staff",
    metadata,
    Column("person_id", ForeignKey("persons.id"), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("unit", String(32), nullable=False, comment="code of the unit (责任单位), or city"),
    Column("name", String(200), nullable=False),
    Column("invited_at", UtcDateTime, nullable=False),
    Column("bound_at", UtcDateTime, comment="when the account was tied"),
    Column("removed_at", UtcDateTime),
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", String(64), primary_key=True, comment="sha256 of the token, which itself is kept nowhere"),
    Column("case_number", String(12), index=True, comment="null: it is no party's"),
    Column("party", String(8)),
    Column("member", ForeignKey("persons.id"), comment="the staff person invited"),
    Column("person_id", ForeignKey("persons.id"), comment="a known person, on the way to their own conversation"),
    Column("checked", Boolean, nullable=False, server_default=false(), comment="whoever opens it says the last six"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("opened_by", ForeignKey("persons.id"), comment="the first person who opened it; nobody else can"),
    Column("ended", String(16), comment="used, replaced or withdrawn: a dead link must say why"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("person_id", ForeignKey("persons.id"), primary_key=True),
    Column("dialogue", String(32), primary_key=True),
    Column("sealed", Text, nullable=False, comment="answers so far, sealed: they may hold identity numbers"),
    Column("updated_at", UtcDateTime, nullable=False),
)
