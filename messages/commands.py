"""What the command menu says of each command, and how the bot introduces itself, in each language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class CommandWords:
    """One language's words: `descriptions` by command, in the menu's order; the others are about the bot itself.

    Telegram takes a name of 64 characters, a short description of 120, a description of 512, and of a command 256.
    """

    name: str
    short_description: str
    description: str
    descriptions: Mapping[str, str]


def read_commands(text: str) -> CommandWords:
    """The words in a language's commands.toml."""
    read = tomllib.loads(text)
    return CommandWords(**read["bot"], descriptions=read["commands"])
