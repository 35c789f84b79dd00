"""Cases in the database: load, save with a version check, and find by person, number or identity."""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, update

from mediation.actor import Actor, Role
from mediation.case import Case, CaseState
from mediation.staff import WHOLE_OFFICE
from storage import codec
from storage.schema import cases as tables
from storage.store import Store

NUMBER_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What case numbers are made of: nothing that looks like something else (0 O, 1 I L)."""


class Stale(Exception):
    """Somebody else changed the case since it was loaded."""


def load(store: Store, number: str) -> Case | None:
    """The case with this number (any case of letters), or None."""
    body = store.db.scalar(select(tables.cases.c.body).where(tables.cases.c.number == number.strip().upper()))
    return None if body is None else codec.loads(body, Case, store.sealer)


def save(store: Store, case: Case, now: datetime) -> Case:
    """Write the case as its next version; raises Stale if the version it was loaded at is no longer the newest."""
    saved = replace(case, version=case.version + 1)
    values = {
        "version": saved.version,
        "unit": saved.unit,
        "mediator_id": saved.mediator,
        "state": saved.state.value,
        "breach_under_way": any(one.under_way for one in saved.breaches),
        "body": codec.dumps(saved, store.sealer),
        "changed_at": now,
    }
    if case.version == 0:
        store.db.execute(insert(tables.cases), {"number": case.number, "opened_at": case.opened_at, **values})
    else:
        found = (tables.cases.c.number == case.number) & (tables.cases.c.version == case.version)
        if store.db.execute(update(tables.cases).where(found).values(**values)).rowcount != 1:
            raise Stale(case.number)
    _save_parties(store, saved)
    return saved


def _save_parties(store: Store, case: Case) -> None:
    store.db.execute(delete(tables.case_parties).where(tables.case_parties.c.case_number == case.number))
    rows = [
        {
            "case_number": case.number,
            "party": party.key,
            "person_id": party.binding.person,
            "identity_index": store.sealer.index(party.identity.number),
            "acting_index": store.sealer.index(party.acting.identity.number),
        }
        for party in case.parties
    ]
    store.db.execute(insert(tables.case_parties), rows)


def of_person(store: Store, person: int) -> list[Case]:
    """The cases in which this person's account is bound, newest first."""
    bound = select(tables.case_parties.c.case_number).where(tables.case_parties.c.person_id == person)
    return _all(store, select(tables.cases.c.body).where(tables.cases.c.number.in_(bound)))


def of_subject(store: Store, number: str) -> list[Case]:
    """The cases in which the subject with this identity number is a party, whatever the unit, newest first."""
    known = tables.case_parties.c.identity_index == store.sealer.index(number)
    part = select(tables.case_parties.c.case_number).where(known)
    return _all(store, select(tables.cases.c.body).where(tables.cases.c.number.in_(part)))


def open_after(store: Store, number: str, limit: int) -> list[str]:
    """The numbers of so many open cases that follow this number, in their order; "" begins with the first."""
    following = (tables.cases.c.number > number) & (tables.cases.c.state == CaseState.OPEN.value)
    return list(
        store.db.scalars(select(tables.cases.c.number).where(following).order_by(tables.cases.c.number).limit(limit))
    )


def in_scope(store: Store, by: Actor, states: Iterable[str] = ("open",)) -> list[Case]:
    """The cases that a member of staff may see (mediation.staff.may_see), newest first."""
    return _all(store, select(tables.cases.c.body).where(*_scope(by, states)))


def count_in_scope(store: Store, by: Actor, states: Iterable[str] = ("open",)) -> int:
    """How many cases `in_scope` would give."""
    found = store.db.scalar(select(func.count()).select_from(tables.cases).where(*_scope(by, states)))
    return found or 0


def page_in_scope(store: Store, by: Actor, first: int, limit: int, states: Iterable[str] = ("open",)) -> list[Case]:
    """A part of what `in_scope` gives, from place `first` (0 is the newest): a whole city's cases are never loaded."""
    return _all(store, select(tables.cases.c.body).where(*_scope(by, states)).offset(first).limit(limit))


def with_breaches(store: Store, by: Actor) -> list[Case]:
    """The cases in scope, ended ones too, with a breach under way, newest first."""
    every = [state.value for state in CaseState]
    return _all(store, select(tables.cases.c.body).where(*_scope(by, every), tables.cases.c.breach_under_way))


def naming(store: Store, by: Actor, name: str) -> list[Case]:
    """The cases in scope, ended ones too, in which somebody or something is called exactly so, newest first."""
    said = tables.cases.c.body.contains(codec.canonical(name), autoescape=True)
    return _all(store, select(tables.cases.c.body).where(*_scope(by, [state.value for state in CaseState]), said))


def reminded_in_scope(store: Store, by: Actor, kinds: Collection[str]) -> list[tuple[str, str, str]]:
    """Reminders of these kinds that took effect in the open cases in scope, oldest first: case, kind and subject."""
    rows, found = tables.reminders, _scope(by, [CaseState.OPEN.value])
    sent = select(rows.c.case_number, rows.c.kind, rows.c.subject).join(tables.cases)
    sent = sent.where(*found, rows.c.kind.in_(kinds), rows.c.state == "sent").order_by(rows.c.due_at, rows.c.id)
    return [(row.case_number, row.kind, row.subject) for row in store.db.execute(sent)]


def _scope(by: Actor, states: Iterable[str]) -> list[ColumnElement[bool]]:
    open_to: list[ColumnElement[bool]] = [tables.cases.c.state.in_(list(states))]
    if by.role is Role.MEDIATOR:
        return [*open_to, tables.cases.c.mediator_id == by.person]
    return open_to if by.unit == WHOLE_OFFICE else [*open_to, tables.cases.c.unit == by.unit]


def _all(store: Store, query: Select[str]) -> list[Case]:
    ordered = query.order_by(tables.cases.c.opened_at.desc(), tables.cases.c.number)
    return [codec.loads(body, Case, store.sealer) for body in store.db.scalars(ordered)]


def new_number(store: Store) -> str:
    """A random case number that is not taken: six characters, so that it tells nothing and is easy to read out."""
    while True:
        number = "".join(secrets.choice(NUMBER_LETTERS) for _ in range(6))
        if store.db.scalar(select(tables.cases.c.number).where(tables.cases.c.number == number)) is None:
            return number
