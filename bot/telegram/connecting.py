"""Makes the telegram.Bot over our own requests, and asks Telegram who it is; the token stays in no text."""

import logging

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.backoff import backoff
from bot.clock import Clock
from bot.outcome import WrongToken
from bot.telegram.request import AiohttpRequest

DOOR = "telegram"
SENDS = 64
"""Sends in flight at most; each has a connection."""
_OTHERS = 16
"""Connections beside those: one for polling, the rest for answering presses, fetching files and menus."""

TOKEN_REFUSED = "Telegram does not accept TELEGRAM_TOKEN: copy it from BotFather again."  # noqa: S105 - a sentence

logger = logging.getLogger(__name__)


def site_of(token: str) -> str:
    """The site under which this bot's rows are kept: its number, which outlasts a change of token or of name."""
    return token.partition(":")[0]


def make_bot(token: str, root: str) -> Bot:
    """A bot that talks to the Bot API server at `root`; nothing is opened yet."""
    # at DEBUG the library logs every parameter, people's words and one-time links among them
    logging.getLogger("telegram").setLevel(logging.INFO)
    request = AiohttpRequest(SENDS + _OTHERS)
    return Bot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request,
        get_updates_request=request,
    )


async def introduce(bot: Bot, clock: Clock) -> None:
    """Ask Telegram who the bot is, until it answers; raises WrongToken."""
    failures = 0
    while True:
        try:
            return await bot.initialize()
        except InvalidToken:
            raise WrongToken(TOKEN_REFUSED) from None
        except TelegramError as error:
            failures += 1
            logger.warning("Telegram cannot be reached yet: %s", error)
            await clock.wait(backoff(failures))
