"""A small world for tests: the real database and the real desk, people who say and press, and days that pass.

    world.says(li, "/new"); world.presses(li, "借贷"); world.heard(li); world.days_pass(3)

Everything goes the way of a real turn: a row in the inbox, the desk, rows in the outbox. Only the door is a stand-in:
it reads a plain JSON form instead of Telegram's, and "delivers" by marking letters sent. Doors have tests/botapi.
"""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from bot.calendars import seed_calendar
from bot.profiles import load_profile
from handlers import delivered
from handlers.desk import Desk
from handlers.reminding import remind_some
from handlers.turn import Office
from mediation.actor import Role
from mediation.case import Case
from mediation.doors import OFFICE, WEB
from mediation.moments import at_local
from mediation.staff import StaffMember
from messages.words import Words
from storage import cases, documents, inbox, outbox, people
from storage.database import Database
from storage.schema.messages import inbox as inbox_table
from storage.schema.messages import outbox as outbox_table
from storage.schema.office import faults
from storage.sealing import Sealer
from storage.store import Store
from tests.fresh import migrated
from tests.heard import Heard, Somebody
from tests.plain_door import read

__all__ = ["Heard", "Somebody", "World", "open_world", "read"]

Result = TypeVar("Result")
KEY = bytes(range(32))
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # Monday 2 March 2026, 09:00 in China
PROFILE = load_profile("hegang")
CALENDAR = seed_calendar(2024, 2030)
WORDS = Words(PROFILE.zone)
UNIT = "230403"
PAGE = "https://xintiao.example.cn"


