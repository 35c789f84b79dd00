"""The loops of a running office, and how they wake each other; APScheduler only rings bells."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import page_door, telegram_door
from bot.backups import Backups
from bot.house import House
from bot.lease import Lease
from bot.serving import serve
from bot.steps import DeskWork, Step, keep_doing, keep_running
from handlers.desk import Desk

LOOK = 5.0
"""Seconds after which a loop looks again although nothing woke it: another process may have written."""
TICK = 60.0

Loop = Callable[[], Awaitable[None]]
Serving = Callable[[House], Awaitable[None]]


def loops(house: House, serving: Serving = serve) -> list[Loop]:
    """Every loop, each to be run until cancelled; `serving` is the web server, where there is one."""
    bells = house.bells
    wakes: list[Callable[[], None]] = [bells.files.set, bells.menus.set]

    def written() -> None:
        for wake in wakes:
            wake()

    desk = DeskWork(house, Desk(house.office), Lease(house.database, house.clock, "desk"), written)
    found: list[Loop] = [
        _keeps(house, "desk", desk.handle_some, bells.desk, LOOK),
        _keeps(house, "reminders", desk.remind_some, bells.reminders, TICK),
        _keeps(house, "rederiving", desk.rederive_some, bells.rederiving, TICK),
        _keeps(house, "seals", desk.seal_some, bells.seals, 3600.0),
        _keeps(house, "backups", Backups(house).back_up_some, bells.backup, 86400.0),
        partial(_ticking, house),
    ]
    if house.bot is not None:
        delivery = telegram_door.delivery(house, house.bot)
        wakes.append(delivery.wake)
        found += [
            _keeps(house, "files", telegram_door.fetching(house, house.bot), bells.files, LOOK),
            _keeps(house, "menus", telegram_door.menus(house, house.bot), bells.menus, TICK),
            partial(keep_running, house, "delivery", delivery.run),
            partial(keep_running, house, "intake", telegram_door.intake(house, house.bot)),
        ]
    if house.office.page is not None:
        wakes.append(house.hub.told)
        found += [
            _keeps(house, "ringing", desk.ring_some, bells.ringing, TICK),
            partial(keep_running, house, "looking", house.hub.run),
        ]
        for name, ringer in page_door.ringers(house):
            wakes.append(ringer.wake)
            found.append(partial(keep_running, house, name, ringer.run))
    if house.settings.telegram_webhook or house.office.page is not None:
        found.append(partial(keep_running, house, "web server", partial(serving, house)))
    return found


def _keeps(house: House, name: str, step: Step, bell: asyncio.Event, pause: float) -> Loop:
    return partial(keep_doing, house, name, step, bell, pause)


async def _ticking(house: House) -> None:
    """Ring bells on time: due reminders and unfetched letters every 30 s, seals every hour, the backup at night."""
    bells, scheduler = house.bells, AsyncIOScheduler(timezone=house.office.zone)
    scheduler.add_job(bells.reminders.set, "interval", seconds=30)
    scheduler.add_job(bells.ringing.set, "interval", seconds=30)
    scheduler.add_job(bells.seals.set, "cron", minute=0)
    scheduler.add_job(bells.backup.set, "cron", hour=3, minute=30)
    scheduler.start()
    try:
        await asyncio.Event().wait()
    finally:
        scheduler.shutdown(wait=False)
