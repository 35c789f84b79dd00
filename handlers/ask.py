"""What somebody asked, whichever door it came through: the value that every handler starts from."""

from dataclasses import dataclass
from enum import StrEnum

DELIVERY = "delivery"
"""The door of rows that the delivery wrote itself: nobody said them."""


class AskKind(StrEnum):
    """What sort of thing came in."""

    TEXT = "text"
    COMMAND = "command"
    PRESS = "press"
    FILE = "file"
    CONTACT = "contact"
    OTHER = "other"
    """A voice message, a sticker, a place: something the bot cannot read."""
    EDIT = "edit"
    GROUP = "group"
    """Said in a group, where the bot only says that it talks in private."""
    LOST = "lost"
    """The person blocked the bot, or a letter could not be delivered because nobody is there."""
    UNSENDABLE = "unsendable"
    """A letter that the door will never take."""
    BACK = "back"
    """The person let the bot in again."""
    NOTHING = "nothing"
    """Something to be logged that asks for nothing."""


@dataclass(frozen=True)
class FileSent:
    """A photo or file that came with a message; `ref` is how the door fetches it, `size` bytes as the door says.

    `document` is the sha256 of the kept content once it was fetched, `trouble` why it could not be.
    """

    ref: str
    name: str
    mime: str
    size: int | None
    document: str | None = None
    trouble: str | None = None


@dataclass(frozen=True)
class Ask:
    """One thing asked. `text` is what was typed (a caption, or for a press the button's key); a command comes apart.

    `message` is the door's own id of the message, `sender` and `language` are what the door says of the writer.
    What the delivery found out names the `address` (a row id) and the `letter` (an outbox row) instead.
    """

    kind: AskKind
    text: str = ""
    command: str = ""
    argument: str = ""
    message: str | None = None
    sender: str = ""
    language: str = ""
    file: FileSent | None = None
    own_contact: bool = False
    address: int | None = None
    letter: int | None = None


class Unreadable(Exception):
    """What came in cannot be read at all; it is kept, set aside, and the administrators are told."""


class FileWanted(Exception):
    """A handler needs the file that came with the message; the turn is taken back until it was fetched."""
