"""The command menus and the bot's own words: complete in both languages and as long as Telegram takes them."""

import pytest

from handlers.commands import COMMANDS, EVERYBODY
from handlers.menus import about, menus
from mediation.actor import Role
from messages.words import LANGUAGES
from tests.world import WORDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_described_and_everything_described_is_a_command(language: str) -> None:
    assert set(WORDS.commands(language).descriptions) == set(COMMANDS)


def test_every_role_sees_its_own_commands_in_every_language() -> None:
    found = menus(WORDS)
    assert found.keys() == {(role, language) for role in EVERYBODY for language in LANGUAGES}
    for (role, language), menu in found.items():
        assert {name for name, _ in menu} == {name for name, (roles, _) in COMMANDS.items() if role in roles}
        assert dict(menu).items() <= WORDS.commands(language).descriptions.items()


def test_the_order_is_the_same_in_every_language() -> None:
    assert list(WORDS.commands("zh").descriptions) == list(WORDS.commands("en").descriptions)
    assert next(name for name, _ in menus(WORDS)[Role.MEDIATOR, "zh"]) == "new"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_as_long_as_telegram_takes_it(language: str) -> None:
    name, short, long = about(WORDS, language)
    assert 0 < len(name) <= 64
    assert 0 < len(short) <= 120
    assert 0 < len(long) <= 512
    for command, description in WORDS.commands(language).descriptions.items():
        assert command == command.lower()
        assert len(command) <= 32
        assert 0 < len(description) <= 60
    for menu in menus(WORDS).values():
        assert len(menu) <= 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_fee_is_mentioned(language: str) -> None:
    words = " ".join(about(WORDS, language))
    for fee in ("费", "免费", "free", "fee", "charge"):
        assert fee not in words
