"""How a one-time token is handed on: as a link to the office's page, as one to Telegram, as a code to send there."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.turn import Office
from storage.outbox import QR

PAGE, LINK, CODE = "⟦page⟧", "⟦link⟧", "⟦code⟧"
"""Where the links and the /start code stand in a letter: filled in at sending, wiped afterwards."""


@dataclass(frozen=True)
class WaysIn:
    """What the placeholders of a token's ways in stand for; those that are not there are closed."""

    secrets: Mapping[str, str]

    @property
    def about(self) -> dict[str, str | None]:
        """What a template names: `page`, `link` and `code`, each a placeholder, or None if that way is closed."""
        marks = {"page": PAGE, "link": LINK, "code": CODE}
        return {name: mark if mark in self.secrets else None for name, mark in marks.items()}

    @property
    def picture(self) -> str | None:
        """The letter's document: what is scanned at the table, of the page before Telegram."""
        return next((QR + mark for mark in (PAGE, LINK) if mark in self.secrets), None)


def ways_in(office: Office, token: str) -> WaysIn:
    """The ways that are open: the page, if there is one; Telegram where it may carry content, or is all there is."""
    page, link = office.page_link, office.bot_link
    if page is None:
        return WaysIn({CODE: f"/start {token}", **({LINK: link + token} if link else {})})
    telegram = {LINK: link + token, CODE: f"/start {token}"} if link and office.telegram_content else {}
    return WaysIn({PAGE: page + token, **telegram})
