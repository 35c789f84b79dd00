"""With TELEGRAM_CONTENT=notice, Telegram carries only that there is a message; the words stay in the outbox."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from handlers.turn import Office
from storage.outbox import TEXT, Outgoing

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""The notice names no date, so it does not matter when it is rendered."""


def veil_of(office: Office, content: str) -> Callable[[Outgoing], Outgoing] | None:
    """What hides content under `notice`: letters whose template says that it is free of content pass as they are."""
    if content == "full":
        return None
    notice = office.words.render("telegram_notice", office.language, {"profile": office.profile}, _ANY_TIME).text

    def veil(letter: Outgoing) -> Outgoing:
        if office.words.content_free(letter.template):
            return letter
        return replace(letter, kind=TEXT, text=notice, buttons=[], document=None, sealed=False)

    return veil
