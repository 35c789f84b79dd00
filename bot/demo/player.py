"""Plays people at the web door while an office is seeded: what they type and press are rows like anybody's."""

import json
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from bot.demo.ahead import next_stop
from bot.web.reading import file_raw, press_raw, words_raw
from handlers.desk import Desk
from handlers.reminding import remind_some
from handlers.turn import Office
from mediation.doors import OFFICE, WEB
from storage import documents, inbox, outbox, presses
from storage.schema.messages import outbox as letters
from storage.schema.people import addresses
from storage.store import Store

_TOKEN = re.compile(r"(?:/start |/i/|start=)([A-Za-z0-9_-]{22})")
_READING = timedelta(seconds=40)
"""About so long somebody looks at what came before they do something."""


class NotShown(Exception):
    """Somebody should press or open what no letter to them shows: the story does not fit the office any more."""


@dataclass
class Stage:
    """The office in one open transaction, and the time in it, which only moves forward.

    `afterwards` is what people do by themselves when something fell due.
    """

    store: Store
    office: Office
    now: datetime
    afterwards: Callable[[], None] = lambda: None
    desk: Desk = field(init=False)
    token: str = ""
    """That of the newest one-time link that a page showed, as one phone reads it from another's screen."""

    def __post_init__(self) -> None:
        self.desk = Desk(self.office)

    def until(self, moment: datetime) -> None:
        """Live on until then: what falls due happens in its order, each thing at its own moment."""
        while (stop := min(next_stop(self.store, self.office, self.now), moment)) < moment:
            self._at(stop)
        self._at(moment)

    def _at(self, moment: datetime) -> None:
        self.now = max(self.now, moment)
        while remind_some(self.store, self.office, self.now):
            pass
        self.settle()
        self.afterwards()

    def comes_in(self, chat: str, said: str, document: str | None = None) -> None:
        """Somebody's page sent something, `document` the hash of a file; what follows at once has happened then."""
        raw = json.dumps({**json.loads(said), "language": "zh"}, ensure_ascii=False)
        row = inbox.receive(self.store, WEB, OFFICE, secrets.token_urlsafe(12), chat, raw, self.now)
        if row is not None and document is not None:
            inbox.tell_apart(self.store, row, document=document)
        self.settle()
        self.now += _READING

    def settle(self) -> None:
        """Let the desk work until nothing waits; every open page has fetched what came."""
        while rows := inbox.take(self.store, self.now):
            self.desk.handle(self.store, rows, self.now)
        waiting = select(letters.c.id).join(addresses).where(letters.c.state == "waiting", addresses.c.door == WEB)
        for row in list(self.store.db.scalars(waiting.order_by(letters.c.id))):
            shown = " ".join(outbox.opened_secrets(self.store, row).values())
            self.token = next(iter(_TOKEN.findall(shown)), self.token)
            outbox.sent(self.store, row, None, self.now)


@dataclass
class Player:
    """One person's page: `chat` is the address that their letters come to."""

    stage: Stage
    name: str
    chat: str = field(default_factory=lambda: secrets.token_urlsafe(12))

    def opens(self, token: str) -> None:
        """Begin from a one-time link."""
        self.says(f"/start {token}")

    def says(self, words: str) -> None:
        """Type words, or a command with its argument."""
        self.stage.comes_in(self.chat, words_raw(words))

    def sends(self, name: str, picture: bytes) -> None:
        """Send a picture in PNG."""
        store, kind = self.stage.store, "image/png"
        kept = documents.keep(store, name, kind, picture, self.stage.now)
        self.stage.comes_in(self.chat, file_raw("", kept, name, kind, len(picture)), kept)

    def presses(self, *labels: str) -> None:
        """One after the other, press the button that holds these words in the newest letter that has one.

        Raises NotShown if there is none.
        """
        for words in labels:
            shown = next(self._buttons(words), None)
            if shown is None:
                raise NotShown(f"{self.name}: {words}, after {[one.template for one in self._newest(5)]}")
            self.stage.comes_in(self.chat, press_raw(*shown))

    def acknowledges(self) -> None:
        """Say of each of the newest letters that it was seen, where that is asked."""
        for key, label in list(self._buttons("我知道了", 3)):
            press = presses.find(self.stage.store, key)
            if press is not None and not press.spent:
                self.stage.comes_in(self.chat, press_raw(key, label))

    def newest(self) -> Row[Any]:
        """The newest letter that came."""
        return self._newest(1)[0]

    def _buttons(self, words: str, among: int = 30) -> Iterator[tuple[str, str]]:
        for letter in self._newest(among):
            for line in json.loads(letter.buttons):
                yield from ((key, label) for key, label, _ in line if words in label)

    def _newest(self, most: int) -> list[Row[Any]]:
        theirs = select(letters).join(addresses).where(addresses.c.door == WEB, addresses.c.ref == self.chat)
        theirs = theirs.where(letters.c.kind.in_([outbox.TEXT, outbox.FILE]))
        return list(self.stage.store.db.execute(theirs.order_by(letters.c.id.desc()).limit(most)))
