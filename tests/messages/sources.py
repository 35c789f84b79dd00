"""Reads what the templates and the program's source name, without running either."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, meta, nodes

from messages.words import LANGUAGES, _parts
from tests.world import WORDS

ROOT = Path(__file__).parents[2]
PAGES = frozenset({"transcript", "credit_copy"})
"""Templates of whole pages, which are files and no messages."""
NAMES = sorted(WORDS.templates(LANGUAGES[0]) - PAGES)


def environment(language: str) -> Environment:
    """The environment that renders the words of a language."""
    return WORDS._languages[language]._text


@cache
def tree(name: str, language: str) -> tuple[nodes.Template, nodes.Template]:
    """The words and the buttons of a template, parsed."""
    text, buttons = _parts(WORDS.source(name, language))
    return environment(language).parse(text), environment(language).parse(buttons)


@cache
def wanted(name: str, language: str) -> frozenset[str]:
    """The variables that a template and what it includes must be given."""
    text, buttons = tree(name, language)
    found = meta.find_undeclared_variables(text) | (meta.find_undeclared_variables(buttons) - {"button"})
    own = {node.name for node in text.find_all(nodes.Name) if node.ctx == "store"}
    return frozenset(found).union(*(wanted(one, language) - own for one in included(name, language)))


@cache
def included(name: str, language: str) -> list[str]:
    """The templates that a template includes; of a computed name, all that begin like it."""
    found: list[str] = []
    for include in tree(name, language)[0].find_all(nodes.Include):
        match include.template:
            case nodes.Const(value=str(one)):
                found.append(one)
            case nodes.Concat(nodes=[nodes.Const(value=str(prefix)), *_]):
                found.extend(one for one in NAMES if one.startswith(prefix))
    return found


@cache
def buttons(name: str, language: str) -> list[tuple[str | None, int, str | None]]:
    """The buttons of a template in order: action (None if computed), number of arguments, style."""
    calls = tree(name, language)[1].find_all(nodes.Call)
    own = [call for call in calls if isinstance(call.node, nodes.Name) and call.node.name == "button"]
    return [(_const(call.args[1]), len(call.args) - 2, _style(call)) for call in own]


def _const(node: nodes.Node) -> str | None:
    return str(node.value) if isinstance(node, nodes.Const) else None


def _style(call: nodes.Call) -> str | None:
    return next((_const(one.value) for one in call.kwargs if one.key == "style"), None)


def modules(*packages: str) -> Iterator[tuple[Path, ast.Module]]:
    """Every module of these packages, parsed."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def calls(name: str, *packages: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a name in these packages, with where it stands."""
    for path, module in modules(*packages):
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def literal(node: ast.expr) -> str | None:
    """The text of a literal, None for anything computed."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
