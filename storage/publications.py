"""What is or was public, kept equal to the cases: for the page of notices, and for the file that goes to the portal."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Row, insert, select, update

from mediation.breach import Breach
from mediation.case import Case, SubjectKind
from mediation.public_names import public_name, public_number
from mediation.publication_parts import Publication
from mediation.publication_rules import PublicationRules
from storage.schema.publications import publications as table
from storage.store import Store

_ID_BYTES = 12


@dataclass(frozen=True)
class PublicNotice:
    """One publication as the public may see it; `id` is by chance, `until` its last day in local dates."""

    id: str
    entity: bool
    name: str
    code: str
    grade: str
    text: str
    begins: date
    until: date
    state: str
    shown: bool


def sync(store: Store, case: Case, rules: PublicationRules, now: datetime) -> None:
    """Make the rows of a case equal to its publications; none is ever deleted."""
    for breach in case.breaches:
        if breach.publication is not None:
            _sync_one(store, case, breach, breach.publication, rules, now)


def list_shown(
    store: Store, today: date, name: str | None = None, first: int = 0, limit: int = 20
) -> list[PublicNotice]:
    """What is public on a local date, the newest first; a `name` finds entities alone, by a part of it."""
    found = select(table).where(table.c.shown, table.c.until >= today)
    if name is not None:
        found = found.where(table.c.entity, table.c.name.contains(name, autoescape=True))
    ordered = found.order_by(table.c.begins.desc(), table.c.id).offset(first).limit(limit)
    return [_notice(row) for row in store.db.execute(ordered)]


def find(store: Store, notice: str, today: date) -> PublicNotice | None:
    """The notice with this id, if it is public on that local date."""
    row = store.db.execute(select(table).where(table.c.id == notice, table.c.shown, table.c.until >= today)).first()
    return None if row is None else _notice(row)


def of_units(store: Store, units: Collection[str] | None) -> list[PublicNotice]:
    """Everything that is or was public of these units' cases, None for all of them, the oldest first."""
    found = select(table) if units is None else select(table).where(table.c.unit.in_(units))
    return [_notice(row) for row in store.db.execute(found.order_by(table.c.begins, table.c.id))]


def _sync_one(
    store: Store, case: Case, breach: Breach, public: Publication, rules: PublicationRules, now: datetime
) -> None:
    party = case.party(breach.party)
    values = {"state": breach.state.value, "shown": breach.shown, "changed_at": now}
    mine = (table.c.case_number == case.number) & (table.c.breach == breach.key)
    if store.db.execute(update(table).where(mine).values(**values)).rowcount:
        return
    row = {
        "case_number": case.number,
        "breach": breach.key,
        "id": secrets.token_urlsafe(_ID_BYTES),
        "unit": case.unit,
        "entity": party.subject is SubjectKind.ENTITY,
        "name": public_name(party),
        "code": public_number(party, rules),
        "grade": public.grade.value,
        "text": public.text,
        "begins": public.begins,
        "until": public.until,
    }
    store.db.execute(insert(table), {**row, **values})


def _notice(row: Row[tuple[object, ...]]) -> PublicNotice:
    return PublicNotice(
        row.id,
        row.entity,
        row.name,
        row.code,
        row.grade,
        row.text,
        row.begins,
        row.until,
        row.state,
        row.shown,
    )
