"""Reads a stored update into an Ask; it never touches what was stored, and says when it cannot read it."""

import json
import re
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType

from bot.telegram.sent_files import file_sent
from handlers.ask import Ask, AskKind, FileSent, Unreadable
from storage.inbox import Incoming

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,64})(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
_INSIDE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)
_MEANS: dict[str, AskKind] = {ChatMemberStatus.BANNED: AskKind.LOST, ChatMemberStatus.MEMBER: AskKind.BACK}
_SERVICE = ("pinned_message", "message_auto_delete_timer_changed", "write_access_allowed", "chat_background_set")
"""Things that Telegram itself says in a private chat."""


def read(incoming: Incoming, username: str | None = None) -> Ask:
    """What a stored update asks; raises Unreadable.

    `username` is the bot's, without @; until it is known every bot named in a command is taken for this one.
    """
    try:
        return _ask_of(Update.de_json(json.loads(incoming.raw), None), username)
    except Exception as fault:  # whatever is met in something that nobody foresaw
        raise Unreadable(type(fault).__name__) from fault


def file_in(raw: str) -> FileSent | None:
    """The file that came with a stored update that was read before, if any."""
    message = Update.de_json(json.loads(raw), None).message
    return file_sent(message) if message else None


def _ask_of(update: Update, username: str | None) -> Ask:
    if update.callback_query is not None:
        return _press(update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    message = update.message or update.edited_message
    if message is None:
        return Ask(AskKind.NOTHING)
    if message.chat.type != ChatType.PRIVATE:
        kind = AskKind.GROUP if update.message and _addressed(message, username) else AskKind.NOTHING
        said: dict[str, Any] = {"kind": kind}
    elif update.edited_message is not None:
        said = {"kind": AskKind.EDIT, "text": _words(message)}
    else:
        said = _said(message)
    return _ask(message.from_user, **said, message=str(message.message_id))


def _press(press: CallbackQuery) -> Ask:
    message = press.message
    if press.data is None or message is None or message.chat.type != ChatType.PRIVATE:
        return _ask(press.from_user, AskKind.NOTHING)
    return _ask(press.from_user, AskKind.PRESS, text=press.data, message=str(message.message_id))


def _membership(change: ChatMemberUpdated) -> Ask:
    old, new = change.old_chat_member.status, change.new_chat_member.status
    if change.chat.type == ChatType.PRIVATE:
        return _ask(change.from_user, _MEANS.get(new, AskKind.NOTHING))
    added = new in _INSIDE and old not in _INSIDE
    return _ask(change.from_user, AskKind.GROUP if added else AskKind.NOTHING)


def _said(message: Message) -> dict[str, Any]:
    """The fields of what was said in a private chat."""
    words = _words(message)
    if command := _COMMAND.fullmatch(words) if message.text else None:
        name, _, argument = command.groups()
        return {"kind": AskKind.COMMAND, "command": name.lower(), "argument": (argument or "").strip(), "text": words}
    if message.text is not None:
        return {"kind": AskKind.TEXT, "text": words}
    if sent := file_sent(message):
        return {"kind": AskKind.FILE, "text": words, "file": sent}
    if message.contact is not None:
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        return {"kind": AskKind.CONTACT, "own_contact": own}
    if any(getattr(message, name, None) for name in _SERVICE):
        return {"kind": AskKind.NOTHING}
    return {"kind": AskKind.OTHER, "text": words}


def _addressed(message: Message, username: str | None) -> bool:
    """Whether something in a group is said to the bot: a command for it, or its name."""
    command = _COMMAND.fullmatch(_words(message))
    if command:
        return command[2] is None or username is None or command[2].lower() == username.lower()
    named = {**message.parse_entities(["mention"]), **message.parse_caption_entities(["mention"])}
    return username is not None and f"@{username}".lower() in {words.lower() for words in named.values()}


def _words(message: Message) -> str:
    return message.text or message.caption or ""


def _ask(person: User | None, kind: AskKind, **said: Any) -> Ask:
    """An ask of that person; half a character, which no database takes, becomes a question mark."""
    if person is not None:
        said |= {"sender": person.full_name, "language": person.language_code or ""}
    whole: dict[str, Any] = {name: _whole(value) if isinstance(value, str) else value for name, value in said.items()}
    return Ask(kind, **whole)


def _whole(text: str) -> str:
    return text.encode(errors="replace").decode()
