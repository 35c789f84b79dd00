"""Templates into words and buttons: one file holds both, `---` between them, and they are rendered apart.

A button comes only from a call of `button` below the line, so nothing that a person typed can ever become one.
"""

import re
import tomllib
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from mediation.button import Button
from mediation.moments import local_date
from messages import consequences, formats, markup
from messages.commands import CommandWords, read_commands

LANGUAGES = ("zh", "en")
_HERE = Path(str(files("messages")))
_PAGES = _HERE / "pages"
_LINE = re.compile(r"^---\s*$", re.MULTILINE)
_CONTENT_FREE = "{# content-free #}"
_MARK = re.compile(r"\x00(\d+)\x00")


@dataclass(frozen=True)
class Rendered:
    """What a person will see: HTML text (b, i, u, s, code, pre, blockquote, a) and rows of buttons."""

    text: str
    buttons: tuple[tuple[Button, ...], ...]


class Words:
    """All templates of all languages, compiled once; `zone` is the office's, in which moments are said."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._languages = {language: _Language(language, zone) for language in LANGUAGES}

    def has(self, name: str) -> bool:
        """Whether there is a template of this name (every language has the same ones; a test holds that)."""
        return name in self._languages[LANGUAGES[0]].sources

    def render(self, name: str, language: str, about: Mapping[str, Any], now: datetime) -> Rendered:
        """The words and buttons of a template; jinja2.UndefinedError if it wants something that is not in `about`."""
        return self._languages[language].render(name, {**about, "now": now, "language": language})

    def page(self, name: str, language: str, about: Mapping[str, Any], now: datetime) -> str:
        """A whole page of HTML: worded by the language's template, laid out and styled by those in pages/."""
        return self._languages[language].page(name, {**about, "now": now, "language": language})

    def named(self, value: Enum, language: str) -> str:
        """The word for an enumerated value."""
        return formats.named(value, self._languages[language].names)

    def names(self, language: str) -> formats.Names:
        """All words for enumerated values of a language."""
        return self._languages[language].names

    def commands(self, language: str) -> CommandWords:
        """What the command menu and the bot say of themselves."""
        return self._languages[language].commands

    def source(self, name: str, language: str) -> str:
        """A template as it is written; the tests compare languages by it."""
        return self._languages[language].sources[name]

    def content_free(self, name: str) -> bool:
        """Whether a template says nothing of any case or person, as its first line declares: `{# content-free #}`."""
        return self._languages[LANGUAGES[0]].sources.get(name, "").startswith(_CONTENT_FREE)

    def templates(self, language: str) -> frozenset[str]:
        """The names of all templates of a language."""
        return frozenset(self._languages[language].sources)


class _Language:
    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self._language, self._zone = language, zone
        folder = _HERE / language
        self.sources = dict(_sources(folder))
        self._layouts = dict(_sources(_PAGES))
        self.names: formats.Names = tomllib.loads((folder / "names.toml").read_text(encoding="utf-8"))
        self.commands = read_commands((folder / "commands.toml").read_text(encoding="utf-8"))
        self._text = self._environment(autoescape=True)
        self._labels = self._environment(autoescape=False)
        self._compiled: dict[str, tuple[Template, Template]] = {}

    def render(self, name: str, about: dict[str, Any]) -> Rendered:
        text, labels = self._template(name)
        buttons: list[Button] = []
        layout = labels.render({**about, "button": _collector(buttons)})
        rows = ([buttons[int(place)] for place in _MARK.findall(line)] for line in layout.splitlines())
        return Rendered(_tidy(text.render(about)), tuple(tuple(row) for row in rows if row))

    def page(self, name: str, about: dict[str, Any]) -> str:
        style = (_PAGES / f"{name}.css").read_text(encoding="utf-8")
        known = b64encode(sha256(style.encode()).digest()).decode()
        # the browser runs nothing and loads nothing but this very style
        policy = f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
        return self._template(name)[0].render({**about, "style": Markup(style), "policy": policy})  # noqa: S704 - ours

    def _template(self, name: str) -> tuple[Template, Template]:
        if name not in self._compiled:
            text, labels = _parts(self.sources[name])
            self._compiled[name] = self._text.from_string(text), self._labels.from_string(labels)
        return self._compiled[name]

    def _environment(self, autoescape: bool) -> Environment:
        # labels are shown as plain text by every door, so there is nothing to escape in them
        environment = Environment(
            loader=FunctionLoader(self._load),
            autoescape=autoescape,  # noqa: S701
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= self._filters()
        return environment

    def _load(self, name: str) -> str | None:
        source = self.sources.get(name) or self._layouts.get(name)
        return None if source is None else _parts(source)[0]

    def _filters(self) -> dict[str, Callable[..., Any]]:
        language, zone = self._language, self._zone

        @pass_context
        def day(context: Context, value: date) -> str:
            return formats.day(value, local_date(context["now"], zone), language)

        @pass_context
        def days_left(context: Context, value: date) -> int:
            return (value - local_date(context["now"], zone)).days

        return {
            "day": day,
            "days_left": days_left,
            "full_day": lambda value: formats.full_day(value, language),
            "moment": lambda value: formats.moment(value, zone, language),
            "clock": lambda value: formats.clock(value, zone),
            "hour": lambda value: formats.hour(value, zone),
            "offset": lambda value: formats.offset(value, zone),
            "weekday": lambda value: formats.weekday(value, language),
            "local": lambda value: local_date(value, zone),
            "money": lambda fen: formats.money(fen, language),
            "period": lambda value: formats.period(value, language),
            "named": lambda value: formats.named(value, self.names),
            "warned": consequences.warned,
            "check_words": lambda name: self.names["Check"][name],
            "plain": markup.plain,
            "bare": markup.bare,
            "excerpt": markup.excerpt,
            "hash": lambda value: Markup("<code>{}</code>").format(value),
        }


def _collector(buttons: list[Button]) -> Callable[..., str]:
    def button(label: str, action: str, *args: object, style: str | None = None) -> str:
        buttons.append(Button(str(label), action, tuple(str(arg) for arg in args), style))
        return f"\x00{len(buttons) - 1}\x00"

    return button


def _sources(folder: Path) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for path in sorted(folder.rglob("*.j2")):
        name = path.name.removesuffix(".j2")
        if name in seen:
            raise ValueError(f"two templates are called {name} in {folder.name}/")
        seen.add(name)
        yield name, path.read_text(encoding="utf-8")


def _parts(source: str) -> tuple[str, str]:
    text, _, labels = source.partition(match.group()) if (match := _LINE.search(source)) else (source, "", "")
    return text, labels


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip()
