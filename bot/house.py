"""What every loop needs: settings, clock, database, office and bot, and the bells that wake the loops."""

import asyncio
from dataclasses import dataclass, field
from functools import cached_property

from telegram import Bot

from bot.clock import Clock
from bot.settings import Settings
from bot.web.hub import Hub
from handlers.turn import Office
from storage.database import Database


@dataclass(frozen=True)
class Bells:
    """What wakes a loop before its pause is over."""

    desk: asyncio.Event = field(default_factory=asyncio.Event)
    reminders: asyncio.Event = field(default_factory=asyncio.Event)
    rederiving: asyncio.Event = field(default_factory=asyncio.Event)
    seals: asyncio.Event = field(default_factory=asyncio.Event)
    files: asyncio.Event = field(default_factory=asyncio.Event)
    ringing: asyncio.Event = field(default_factory=asyncio.Event)
    menus: asyncio.Event = field(default_factory=asyncio.Event)
    backup: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True)
class House:
    """One running office; `bot` is None where there is no Telegram, `listening` is set while the web server listens."""

    settings: Settings
    clock: Clock
    database: Database
    office: Office
    bot: Bot | None = field(repr=False)
    bells: Bells = field(default_factory=Bells)
    listening: asyncio.Event = field(default_factory=asyncio.Event)

    @cached_property
    def hub(self) -> Hub:
        """What wakes the pages that people look at."""
        return Hub(self.database, self.clock)
