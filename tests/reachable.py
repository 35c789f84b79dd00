"""Which functions of the program a function may come to, read from the source without running it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("mediation", "handlers")
Function = ast.FunctionDef
Place = tuple[str, str]
"""A module and the name of a function in it."""


@cache
def _module(name: str) -> ast.Module | None:
    path = ROOT / Path(*name.split(".")).with_suffix(".py")
    ours = name.partition(".")[0] in PACKAGES
    return ast.parse(path.read_text(encoding="utf-8")) if ours and path.is_file() else None


@cache
def _functions(name: str) -> dict[str, Function]:
    module = _module(name)
    return {one.name: one for one in (module.body if module else []) if isinstance(one, ast.FunctionDef)}


@cache
def _imported(name: str) -> dict[str, Place]:
    """What each imported name stands for: (module, name in it)."""
    module = _module(name)
    imports = (one for one in ast.walk(module) if isinstance(one, ast.ImportFrom)) if module else ()
    return {each.asname or each.name: (one.module or "", each.name) for one in imports for each in one.names}


def _named(home: str, node: ast.AST) -> Place | None:
    """The function that a name or an attribute of a module means, if it is one of ours."""
    if isinstance(node, ast.Name):
        return (home, node.id) if node.id in _functions(home) else _imported(home).get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in _imported(home):
        return (".".join(_imported(home)[node.value.id]), node.attr)
    return None


def reachable(first: Place) -> Iterator[Function]:
    """The function and all that it names, and so on; more rather than less."""
    seen: set[Place] = set()
    open_ones = [first]
    while open_ones:
        place = open_ones.pop()
        function = _functions(place[0]).get(place[1])
        if place in seen or function is None:
            continue
        seen.add(place)
        yield function
        open_ones += [found for node in ast.walk(function) if (found := _named(place[0], node)) is not None]
