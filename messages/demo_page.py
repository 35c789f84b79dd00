"""The page of the demo around its phones, and the files that it loads, each known by its hash."""

import tomllib
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_HERE = Path(str(files("messages")))
_FOLDER = _HERE / "pages" / "demo"
STATIC = "/demo/static/"
"""Where the page's files are served."""


class DemoPage:
    """The page in one language: zh or en."""

    def __init__(self, language: str) -> None:
        words = tomllib.loads((_HERE / language / "demo.toml").read_text(encoding="utf-8"))
        environment = Environment(
            loader=FileSystemLoader(_FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals |= {"t": words, "language": language, "static": _address}
        self._template = environment.get_template("demo.j2")

    def rendered(self, about: Mapping[str, Any]) -> str:
        """The whole page; jinja2.UndefinedError if it wants something that is not in `about`."""
        return self._template.render(about)


def static_files() -> dict[str, bytes]:
    """The files of the page by their names."""
    return {path.name: path.read_bytes() for path in sorted((_FOLDER / "static").iterdir())}


def _address(name: str) -> str:
    content = (_FOLDER / "static" / name).read_bytes()
    return f"{STATIC}{name}?{sha256(content).hexdigest()[:16]}"
