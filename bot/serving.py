"""The web server of the office: the page where there is one, and Telegram's calls."""

import asyncio

from aiohttp import web

from bot import page_door, telegram_door
from bot.house import House
from bot.telegram.answering import Answering
from bot.web.server import make_app


async def serve(house: House) -> None:
    """Listen until cancelled, under the path of PUBLIC_URL; no request is ever logged, for links hold tokens."""
    page = make_app(await page_door.open_door(house)) if house.office.page is not None else web.Application()
    answering = Answering(house.bot) if house.bot is not None and house.settings.telegram_webhook else None
    if house.bot is not None and answering is not None:
        page.add_routes(telegram_door.webhook_routes(house, house.bot, answering))
    runner = web.AppRunner(_under(page_door.path_of(house), page), access_log=None)
    try:
        await runner.setup()
        await web.TCPSite(runner, house.settings.web_host, house.settings.web_port).start()
        house.listening.set()
        await asyncio.Event().wait()
    finally:
        house.listening.clear()
        await runner.cleanup()
        if answering is not None:
            await answering.finish()


def _under(path: str, page: web.Application) -> web.Application:
    if not path:
        return page
    app = web.Application()
    app.add_subapp(path, page)
    return app