class World:
    """One office with an open database; `now` is where its clock stands, moved by `days_pass` and `passes` only."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = START
        link = "https://t.me/xintiao_test_bot?start="
        doors = {"telegram": read, "web": read, "delivery": delivered.read}
        self.office = Office(WORDS, PROFILE, CALENDAR, PROFILE.zone, link, "zh", doors)
        self.desk = Desk(self.office)
        self.everybody: dict[str, Somebody] = {}
        self.faults_expected = False
        self._numbers = count(1)

    # --- people -----------------------------------------------------------------------------------------------------

    def person(self, name: str, language: str = "zh-hans") -> Somebody:
        """Somebody new with a chat of their own."""
        somebody = Somebody(str(1000 + next(self._numbers)), name, language)
        self.everybody[somebody.chat] = somebody
        return somebody

    def browser(self, name: str, language: str = "zh-hans") -> Somebody:
        """Somebody new at the office's page; its address is not known before they say something."""
        somebody = self.person(name, language)
        somebody.door, somebody.site = WEB, OFFICE
        return somebody

    def opens_page(self, telegram_content: bool = True) -> None:
        """From now on the office has a page of its own; Telegram may carry content or only that there is a message."""
        self.office = replace(self.office, page=PAGE, telegram_content=telegram_content)
        self.desk = Desk(self.office)

    async def staff(self, name: str, role: Role, unit: str = UNIT, language: str = "zh-hans") -> Somebody:
        """A bound member of staff."""
        somebody = self.person(name, language)

        def work(store: Store) -> None:
            spoken = "en" if language == "en" else "zh"
            person = people.new_person(store, name, spoken, self.now)
            people.new_address(store, person.id, "telegram", "bot", somebody.chat, self.now)
            people.invite_staff(store, StaffMember(person.id, role, unit, name), self.now)
            people.bind_staff(store, person.id, self.now)

        await self.run(work)
        return somebody

    # --- what people do ---------------------------------------------------------------------------------------------

    async def says(self, who: Somebody, words: str) -> Heard:
        """Type words (or /command argument); returns the newest letter they got for it."""
        if words.startswith("/"):
            command, _, argument = words[1:].partition(" ")
            return _answer(await self.asks(who, kind="command", command=command, argument=argument, text=words))
        return _answer(await self.asks(who, kind="text", text=words))

    async def presses(self, who: Somebody, label: str) -> Heard:
        """Press the newest button with this label."""
        letter = next((one for one in reversed(who.letters) if label in one.labels), None)
        assert letter is not None, (
            f"{who.name} sees no button {label!r}; last: {who.letters[-1] if who.letters else None}"
        )
        return _answer(await self.asks(who, kind="press", text=letter.key(label)))

    async def sends(self, who: Somebody, content: bytes, name: str = "scan.jpg", mime: str = "image/jpeg") -> Heard:
        """Send a file, which the door fetches if a handler wants it."""
        sent = {"ref": name, "name": name, "mime": mime, "size": len(content)}
        before = len(who.letters)
        await self.comes_in(who, {"kind": "file", "file": sent})
        await self.settle()
        for wanted in await self.run(inbox.wanted_files):

            def keep(store: Store, row: int = wanted.row) -> None:
                kept = documents.keep(store, name, mime, content, self.now)
                inbox.fetched(store, row, kept, None)

            await self.run(keep)
        await self.settle()
        return _answer(who.letters[-1] if len(who.letters) > before else None)

    async def asks(self, who: Somebody, **ask: Any) -> Heard | None:
        """Any ask, by its fields; returns the newest letter they got for it, None if it stayed unanswered."""
        before = len(who.letters)
        await self.comes_in(who, ask)
        await self.settle()
        return who.letters[-1] if len(who.letters) > before else None

    async def comes_in(self, who: Somebody, ask: dict[str, Any]) -> None:
        """Something is stored, and nobody has looked at it yet."""
        number = next(self._numbers)
        raw = json.dumps(
            {"sender": who.name, "language": who.language, "message": str(number), **ask}, ensure_ascii=False
        )
        await self.run(lambda store: inbox.receive(store, who.door, who.site, str(number), who.chat, raw, self.now))

    # --- what happens by itself -------------------------------------------------------------------------------------

    async def settle(self) -> None:
        """Let the desk and the delivery work until nothing is left; quiet hours hold notices."""
        while await self.run(self._handle_some):
            pass
        await self.run(self._deliver)
        if not self.faults_expected:
            assert (found := await self.faults()) == [], found[-1]

    def works(self, store: Store) -> None:
        """The same in an open transaction, without looking at faults."""
        while self._handle_some(store):
            pass
        self._deliver(store)

    def _handle_some(self, store: Store) -> int:
        return self.desk.handle(store, inbox.take(store, self.now), self.now)

    def _deliver(self, store: Store) -> None:
        clock = self.now.astimezone(PROFILE.zone).time()
        while letters := outbox.take(store, self.now, 64, notices=not PROFILE.quiet_hours.cover(clock)):
            for letter in letters:
                secrets = outbox.opened_secrets(store, letter.id)
                outbox.sent(store, letter.id, f"m{letter.id}", self.now)
                if letter.kind in ("text", "file"):
                    buttons = [[(key, label) for key, label, _ in line] for line in letter.buttons]
                    heard = Heard(letter.id, letter.template, letter.text, buttons, letter.document, secrets)
                    self.everybody.setdefault(letter.chat, Somebody(letter.chat, "?")).letters.append(heard)

    async def passes(self, delta: timedelta) -> None:
        """Time passes in one step; what fell due meanwhile happens then."""
        self.now += delta
        while await self.run(lambda store: remind_some(store, self.office, self.now)):
            pass
        await self.settle()

    async def days_pass(self, days: int, at: time = time(9, 30)) -> None:
        """Day after day passes, each looked at its local time `at`."""
        for _ in range(days):
            following = self.today + timedelta(days=1)
            await self.passes(at_local(following, at, PROFILE.zone) - self.now)

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.astimezone(PROFILE.zone).date()

    # --- looking ----------------------------------------------------------------------------------------------------

    async def run(self, work: Callable[[Store], Result]) -> Result:
        """Look into the database, or change it behind everybody's back."""
        return await self.database.run(work)

    async def case(self, number: str) -> Case:
        """A case as it is now."""
        found = await self.run(lambda store: cases.load(store, number))
        assert found is not None, number
        return found

    async def states(self) -> dict[str, int]:
        """How many inbox rows are in each state."""
        return await self._states(inbox_table)

    async def faults(self) -> list[str]:
        """The tracebacks of all faults kept; a test that wants some sets `faults_expected`."""
        return await self.run(lambda store: list(store.db.scalars(select(faults.c.what).order_by(faults.c.id))))

    async def letters_waiting(self) -> int:
        """How many letters are not delivered."""
        return (await self._states(outbox_table)).get("waiting", 0)

    async def _states(self, table: Any) -> dict[str, int]:
        def work(store: Store) -> dict[str, int]:
            found: dict[str, int] = {}
            for state in store.db.scalars(select(table.c.state)):
                found[state] = found.get(state, 0) + 1
            return found

        return await self.run(work)


def _answer(heard: Heard | None) -> Heard:
    assert heard is not None, "no answer came"
    return heard


@asynccontextmanager
async def open_world(folder: Path, content: bytes | None = None) -> AsyncIterator[World]:
    """A world whose database is a file in `folder`: empty, or a copy of another one's."""
    path = folder / "world.db"
    path.write_bytes(migrated() if content is None else content)
    database = await Database.open(path, Sealer(KEY))
    world = World(database)
    try:
        yield world
    finally:
        await world.database.close()
