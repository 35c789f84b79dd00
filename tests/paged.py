"""A world whose office has a page: what goes there waits until somebody fetches it, and what rings waits as well."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select

from handlers.desk import Desk
from handlers.ringing import ring_some
from mediation.case import Attestation, Binding, BindingState, Case
from mediation.commitment_letter import Consent, ConsentKind
from storage import cases, documents, inbox, outbox, people
from storage.database import Database
from storage.outbox import NOTICE, Letter
from storage.schema.messages import outbox as rows
from storage.schema.people import addresses
from storage.sealing import Sealer
from storage.store import Store
from tests.fresh import migrated, quick_folder
from tests.heard import Heard, Somebody
from tests.world import KEY, PROFILE, World, read

PAGE = "https://xintiao.example.cn"
NUMBER = "K7M2QX"
"""The sample case."""
REMINDED = "performance_reminded.subject"


class Paged(World):
    """The world with a page; only Telegram delivers by itself."""

    def __init__(self, database: Database, texts: bool = True) -> None:
        super().__init__(database)
        self.office = replace(self.office, page=PAGE, texts=texts, read={**self.office.read, "web": read})
        self.desk = Desk(self.office)

    def _deliver(self, store: Store) -> None:
        clock = self.now.astimezone(PROFILE.zone).time()
        place = ("telegram", "bot")
        while letters := outbox.take(store, self.now, 64, not PROFILE.quiet_hours.cover(clock), place):
            for letter in letters:
                secrets = outbox.opened_secrets(store, letter.id)
                outbox.sent(store, letter.id, f"m{letter.id}", self.now)
                buttons = [[(key, label) for key, label, _ in line] for line in letter.buttons]
                heard = Heard(letter.id, letter.template, letter.text, buttons, letter.document, secrets)
                self.everybody.setdefault(letter.chat, Somebody(letter.chat, "?")).letters.append(heard)

    async def texts(self, possible: bool) -> None:
        """From now on text messages can be sent, or not."""
        self.office = replace(self.office, texts=possible)
        self.desk = Desk(self.office)

    async def on_the_page(self, case: str, key: str, name: str) -> int:
        """Somebody who has nothing but the page is attested for a party; returns their row id."""

        def work(store: Store) -> int:
            person = people.new_person(store, name, "zh", self.now).id
            people.page_of(store, person, self.now)
            tied(store, self, case, key, person)
            return person

        return await self.run(work)

    async def telegram(self, person: int, carries: str = people.WITHHELD) -> Somebody:
        """The person can be reached by Telegram, too."""
        somebody = self.person("李晓梅")
        place = (person, "telegram", "bot", somebody.chat, self.now, carries)
        await self.run(lambda store: people.new_address(store, *place))
        return somebody

    async def writes(self, person: int, case: str | None = "K7M2QX", party: str | None = "2", **fields: Any) -> int:
        """A letter with content is written to somebody's page."""
        letter = Letter(
            **{"template": REMINDED, "text": "还有7天", "urgency": NOTICE, **fields}, case=case, party=party
        )
        return await self.run(
            lambda store: outbox.put(store, people.page_of(store, person, self.now), letter, self.now)
        )

    async def fetches(self, person: int) -> list[Row[Any]]:
        """Somebody opens their page: everything that waited there is fetched."""

        def work(store: Store) -> list[Row[Any]]:
            waiting = select(rows).join(addresses).where(addresses.c.door == "web", addresses.c.person_id == person)
            found = list(store.db.execute(waiting.where(rows.c.state == "waiting").order_by(rows.c.id)))
            for row in found:
                outbox.sent(store, row.id, None, self.now)
            return found

        return await self.run(work)

    async def browses(self, chat: str, **ask: Any) -> list[str]:
        """Something is said from a browser; the templates of the letters that it is shown then."""

        def work(store: Store) -> list[str]:
            mine = (addresses.c.ref == chat) & (rows.c.state == "waiting")
            found = list(store.db.execute(select(rows).join(addresses).where(mine).order_by(rows.c.id)))
            for row in found:
                outbox.sent(store, row.id, None, self.now)
            return [row.template for row in found]

        raw, number = json.dumps({"sender": "", "language": "zh", **ask}), str(next(self._numbers))
        await self.run(lambda store: inbox.receive(store, "web", "office", number, chat, raw, self.now))
        await self.settle()
        return await self.run(work)

    async def rings(self, after: timedelta = timedelta(minutes=3)) -> int:
        """Time passes, and who has to be rung is rung; returns how many bells were."""
        await self.passes(after)
        rung = await self.run(lambda store: ring_some(store, self.office, self.now))
        assert await self.run(lambda store: ring_some(store, self.office, self.now)) == 0  # it comes to rest
        await self.settle()
        return rung

    async def written(self, door: str) -> list[Row[Any]]:
        """Every letter to addresses of a door, with `ref`, the chat there, and `person`, whose it is."""
        columns = select(rows, addresses.c.ref, addresses.c.person_id.label("person")).join_from(rows, addresses)
        there = columns.where(addresses.c.door == door).order_by(rows.c.id)
        return await self.run(lambda store: list(store.db.execute(there)))

    async def secrets(self, row: int) -> dict[str, str]:
        """What the placeholders of a letter stand for."""
        return await self.run(lambda store: outbox.opened_secrets(store, row))


def tied(store: Store, world: World, number: str, key: str, person: int) -> Case:
    """Attested for a party, and agreed to be processed here; not to the messenger."""
    case = cases.load(store, number)
    assert case is not None
    shown = documents.keep_text(store, "样本：请您决定。", world.now)
    bound = Binding(BindingState.ATTESTED, person, 0, case.mediator, Attestation.PRESENT, world.now)
    agreed = (Consent(ConsentKind.PROCESSING, True, shown, world.now),)
    return cases.save(store, case.with_party(replace(case.party(key), binding=bound, consents=agreed)), world.now)


@asynccontextmanager
async def paged_world() -> AsyncIterator[Paged]:
    """An office with a page, text messages and an empty database."""
    with quick_folder() as folder:
        path = folder / "paged.db"
        path.write_bytes(migrated())
        database = await Database.open(path, Sealer(KEY))
        try:
            yield Paged(database)
        finally:
            await database.close()
