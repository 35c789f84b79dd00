"""Checks the keyboards that the bot sends, beyond what teremok checks, and gives each its place: under the message, or
under the text field."""

from __future__ import annotations

import re
from typing import Any

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from tests.botapi.chats import Chat
from tests.botapi.refusals import JSON, malformed

_STYLES = ("danger", "success", "primary")
_MOST_BUTTONS = 100


def inline_part(markup: Any) -> JSON:
    """The ``reply_markup`` that a message itself carries: an inline keyboard, or nothing.

    Raises:
        Refusal: 400, a button is wrong.
    """
    if not isinstance(markup, InlineKeyboardMarkup):
        return {}
    rows = [row for row in markup.inline_keyboard if row]
    if sum(map(len, rows)) > _MOST_BUTTONS:
        raise malformed("reply markup is too long")
    for row in rows:
        for button in row:
            _check(button)
    return {"reply_markup": markup.model_dump(exclude_unset=True)} if rows else {}


def place(chat: Chat, markup: Any) -> None:
    """Show or remove the keyboard under the text field.

    Raises:
        Refusal: 400, it asks for a contact outside a private chat.
    """
    if isinstance(markup, ReplyKeyboardMarkup):
        asks = [one for row in markup.keyboard for one in row if one.request_contact or one.request_location]
        if asks and chat.user is None:
            raise malformed("phone number can be requested in private chats only")
        chat.keyboard = markup.model_dump(exclude_unset=True)
    elif isinstance(markup, ReplyKeyboardRemove):
        chat.keyboard = None


def _check(button: InlineKeyboardButton) -> None:
    if not button.text.strip():
        raise malformed("can't parse inline keyboard button: text buttons must be non-empty")
    if button.copy_text is not None and not 1 <= len(button.copy_text.text) <= 256:
        raise malformed("BUTTON_COPY_TEXT_INVALID")
    if button.style is not None and button.style not in _STYLES:
        raise malformed("invalid button style specified")
    if button.url is not None and not re.match(r"(https?://[^\s/]+|tg://\w+|[\w-]+\.\w+)", button.url):
        raise malformed(f"inline keyboard button URL '{button.url}' is invalid: Wrong HTTP URL")
