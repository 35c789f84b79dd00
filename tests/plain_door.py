"""The stand-in for every door in tests/world.py: what it stores is an Ask's fields as JSON."""

import json

from handlers.ask import Ask, AskKind, FileSent, Unreadable
from storage.inbox import Incoming


def read(incoming: Incoming) -> Ask:
    """The stand-in door's form: an Ask's fields as JSON; raises Unreadable for anything else."""
    try:
        raw = json.loads(incoming.raw)
    except ValueError as fault:
        raise Unreadable(type(fault).__name__) from fault
    sent = raw.pop("file", None)
    raw.pop("beside", None)  # what a door stores and does not read, as what is quoted
    return Ask(kind=AskKind(raw.pop("kind")), file=FileSent(**sent) if sent else None, **raw)
