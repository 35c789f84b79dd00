"""What goes out: a row before it is sent, in order per address, and afterwards the other half of the log."""

import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, func, insert, or_, select, update

from mediation.button import Button
from storage import chains, codec, people
from storage.schema.messages import outbox, presses
from storage.schema.people import addresses
from storage.store import Store

ANSWER, NOTICE = "answer", "notice"
TEXT, FILE, BUTTONS_OFF, DELETE = "text", "file", "buttons_off", "delete"
QR = "qr:"
"""A letter's document may be this with a placeholder: the door draws that secret, and the picture is kept nowhere."""

_SECRETS = "letter"
_OTHER = outbox.alias("other")
_PUT = insert(outbox).returning(outbox.c.id)


@dataclass(frozen=True)
class Letter:
    """A letter to be written: rendered words and buttons, for one address of one person.

    `kind` is text, file, buttons_off (target: an outbox id) or delete (target: the door's message id). `secrets` maps
    placeholders in the text to what they stand for. `document` is a kept file's hash, or "qr:" with a placeholder.
    `repeatable` letters are sent again when nobody knows whether they arrived.
    """

    template: str
    text: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    kind: str = TEXT
    urgency: str = ANSWER
    case: str | None = None
    case_version: int | None = None
    party: str | None = None
    document: str | None = None
    target: str | None = None
    secrets: Mapping[str, str] = field(default_factory=dict)
    repeatable: bool = True


@dataclass(frozen=True)
class Outgoing:
    """A row that is on its way: all that a door needs; `buttons` are rows of (key, label, style).

    `address` is the row id of where it goes; `sealed`: its placeholders have to be opened; `tries` counts this one too.
    """

    id: int
    address: int
    door: str
    site: str
    chat: str
    template: str
    kind: str
    text: str
    buttons: list[list[tuple[str, str, str | None]]]
    document: str | None
    target: str | None
    repeatable: bool
    sealed: bool
    tries: int


def put(store: Store, to: people.Address, letter: Letter, now: datetime, cause: int | None = None) -> int:
    """Write a letter into the outbox with its buttons' keys, linked into its conversation; returns its row id."""
    keyed = [[(secrets.token_urlsafe(12), button) for button in row] for row in letter.buttons]
    drawn = letter.document if letter.document and letter.document.startswith(QR) else None
    values: dict[str, Any] = {
        "address_id": to.id,
        "person_id": to.person,
        "case_number": letter.case,
        "party": letter.party,
        "cause": cause,
        "template": letter.template,
        "kind": letter.kind,
        "urgency": letter.urgency,
        "text": letter.text,
        "buttons": json.dumps([[(key, b.label, b.style) for key, b in row] for row in keyed], ensure_ascii=False),
        # what will be drawn is no kept file, so it stands where only removals have something
        "document": None if drawn else letter.document,
        "target": drawn or letter.target,
        "created_at": now,
    }
    link = chains.append(store, chains.talk_chain(to.door, to.site, to.ref), body_hash(store, values))
    sealed = store.sealer.seal(_SECRETS, json.dumps(dict(letter.secrets))) if letter.secrets else None
    state = {"secrets": sealed, "repeatable": letter.repeatable, "state": "waiting", "tries": 0, "repeated": False}
    row = int(store.db.execute(_PUT, {**values, **state, **asdict(link)}).scalar_one())
    _put_presses(store, row, to.person, letter, keyed)
    return row


def body_hash(store: Store, values: Mapping[str, Any]) -> str:
    """The hash of what a letter says, to whom and when; it never changes, whatever becomes of the delivery."""
    names = ("person_id", "case_number", "template", "kind", "text", "buttons", "document", "target")
    return store.sealer.chain_hash(codec.canonical([values[name] for name in names]), values["created_at"].isoformat())


def _put_presses(store: Store, row: int, person: int, letter: Letter, keyed: list[list[tuple[str, Button]]]) -> None:
    flat = [pair for line in keyed for pair in line]
    about = {"outbox_id": row, "person_id": person, "case_number": letter.case, "party": letter.party}
    rows = [
        {
            **about,
            "key": key,
            "case_version": letter.case_version,
            "action": button.action,
            "args": json.dumps(button.args, ensure_ascii=False),
            "label": button.label,
            "place": place,
        }
        for place, (key, button) in enumerate(flat, 1)
    ]
    if rows:
        store.db.execute(insert(presses), rows)


