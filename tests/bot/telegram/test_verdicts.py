"""The table of Telegram's errors: what each means for a letter."""

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.outcome import Later, Moved, Offline, Sent, Unknown, Unreachable, Unsendable, WrongToken
from bot.telegram.request import AnswerLost, NotConnected, TooManyRequests
from bot.telegram.verdicts import outcome_of

NOT_MODIFIED = BadRequest("Message is not modified: specified new message content is exactly the same")


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (TooManyRequests(7), Later),
        (ChatMigrated(-1001), Moved),
        (Forbidden("Forbidden: bot was blocked by the user"), Unreachable),
        (Forbidden("Forbidden: user is deactivated"), Unreachable),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), Unreachable),
        (BadRequest("Chat not found"), Unreachable),
        (BadRequest("Can't parse entities: unsupported start tag"), Unsendable),
        (BadRequest("Message is too long"), Unsendable),
        (NetworkError("Request Entity Too Large"), Unsendable),
        (AnswerLost("no answer"), Unknown),
        (TimedOut(), Unknown),
        (NotConnected("no connection"), Offline),
        (NetworkError("Internal Server Error"), Offline),
        (TelegramError("something new"), Unsendable),
        (NOT_MODIFIED, Unsendable),
    ],
)
def test_what_an_error_means_for_a_text(error: TelegramError, outcome: type) -> None:
    assert type(outcome_of(error, "text")) is outcome


def test_what_telegram_says_goes_along() -> None:
    assert outcome_of(TooManyRequests(7), "text") == Later(7, "Too Many Requests: retry after 7")
    assert outcome_of(ChatMigrated(-1001), "text") == Moved("-1001")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (str(NOT_MODIFIED), "buttons_off"),
        ("Message to edit not found", "buttons_off"),
        ("MESSAGE_ID_INVALID", "buttons_off"),
        ("Message can't be edited", "buttons_off"),
        ("Message to delete not found", "delete"),
    ],
)
def test_what_is_gone_already_counts_as_done(said: str, kind: str) -> None:
    assert outcome_of(BadRequest(said), kind) == Sent(None)


def test_a_message_that_can_no_longer_be_deleted_is_somebodys_business() -> None:
    assert isinstance(outcome_of(BadRequest("Message can't be deleted for everyone"), "delete"), Unsendable)


def test_a_wrong_token_is_no_letters_fault() -> None:
    with pytest.raises(WrongToken):
        outcome_of(InvalidToken("Unauthorized"), "text")
