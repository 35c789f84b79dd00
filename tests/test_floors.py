"""The floors hold: who may import whom, the rules on the standard library alone, and no room too large."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "handlers", "messages", "storage", "mediation")
LONGEST = 250
MODULES = sorted(
    path for package in (*PACKAGES, "tests") for path in (ROOT / package).rglob("*.py") if "versions" not in path.parts
)


def imported(path: Path) -> set[str]:
    """The top-level names that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_the_floors_hold() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", sorted((ROOT / "mediation").rglob("*.py")), ids=lambda path: path.stem)
def test_the_rules_stand_on_the_standard_library_alone(path: Path) -> None:
    assert imported(path) <= set(sys.stdlib_module_names) | {"mediation"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_module_says_what_it_is_and_is_one_room(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)), "a module opens with one sentence on what it does"
    assert len(source.splitlines()) <= LONGEST


@pytest.mark.parametrize(
    "path",
    [one for one in MODULES if one.parts[len(ROOT.parts)] in {"handlers", "storage", "mediation"}],
    ids=lambda p: p.stem,
)
def test_nobody_below_asks_what_time_it_is(path: Path) -> None:
    calls = {
        f"{node.func.value.id}.{node.func.attr}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
    }
    assert not calls & {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
