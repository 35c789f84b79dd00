"""Writes down what became of letters, in the transaction that is given; what a door says is kept, nothing is sent."""

import json
from datetime import datetime, timedelta

from bot.backoff import backoff
from bot.outcome import Later, Moved, Offline, Outcome, Sent, Unknown, Unreachable, Unsendable
from handlers.ask import DELIVERY
from storage import attempts, inbox, outbox, people
from storage.outbox import Outgoing
from storage.store import Store

MOST_UNKNOWN = 900.0
"""Seconds at most between repeats of a letter that may have arrived each time; it never gives up."""


def settle(store: Store, letter: Outgoing, outcome: Outcome, now: datetime) -> bool:
    """Write one outcome; returns whether the desk has to hear of it."""
    match outcome:
        case Sent(ref):
            outbox.sent(store, letter.id, ref, now)
        case Later(seconds, error):
            attempts.later(store, letter.id, now + timedelta(seconds=seconds), error)
        case Offline(error):
            attempts.later(store, letter.id, now + timedelta(seconds=backoff(letter.tries)), error)
        case Unknown(error):
            attempts.unknown(store, letter.id, now + timedelta(seconds=backoff(letter.tries, MOST_UNKNOWN)), error)
        case Moved(chat):
            attempts.later(store, letter.id, None, f"the chat is now {chat}")
            attempts.move_chat(store, letter.address, chat)
        case Unreachable(why):
            attempts.ended(store, letter.id, "unreachable", why)
            people.set_reachable(store, letter.address, reachable=False, why=why, now=now)
            _tell_desk(store, "unreachable", letter, why, now)
        case Unsendable(why):
            attempts.ended(store, letter.id, "unsendable", why)
            _tell_desk(store, "unsendable", letter, why, now)
    return isinstance(outcome, Unreachable | Unsendable)


def _tell_desk(store: Store, what: str, letter: Outgoing, why: str, now: datetime) -> None:
    """A row of the inbox, like everything that comes in; a repeat changes nothing."""
    raw = json.dumps({what: letter.id, "address": letter.address, "why": why}, ensure_ascii=False)
    inbox.receive(store, DELIVERY, letter.site, f"{what}:{letter.id}", letter.chat, raw, now)
