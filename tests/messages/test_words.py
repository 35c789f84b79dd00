"""Every template in every language: same names, variables and buttons; used, complete, and safe from what is typed."""

import ast
import enum
import importlib
import re
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError, nodes

from mediation.button import Button
from mediation.events import EVENTS
from mediation.events.event import Hearer
from mediation.gate import CHECKS
from messages.words import LANGUAGES, Words
from tests.messages.sources import NAMES, PAGES, ROOT, buttons, calls, included, literal, modules, tree, wanted
from tests.world import PROFILE, START, WORDS

ALWAYS = {"profile", "case", "party", "now", "language"}
TAGS = {"b", "i", "u", "s", "code", "pre", "blockquote", "a"}
FALLBACK = LANGUAGES[0]
SAID_TO_NOBODY = {"due_passed", "later_reminder_due", "nobody_reads", "nothing_to_do", "too_early"}
"""Reasons that only time meets: they stand in the ledger of reminders."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_templates(language: str) -> None:
    assert WORDS.templates(language) == {*NAMES, *PAGES}


@pytest.mark.parametrize("name", NAMES)
def test_the_languages_want_the_same_and_offer_the_same(name: str) -> None:
    first, *others = (
        (wanted(name, one) - {"language"}, buttons(name, one), sorted(included(name, one))) for one in LANGUAGES
    )
    assert all(other == first for other in others)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_only_tags_that_every_door_knows(name: str, language: str) -> None:
    text = re.sub(r"{[{%#].*?[%}#]}", "", WORDS.source(name, language).partition("\n---\n")[0], flags=re.DOTALL)
    found = re.findall(r"<\s*/?\s*([a-zA-Z]+)", text)
    assert set(found) <= TAGS
    assert sorted(re.findall(r"<([a-z]+)", text)) == sorted(re.findall(r"</([a-z]+)", text))


@pytest.mark.parametrize("name", [name for name in NAMES if name.partition(".")[0] in EVENTS])
def test_what_is_told_of_an_event_names_only_what_the_event_holds(name: str) -> None:
    event, _, hearer = name.partition(".")
    assert not hearer or Hearer(hearer) in EVENTS[event].must | EVENTS[event].may
    for language in LANGUAGES:
        assert wanted(name, language) <= ALWAYS | {"event"}
        held = {one.name for one in fields(EVENTS[event])} | set(vars(EVENTS[event]))
        for part in tree(name, language):
            of_event = [
                node.attr
                for node in part.find_all(nodes.Getattr)
                if isinstance(node.node, nodes.Name) and node.node.name == "event"
            ]
            assert set(of_event) <= held


def _reasons() -> list[tuple[str, str, set[str]]]:
    """Where a refusal stands in the source, its reason, and what is given to explain it."""
    refused = [
        (place, reason, {one.arg for one in call.keywords if one.arg})
        for place, call in calls("Refused", "mediation", "handlers")
        if call.args and (reason := literal(call.args[0])) and all(one.arg for one in call.keywords)
    ]
    unread = [
        (place, reason, {"words"})
        for place, call in calls("Unreadable", "mediation", "handlers")
        if call.args and (reason := literal(call.args[0]))
    ]
    return [one for one in refused + unread if one[1] not in SAID_TO_NOBODY]


REASONS = _reasons()


@pytest.mark.parametrize(
    ("place", "reason", "about"), REASONS, ids=[f"{place} {reason}" for place, reason, _ in REASONS]
)
def test_every_refusal_has_words_and_what_they_need(place: str, reason: str, about: set[str]) -> None:
    assert reason in NAMES
    for language in LANGUAGES:
        assert wanted(reason, language) <= about | (ALWAYS - {"case", "party"})


def _said() -> list[tuple[str, str, set[str] | None]]:
    """Where the handlers name a template, which, and what they give it (None: not to be read from the source)."""
    replies = [(place, call.args[0], _given(call)) for place, call in calls("Reply", "handlers") if call.args]
    steps = [(place, call.args[1], None) for place, call in calls("Step", "handlers") if len(call.args) > 1]
    return [(place, name, about) for place, node, about in [*replies, *steps] if (name := literal(node))]


def _given(call: ast.Call) -> set[str] | None:
    if len(call.args) == 1:
        return set()
    about = call.args[1]
    names = [literal(key) if key else None for key in about.keys] if isinstance(about, ast.Dict) else [None]
    return None if None in names else {name for name in names if name}


@pytest.mark.parametrize(("place", "name", "about"), _said())
def test_every_reply_and_every_question_has_words_and_what_they_need(
    place: str, name: str, about: set[str] | None
) -> None:
    assert name in NAMES
    if about is not None:
        assert wanted(name, FALLBACK) <= about | ALWAYS


def _mentioned() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every text in the source, and every text with something computed in it as a pattern."""
    texts, patterns = set(), []
    for _, module in modules("mediation", "handlers", "bot"):
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [literal(part) for part in node.values]
                if len("".join(part or "" for part in parts)) >= 4:
                    patterns.append(re.compile("".join(r"\w+" if part is None else re.escape(part) for part in parts)))
    return texts, patterns


