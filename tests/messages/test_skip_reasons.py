"""Every reason for which a reminder can be skipped is said in the ledger in words, in both languages."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from handlers import reminding
from handlers.reminding import KINDS
from mediation.reminding import CALL_INSTEAD
from messages.words import LANGUAGES
from storage.reminders import NO_LONGER_WANTED
from tests.messages.sources import literal
from tests.reachable import reachable
from tests.world import START, WORDS


@dataclass(frozen=True)
class Line:
    """As much of a line of the ledger as its reason needs."""

    why: str


def _refused() -> Iterator[str]:
    """Reasons with which what a kind brings about may refuse."""
    for rule in KINDS.values():
        for function in reachable((rule.__module__, rule.__name__)):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
                    yield literal(node.args[0]) or ""


def _needless() -> Iterator[str]:
    """Reasons that a reminder which fell due has nothing to say any more."""
    for function in reachable(("mediation.reminding", "needless")):
        for returned in (node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value):
            shown = [returned.body, returned.orelse] if isinstance(returned, ast.IfExp) else [returned]
            yield from (found for one in shown if (found := literal(one)) is not None)


REASONS = sorted({*_refused(), *_needless(), CALL_INSTEAD, NO_LONGER_WANTED, reminding.FAILED})


def said(reason: str, language: str) -> str:
    """The words for a reason."""
    return WORDS.render("skip_reason", language, {"line": Line(reason)}, START).text


def test_the_source_is_read_at_all() -> None:
    expected = {
        "told_today",
        "later_reminder_due",
        "due_passed",
        "call_waits",
        "window_over",
        "nobody_reads",
        "too_late",
    }
    assert expected <= set(REASONS)
    assert "" not in REASONS


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_of_its_own(reason: str, language: str) -> None:
    assert reason not in said(reason, language)
    assert said(reason, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_of_a_newer_program_is_shown_as_it_is(language: str) -> None:
    assert "of_a_newer_program" in said("of_a_newer_program", language)
