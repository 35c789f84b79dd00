"""One-time links: only the hash of a token is kept, and a dead link remembers why it is dead."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import insert, select, update

from storage.schema.people import invitations
from storage.store import Store


@dataclass(frozen=True)
class Invitation:
    """What a token stands for: a party of a case, a member of staff, or the way of a known `person` to another door.

    `checked`: whoever opens that way says the last six of the person's number first; `ended` is why it is dead, if so.
    """

    token_hash: str
    case_number: str | None
    party: str | None
    member: int | None
    person: int | None
    checked: bool
    expires_at: datetime
    opened_by: int | None
    ended: str | None


def new_token() -> str:
    """128 random bits, as Telegram's deep links and addresses of pages can carry them."""
    return secrets.token_urlsafe(16)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def for_party(store: Store, token: str, case: str, party: str, now: datetime, expires_at: datetime) -> None:
    """Keep a new link of a party's acting person; the older ones die."""
    older = (invitations.c.case_number == case) & (invitations.c.party == party) & invitations.c.ended.is_(None)
    store.db.execute(update(invitations).where(older).values(ended="replaced"))
    place = {"case_number": case, "party": party}
    store.db.execute(
        insert(invitations).values(token_hash=_hash(token), created_at=now, expires_at=expires_at, **place)
    )


def for_staff(store: Store, token: str, member: int, now: datetime, expires_at: datetime) -> None:
    """Keep a new link of an invited member of staff; the older ones die."""
    older = (invitations.c.member == member) & invitations.c.ended.is_(None)
    store.db.execute(update(invitations).where(older).values(ended="replaced"))
    values = {"token_hash": _hash(token), "member": member, "created_at": now, "expires_at": expires_at}
    store.db.execute(insert(invitations).values(**values))


def for_person(store: Store, token: str, person: int, now: datetime, expires_at: datetime, *, checked: bool) -> None:
    """Keep a known person's own way to another door; `checked` ones ask who opens them for the last six."""
    values = {"token_hash": _hash(token), "person_id": person, "checked": checked}
    store.db.execute(insert(invitations).values(**values, created_at=now, expires_at=expires_at))


def find(store: Store, token: str) -> Invitation | None:
    """The invitation of a token, dead or alive; None for a token that never was."""
    return of_hash(store, _hash(token))


def of_hash(store: Store, token_hash: str) -> Invitation | None:
    """The same by what is kept of the token."""
    r = store.db.execute(select(invitations).where(invitations.c.token_hash == token_hash)).first()
    if r is None:
        return None
    stands_for = (r.case_number, r.party, r.member, r.person_id, r.checked)
    return Invitation(r.token_hash, *stands_for, r.expires_at, r.opened_by, r.ended)


def open_by(store: Store, invitation: Invitation, who: int) -> None:
    """The first person who opens a link is the only one who can go on with it."""
    mine = invitations.c.token_hash == invitation.token_hash
    store.db.execute(update(invitations).where(mine).values(opened_by=who))


def end(store: Store, token_hash: str, why: str) -> None:
    """Kill a link: used, replaced or withdrawn."""
    store.db.execute(update(invitations).where(invitations.c.token_hash == token_hash).values(ended=why))


def end_of_member(store: Store, member: int, why: str) -> None:
    """Kill whatever living link an invited member of staff has."""
    living = (invitations.c.member == member) & invitations.c.ended.is_(None)
    store.db.execute(update(invitations).where(living).values(ended=why))


def end_of_party(store: Store, case: str, party: str, why: str) -> None:
    """Kill whatever living link a party has."""
    living = (invitations.c.case_number == case) & (invitations.c.party == party) & invitations.c.ended.is_(None)
    store.db.execute(update(invitations).where(living).values(ended=why))


def is_living(store: Store, case: str, party: str, now: datetime) -> bool:
    """Whether a party has a link that somebody could still open."""
    living = (invitations.c.case_number == case) & (invitations.c.party == party) & invitations.c.ended.is_(None)
    found = select(invitations.c.token_hash).where(living, invitations.c.expires_at > now)
    return store.db.scalar(found) is not None
