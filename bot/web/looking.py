"""Reads what a page shows, in one turn: the rows, the secrets that may still be shown, the labels of buttons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.web.hub import SHOWN_FOR
from handlers.ask import Ask, AskKind
from handlers.turn import Office
from mediation.actor import Role
from storage import outbox, page, people, presses
from storage.inbox import Incoming
from storage.page import Cut, Rows, Went
from storage.sealing import SealBroken
from storage.store import Store

SIZE = 60
"""So many lines stand on a page; the ones before are on earlier pages."""


@dataclass(frozen=True)
class Seen:
    """What was found: `asks` by row of the inbox (those that can be read), `labels` by key of a button."""

    rows: Rows
    role: Role
    at: datetime
    asks: Mapping[int, Ask]
    labels: Mapping[str, str]
    secrets: Mapping[int, Mapping[str, str]] = field(repr=False)

    @property
    def unfetched(self) -> list[int]:
        """The letters that no browser had fetched yet."""
        return [row.id for row in self.rows.rows if isinstance(row, Went) and row.unfetched]


def look(store: Store, office: Office, person: int, now: datetime, before: Cut | None = None) -> Seen:
    """A page of a person's conversation as it stands now."""
    rows = page.rows(store, person, SIZE, before)
    came = [row.incoming for row in rows.rows if not isinstance(row, Went)]
    asks = {one.id: ask for one in (*came, *(pressed for _, pressed in rows.pressed)) if (ask := _ask(office, one))}
    letters = [row for row in rows.rows if isinstance(row, Went)]
    labels = {key.key: key.label for letter in letters for line in letter.buttons for key in line}
    for ask in asks.values():
        if ask.kind is AskKind.PRESS and ask.text not in labels:
            labels[ask.text] = presses.label(store, ask.text) or ""
    staff = people.staff_member(store, person)
    return Seen(
        rows=rows,
        role=staff.role if staff else Role.PARTY,
        at=now,
        asks=asks,
        labels=labels,
        secrets={letter.id: opened(store, letter, now) for letter in letters},
    )


def opened(store: Store, letter: Went, now: datetime) -> Mapping[str, str]:
    """What a letter's placeholders stand for, as long as that may be shown."""
    shown_at = letter.sent_at
    if not letter.sealed or (shown_at is not None and now - shown_at >= SHOWN_FOR):
        return {}
    try:
        return outbox.opened_secrets(store, letter.id)
    except SealBroken:
        return {}


def _ask(office: Office, row: Incoming) -> Ask | None:
    """What a row asks, read by its door again; None for what cannot be read, which the desk has set aside."""
    try:
        return office.read[row.door](row)
    except Exception:  # whatever made the row unreadable must not hide the rest of the page
        return None