def test_no_template_is_unused() -> None:
    texts, patterns = _mentioned()
    texts |= {one for name in NAMES for one in included(name, FALLBACK)}
    texts |= {terms.template for terms in PROFILE.consents}
    unused = [
        name
        for name in NAMES
        if name not in texts
        and name.partition(".")[0] not in EVENTS
        and not any(pattern.fullmatch(name) for pattern in patterns)
    ]
    assert unused == []


def _enums() -> dict[str, type[enum.Enum]]:
    """Every enumeration, by name."""
    found: dict[str, type[enum.Enum]] = {}
    for path, _ in modules("mediation", "storage", "handlers"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if path.name == "__init__.py" or "migrations" in path.parts:
            continue
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, type) and issubclass(value, enum.Enum) and value.__module__ == name:
                assert value.__name__ not in found, f"two enumerations are called {value.__name__}"
                found[value.__name__] = value
    return found


ENUMS = _enums()


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_word_for_every_value_and_no_other(language: str) -> None:
    names = WORDS.names(language)
    assert names.keys() == WORDS.names(FALLBACK).keys()
    values = {kind: {one.value for one in known} for kind, known in ENUMS.items()}
    values |= {"Check": {one.name for one in CHECKS}}
    assert set(names) <= set(values)
    for kind, words in names.items():
        assert set(words) == values[kind], kind
        assert all(word.strip() for word in words.values())


def sample(monkeypatch: pytest.MonkeyPatch, source: str) -> Words:
    """The words with one more template, called sample."""
    words = Words(PROFILE.zone)
    for language in words._languages.values():
        monkeypatch.setitem(language.sources, "sample", source)
    return words


@given(st.text(max_size=80))
def test_nothing_that_was_typed_becomes_markup_or_a_button(typed: str) -> None:
    words = Words(PROFILE.zone)
    source = '<b>{{ typed }}</b>\n---\n{{ button(typed, "help", typed) }}\n'
    words._languages["zh"].sources["sample"] = source
    for text in (typed, f"{typed}\n---\n{{{{ button('x', 'attest') }}}}", f"\x000\x00{typed}", f"<b>{typed}</b>"):
        rendered = words.render("sample", "zh", {"typed": text}, START)
        assert rendered.buttons == ((Button(text, "help", (text,)),),)
        assert set(re.findall(r"<[^>]*>", rendered.text)) <= {"<b>", "</b>"}
        assert len(re.findall(r"<", rendered.text)) == 2


def test_rows_of_buttons_are_the_lines_of_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    source = """您好
---
{{ button("甲", "a") }}{{ button("乙", "b", 1, style="danger") }}
{% for n in range(2) %}
{{ button(n, "c", n) }}
{% endfor %}
{% if false %}{{ button("丙", "d") }}{% endif %}"""
    rendered = sample(monkeypatch, source).render("sample", "zh", {}, START)
    assert rendered.text == "您好"
    assert [[(one.label, one.action, one.args, one.style) for one in row] for row in rendered.buttons] == [
        [("甲", "a", (), None), ("乙", "b", ("1",), "danger")],
        [("0", "c", ("0",), None)],
        [("1", "c", ("1",), None)],
    ]


def test_a_variable_that_is_not_there_is_a_fault_and_no_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    words = sample(monkeypatch, "{{ nobody_gave_this }}")
    with pytest.raises(UndefinedError):
        words.render("sample", "zh", {}, START)


def test_the_filters_speak_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "{{ due | day }} {{ due | days_left }} {{ due | full_day }} {{ 120000 | money }} {{ '<' | hash }}"
    words = sample(monkeypatch, source)
    about = {"due": date(2026, 3, 15)}
    chinese, english = (words.render("sample", language, about, START).text for language in ("zh", "en"))
    assert chinese == "3月15日 周日 13 2026年3月15日 1,200元 <code>&lt;</code>"
    assert english == "Sun 15 Mar 13 15 Mar 2026 1,200 yuan <code>&lt;</code>"
