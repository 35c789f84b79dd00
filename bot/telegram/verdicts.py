"""From Telegram's errors to outcomes: one table of what each means for a letter."""

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.outcome import Later, Moved, Offline, Outcome, Sent, Unknown, Unreachable, Unsendable, WrongToken
from bot.telegram.connecting import TOKEN_REFUSED
from bot.telegram.request import TooManyRequests
from storage.outbox import BUTTONS_OFF, DELETE

_DONE = {
    BUTTONS_OFF: ("message is not modified", "message to edit not found", "message_id_invalid", "can't be edited"),
    DELETE: ("message to delete not found", "message_id_invalid"),
}
"""Refusals that say: what was to go is gone, or nobody can change it any more."""
_NOBODY = "chat not found"
_TOO_LARGE = "entity too large"


def outcome_of(error: TelegramError, kind: str) -> Outcome:
    """What an error means for a letter of this kind; raises WrongToken, which is no letter's fault."""
    said = str(error)
    match error:
        case InvalidToken():
            raise WrongToken(TOKEN_REFUSED) from None
        case TooManyRequests():
            return Later(error.seconds, said)
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Unreachable(said)
        case BadRequest():  # before NetworkError, which it is to the library
            return _refused(said, kind)
        case TimedOut():
            return Unknown(said)
        case NetworkError() if _TOO_LARGE not in said.lower():
            return Offline(said)
    return Unsendable(said)


def _refused(said: str, kind: str) -> Outcome:
    if any(words in said.lower() for words in _DONE.get(kind, ())):
        return Sent(None)
    return Unreachable(said) if _NOBODY in said.lower() else Unsendable(said)
