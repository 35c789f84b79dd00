"""A question that a party put to the mediator; the rules about it are in `questions`."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PartyQuestion:
    """Words a party put to the mediator; `message` is the inbox row they came in.

    `words` is empty where it was no text (a voice message, a photo).
    """

    key: str
    party: str
    message: int
    asked_at: datetime
    answered_at: datetime | None = None
    words: str = ""
