"""Reads what the page stored into an Ask, and writes it in the first place: one JSON form, known here only."""

import json
import re
from typing import Any

from handlers.ask import Ask, AskKind, FileSent, Unreadable
from storage.inbox import Incoming

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,64})(?:\s+(.*))?", re.DOTALL)


def read(incoming: Incoming) -> Ask:
    """What a stored row of the page asks; raises Unreadable."""
    try:
        return _ask_of(json.loads(incoming.raw))
    except Exception as fault:  # whatever is met in something that nobody foresaw
        raise Unreadable(type(fault).__name__) from fault


def words_raw(words: str) -> str:
    """What is stored of typed words; a command comes apart."""
    command = _COMMAND.fullmatch(words)
    if command is None:
        return _written(kind=AskKind.TEXT, text=words)
    return command_raw(command[1].lower(), (command[2] or "").strip(), words)


def command_raw(command: str, argument: str, words: str) -> str:
    """What is stored of a command."""
    return _written(kind=AskKind.COMMAND, command=command, argument=argument, text=words)


def press_raw(key: str, label: str) -> str:
    """What is stored of a pressed button; `label` is what stood on it, for whoever reads the row."""
    return _written(kind=AskKind.PRESS, text=key, label=label)


def file_raw(caption: str, document: str, name: str, mime: str, size: int) -> str:
    """What is stored of a sent file whose content is kept already, by its hash."""
    return _written(kind=AskKind.FILE, text=caption, file={"ref": document, "name": name, "mime": mime, "size": size})


def _ask_of(said: dict[str, Any]) -> Ask:
    file = said.get("file")
    return Ask(
        kind=AskKind(said["kind"]),
        text=said.get("text", ""),
        command=said.get("command", ""),
        argument=said.get("argument", ""),
        sender=said.get("sender", ""),
        language=said.get("language", ""),
        file=FileSent(file["ref"], file["name"], file["mime"], file["size"]) if file else None,
    )


def _written(**said: Any) -> str:
    return json.dumps(said, ensure_ascii=False)
