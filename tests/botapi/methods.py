"""The map of the methods that are played, on one page; getUpdates and the webhook's own stand with the server."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.botapi import editing, profile, sending
from tests.botapi.calls import Call
from tests.botapi.cloud import Cloud
from tests.botapi.files import DOWNLOAD_LIMIT
from tests.botapi.refusals import JSON, bad_request

Method = Callable[[Cloud, Call], Any]


def get_me(cloud: Cloud, call: Call) -> JSON:
    """getMe."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return cloud.me.wire() | abilities


def get_chat(cloud: Cloud, call: Call) -> JSON:
    """getChat."""
    chat = cloud.chat(call.model.chat_id)
    if not chat.met:
        raise bad_request("chat not found")
    return chat.full()


def leave_chat(cloud: Cloud, call: Call) -> bool:
    """leaveChat."""
    chat = cloud.open_chat(call.model.chat_id)
    if chat.user is not None:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_inside = False
    return True


def get_file(cloud: Cloud, call: Call) -> JSON:
    """getFile."""
    file = cloud.files.known(call.model.file_id)
    if len(file.data) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return file.wire() | {"file_path": file.path}


def log_out(cloud: Cloud, call: Call) -> bool:
    """logOut: from now on no method works."""
    cloud.logged_out = True
    return True


def _about_bot(method: Callable[..., Any], **which: str) -> Method:
    return lambda cloud, call: method(cloud.profile, call, **which)


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getChat": get_chat,
    "getFile": get_file,
    "leaveChat": leave_chat,
    "logOut": log_out,
    "close": lambda cloud, call: True,
    "sendMessage": sending.send_text,
    "sendPhoto": partial(sending.send_file, kind="photo"),
    "sendDocument": partial(sending.send_file, kind="document"),
    "sendVoice": partial(sending.send_file, kind="voice"),
    "sendSticker": partial(sending.send_file, kind="sticker"),
    "sendChatAction": sending.send_action,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageReplyMarkup": editing.edit_buttons,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": editing.answer_press,
    "setMyCommands": _about_bot(profile.set_commands),
    "getMyCommands": _about_bot(profile.get_commands),
    "deleteMyCommands": _about_bot(profile.delete_commands),
    "setMyName": _about_bot(profile.set_text, name="name"),
    "getMyName": _about_bot(profile.get_text, name="name"),
    "setMyDescription": _about_bot(profile.set_text, name="description"),
    "getMyDescription": _about_bot(profile.get_text, name="description"),
    "setMyShortDescription": _about_bot(profile.set_text, name="short_description"),
    "getMyShortDescription": _about_bot(profile.get_text, name="short_description"),
    "setChatMenuButton": _about_bot(profile.set_button),
    "getChatMenuButton": _about_bot(profile.get_button),
}

SENDING = frozenset(name for name in METHODS if name.startswith(("send", "copy", "forward"))) - {"sendChatAction"}
"""The methods that Telegram's limits on sending count."""
