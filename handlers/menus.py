"""The command menus as plain data: for each role and language what stands in them; doors show them as they can."""

from collections.abc import Mapping

from handlers.commands import COMMANDS, EVERYBODY
from mediation.actor import Role
from messages.words import LANGUAGES, Words

Menus = Mapping[tuple[Role, str], list[tuple[str, str]]]
"""By role and language: commands with what they do, in the menu's order."""


def menus(words: Words) -> Menus:
    """The menu of each role in each language; PARTY's is for everybody who is not staff, strangers too.

    ValueError if a command has no description; a test holds that each has one.
    """
    return {(role, language): _menu(role, words, language) for role in sorted(EVERYBODY) for language in LANGUAGES}


def about(words: Words, language: str) -> tuple[str, str, str]:
    """How the bot introduces itself: its name, its short description, and what stands in a chat not yet begun."""
    said = words.commands(language)
    return said.name, said.short_description, said.description


def _menu(role: Role, words: Words, language: str) -> list[tuple[str, str]]:
    descriptions = words.commands(language).descriptions
    order = list(descriptions)
    shown = sorted((name for name, (roles, _) in COMMANDS.items() if role in roles), key=order.index)
    return [(name, descriptions[name]) for name in shown]
