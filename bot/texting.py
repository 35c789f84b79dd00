"""Hands text messages to the office's gateway: a link and no content; the number is looked up only as one leaves."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.delivery import Delivery
from bot.house import House
from bot.lease import Lease
from bot.outcome import Offline, Outcome, Sent, Unsendable
from bot.posting import PATIENCE, Answer, post
from mediation.doors import GATEWAY, TEXTS
from mediation.ringing import textable
from messages.markup import plain
from storage import attempts, cases, outbox, people
from storage.database import Database
from storage.outbox import Outgoing
from storage.sealing import SealBroken
from storage.store import Store

GIVEN_UP = timedelta(hours=4)
"""A text that nobody took for so long is not sent: somebody calls instead, while it is still of use."""


@dataclass(frozen=True)
class _Text:
    """A text as it leaves: the number, the words with their link, since when it waits; it never shows itself."""

    to: str = field(repr=False)
    words: str = field(repr=False)
    since: datetime

    def key(self, letter: int) -> str:
        """By what the gateway knows a repeat: the letter's number, and its words, as after a restored backup the same
        numbers come again."""
        return f"{letter}-{sha256(self.words.encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class Texting:
    """The gateway as a way out; `patience` is the seconds in which it must answer."""

    database: Database
    clock: Clock
    url: str
    secret: str = field(repr=False)
    patience: float = PATIENCE

    async def send(self, letter: Outgoing) -> Outcome:
        """Send one text message, once; a repeat has the same key, by which the gateway knows it."""
        try:
            text = await self.database.run(lambda store: _text(store, letter))
        except SealBroken:
            return Unsendable("its secrets do not open with this key")
        except SQLAlchemyError as error:
            return Offline(f"the database cannot be read: {type(error).__name__}")
        if text is None:
            return Unsendable("there is no mobile number of theirs")
        if letter.tries > 1 and self.clock.now() - text.since > GIVEN_UP:
            return Unsendable("the gateway took it at no try")
        return await self._post(text, text.key(letter.id))

    async def _post(self, text: _Text, key: str) -> Outcome:
        headers = {"Authorization": f"Bearer {self.secret}", "Idempotency-Key": key}
        answer = await post(self.url, headers, {"to": text.to, "text": text.words, "id": key}, self.patience)
        if not isinstance(answer, Answer):
            return answer
        return Sent(key) if answer.taken else Unsendable(f"the gateway answered {answer.status}")


def texting(house: House) -> Delivery:
    """What carries text messages to the gateway; the settings name one."""
    settings, office = house.settings, house.office
    if settings.sms_gateway_url is None or settings.sms_gateway_secret is None:
        raise ValueError("there is no gateway")
    gateway = Texting(house.database, house.clock, settings.sms_gateway_url, settings.sms_gateway_secret)
    return Delivery(
        house.database,
        house.clock,
        gateway.send,
        (TEXTS, GATEWAY),
        Lease(house.database, house.clock, f"delivery:{TEXTS}:{GATEWAY}"),
        lambda now: office.profile.quiet_hours.cover(now.astimezone(office.zone).time()),
        house.bells.desk.set,
    )


def _text(store: Store, letter: Outgoing) -> _Text | None:
    """None if the party has no mobile number any more, or somebody else reads for it now."""
    number, _, key = letter.chat.partition("/")
    case, person = cases.load(store, number), people.address(store, letter.address).person
    party = next((one for one in (case.parties if case else ()) if one.key == key), None)
    if party is None or party.phone is None or not textable(party, person):
        return None
    words = plain(letter.text)
    for placeholder, value in outbox.opened_secrets(store, letter.id).items():
        words = words.replace(placeholder, value)
    return _Text(party.phone.number, words, attempts.waits_since(store, letter.id))
