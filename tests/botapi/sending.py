"""What the bot sends: texts, files, copies, forwards, and the sign that it is busy."""

from __future__ import annotations

from typing import Any

from aiogram.enums import ChatAction

from tests.botapi.calls import Call, Upload
from tests.botapi.chats import Chat, Stored
from tests.botapi.cloud import Cloud
from tests.botapi.entities import utf16
from tests.botapi.files import UPLOAD_LIMIT, StoredFile, content, is_image
from tests.botapi.keyboards import inline_part, place
from tests.botapi.refusals import JSON, Refusal, bad_request, malformed

_ACTIONS = frozenset(one.value for one in ChatAction)


def send_text(cloud: Cloud, call: Call) -> JSON:
    """sendMessage."""
    words = {"text": call.body.text}
    return _deliver(cloud, call, words | _entities("entities", call) | _preview(call.model)).wire


def send_file(cloud: Cloud, call: Call, kind: str) -> JSON:
    """sendDocument, sendPhoto and the other kinds: an upload, or the file_id of a file of the same kind."""
    chat = cloud.open_chat(call.model.chat_id)
    file = _file(cloud, getattr(call.model, kind), kind)
    words = {"caption": call.body.text} if call.body.text else {}
    shown = content(cloud.files, file) | words | _entities("caption_entities", call)
    if kind == "photo" and getattr(call.model, "has_spoiler", None):
        shown["has_media_spoiler"] = True
    return _deliver(cloud, call, shown, file, chat).wire


def send_action(cloud: Cloud, call: Call) -> bool:
    """sendChatAction."""
    cloud.open_chat(call.model.chat_id)
    if call.model.action not in _ACTIONS:
        raise malformed("wrong parameter action in request")
    return True


def copy_message(cloud: Cloud, call: Call) -> JSON:
    """copyMessage: the content goes on, the sender's name does not."""
    origin = _origin(cloud, call, "copy")
    return {"message_id": _deliver(cloud, call, _copied(origin), origin.file).id}


def forward_message(cloud: Cloud, call: Call) -> JSON:
    """forwardMessage: the content goes on with the sender's name."""
    origin = _origin(cloud, call, "forward")
    date = origin.wire["date"]
    sender = {"type": "user", "sender_user": origin.wire["from"], "date": date}
    return _deliver(cloud, call, _copied(origin) | {"forward_origin": sender}, origin.file).wire


def _deliver(cloud: Cloud, call: Call, shown: JSON, file: StoredFile | None = None, chat: Chat | None = None) -> Stored:
    model = call.model
    chat = chat or cloud.open_chat(model.chat_id)
    markup = getattr(model, "reply_markup", None)
    keyboard = inline_part(markup)
    reply = _reply(cloud, chat, getattr(model, "reply_parameters", None))
    place(chat, markup)
    protected = {"has_protected_content": True} if model.protect_content is True else {}
    stored = cloud.put(chat, cloud.me, shown | keyboard | reply | protected, file)
    stored.silent = bool(model.disable_notification)
    return stored


def _entities(name: str, call: Call) -> JSON:
    return {name: list(call.body.entities)} if call.body.entities else {}


def _preview(model: Any) -> JSON:
    options = model.link_preview_options
    chosen = options.model_dump(exclude_unset=True) if hasattr(options, "model_dump") else {}
    return {"link_preview_options": chosen} if chosen else {}


def _reply(cloud: Cloud, chat: Chat, to: Any) -> JSON:
    if to is None:
        return {}
    if to.message_id not in chat.messages:
        if to.allow_sending_without_reply is True:
            return {}
        raise bad_request("message to be replied not found")
    original = chat.messages[to.message_id].wire
    shown = {name: value for name, value in original.items() if name != "reply_to_message"}
    if to.quote is None:
        return {"reply_to_message": shown}
    before, found, _ = str(original.get("text", original.get("caption", ""))).partition(to.quote)
    if not found:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"reply_to_message": shown, "quote": {"text": to.quote, "position": utf16(before), "is_manual": True}}


def _file(cloud: Cloud, given: Any, kind: str) -> StoredFile:
    if isinstance(given, Upload):
        return _taken_in(cloud, given, kind)
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = cloud.files.known(given)
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
    return file


def _taken_in(cloud: Cloud, upload: Upload, kind: str) -> StoredFile:
    if not upload.data:
        raise malformed("file must be non-empty")
    if len(upload.data) > UPLOAD_LIMIT:
        raise Refusal(413, "Request Entity Too Large", malformed=True)
    if kind == "photo" and not is_image(upload.data):
        raise malformed("IMAGE_PROCESS_FAILED")
    return cloud.files.keep(kind, upload.data, upload.filename or "file", None)


def _origin(cloud: Cloud, call: Call, purpose: str) -> Stored:
    origin = cloud.message(cloud.chat(call.model.from_chat_id), call.model.message_id, purpose)
    if origin.wire.get("has_protected_content"):
        raise bad_request(f"message can't be {'copied' if purpose == 'copy' else 'forwarded'}")
    return origin


def _copied(origin: Stored) -> JSON:
    own = ("message_id", "from", "chat", "date", "edit_date", "reply_to_message", "quote", "reply_markup")
    return {name: value for name, value in origin.wire.items() if name not in own}