def take(
    store: Store,
    now: datetime,
    limit: int,
    notices: bool,
    place: tuple[str, str] | None = None,
    held: Collection[str] = (),
) -> list[Outgoing]:
    """Mark the next letters as attempting and give them out: at most one per address, answers first.

    `notices` is false in quiet hours. `place` is the door and site they go out by, any if None; the chats in `held` get
    no new message now. An address with a letter under way, or whose next letter waits for another try, is passed over.
    """
    door, site = place or (None, None)
    given: dict[str, Any] = {"now": now, "door": door, "site": site, "held": list(held)}
    ids = list(store.db.scalars(_next(ANSWER, bool(place), bool(held)), {**given, "room": limit}))
    if notices and len(ids) < limit:
        room = limit - len(ids)
        ids += store.db.scalars(_next(NOTICE, bool(place), bool(held)), {**given, "room": room})
    if not ids:
        return []
    marked = {"state": "attempting", "attempted_at": now, "tries": outbox.c.tries + 1}
    store.db.execute(update(outbox).where(outbox.c.id.in_(ids)).values(**marked))
    rows = select(outbox, addresses.c.door, addresses.c.site, addresses.c.ref).join(addresses)
    return [_outgoing(row) for row in store.db.execute(rows.where(outbox.c.id.in_(ids)).order_by(outbox.c.id))]


@cache
def _next(urgency: str, at_place: bool, some_held: bool) -> Select[tuple[int]]:
    """The first letter of each address, oldest first; each condition is one look into an index.

    Built once: building it takes longer than asking it. It asks with `now`, `room`, `door`, `site` and `held`.
    """

    def none(*such: ColumnElement[bool]) -> ColumnElement[bool]:
        return ~exists().where(_OTHER.c.address_id == outbox.c.address_id, *such)

    waiting = _OTHER.c.state == "waiting"
    first = [
        none(waiting, _OTHER.c.urgency == urgency, _OTHER.c.id < outbox.c.id),
        none(_OTHER.c.state == "attempting"),
        none(waiting, _OTHER.c.not_before > bindparam("now")),
    ]
    if urgency == NOTICE:
        first.append(none(waiting, _OTHER.c.urgency == ANSWER))
    if some_held:
        messages = addresses.c.ref.not_in(bindparam("held", expanding=True))
        first.append(or_(outbox.c.kind.in_([BUTTONS_OFF, DELETE]), messages))
    if at_place:
        first += [addresses.c.door == bindparam("door"), addresses.c.site == bindparam("site")]
    ready = select(outbox.c.id).join(addresses).where(outbox.c.state == "waiting", outbox.c.urgency == urgency)
    return ready.where(*first).order_by(outbox.c.id).limit(bindparam("room"))


def at(place: tuple[str, str] | None) -> list[ColumnElement[bool]]:
    """That an address is of this door and site; any if None."""
    return [addresses.c.door == place[0], addresses.c.site == place[1]] if place else []


def sent(store: Store, row: int, ref: str | None, now: datetime) -> None:
    """The door says that it was sent; its secrets are wiped."""
    values = {"state": "sent", "sent_at": now, "sent_ref": ref, "secrets": None, "error": None}
    store.db.execute(update(outbox).where(outbox.c.id == row).values(**values))


def opened_secrets(store: Store, row: int) -> dict[str, str]:
    """What the placeholders of a letter stand for, opened only for sending; raises SealBroken."""
    sealed = store.db.scalar(select(outbox.c.secrets).where(outbox.c.id == row))
    return json.loads(store.sealer.open(_SECRETS, sealed)) if sealed else {}


def text_of(store: Store, row: int) -> str:
    """The exact words of a letter, as they were written."""
    return str(store.db.execute(select(outbox.c.text).where(outbox.c.id == row)).scalar_one())


def sent_ref(store: Store, row: int) -> str | None:
    """The door's own id of a letter that was sent."""
    return store.db.scalar(select(outbox.c.sent_ref).where(outbox.c.id == row))


def address(store: Store, row: int) -> people.Address:
    """Where a letter was written to."""
    return people.address(store, store.db.scalar(select(outbox.c.address_id).where(outbox.c.id == row)) or 0)


def newest(store: Store) -> int:
    """The row id of the newest letter, 0 before the first one."""
    return store.db.scalar(select(func.max(outbox.c.id))) or 0


def told_since(store: Store, row: int) -> int | None:
    """Of the letters with words written after that one, the last to the party whom it was about, or else the last."""
    later = (outbox.c.id > row) & outbox.c.kind.in_([TEXT, FILE])
    to_subject = outbox.c.template.endswith(".subject").desc()
    found = store.db.scalar(select(outbox.c.id).where(later).order_by(to_subject, outbox.c.id.desc()).limit(1))
    return None if found is None else int(found)


def written(store: Store, row: int) -> tuple[str, str | None]:
    """From which template a letter was written, and the number of the case it is about, if any."""
    found = store.db.execute(select(outbox.c.template, outbox.c.case_number).where(outbox.c.id == row)).one()
    return found.template, found.case_number


def _outgoing(row: Row[Any]) -> Outgoing:
    buttons = [[(key, label, style) for key, label, style in line] for line in json.loads(row.buttons)]
    return Outgoing(
        id=row.id,
        address=row.address_id,
        door=row.door,
        site=row.site,
        chat=row.ref,
        template=row.template,
        kind=row.kind,
        text=row.text,
        buttons=buttons,
        document=row.target if row.kind == FILE and row.document is None else row.document,
        target=row.target,
        repeatable=row.repeatable,
        sealed=row.secrets is not None,
        tries=row.tries,
    )
