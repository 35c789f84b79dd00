"""The pages of the web door as HTML: laid out by templates without words, worded per language, with hashed files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from messages import formats, markup
from messages.words import LANGUAGES

_HERE = Path(str(files("messages")))
_PAGES = _HERE / "pages" / "web"
_STATIC = _PAGES / "static"
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True)
class StaticFile:
    """A file that every page may load: its content, its media type, and a hash that changes with it."""

    content: bytes
    mime: str
    version: str


@cache
def static_files() -> Mapping[str, StaticFile]:
    """Every static file by its name, read once: no path from outside ever reaches the disk."""
    found = ((path, path.read_bytes()) for path in sorted(_STATIC.iterdir()) if path.suffix in _KINDS)
    return {
        path.name: StaticFile(content, _KINDS[path.suffix], sha256(content).hexdigest()[:12]) for path, content in found
    }


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """A language's table of words for pages, as page.toml."""
    return tomllib.loads((_HERE / language / f"{name}.toml").read_text(encoding="utf-8"))


class WebPages:
    """The pages of one web door, whose addresses all begin with `base`."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._environment = Environment(
            loader=FileSystemLoader(_PAGES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"bare": markup.bare, "plain": markup.plain, "full_day": formats.full_day}
        self._environment.globals |= {"static": self.static, "base": base}

    def static(self, name: str) -> str:
        """Where a static file is found, for as long as it stays the same; KeyError for one that is not there."""
        return f"{self._base}/static/{name}?{static_files()[name].version}"

    def render(self, name: str, language: str, about: Mapping[str, Any]) -> str:
        """A page or a fragment; jinja2.UndefinedError if it wants something that is not in `about`."""
        words = table(language if language in LANGUAGES else LANGUAGES[0], "page")
        return self._environment.get_template(f"{name}.j2").render({"t": words, "language": language, **about})
