"""Plays a list of steps in a copy of the town, and has everything looked at after each of them."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from handlers.ask import DELIVERY
from handlers.desk import Desk
from storage import documents, inbox, people, presses
from storage.database import Database
from storage.schema.messages import presses as table
from storage.sealing import Sealer
from storage.store import Store
from tests.anything import acting, typed
from tests.anything.acting import STAYS, Said, Step
from tests.anything.numbers import Numbers
from tests.anything.secrecy import Secrets, marks
from tests.anything.town import Town
from tests.anything.watching import Watch
from tests.heard import Somebody
from tests.world import KEY, World

_HOURS = (0.2, 1, 5, 13, 24, 24 * 3, 24 * 8)
_KINDS = {"voice": "other", "block": "lost", "back": "back", "nothing": "nothing", "edit": "edit", "group": "group"}
"""Ways that are one kind of ask each."""
_ALOUD = {"words", "edit", "voice", "file"}
"""Ways of saying something that may be passed on to somebody."""
_GROUP = "-1001"


class Play:
    """One world on a copy of the town; `script` tells what was done, for whoever reads of a failure."""

    def __init__(self, world: World, town: Town, path: Path) -> None:
        self.world, self.town, self._path = world, town, path
        town.begin(world)
        self.script: list[str] = []
        self._focus: Sequence[int] = ()
        self._numbers = held = Numbers(town.cases.values())
        told = {number: marks(case) for number, case in town.cases.items()}
        mediators = {one.number: town.everybody[one.mediator].name for one in town.places}
        secrets = Secrets(held.known, held.forms, held.public, held.phones, told, mediators)
        self.watch = Watch(world, secrets, town.cases)

    async def play(self, focus: Sequence[int], lead: int, steps: Sequence[Step]) -> None:
        """All steps, and afterwards what must hold of the whole."""
        await self.watch.begin()
        cast = acting.cast_of(self.town, focus, lead)
        self._focus, who = focus, self.world.everybody[cast[0]]
        for step in steps:
            who = self.world.everybody[cast[step.who % len(cast)]] if step.who < STAYS else who
            await self._do(who, step)
        await self._settle()
        await self.watch.end()

    async def _do(self, who: Somebody, step: Step) -> None:
        match step.way:
            case "time":
                await self._wait(timedelta(hours=_HOURS[step.pick % len(_HOURS)]))
            case "restart":
                await self._restart()
            case "undelivered":
                await self._undelivered(who, step)
            case _:
                await self._say(who, step)

    async def _say(self, who: Somebody, step: Step) -> None:
        said = await self._said(who, step)
        if step.way == "group":
            who = self.world.everybody.setdefault(_GROUP, Somebody(_GROUP, who.name))
        self.script.append(f"{who.name} {who.chat} {step.way}: {json.dumps(said, ensure_ascii=False)[:200]}")
        self.watch.secrets.says(who.chat, str(said.get("text", "")), step.way in _ALOUD)
        void = await self._is_void(who, said)
        if void:
            await self._settle()
            void = await self._is_void(who, said)
        before = await self.watch.state() if void else None
        for _ in range(2 if step.way == "twice" else 1):
            await self.world.comes_in(who, dict(said))
        if void or not step.together:
            await self._settle()
        assert before is None or before == await self.watch.state(), f"a spent or foreign key did something: {said}"

    async def _said(self, who: Somebody, step: Step) -> Said:
        about = self._about(step)
        words = typed.filled(step.words, about)
        match step.way:
            case "follow" | "twice":
                return acting.follow(who, await self.world.run(lambda store: acting.sight(store, who)), step, about)
            case "label":
                return acting.label(await self.world.run(lambda store: acting.sight(store, who)), step)
            case "command":
                return acting.command(await self.world.run(lambda store: acting.sight(store, who)), step, about)
            case "old_button" | "foreign_button":
                mine = who if step.way == "old_button" else None
                return acting.press(await self.world.run(lambda store: self._key(store, mine, step)))
            case "confirm" | "consent":
                actions, instead = acting.PRESSES[step.way]
                keys = await self.world.run(lambda store: _living(store, who, actions.split()))
                return acting.press(keys[step.pick % len(keys)]) if keys else acting.says(instead)
            case "link":
                return acting.says("/start " + typed.filled(typed.TOKENS[step.pick % len(typed.TOKENS)], about))
            case "file":
                return acting.sends(typed.filled(typed.NAMES[step.pick % len(typed.NAMES)], about), words)
            case "contact":
                return {"kind": "contact", "own_contact": step.pick % 2 == 0}
            case "words":
                return acting.says(words)
        unread = step.way in ("block", "back", "group", "nothing")
        return {"kind": _KINDS[step.way], "text": "" if unread else words, "beside": {"caption": words}}

    def _key(self, store: Store, who: Somebody | None, step: Step) -> str:
        """A button somebody once saw, of anybody's if nobody is given; mostly one that is still to be had."""
        chats = [who] if who else list(self.world.everybody.values())
        seen = [key for one in chats for letter in one.letters for line in letter.buttons for key, _ in line]
        living = set(store.db.scalars(select(table.c.key).where(table.c.spent_at.is_(None))))
        keys = seen if step.odd else [key for key in seen if key in living] or seen
        return keys[-1 - (step.pick * 7919) % len(keys)] if keys else "never-was"

    def _about(self, step: Step) -> Mapping[str, str]:
        places = self.town.places
        place = places[step.pick % len(places) if step.odd else self._focus[step.pick % len(self._focus)]]
        tokens = self._tokens()
        name = self.town.cases[place.number].party("2").acting.name
        return {
            "number": place.number,
            "name": name,
            "token": tokens[-1 - step.pick % len(tokens)],
            "fresh": tokens[-1],
            "serial": str(len(self.script)),
            **self._numbers.one(step.pick),
        }

    def _tokens(self) -> list[str]:
        """Those of every link that was ever given, the newest last."""
        letters = sorted((one for who in self.world.everybody.values() for one in who.letters), key=lambda one: one.row)
        codes = [code for letter in letters for code in letter.secrets.values() if code.startswith("/start ")]
        return [code.removeprefix("/start ") for code in codes]

    async def _is_void(self, who: Somebody, said: Said) -> bool:
        """Whether it is a press on a key that was spent before, or is somebody else's, or nobody's.

        Not if it is a sign of life besides: the first one, or one after letters could not be delivered.
        """

        def work(store: Store) -> bool:
            found = presses.find(store, str(said["text"]))
            address = people.address_at(store, "telegram", "bot", who.chat)
            if address is None or not address.reachable:
                return False
            return found is None or found.spent or found.address != address.id

        return bool(said["kind"] == "press") and await self.world.run(work)

    # --- what happens by itself ---------------------------------------------------------------------------------------

    async def _settle(self) -> None:
        await self.world.run(self._settled)

    def _settled(self, store: Store) -> None:
        """Desk, doors and delivery work until nothing is left, and it is looked at: all in one hop, which is quick."""
        self.world.works(store)
        while self._fetch(store):
            self.world.works(store)
        self.watch.look(store)

    def _fetch(self, store: Store) -> bool:
        wanted = inbox.wanted_files(store)
        for one in wanted:
            content = typed.CONTENTS[one.row % len(typed.CONTENTS)]
            kept = documents.keep(store, "scan", "image/jpeg", content, self.world.now) if content else None
            inbox.fetched(store, one.row, kept, None if kept else "gone")
        return bool(wanted)

    async def _wait(self, hours: timedelta) -> None:
        self.script.append(f"{hours} pass")
        await self._settle()
        await self.world.passes(hours)
        await self._settle()

    async def _restart(self) -> None:
        """The process ends, with what nobody has looked at yet still waiting, and a new one begins."""
        self.script.append("restart")
        await self.world.database.close()
        self.world.database = await Database.open(self._path, Sealer(KEY))
        self.world.desk = Desk(self.world.office)

    async def _undelivered(self, who: Somebody, step: Step) -> None:
        """The delivery says that a letter reached nobody, or cannot be sent."""
        if not who.letters:
            return
        what, row = ("unreachable", "unsendable")[step.pick % 2], who.letters[-1 - step.pick % len(who.letters)].row
        self.script.append(f"{what}: {row} to {who.name}")

        def tell(store: Store) -> None:
            address = people.address_at(store, "telegram", "bot", who.chat)
            raw = json.dumps({what: row, "address": address.id if address else 0, "why": "chat not found"})
            inbox.receive(store, DELIVERY, "bot", f"{what}:{row}", who.chat, raw, self.world.now)

        await self.world.run(tell)
        await self._settle()


def _living(store: Store, who: Somebody, actions: Sequence[str]) -> Sequence[str]:
    """The keys of somebody's buttons for these actions that nobody has spent."""
    rows = [letter.row for letter in who.letters]
    there = select(table.c.key).where(table.c.outbox_id.in_(rows), table.c.action.in_(actions))
    return store.db.scalars(there.where(table.c.spent_at.is_(None)).order_by(table.c.outbox_id, table.c.place)).all()
