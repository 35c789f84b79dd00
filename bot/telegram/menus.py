"""Tells Telegram the bot's name, what it is for, and each role's commands in each language; trouble stops nothing."""

import logging
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass

from telegram import (
    Bot,
    BotCommandScope,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

DEFAULT, PRIVATE = "default", "all_private_chats"
"""Scopes of a menu; any other scope is the id of one chat."""

Menus = Mapping[tuple[str, str], Sequence[tuple[str, str]]]
"""By scope and language ("" is every language without one of its own): commands with their descriptions."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class About:
    """What the bot says of itself: its name (64), what it is for, in a line (120) and in an empty chat (512)."""

    name: str
    short: str
    long: str


async def set_menus(bot: Bot, menus: Menus) -> None:
    """Set every menu; an empty one is taken away, so that the wider scope's shows again."""
    for (scope, language), commands in menus.items():
        where = _scope(scope)
        if commands:
            await _try(bot.set_my_commands(list(commands), where, language or None), f"menu {scope} {language}")
        else:
            await _try(bot.delete_my_commands(where, language or None), f"menu {scope} {language}")


async def set_about(bot: Bot, about: Mapping[str, About]) -> None:
    """Set name and descriptions by language, where they differ: a name may be changed only a few times a day."""
    for language, text in about.items():
        await _try(_set_about(bot, language or None, text), f"name and descriptions {language}")


async def _set_about(bot: Bot, language: str | None, text: About) -> None:
    if (await bot.get_my_name(language)).name != text.name:
        await bot.set_my_name(text.name, language)
    if (await bot.get_my_short_description(language)).short_description != text.short:
        await bot.set_my_short_description(text.short, language)
    if (await bot.get_my_description(language)).description != text.long:
        await bot.set_my_description(text.long, language)


async def _try(asked: Awaitable[object], what: str) -> None:
    try:
        await asked
    except TelegramError as error:
        logger.warning("%s not set: %s", what, error)


def _scope(scope: str) -> BotCommandScope:
    if scope == DEFAULT:
        return BotCommandScopeDefault()
    return BotCommandScopeAllPrivateChats() if scope == PRIVATE else BotCommandScopeChat(int(scope))
