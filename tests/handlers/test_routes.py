"""The map: every button leads somewhere and every handler has a way to it; every command named in words exists."""

import re

import pytest

from handlers import actions, commands, dialogues, routes
from handlers.ask import AskKind
from messages.words import LANGUAGES
from tests.messages.sources import NAMES, buttons
from tests.world import WORDS

ACTIONS = {action for name in NAMES for action, _, _ in buttons(name, "zh") if action is not None}
# a command stands alone or after a space or Chinese; in a tag or an address a slash means something else
_COMMAND = re.compile(r"(?<![\w/<.:])/([a-z_]{2,32})\b")


def test_every_button_has_a_handler() -> None:
    assert set(actions.ACTIONS) >= ACTIONS


@pytest.mark.parametrize("name", NAMES)
def test_every_command_that_words_name_exists(name: str) -> None:
    for language in LANGUAGES:
        text = re.sub(r"{[{%#].*?[%}#]}", "", WORDS.source(name, language), flags=re.DOTALL)
        assert set(_COMMAND.findall(text)) <= set(commands.COMMANDS)


def test_every_kind_of_ask_has_a_handler() -> None:
    elsewhere = {AskKind.TEXT, AskKind.COMMAND, AskKind.PRESS, AskKind.FILE}
    assert set(routes.OTHER_KINDS) == set(AskKind) - elsewhere


def test_every_dialogue_is_known_by_its_own_name() -> None:
    assert all(known.name == name for name, known in dialogues.DIALOGUES.items())
    assert all(":" not in name for name in dialogues.DIALOGUES)


def test_an_action_fits_its_column_and_a_command_telegram() -> None:
    assert all(len(action) <= 32 for action in actions.ACTIONS)
    assert all(re.fullmatch("[a-z0-9_]{1,32}", command) for command in commands.COMMANDS)
