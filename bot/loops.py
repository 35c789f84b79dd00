"""The loops of a running office, and how they wake each other; APScheduler only rings bells."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.backups import Backups
from bot.delivery import Delivery
from bot.house import House
from bot.lease import Lease
from bot.menus import MenuKeeping
from bot.settings import webhook_secret_of
from bot.steps import DeskWork, Step, keep_doing, keep_running
from bot.telegram.answering import Answering
from bot.telegram.connecting import DOOR, site_of
from bot.telegram.fetching import fetch_some
from bot.telegram.polling import Polling
from bot.telegram.sending import Sender
from bot.telegram.webhook import set_webhook, webhook_handler
from bot.veil import veil_of
from handlers.desk import Desk

WEBHOOK_PATH = "/telegram"
LOOK = 5.0
"""Seconds after which a loop looks again although nothing woke it: another process may have written."""
TICK = 60.0

Loop = Callable[[], Awaitable[None]]


def loops(house: House) -> list[Loop]:
    """Every loop, each to be run until cancelled."""
    bells = house.bells
    delivery = _delivery(house)

    def written() -> None:
        for wake in (delivery.wake, bells.files.set, bells.menus.set):
            wake()

    desk = DeskWork(house, _desk(house), Lease(house.database, house.clock, "desk"), written)
    menus = MenuKeeping(house)
    intake = _webhook if house.settings.telegram_webhook else _polling
    return [
        _keeps(house, "desk", desk.handle_some, bells.desk, LOOK),
        _keeps(house, "reminders", desk.remind_some, bells.reminders, TICK),
        _keeps(house, "rederiving", desk.rederive_some, bells.rederiving, TICK),
        _keeps(house, "seals", desk.seal_some, bells.seals, 3600.0),
        _keeps(house, "files", _fetching(house), bells.files, LOOK),
        _keeps(house, "menus", menus.keep_some, bells.menus, TICK),
        _keeps(house, "backups", Backups(house).back_up_some, bells.backup, 86400.0),
        partial(keep_running, house, "delivery", delivery.run),
        partial(keep_running, house, "intake", partial(intake, house)),
        partial(_ticking, house),
    ]


def _keeps(house: House, name: str, step: Step, bell: asyncio.Event, pause: float) -> Loop:
    return partial(keep_doing, house, name, step, bell, pause)


def _desk(house: House) -> Desk:
    return Desk(house.office)


def _delivery(house: House) -> Delivery:
    site, office = site_of(house.bot.token), house.office
    return Delivery(
        house.database,
        house.clock,
        Sender(house.bot, house.database, veil_of(office, house.settings.telegram_content)).send,
        (DOOR, site),
        Lease(house.database, house.clock, f"delivery:{DOOR}:{site}"),
        lambda now: office.profile.quiet_hours.cover(now.astimezone(office.zone).time()),
        house.bells.desk.set,
    )


def _fetching(house: House) -> Step:
    async def fetch() -> int:
        done = await fetch_some(house.database, house.bot, house.clock)
        if done:
            house.bells.desk.set()
        return done

    return fetch


async def _polling(house: House) -> None:
    answering = Answering(house.bot)
    lease = Lease(house.database, house.clock, f"polling:{DOOR}:{site_of(house.bot.token)}")
    try:
        await Polling(house.bot, house.database, house.clock, answering, lease, house.bells.desk.set).run()
    finally:
        await answering.finish()


async def _webhook(house: House) -> None:
    settings, answering = house.settings, Answering(house.bot)
    secret, site = webhook_secret_of(settings), site_of(house.bot.token)
    app = web.Application()
    handle = webhook_handler(house.database, site, secret, house.clock, answering, house.bells.desk.set)
    app.router.add_post(WEBHOOK_PATH, handle)
    runner = web.AppRunner(app, access_log=None)
    try:
        await runner.setup()
        await web.TCPSite(runner, settings.web_host, settings.web_port).start()
        await set_webhook(house.bot, f"{settings.public_url}{WEBHOOK_PATH}", secret, house.clock)
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
        await answering.finish()


async def _ticking(house: House) -> None:
    """Ring bells on time: due reminders every 30 s, seals every hour, the backup at night."""
    bells, scheduler = house.bells, AsyncIOScheduler(timezone=house.office.zone)
    scheduler.add_job(bells.reminders.set, "interval", seconds=30)
    scheduler.add_job(bells.seals.set, "cron", minute=0)
    scheduler.add_job(bells.backup.set, "cron", hour=3, minute=30)
    scheduler.start()
    try:
        await asyncio.Event().wait()
    finally:
        scheduler.shutdown(wait=False)
