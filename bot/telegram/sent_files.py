"""The file that came with a message, in the size and under the name that it should be kept with."""

from telegram import Message

from handlers.ask import FileSent

_UNKNOWN = "application/octet-stream"


def file_sent(message: Message) -> FileSent | None:
    """The photo in its best size, or the document; None for everything else, moving pictures too."""
    if message.photo:
        best = max(message.photo, key=lambda size: size.width * size.height)
        return FileSent(best.file_id, "photo.jpg", "image/jpeg", best.file_size)
    sent = message.document
    if sent is None or message.animation is not None:
        return None
    return FileSent(sent.file_id, sent.file_name or "file", sent.mime_type or _UNKNOWN, sent.file_size)
