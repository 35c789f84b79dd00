"""What must hold after every step, whatever anybody did: answers, secrets, keys, proofs, and a clean log."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Row, Table, func, select

from handlers.ask import AskKind
from mediation.case import Case
from mediation.staff import StaffMember
from messages.length import units
from storage import cases, people
from storage.schema.cases import cases as cases_table
from storage.schema.cases import reminders
from storage.schema.journal import journal
from storage.schema.messages import inbox, outbox
from storage.schema.office import faults
from storage.schema.people import invitations, persons
from storage.schema.people import staff as staff_table
from storage.store import Store
from storage.verifying import verify
from tests.anything.proof import newly_confirmed, prove
from tests.anything.secrecy import Secrets, knowing, plain
from tests.botapi.markup import parse_html
from tests.world import World

_ASKS_NOTHING = {AskKind.NOTHING, AskKind.LOST, AskKind.UNSENDABLE}
_SAID = {"text", "file"}
_WITH_SECRETS = {"party_phone", "invitation", "staff_link"}
_OF_THE_CHAT = {"message_masked", "party_reachable"}
"""Events that any message may bring about, whatever it says."""
_SERIAL = re.compile(r"〔\d+〕$")
"""What makes words different from all others (tests.anything.typed)."""


class Watch:
    """Looks at what is new since it last looked, and fails where something must not be so."""

    def __init__(self, world: World, secrets: Secrets, known: Mapping[str, Case]) -> None:
        self.world, self.secrets, self.cases = world, secrets, dict(known)
        self.confirmed: list[str] = []
        self.templates: Counter[str] = Counter()
        self._staff: dict[int, StaffMember] = {}
        self._seen: dict[str, int] = {}
        self._keys: set[str] = set()
        self._private: dict[str, tuple[str, str]] = {}

    async def begin(self) -> None:
        """What is there now is not looked at."""
        await self.world.run(self._remember)

    def look(self, store: Store) -> None:
        """Look at everything that is new."""
        assert (found := list(store.db.scalars(select(faults.c.what)))) == [], found[-1]
        said, told, lines = (self._new(store, table) for table in (inbox, outbox, journal))
        if said or told or lines:
            self._look(store, said, told, lines)
            self._remember(store)

    async def end(self) -> None:
        """What must hold of the whole."""
        await self.world.run(_fits)

    def nothing_rests(self, file: Path) -> None:
        """No person's number stands in the closed database file, in whatever table; an entity's is public."""
        content = file.read_bytes().decode(errors="replace")
        found = [number for number in self.secrets.numbers_in(content) if number not in self.secrets.public]
        assert not found, f"{found} rest in the database"

    async def state(self) -> object:
        """Everything that a press can change, besides dialogues and the log itself."""
        return await self.world.run(_state)

    def _remember(self, store: Store) -> None:
        self._seen = {
            table.name: store.db.scalar(select(func.max(table.c.id))) or 0 for table in (inbox, outbox, journal)
        }
        self._staff = {one.person: one for one in people.staff(store)}

    def _look(self, store: Store, said: list[Row[Any]], told: list[Row[Any]], lines: list[Row[Any]]) -> None:
        before = dict(self.cases)
        self._load_changed(store)
        _answered(said, told)
        self._changed_once(said, lines)
        self._private |= {words: part for line in lines for words, part in _told_in_private(line, self.cases)}
        for where, words in [(f"inbox {row.id}", row.raw) for row in said] + [(row.event, row.body) for row in lines]:
            assert not self.secrets.numbers_in(words), f"a number rests in {where}: {words}"
        staff = {**self._staff, **{one.person: one for one in people.staff(store)}}
        for row in told:
            if row.kind in _SAID:
                self._letter(store, row, before, staff)
        self._proven(store, before)

    def _new(self, store: Store, table: Table) -> list[Row[Any]]:
        return list(store.db.execute(select(table).where(table.c.id > self._seen[table.name]).order_by(table.c.id)))

    def _load_changed(self, store: Store) -> None:
        for number, version in store.db.execute(select(cases_table.c.number, cases_table.c.version)):
            if number not in self.cases or self.cases[number].version != version:
                found = cases.load(store, number)
                assert found is not None
                self.cases[number] = found
                self.secrets.knows(found)

    def _changed_once(self, said: list[Row[Any]], lines: list[Row[Any]]) -> None:
        """A key that has changed something never does so again."""
        causes = {line.cause for line in lines if line.event not in _OF_THE_CHAT}
        for row in said:
            if row.kind == AskKind.PRESS and row.id in causes:
                key = json.loads(row.raw)["text"]
                assert key not in self._keys, f"{key} changed something twice"
                self._keys.add(key)

    def _letter(self, store: Store, row: Row[Any], before: dict[str, Case], staff: dict[int, StaffMember]) -> None:
        self.templates[row.template] += 1
        where = f"{row.template} to {row.person_id}: {row.text}"
        assert parse_html(row.text).text.strip() or row.kind == "file", where
        assert units(row.text) <= (1024 if row.kind == "file" else 4096), where
        words = plain(row.text, [label for line in json.loads(row.buttons) for _, label, _ in line])
        assert not (found := self.secrets.digits_in(words)), f"{found} in {where}"
        known = knowing(row.person_id, [*before.values(), *self.cases.values()], staff)
        chat = people.address(store, row.address_id).ref
        told = self.secrets.foreign_marks(chat, words, known, row.person_id in staff)
        assert not told, f"{told} in {where}"
        if row.person_id not in staff:
            self._crosses_nothing(row, words, before)
        if row.template in _WITH_SECRETS:
            assert row.person_id in staff, where
            assert row.case_number is None or self.cases[row.case_number].mediator == row.person_id, where

    def _crosses_nothing(self, row: Row[Any], words: str, before: dict[str, Case]) -> None:
        """What one side asked, and what it was answered, is read by nobody of the other."""
        for private, (number, key) in self._private.items():
            if private in words:
                bound = [case.party(key).binding.person for case in (before[number], self.cases[number])]
                assert row.person_id in bound, f"{private} of {number}/{key} to {row.person_id}"

    def _proven(self, store: Store, before: dict[str, Case]) -> None:
        for number, case in self.cases.items():
            if case is before.get(number):
                continue
            for key in newly_confirmed(before.get(number), case):
                prove(store, self.world.office, before[number], case, key)
                self.confirmed.append(f"{number}/{key}")


def _told_in_private(line: Row[Any], cases: Mapping[str, Case]) -> Iterator[tuple[str, tuple[str, str]]]:
    if line.event == "statement_made":
        said = cases[line.case_number].breach(json.loads(line.body)["breach"]).statements[-1].words
        if _SERIAL.search(said):
            yield said, (line.case_number, json.loads(line.body)["party"])
    if line.event in ("question_asked", "question_answered"):
        said = json.loads(line.body)
        if _SERIAL.search(said["words"]):
            yield said["words"], (line.case_number, said["party"])


def _answered(said: list[Row[Any]], told: list[Row[Any]]) -> None:
    answered = {(row.cause, row.address_id) for row in told if row.kind in _SAID}
    for row in said:
        assert row.state == "handled", (row.state, row.raw[:300])
        if AskKind(row.kind) not in _ASKS_NOTHING:
            assert (row.id, row.address_id) in answered, f"no answer to {row.raw[:300]}"


def _fits(store: Store) -> None:
    assert (found := verify(store)).broken is None, found
    keys = [reminders.c.case_number, reminders.c.subject, reminders.c.kind, reminders.c.step, reminders.c.due]
    assert not store.db.execute(select(*keys).group_by(*keys).having(func.count() > 1)).all()


def _state(store: Store) -> object:
    columns = (
        (cases_table.c.number, cases_table.c.version),
        (persons.c.id, persons.c.language),
        (staff_table.c.person_id, staff_table.c.bound_at, staff_table.c.removed_at),
        (invitations.c.token_hash, invitations.c.ended, invitations.c.opened_by),
        (reminders.c.id, reminders.c.state),
    )
    there = [store.db.execute(select(*some).order_by(*some)).all() for some in columns]
    lines = store.db.scalar(select(func.count()).where(journal.c.event.not_in(_OF_THE_CHAT)))
    waiting = store.db.scalars(select(inbox.c.id).where(inbox.c.queue.is_not(None))).all()
    return there, lines, waiting
