"""The README is true: every command, setting, event and dependency that exists is in it, and nothing that does not."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS as TERMINAL
from bot.settings import PARSERS
from handlers.commands import COMMANDS as CHAT
from mediation.events import EVENTS
from mediation.machines import DAY_COMES, MACHINES
from tests.readme import README, drawn

ROOT = README.parent
TEXT = README.read_text(encoding="utf-8")


def test_what_is_drawn_from_the_code_is_drawn_from_this_code() -> None:
    assert drawn(TEXT) == TEXT, "run `make readme`"


def test_every_terminal_command_is_there_and_no_other() -> None:
    assert set(re.findall(r"`python -m bot ([a-z-]+)", TEXT)) == {*TERMINAL, "key"}


def test_every_chat_command_is_there_and_no_other() -> None:
    without_paths = TEXT[: TEXT.index("## Settings")] + TEXT[TEXT.index("## The stages") :]
    assert set(re.findall(r"`/([a-z]+)", without_paths)) == set(CHAT)


def test_every_setting_is_there_and_no_other() -> None:
    table = TEXT[TEXT.index("## Settings") : TEXT.index("## The stages")]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`([A-Z_]+)`", " ".join(rows))) == set(PARSERS)


def test_every_drawn_event_exists() -> None:
    events = {event for machine in MACHINES.values() for _, event, _ in machine}
    assert events - {DAY_COMES} <= set(EVENTS)


def test_every_make_target_is_there_and_no_other() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)`", TEXT)) | set(re.findall(r"^make ([a-z]+)", TEXT, re.MULTILINE))
    assert named == targets


def test_every_dependency_earns_its_line() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=~;\[ ]", one)[0].lower() for one in declared}
    table = TEXT[TEXT.index("## Dependencies") : TEXT.index("## How to add")]
    rows = {line.split("|")[1].strip().split(" ")[0].lower() for line in table.splitlines() if line.startswith("| ")}
    assert rows - {"package"} == names


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:bot|handlers|messages|storage|mediation|tests)/[\w./*-]+)`", TEXT)))
)
def test_every_file_that_is_named_exists(path: str) -> None:
    assert list(ROOT.glob(path.rstrip("/"))), path


def test_every_picture_exists() -> None:
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", TEXT):
        assert Path(ROOT / picture).is_file(), picture
