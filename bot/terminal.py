"""What the commands of `python -m bot` do and print."""

import argparse
import logging
import sys
from datetime import datetime

from bot.app import Stopped, play
from bot.checking import Finding, State, findings
from bot.clock import Clock
from bot.demo.running import play_demo
from bot.importing import import_years, known_but_not_kept
from bot.opening import kept_calendar, open_database, open_office, open_profile
from bot.qr import terminal_qr
from bot.settings import BadSetting, Settings, require_door
from bot.telegram.connecting import make_bot
from handlers import hearing, staffing
from handlers.turn import Office
from handlers.ways_in import CODE, LINK, PAGE, ways_in
from mediation.actor import Role
from mediation.staff import WHOLE_OFFICE
from storage import people
from storage.store import Store
from storage.verifying import verify as verify_all


async def run(settings: Settings, _given: argparse.Namespace) -> int:
    """Start the bot, unless a check says that something is not in order."""
    clock = Clock()
    require_door(settings)
    async for finding in findings(settings, None, clock.now()):
        if finding.state is State.WRONG:
            raise BadSetting(finding.what, finding.sentence)
    try:
        await play(settings, clock)
    except Stopped as why:
        print(why, file=sys.stderr)
        return 1
    return 0


async def demo(settings: Settings, _given: argparse.Namespace) -> int:
    """Play the demo until Ctrl-C or SIGTERM; nothing of it stays."""
    logging.getLogger().setLevel(logging.WARNING)
    try:
        await play_demo(settings, lambda line: print(line, flush=True))
    except Stopped as why:
        print(why, file=sys.stderr)
        return 1
    return 0


async def check(settings: Settings, _given: argparse.Namespace) -> int:
    """Print every finding; 1 if something is wrong."""
    bot = make_bot(settings.telegram_token, settings.telegram_base_url) if settings.telegram_token else None
    try:
        found = [finding async for finding in findings(settings, bot, Clock().now())]
    finally:
        if bot is not None:
            await bot.shutdown()
    for finding in found:
        print(_line(finding))
    return int(any(finding.state is State.WRONG for finding in found))


def _line(finding: Finding) -> str:
    return f"{finding.state} {finding.what:<11} {finding.sentence}"


async def staff(settings: Settings, given: argparse.Namespace) -> int:
    """Invite a member of staff and print the way in, or list them all."""
    now = Clock().now()
    async with open_database(settings) as database:
        office = await open_office(database, settings, now)
        if given.action == "list":
            for line in await database.run(_staff_lines):
                print(line)
            return 0
        units = [WHOLE_OFFICE, *(unit.code for unit in office.profile.units)]
        if given.unit not in units:
            raise BadSetting("--unit", f"没有这个单位（there is no such unit; units: {', '.join(units)}）")
        token = await database.run(lambda store: _invite(store, office, given, now))
    _print_invitation(office, token)
    return 0


def _invite(store: Store, office: Office, given: argparse.Namespace, now: datetime) -> str:
    language = given.language or office.language
    return staffing.invite(store, office, Role(given.role), given.unit, given.name, language, now)


def _print_invitation(office: Office, token: str) -> None:
    hours = int(office.profile.invitation.lifetime.total_seconds() // 3600)
    ways = ways_in(office, token).secrets
    links = [ways[mark] for mark in (PAGE, LINK) if mark in ways]
    if links:
        print(f"Open this one-time link on the phone of the person, within {hours} hours:\n{links[0]}")
        print(terminal_qr(links[0]))
    for other in links[1:]:
        print(f"or, in Telegram:\n{other}")
    if CODE in ways:
        unknown = "The bot's name is not known yet (it is after the first `run`); until then send the bot this code:"
        print("or send the bot this code:" if links else unknown)
        print(ways[CODE])


def _staff_lines(store: Store) -> list[str]:
    def bound(person: int) -> str:
        return "" if people.staff_member(store, person) else "  (invited)"

    return [f"{one.role.value:<14} {one.unit:<8} {one.name}{bound(one.person)}" for one in people.staff(store)]


async def verify(settings: Settings, given: argparse.Namespace) -> int:
    """Recompute everything; 1 and the first broken row if something does not fit, or a noted hash is nowhere."""
    async with open_database(settings) as database:
        found = await database.run(lambda store: verify_all(store, given.hashes))
    print(f"{found.rows} rows in {found.chains} chains, {found.seals} seals")
    for noted in given.hashes:
        print(f"{noted} {'stands: all up to it is unchanged' if noted in found.met else 'is NOT FOUND'}")
    if found.broken is None:
        print("everything fits")
        return int(not found.met.issuperset(given.hashes))
    print(f"BROKEN: {found.broken.table} {found.broken.row}: {found.broken.why}")
    return 1


async def calendar(settings: Settings, given: argparse.Namespace) -> int:
    """Print the years of the kept calendar with their status and source; or import official years and say what changed.

    An import gives 1 if an official year was to be replaced without --replace.
    """
    clock = Clock()
    async with open_database(settings) as database:
        if given.action == "import":
            imported = await import_years(database, clock, given.file, given.replace)
            for line in imported.lines:
                print(line)
            return int(imported.refused)
        kept = await database.run(lambda store: kept_calendar(store, clock.now()))
    print(kept.version)
    for year in kept.years.values():
        print(f"{year.year} {year.status.value:<12} {year.source}")
    for number in known_but_not_kept(kept.years):
        print(f"{number} is official in the installed chinesecalendar: python -m bot calendar import")
    return 0


async def who_hears_what(settings: Settings, _given: argparse.Namespace) -> int:
    """Print the table of events and hearers."""
    profile = open_profile(settings)
    for line in hearing.lines(profile):
        print(line)
    return 0
