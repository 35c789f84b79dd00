"""Keeps what was uploaded, by the bot or by people, under the identifiers and paths that Telegram would give it."""

from __future__ import annotations

import mimetypes
import struct
from dataclasses import dataclass
from random import Random

from tests.botapi.refusals import JSON, bad_request

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_FOLDERS = {"photo": "photos", "voice": "voice", "sticker": "stickers"}
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")


@dataclass(frozen=True)
class StoredFile:
    """One file on Telegram's servers; ``kind`` is the field of a message it stands in: document, photo, voice ..."""

    file_id: str
    unique_id: str
    kind: str
    data: bytes
    name: str
    mime: str
    path: str

    def wire(self) -> JSON:
        """The fields that every kind of file has."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


class Files:
    """All files, by file_id and by path."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(self, kind: str, data: bytes, name: str, mime: str | None = None) -> StoredFile:
        """Take a file in. The path that it can be downloaded from is not guessable from its name."""
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        suffix = f".{name.rpartition('.')[2]}" if "." in name else ""
        path = f"{_FOLDERS.get(kind, 'documents')}/file_{len(self._by_id)}{suffix}"
        file = StoredFile(self._letters(72), self._letters(16), kind, data, name, mime, path)
        self._by_id[file.file_id] = self._by_path[path] = file
        return file

    def known(self, file_id: str) -> StoredFile:
        """The file of that id.

        Raises:
            Refusal: 400, there is none.
        """
        if file_id not in self._by_id:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._by_id[file_id]

    def at(self, path: str) -> StoredFile | None:
        """The file that is downloaded from ``path``."""
        return self._by_path.get(path)

    def _letters(self, count: int) -> str:
        return "".join(self._rng.choices(_ALPHABET, k=count))


def is_image(data: bytes) -> bool:
    """Whether Telegram could read these bytes as a picture."""
    return data.startswith(_IMAGES)


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG; of anything else an everyday size."""
    if data.startswith(_IMAGES[0]) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    return 1280, 960


def content(files: Files, file: StoredFile) -> JSON:
    """The part of a message that shows a file."""
    if file.kind == "photo":
        return {"photo": _photo(files, file)}
    wire = file.wire()
    if file.kind == "sticker":
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return {"sticker": wire | shape | {"emoji": "👍"}}
    if file.kind == "voice":
        return {"voice": wire | {"duration": 3, "mime_type": file.mime}}
    return {file.kind: wire | {"file_name": file.name, "mime_type": file.mime}}


def _photo(files: Files, file: StoredFile) -> list[JSON]:
    """Smallest first, as Telegram does: a bot that takes the first gets a useless thumbnail."""
    width, height = picture_size(file.data)
    if max(width, height) <= 90:
        return [file.wire() | {"width": width, "height": height}]
    small = files.keep("photo", file.data[: len(file.data) // 2], file.name, file.mime)
    scale = 90 / max(width, height)
    thumbnail = {"width": max(round(width * scale), 1), "height": max(round(height * scale), 1)}
    return [small.wire() | thumbnail, file.wire() | {"width": width, "height": height}]
