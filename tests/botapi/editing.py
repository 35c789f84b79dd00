"""What the bot changes afterwards: texts, captions, buttons; what it deletes; and its answers to presses."""

from __future__ import annotations

from tests.botapi.calls import Call
from tests.botapi.chats import Chat, Stored
from tests.botapi.cloud import Cloud
from tests.botapi.entities import utf16
from tests.botapi.keyboards import inline_part
from tests.botapi.refusals import JSON, bad_request, malformed, not_modified

_DELETABLE = 48 * 3600
ANSWER_LIMIT = 200


def edit_text(cloud: Cloud, call: Call) -> JSON:
    """editMessageText; without ``reply_markup`` the buttons go."""
    stored = _own(cloud, call)
    if "text" not in stored.wire:
        raise bad_request("there is no text in the message to edit")
    changes = {"text": call.body.text, "entities": list(call.body.entities)}
    return _change(cloud, stored, changes | _buttons(call))


def edit_caption(cloud: Cloud, call: Call) -> JSON:
    """editMessageCaption; without ``reply_markup`` the buttons go."""
    stored = _own(cloud, call)
    if "text" in stored.wire:
        raise bad_request("there is no caption in the message to edit")
    changes = {"caption": call.body.text, "caption_entities": list(call.body.entities)}
    return _change(cloud, stored, changes | _buttons(call))


def edit_buttons(cloud: Cloud, call: Call) -> JSON:
    """editMessageReplyMarkup; without ``reply_markup`` the buttons go."""
    return _change(cloud, _own(cloud, call), _buttons(call))


def delete_message(cloud: Cloud, call: Call) -> bool:
    """deleteMessage: the bot's own, and in private chats the person's too, for 48 hours."""
    chat = cloud.open_chat(call.model.chat_id)
    stored = cloud.message(chat, call.model.message_id, "delete")
    if not _deletable(cloud, chat, stored):
        raise bad_request("message can't be deleted for everyone")
    _delete(cloud, chat, stored.id)
    return True


def delete_messages(cloud: Cloud, call: Call) -> bool:
    """deleteMessages: what is not there, or cannot be deleted, is passed over."""
    if not 1 <= len(call.model.message_ids) <= 100:
        raise malformed("there must be from 1 to 100 messages to delete")
    chat = cloud.open_chat(call.model.chat_id)
    for message_id in call.model.message_ids:
        if (stored := chat.messages.get(message_id)) and _deletable(cloud, chat, stored):
            _delete(cloud, chat, message_id)
    return True


def answer_press(cloud: Cloud, call: Call) -> bool:
    """answerCallbackQuery."""
    model = call.model
    if utf16(model.text or "") > ANSWER_LIMIT:
        raise malformed("MESSAGE_TOO_LONG")
    cloud.presses.answer(model.callback_query_id, model.text, bool(model.show_alert), model.url, cloud.now())
    cloud.watch.changed()
    return True


def _own(cloud: Cloud, call: Call) -> Stored:
    if call.model.chat_id is None:
        raise malformed("message identifier is not specified")
    chat = cloud.open_chat(call.model.chat_id)
    stored = cloud.message(chat, call.model.message_id, "edit")
    if not stored.by_bot or "forward_origin" in stored.wire:
        raise bad_request("message can't be edited")
    return stored


def _buttons(call: Call) -> JSON:
    return {"reply_markup": inline_part(call.model.reply_markup).get("reply_markup")}


def _change(cloud: Cloud, stored: Stored, changes: JSON) -> JSON:
    """Take the changes in; an empty value takes the field away."""
    if all((stored.wire.get(name) or None) == (value or None) for name, value in changes.items()):
        raise not_modified()
    kept = {name: value for name, value in stored.wire.items() if name not in changes}
    changed = {name: value for name, value in changes.items() if value}
    stored.wire = kept | changed | {"edit_date": int(cloud.now())}
    stored.touched = cloud.touch()
    return stored.wire


def _deletable(cloud: Cloud, chat: Chat, stored: Stored) -> bool:
    return (stored.by_bot or chat.user is not None) and cloud.now() - stored.wire["date"] < _DELETABLE


def _delete(cloud: Cloud, chat: Chat, message_id: int) -> None:
    del chat.messages[message_id]
    cloud.watch.changed()
