"""Reads what the delivery found out about a letter into an Ask: nobody is there, or the door will never take it."""

import json

from handlers.ask import Ask, AskKind, Unreadable
from storage.inbox import Incoming


def read(incoming: Incoming) -> Ask:
    """What the delivery's row says: {"unreachable" or "unsendable": outbox row, "address": row, "why": words}.

    Raises Unreadable.
    """
    try:
        raw = json.loads(incoming.raw)
        kind = AskKind.LOST if "unreachable" in raw else AskKind.UNSENDABLE
        letter = raw["unreachable"] if kind is AskKind.LOST else raw["unsendable"]
        return Ask(kind, text=str(raw["why"]), address=int(raw["address"]), letter=int(letter))
    except (ValueError, KeyError, TypeError) as fault:
        raise Unreadable(type(fault).__name__) from fault
