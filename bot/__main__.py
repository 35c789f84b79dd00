"""`python -m bot COMMAND`: runs the bot, checks it, and does what an office does at the terminal."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from bot import terminal
from bot.settings import BadSetting, Settings, new_key, read_settings

Command = Callable[[Settings, argparse.Namespace], Awaitable[int]]

COMMANDS: dict[str, tuple[Command, str]] = {
    "run": (terminal.run, "start the bot; it stops with Ctrl-C or SIGTERM"),
    "demo": (terminal.demo, "play an invented office in a temporary folder and print the address of its page"),
    "check": (terminal.check, "tell on one screen whether everything is in order"),
    "staff": (terminal.staff, "invite, list: staff add --role ROLE --unit CODE --name NAME, staff list"),
    "verify": (terminal.verify, "recompute the chains and seals of the journal and the messages"),
    "calendar": (
        terminal.calendar,
        "show which years are official and which provisional; calendar import [FILE] keeps official ones",
    ),
    "who-hears-what": (terminal.who_hears_what, "print who must and who may hear of each event"),
}
"""Every command that needs the settings, and what it does."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 not in order, 2 a bad setting."""
    given = _parser().parse_args(arguments)
    # what is written from here on (database, backups) is for this account alone
    os.umask(0o077)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("alembic", "apscheduler"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    if given.command == "key":
        print(new_key())
        return 0
    try:
        # the demo has nothing to do with the office that lives here
        settings = read_settings(os.environ, None if given.command == "demo" else Path(".env"))
        return asyncio.run(_awaited(COMMANDS[given.command][0](settings, given)))
    except BadSetting as bad:
        print(bad, file=sys.stderr)
        return 2


async def _awaited(command: Awaitable[int]) -> int:
    return await command


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="信调 Xintiao: credit + mediation")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("key", help="make a new XINTIAO_KEY")
    for name, (_, words) in COMMANDS.items():
        command = commands.add_parser(name, help=words)
        if name == "staff":
            _staff_arguments(command)
        if name == "calendar":
            _calendar_arguments(command)
        if name == "verify":
            command.add_argument(
                "hashes", nargs="*", help="hashes noted once, as on a transcript: do they still stand?"
            )
    return parser


def _staff_arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="list all staff")
    add = actions.add_parser("add", help="invite somebody: prints a one-time link, its QR code and the /start code")
    add.add_argument("--role", required=True, choices=["mediator", "reviewer", "approver", "administrator"])
    add.add_argument("--unit", required=True, help="the unit's code in the profile, or city for the whole office")
    add.add_argument("--name", required=True)
    add.add_argument("--language", choices=["zh", "en"], default=None)


def _calendar_arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action")
    taken = actions.add_parser("import", help="keep official years: the installed chinesecalendar's, or a file's")
    taken.add_argument(
        "file", nargs="?", type=Path, help="TOML: year, source, rest_days (weekdays off), work_days (weekends worked)"
    )
    taken.add_argument("--replace", action="store_true", help="also where another official text of the year is kept")


if __name__ == "__main__":
    sys.exit(main())
