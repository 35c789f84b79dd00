"""The bots of two libraries that are not ours, as they come, pointed at the loopback server."""

from __future__ import annotations

import aiogram
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from tests.botapi.api import BotApi


class _Session(AiohttpSession):
    """Aiogram's own session, which closes without its quarter second of rest."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def telegram_bot(api: BotApi, token: str | None = None) -> telegram.Bot:
    """A python-telegram-bot Bot with its stock HTTPXRequest, to be used in ``async with``."""
    return telegram.Bot(token or api.token, base_url=f"{api.url}/bot", base_file_url=f"{api.url}/file/bot")


def aiogram_bot(api: BotApi, token: str | None = None) -> aiogram.Bot:
    """An aiogram Bot with its stock session."""
    return aiogram.Bot(token or api.token, session=_Session(api=TelegramAPIServer.from_base(api.url)))
