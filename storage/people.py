"""People, the addresses they are reached at, and the staff among them."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from mediation.actor import Role
from mediation.doors import OFFICE, TELEGRAM, WEB
from mediation.staff import StaffMember
from storage.schema import people as tables
from storage.schema.messages import inbox
from storage.store import Store

CONTENT, NOTICE, WITHHELD = "content", "notice", "withheld"


@dataclass(frozen=True)
class Person:
    """Somebody who wrote to the bot, or a member of staff invited to; `language` is zh or en."""

    id: int
    name: str
    language: str


@dataclass(frozen=True)
class Address:
    """Where a person is reached: a door (telegram, web), which bot or site of it, and the chat there.

    `carries`: CONTENT, or nothing but that there is a message: NOTICE as the office wants it, WITHHELD as they do.
    """

    id: int
    person: int
    door: str
    site: str
    ref: str
    reachable: bool
    carries: str = CONTENT


def person(store: Store, number: int) -> Person:
    """The person with this row id; raises NoResultFound."""
    row = store.db.execute(select(tables.persons).where(tables.persons.c.id == number)).one()
    return Person(row.id, row.name, row.language)


def known(store: Store, number: int) -> Person | None:
    """The person with this row id, or None."""
    row = store.db.execute(select(tables.persons).where(tables.persons.c.id == number)).first()
    return None if row is None else Person(row.id, row.name, row.language)


def named(store: Store, name: str) -> list[int]:
    """Everybody of this very name, as they or the office write it, oldest first."""
    found = select(tables.persons.c.id).where(tables.persons.c.name == name).order_by(tables.persons.c.id)
    return list(store.db.scalars(found))


def new_person(store: Store, name: str, language: str, now: datetime) -> Person:
    """A new person."""
    made = insert(tables.persons).values(name=name, language=language, created_at=now).returning(tables.persons.c.id)
    return Person(store.db.execute(made).scalar_one(), name, language)


def set_language(store: Store, who: int, language: str) -> None:
    """From now on speak to this person in that language."""
    store.db.execute(update(tables.persons).where(tables.persons.c.id == who).values(language=language))


def address_at(store: Store, door: str, site: str, ref: str) -> Address | None:
    """The address of a chat, if it is known."""
    place = (tables.addresses.c.door == door) & (tables.addresses.c.site == site) & (tables.addresses.c.ref == ref)
    row = store.db.execute(select(tables.addresses).where(place)).first()
    return None if row is None else _address(row)


def address(store: Store, number: int) -> Address:
    """The address with this row id; raises NoResultFound."""
    return _address(store.db.execute(select(tables.addresses).where(tables.addresses.c.id == number)).one())


def address_of(store: Store, who: int) -> Address | None:
    """Where to write to a person: the newest reachable address that carries content, else the newest one, else None.

    A page comes after what rings.
    """
    there = tables.addresses.c
    order = (there.state == "open").desc(), (there.door == WEB), there.since.desc(), there.id.desc()
    theirs = (there.person_id == who) & (there.carries == CONTENT) & there.door.in_((TELEGRAM, WEB))
    row = store.db.execute(select(tables.addresses).where(theirs).order_by(*order)).first()
    return None if row is None else _address(row)


def addresses_of(store: Store, who: int) -> list[Address]:
    """Every address of a person, the oldest first."""
    theirs = tables.addresses.c.person_id == who
    rows = store.db.execute(select(tables.addresses).where(theirs).order_by(tables.addresses.c.id))
    return [_address(row) for row in rows]


def page_of(store: Store, who: int, now: datetime) -> Address:
    """Where a person's letters wait on the office's page; made if they never had any there."""
    known = next((one for one in addresses_of(store, who) if one.door == WEB), None)
    return known or new_address(store, who, WEB, OFFICE, secrets.token_urlsafe(12), now)


def set_carries(store: Store, number: int, carries: str) -> None:
    """From now on this address carries that: CONTENT, NOTICE or WITHHELD."""
    store.db.execute(update(tables.addresses).where(tables.addresses.c.id == number).values(carries=carries))


def all_carry(store: Store, door: str, before: str, now_carries: str) -> None:
    """Every address of a door that carried `before` carries something else from now on: the office wants it so."""
    such = (tables.addresses.c.door == door) & (tables.addresses.c.carries == before)
    store.db.execute(update(tables.addresses).where(such).values(carries=now_carries))


def new_address(
    store: Store, who: int, door: str, site: str, ref: str, now: datetime, carries: str = CONTENT
) -> Address:
    """A new address of a person."""
    place = {"person_id": who, "door": door, "site": site, "ref": ref}
    values = {**place, "state": "open", "since": now, "carries": carries}
    made = insert(tables.addresses).values(**values).returning(tables.addresses.c.id)
    return Address(store.db.execute(made).scalar_one(), who, door, site, ref, reachable=True, carries=carries)


def move_address(store: Store, number: int, to: int) -> None:
    """From now on this address belongs to that person: what they wrote before stays where it was written."""
    store.db.execute(update(tables.addresses).where(tables.addresses.c.id == number).values(person_id=to))


def set_reachable(store: Store, number: int, reachable: bool, why: str | None, now: datetime) -> bool:
    """Mark an address open or unreachable; returns whether that is news."""
    state = "open" if reachable else "unreachable"
    change = (tables.addresses.c.id == number) & (tables.addresses.c.state != state)
    changed = update(tables.addresses).where(change).values(state=state, why=why, since=now)
    return store.db.execute(changed).rowcount == 1


def set_identity(store: Store, who: int, number: str) -> None:
    """Remember, blindly, whose identity number was attested for this person."""
    index = store.sealer.index(number)
    store.db.execute(update(tables.persons).where(tables.persons.c.id == who).values(identity_index=index))


def forget_identity(store: Store, who: int) -> None:
    """It was a mistake: no identity number is attested for this person."""
    store.db.execute(update(tables.persons).where(tables.persons.c.id == who).values(identity_index=None))


def with_identity(store: Store, number: str) -> int | None:
    """The person for whom this identity number was attested before, if any."""
    index = store.sealer.index(number)
    return store.db.scalar(select(tables.persons.c.id).where(tables.persons.c.identity_index == index))


def identity_is_other(store: Store, who: int, number: str) -> bool:
    """Whether another identity number than this one was attested for the person."""
    kept = store.db.scalar(select(tables.persons.c.identity_index).where(tables.persons.c.id == who))
    return kept is not None and kept != store.sealer.index(number)


def is_identified(store: Store, who: int) -> bool:
    """Whether an identity number was attested for the person."""
    kept = store.db.scalar(select(tables.persons.c.identity_index).where(tables.persons.c.id == who))
    return kept is not None


def join(store: Store, who: int, into: int) -> None:
    """Two rows turned out to be one person: addresses, opened links and open dialogues of the newer go to the older.

    What was written before stays where it was written. Nothing happens if they are the same row.
    """
    if who == into:
        return
    begun = select(tables.drafts.c.dialogue).where(tables.drafts.c.person_id == who)
    same = (tables.drafts.c.person_id == into) & tables.drafts.c.dialogue.in_(begun)
    store.db.execute(delete(tables.drafts).where(same))
    store.db.execute(update(tables.drafts).where(tables.drafts.c.person_id == who).values(person_id=into))
    store.db.execute(update(tables.addresses).where(tables.addresses.c.person_id == who).values(person_id=into))
    store.db.execute(update(tables.invitations).where(tables.invitations.c.opened_by == who).values(opened_by=into))


def part(store: Store, who: int, of: int) -> None:
    """Undo `join`: the addresses from which the row `who` once wrote are its own again, not those of the row `of`."""
    wrote = select(inbox.c.address_id).where(inbox.c.person_id == who, inbox.c.address_id.is_not(None))
    theirs = (tables.addresses.c.person_id == of) & tables.addresses.c.id.in_(wrote)
    store.db.execute(update(tables.addresses).where(theirs).values(person_id=who))


def _address(row: Row[Any]) -> Address:
    return Address(row.id, row.person_id, row.door, row.site, row.ref, row.state == "open", row.carries)


def staff(store: Store) -> list[StaffMember]:
    """All staff that are not removed, bound or only invited."""
    rows = store.db.execute(
        select(tables.staff).where(tables.staff.c.removed_at.is_(None)).order_by(tables.staff.c.person_id)
    )
    return [StaffMember(r.person_id, Role(r.role), r.unit, r.name) for r in rows]


def bound_staff(store: Store) -> frozenset[int]:
    """The persons among the staff whose account is tied; the others are only invited."""
    found = tables.staff.c.removed_at.is_(None) & tables.staff.c.bound_at.is_not(None)
    return frozenset(store.db.scalars(select(tables.staff.c.person_id).where(found)))


def staff_member(store: Store, who: int) -> StaffMember | None:
    """The staff record of a person, if there is one that is bound and not removed."""
    found = (
        (tables.staff.c.person_id == who) & tables.staff.c.removed_at.is_(None) & tables.staff.c.bound_at.is_not(None)
    )
    r = store.db.execute(select(tables.staff).where(found)).first()
    return None if r is None else StaffMember(r.person_id, Role(r.role), r.unit, r.name)


def worked_as(store: Store, who: int) -> Role | None:
    """What somebody is or was among the staff, invited, bound or removed; None for anybody else."""
    role = store.db.scalar(select(tables.staff.c.role).where(tables.staff.c.person_id == who))
    return None if role is None else Role(role)


def invite_staff(store: Store, member: StaffMember, now: datetime) -> None:
    """Write down somebody who was invited to work here."""
    values = {"person_id": member.person, "role": member.role.value, "unit": member.unit, "name": member.name}
    store.db.execute(insert(tables.staff).values(**values, invited_at=now))


def bind_staff(store: Store, who: int, now: datetime) -> None:
    """The invited member opened the link."""
    store.db.execute(update(tables.staff).where(tables.staff.c.person_id == who).values(bound_at=now))


def remove_staff(store: Store, who: int, now: datetime) -> None:
    """This member can do nothing any more."""
    store.db.execute(update(tables.staff).where(tables.staff.c.person_id == who).values(removed_at=now))
