"""Stores raw updates before anything else is done with them; it reads no more of them than where they belong."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from bot.telegram.connecting import DOOR
from storage import inbox
from storage.database import Database
from storage.store import Store

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that Telegram is asked for."""


async def store_some(database: Database, site: str, updates: Sequence[object], now: datetime) -> int:
    """Store updates in one transaction, each once however often it comes; returns how many were new."""
    if not updates:
        return 0
    return await database.run(lambda store: sum(_store(store, site, update, now) for update in updates))


def _store(store: Store, site: str, update: object, now: datetime) -> bool:
    ref, chat = place_of(update)
    return inbox.receive(store, DOOR, site, ref, chat, _raw(update), now) is not None


def place_of(update: object) -> tuple[str, str | None]:
    """The update's own key and the chat it was said in, if that can be seen; never raises."""
    known = update if isinstance(update, Mapping) else {}
    number = known.get("update_id")
    ref = str(number) if _is_id(number) else sha256(_raw(update).encode()).hexdigest()
    for part in known.values():
        if isinstance(part, Mapping) and (chat := _chat(part)) is not None:
            return ref, chat
    return ref, None


def _chat(part: Mapping[str, object]) -> str | None:
    """The chat of a message, of a button's message, or of a change of membership; else the person's own."""
    message = part.get("message")
    for holder in (part, message if isinstance(message, Mapping) else {}):
        chat = holder.get("chat")
        if isinstance(chat, Mapping) and _is_id(chat.get("id")):
            return str(chat["id"])
    sender = part.get("from")
    return str(sender["id"]) if isinstance(sender, Mapping) and _is_id(sender.get("id")) else None


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _raw(update: object) -> str:
    """The update as JSON; half a character, which no database takes, stays escaped."""
    raw = json.dumps(update, ensure_ascii=False)
    try:
        raw.encode()
    except UnicodeEncodeError:
        return json.dumps(update)
    return raw
