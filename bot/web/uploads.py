"""Reads what a form posts, never more than is allowed; pictures and PDFs are known by how they begin, not by name."""

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.multipart import MultipartReader

from handlers.scans import LONGEST
from mediation.identifiers import mask_numbers

LONGEST_FORM = LONGEST + 64 * 1024
"""Bytes of a whole post: a file, and what stands around it."""
_LONGEST_FIELD = 64 * 1024
_MOST_FIELDS = 12
_NAME_LENGTH = 120
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_KINDS = {
    b"%PDF-": ("pdf", "application/pdf"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
}


class Refused(Exception):
    """What was posted cannot be taken; the text is the reason's name."""


@dataclass(frozen=True)
class Upload:
    """A file that was sent: a plain name that fits its content, what it is, and its bytes."""

    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Form:
    """What was posted."""

    fields: dict[str, str] = field(repr=False)
    upload: tuple[str, bytes] | None = field(default=None, repr=False)

    def get(self, name: str) -> str:
        """A field's text, empty if it was not there."""
        return self.fields.get(name, "")


async def read_form(request: web.Request) -> Form:
    """A posted form; raises Refused: scan_too_big, bad_file, too_long."""
    if (request.content_length or 0) > LONGEST_FORM:
        raise Refused("scan_too_big")
    if request.content_type != "multipart/form-data":
        return Form({name: value for name, value in (await _posted(request)).items() if isinstance(value, str)})
    try:
        return await _parts(await request.multipart())
    except (ValueError, AssertionError, HttpProcessingError):
        raise Refused("bad_file") from None


def sniffed(name: str, content: bytes) -> Upload:
    """A file as what it really is; raises Refused("scan_kind") for anything but a PDF, a JPEG or a PNG."""
    for beginning, (ending, mime) in _KINDS.items():
        if content.startswith(beginning):
            return Upload(f"{_stem(name)}.{ending}", mime, content)
    raise Refused("scan_kind")


def _stem(name: str) -> str:
    """What a file is called, without folders, ending, numbers of people, or anything that is not seen."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    plain = mask_numbers(_CONTROLS.sub("", last).rpartition(".")[0] or last)
    return plain[:_NAME_LENGTH].strip(" .") or "file"


async def _posted(request: web.Request) -> dict[str, object]:
    try:
        return dict(await request.clone(client_max_size=_LONGEST_FIELD).post())
    except web.HTTPRequestEntityTooLarge:
        raise Refused("too_long") from None


async def _parts(reader: MultipartReader) -> Form:
    fields: dict[str, str] = {}
    upload: tuple[str, bytes] | None = None
    async for part in reader:
        if not isinstance(part, BodyPartReader) or len(fields) > _MOST_FIELDS:
            raise Refused("bad_file")
        if part.filename is None:
            content = await _read(part, _LONGEST_FIELD, "too_long")
            fields[part.name or ""] = content.decode(errors="replace")
        else:
            content = await _read(part, LONGEST, "scan_too_big")
            # a form without a chosen file sends an empty one
            upload = (part.filename, content) if content and upload is None else upload
    return Form(fields, upload)


async def _read(part: BodyPartReader, most: int, reason: str) -> bytes:
    found = bytearray()
    while chunk := await part.read_chunk(64 * 1024):
        found += chunk
        if len(found) > most:
            raise Refused(reason)
    return bytes(found)
