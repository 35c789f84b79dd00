"""What must hold after a simulation, read from the ledger, the journal and the outbox alone."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from mediation.reminder import ASKED, DUE, EXPECTED
from storage.schema.cases import reminders
from storage.schema.journal import journal
from storage.schema.messages import outbox
from storage.schema.office import faults
from storage.store import Store
from tests.world import PROFILE

TOLD = (DUE, EXPECTED, ASKED)
ENDS = {"obligation_performed", "obligation_waived"}
NOT_THE_OBLIGORS_TURN = {"performance_claimed", "receipt_confirmed", "waiver_said", "performance_contradicted"}
BACK = {"receipt_undone", "part_performed"}


@dataclass(frozen=True)
class Figures:
    """What happened: reminders by kind, state and reason; letters by state; journal entries by event."""

    ledger: Counter[tuple[str, str, str]]
    letters: Counter[str]
    events: Counter[str]


def prove(store: Store, now: datetime) -> Figures:
    """Raises AssertionError, naming the first row, unless everything that must hold holds."""
    assert (found := store.db.scalars(select(faults.c.what)).all()) == [], found[-1]
    _everything_due_has_ended(store, now)
    _nothing_in_quiet_hours(store)
    _once_a_day(store)
    _none_after_performance(store)
    _told_means_written(store)
    rows = store.db.execute(select(reminders.c.kind, reminders.c.state, reminders.c.why))
    return Figures(
        Counter((row.kind, row.state, row.why or "") for row in rows),
        Counter(store.db.scalars(select(outbox.c.state))),
        Counter(store.db.scalars(select(journal.c.event))),
    )


def _everything_due_has_ended(store: Store, now: datetime) -> None:
    """Sent, or skipped with a reason; what is planned still lies ahead (or waits for the morning)."""
    for row in store.db.execute(select(reminders)):
        assert row.state in ("planned", "sent", "skipped"), row
        assert (row.state == "skipped") is (row.why is not None), row
        assert row.state != "planned" or row.due_at > now or _quiet(now), row


def _nothing_in_quiet_hours(store: Store) -> None:
    for row in store.db.execute(select(reminders).where(reminders.c.state == "sent")):
        assert not _quiet(row.ended_at), row
    written = select(outbox.c.id, outbox.c.sent_at).join(reminders, reminders.c.letter_id == outbox.c.id)
    for letter, sent_at in store.db.execute(written):
        assert sent_at is None or not _quiet(sent_at), letter


def _once_a_day(store: Store) -> None:
    """Nobody is reminded twice on one day of one obligation by time alone."""
    seen: set[tuple[str, str, str, date]] = set()
    for _, case, at, body in _entries(store, {"performance_reminded", "performance_expected", "receipt_asked"}):
        for obligation in body["obligations"]:
            key = (case, body["party"], obligation, at.astimezone(PROFILE.zone).date())
            assert key not in seen, key
            seen.add(key)


def _none_after_performance(store: Store) -> None:
    """Between a claim or a receipt and its end nobody is reminded, and after performance nobody ever."""
    waiting: set[tuple[str, str]] = set()
    ended: set[tuple[str, str]] = set()
    reminding = {"performance_reminded", "performance_expected", "receipt_asked"}
    for event, case, _, body in _entries(store, None):
        if event in reminding:
            for obligation in body["obligations"]:
                assert (case, obligation) not in ended | waiting, (event, case, obligation)
        key = (case, str(body.get("obligation")))
        if event in ENDS:
            ended.add(key)
        elif event in NOT_THE_OBLIGORS_TURN:
            waiting.add(key)
        elif event in BACK or (event == "contradiction_decided" and not body["performed"]):
            waiting.discard(key)


def _told_means_written(store: Store) -> None:
    told = select(reminders, outbox.c.state.label("letter")).join(outbox, outbox.c.id == reminders.c.letter_id)
    letters = {row.id: row.letter for row in store.db.execute(told)}
    for row in store.db.execute(select(reminders).where(reminders.c.state == "sent", reminders.c.kind.in_(TOLD))):
        assert letters.get(row.id) in ("sent", "unreachable", "waiting"), row


def _entries(store: Store, events: set[str] | None) -> Iterator[tuple[str, str, datetime, dict[str, Any]]]:
    rows = select(journal).where(journal.c.case_number.is_not(None)).order_by(journal.c.id)
    for row in store.db.execute(rows if events is None else rows.where(journal.c.event.in_(events))):
        yield row.event, row.case_number, row.at, json.loads(row.body)


def _quiet(at: datetime) -> bool:
    return PROFILE.quiet_hours.cover(at.astimezone(PROFILE.zone).time())
