"""The loops of the Telegram door: what comes in, what goes out, files that are fetched, and the menus."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from aiohttp import web
from telegram import Bot

from bot.delivery import Delivery
from bot.house import House
from bot.lease import Lease
from bot.menus import MenuKeeping
from bot.settings import webhook_secret_of
from bot.steps import Step
from bot.telegram.answering import Answering
from bot.telegram.connecting import DOOR, site_of
from bot.telegram.fetching import fetch_some
from bot.telegram.polling import Polling
from bot.telegram.sending import Sender
from bot.telegram.webhook import set_webhook, webhook_handler

WEBHOOK_PATH = "/telegram"


def delivery(house: House, bot: Bot) -> Delivery:
    """What carries letters to Telegram."""
    site, office = site_of(bot.token), house.office
    return Delivery(
        house.database,
        house.clock,
        Sender(bot, house.database).send,
        (DOOR, site),
        Lease(house.database, house.clock, f"delivery:{DOOR}:{site}"),
        lambda now: office.profile.quiet_hours.cover(now.astimezone(office.zone).time()),
        house.bells.desk.set,
    )


def fetching(house: House, bot: Bot) -> Step:
    """The step that fetches the files that handlers want."""

    async def fetch() -> int:
        done = await fetch_some(house.database, bot, house.clock)
        if done:
            house.bells.desk.set()
        return done

    return fetch


def menus(house: House, bot: Bot) -> Step:
    """The step that keeps the command menus true."""
    return MenuKeeping(house, bot).keep_some


def intake(house: House, bot: Bot) -> Callable[[], Awaitable[None]]:
    """The loop that takes in what people say: it asks Telegram, or has Telegram call."""
    return partial(_calling if house.settings.telegram_webhook else _polling, house, bot)


def webhook_routes(house: House, bot: Bot, answering: Answering) -> list[web.RouteDef]:
    """Where Telegram calls."""
    site, secret = site_of(bot.token), webhook_secret_of(house.settings)
    handle = webhook_handler(house.database, site, secret, house.clock, answering, house.bells.desk.set)
    return [web.post(WEBHOOK_PATH, handle)]


async def _polling(house: House, bot: Bot) -> None:
    answering = Answering(bot)
    lease = Lease(house.database, house.clock, f"polling:{DOOR}:{site_of(bot.token)}")
    try:
        await Polling(bot, house.database, house.clock, answering, lease, house.bells.desk.set).run()
    finally:
        await answering.finish()


async def _calling(house: House, bot: Bot) -> None:
    """Tell Telegram where to call, once the server listens there."""
    await house.listening.wait()
    url, secret = f"{house.settings.public_url}{WEBHOOK_PATH}", webhook_secret_of(house.settings)
    await set_webhook(bot, url, secret, house.clock)
    await asyncio.Event().wait()
