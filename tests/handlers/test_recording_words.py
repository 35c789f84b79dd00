"""The words of recording: every reason for a no has its template, and every question is asked in both languages."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from handlers.actions import ACTIONS
from messages.words import LANGUAGES
from tests.test_floors import ROOT
from tests.world import WORDS

READERS = [
    *(ROOT / "mediation" / f"{name}.py" for name in ("identifiers", "phones", "agreement", "parties", "terms")),
    *(ROOT / "handlers" / f"{name}.py" for name in ("answers", "schedules", "instalments", "dialogue")),
    *sorted((ROOT / "handlers").glob("recording*.py")),
]
FOLDERS = {language: ROOT / "messages" / language / "recording" for language in LANGUAGES}
NAMES = sorted(path.name.removesuffix(".j2") for path in FOLDERS["zh"].glob("*.j2"))


def reasons(path: Path) -> set[str]:
    """Every reason that a module gives for a no: Unreadable("..."), Refused("..."), and what a checker yields."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Unreadable", "Refused"):
            found |= texts(node.args)
        if isinstance(node, ast.Yield) and path.stem == "parties" and node.value is not None:
            found |= texts(ast.walk(node.value))
        if isinstance(node, ast.Tuple) and path.stem == "terms":
            found |= texts(node.elts)
    return found


def texts(nodes: Iterable[ast.AST]) -> set[str]:
    """The texts among these nodes."""
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.stem)
def test_every_reason_has_its_template(path: Path) -> None:
    missing = {reason for reason in reasons(path) if not WORDS.has(reason)}
    assert not missing


def test_the_reasons_are_found_at_all() -> None:
    every = set().union(*(reasons(path) for path in READERS))
    assert {"identity_check_digit", "minor_needs_guardian", "manner_missing", "when_too_far", "party_stays"} <= every


def test_every_question_that_is_asked_is_written() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "handlers").glob("recording*.py"))
    asked = set(re.findall(r'"(recording_\w+)"', sources)) | {
        "recording_party_more",
        "recording_obligation_more",
    }
    written = {name for name in NAMES if name.startswith("recording_")}
    assert asked | {"recording_terms"} == written


def test_both_languages_have_the_same_templates_and_buttons() -> None:
    assert sorted(path.name.removesuffix(".j2") for path in FOLDERS["en"].glob("*.j2")) == NAMES
    for name in NAMES:
        zh, en = (actions(name, language) for language in LANGUAGES)
        assert zh == en, name


def actions(name: str, language: str) -> list[str]:
    """What a template's buttons ask for, in their order."""
    _, _, buttons = WORDS.source(name, language).partition("\n---\n")
    return [word for word in re.findall(r'"(\w+)"', buttons) if word in ACTIONS]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("recording_")])
def test_every_question_can_be_left(language: str, name: str) -> None:
    if name not in ("recording_terms", "recording_goes_on"):
        assert '"cancel"' in WORDS.source(name, language)
