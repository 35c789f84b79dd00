"""What was said in a row, read again from what came in: no second record of it is kept that could differ."""

from handlers.ask import Unreadable
from handlers.turn import Office
from storage.inbox import Incoming


def said(office: Office, row: Incoming) -> str:
    """The words of a row, masked where the row is; empty for what was no text or cannot be read."""
    try:
        return office.read[row.door](row).text
    except Unreadable:
        return ""
