"""A photo or file as an answer: a letter's scan, a proof; kept by its sha256, and nothing but picture or PDF."""

from handlers.ask import FileWanted
from handlers.turn import Turn
from mediation.identifiers import Unreadable
from storage import documents

LONGEST = 10 * 2**20
"""No scan is larger, in bytes; the questions say so."""

_BEGINNINGS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
"""How a PDF, a JPEG and a PNG begin, whatever they are called."""


def scan(turn: Turn, expected: str) -> str:
    """The sha256 of the kept file that was sent; the first time the file is asked of the door.

    Raises Unreadable: `expected` where no file came, scan_too_big, scan_gone, scan_kind.
    """
    sent = turn.ask.file
    if sent is None:
        raise Unreadable(expected)
    if (sent.size or 0) > LONGEST or sent.trouble == "too_big":
        raise Unreadable("scan_too_big")
    if sent.trouble is not None:
        raise Unreadable("scan_gone")
    if sent.document is None:
        raise FileWanted(sent.ref)
    content = documents.load(turn.store, sent.document).content
    if len(content) > LONGEST:
        raise Unreadable("scan_too_big")
    if not content.startswith(_BEGINNINGS):
        raise Unreadable("scan_kind")
    return sent.document
