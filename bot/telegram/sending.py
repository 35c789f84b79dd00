"""Sends letters through the Bot API and says what became of each; secrets are filled in here, and nowhere before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.outcome import Offline, Outcome, Sent, Unsendable
from bot.qr import png_qr
from bot.telegram.verdicts import outcome_of
from storage import documents, outbox
from storage.database import Database
from storage.documents import Document
from storage.outbox import BUTTONS_OFF, DELETE, FILE, QR, TEXT, Outgoing
from storage.sealing import SealBroken
from storage.store import Store

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""A preview would have Telegram open the links of a letter."""


@dataclass(frozen=True)
class _Enclosed:
    """What a letter needs besides itself: its secrets, its file, the message whose buttons go."""

    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    document: Document | None = None
    message: str | None = None


@dataclass(frozen=True)
class Sender:
    """Telegram as a way out."""

    bot: Bot = field(repr=False)  # it would show the token
    database: Database

    async def send(self, letter: Outgoing) -> Outcome:
        """Send one letter, once; raises WrongToken."""
        try:
            enclosed = await self._enclosed(letter)
            return Sent(await self._post(letter, enclosed))
        except TelegramError as error:
            return outcome_of(error, letter.kind)
        except SealBroken:
            return Unsendable("its secrets do not open with this key")
        except SQLAlchemyError as error:
            return Offline(f"the database cannot be read: {type(error).__name__}")

    async def _enclosed(self, letter: Outgoing) -> _Enclosed:
        if letter.kind == DELETE or (letter.kind == TEXT and not letter.sealed):
            return _Enclosed()
        return await self.database.run(lambda store: _open(store, letter))

    async def _post(self, letter: Outgoing, enclosed: _Enclosed) -> str | None:
        """The message's id, or None if there was nothing to do."""
        if letter.kind == DELETE:
            await self.bot.delete_message(letter.chat, int(letter.target or 0))
            return None
        if letter.kind == BUTTONS_OFF:
            return await self._take_buttons(letter.chat, enclosed.message)
        text, buttons = filled(letter.text, enclosed.secrets), _keyboard(letter)
        if letter.kind == FILE:
            return await self._post_file(letter, enclosed, text, buttons)
        sent = await self.bot.send_message(
            letter.chat, text, ParseMode.HTML, reply_markup=buttons, link_preview_options=_NO_PREVIEW
        )
        return str(sent.message_id)

    async def _post_file(
        self, letter: Outgoing, enclosed: _Enclosed, text: str, buttons: InlineKeyboardMarkup | None
    ) -> str:
        document = enclosed.document
        if document is None:
            secret = enclosed.secrets[(letter.document or "").removeprefix(QR)]
            picture = InputFile(png_qr(secret), filename="qr.png")
            sent = await self.bot.send_photo(
                letter.chat, picture, text, reply_markup=buttons, parse_mode=ParseMode.HTML
            )
        else:
            file = InputFile(document.content, filename=document.name)
            sent = await self.bot.send_document(
                letter.chat, file, text, reply_markup=buttons, parse_mode=ParseMode.HTML
            )
        return str(sent.message_id)

    async def _take_buttons(self, chat: str, message: str | None) -> str | None:
        """Nothing to do if the letter with the buttons never got there."""
        if message is None:
            return None
        await self.bot.edit_message_reply_markup(chat, int(message), reply_markup=None)
        return message


def filled(text: str, secrets: Mapping[str, str]) -> str:
    """HTML with its placeholders filled in, escaped."""
    for placeholder, value in secrets.items():
        text = text.replace(placeholder, escape(value))
    return text


def _open(store: Store, letter: Outgoing) -> _Enclosed:
    if letter.kind == BUTTONS_OFF:
        return _Enclosed(message=outbox.sent_ref(store, int(letter.target or 0)))
    kept = letter.document if letter.kind == FILE and not (letter.document or QR).startswith(QR) else None
    return _Enclosed(
        secrets=outbox.opened_secrets(store, letter.id), document=documents.load(store, kept) if kept else None
    )


def _keyboard(letter: Outgoing) -> InlineKeyboardMarkup | None:
    if not letter.buttons:
        return None
    rows = [
        [InlineKeyboardButton(label, callback_data=key, style=style) for key, label, style in row]
        for row in letter.buttons
    ]
    return InlineKeyboardMarkup(rows)
