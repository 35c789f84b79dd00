"""What a bot's database tells afterwards, held against what its people did and what stands on their screens."""

import asyncio
import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from storage.inbox import TRIES
from tests.botapi import BotApi
from tests.botapi.markup import parse_html
from tests.process import BotProcess

_OPEN = "select count(*) from {} where state in ('waiting', 'fetching', 'attempting')"
_SUSPECTS = "select id from inbox where state = 'waiting' and tries >= ?"
_SENT = "select o.*, a.ref chat from outbox o join addresses a on a.id = o.address_id order by o.id"
_SECRETS = (
    (re.compile(r"https://t\.me/\w+\?start=[\w-]{20,}"), "⟦link⟧"),
    (re.compile(r"https?://[\w.:-]+/i/[\w-]{20,}"), "⟦page⟧"),
    (re.compile(r"/start [\w-]{20,}"), "⟦code⟧"),
)
_WHOLE, _LAST_SIX = re.compile(r"\d{17}[\dX]"), re.compile(r"\d{5}[\dX]")
ONCE = ("case_opened", "agreement_recorded")
"""What happens once in a case, and after it what happens once for each of the two parties."""
TWICE = (
    "party_invited",
    "invitation_opened",
    "party_bound",
    "party_attested",
    "commitment_offered",
    "name_typed",
    "commitment_confirmed",
)
SECTIONS, CONSENTS = 7, 5


@dataclass(frozen=True)
class Figures:
    """What a summary line says; `copies` are letters that stand on a screen once more than they were written."""

    updates: int
    cases: int
    letters: int
    repeated: int
    copies: int

    def __str__(self) -> str:
        return (
            f"{self.updates} updates, {self.cases} cases, {self.letters} letters, "
            f"{self.repeated} of them marked as repeated, {self.copies} copies on the screens"
        )


async def quiet(bot: BotProcess, within: float) -> None:
    """Wait until everything that came in is handled and everything that goes out is settled."""
    try:
        async with asyncio.timeout(within):
            while bot.api.waiting or _open(bot.folder):
                assert bot.running, bot.log
                await asyncio.sleep(0.05)  # another process writes this, and nothing tells of it
    except TimeoutError:
        rows = [dict(row) for row in _rows(bot.folder, "select * from outbox where state in ('waiting', 'attempting')")]
        raise AssertionError(f"never quiet: {bot.api.waiting} {rows}\n{bot.api.state()}\n{bot.log}") from None


async def suspects_heard(bot: BotProcess, within: float) -> None:
    """Wait until nothing waits that two lives ended with: such rows hold their chats until a life is long enough."""
    async with asyncio.timeout(within):
        while _rows(bot.folder, _SUSPECTS, TRIES - 1):
            assert bot.running, bot.log
            await asyncio.sleep(0.05)  # another process writes this, and nothing tells of it


def change(bot: BotProcess, statement: str) -> None:
    """Do something to the database behind the bot's back."""
    with closing(sqlite3.connect(bot.folder / "xintiao.db", timeout=10)) as db, db:
        assert db.execute(statement).rowcount > 0


def rows_of(bot: BotProcess, query: str, *values: object) -> list[sqlite3.Row]:
    """What a query finds in the bot's database."""
    return _rows(bot.folder, query, *values)


def _open(folder: Path) -> int:
    return sum(int(row[0]) for table in ("inbox", "outbox") for row in _rows(folder, _OPEN.format(table)))


def _rows(folder: Path, query: str, *values: object) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(f"file:{folder / 'xintiao.db'}?mode=ro", uri=True, timeout=10)) as db:
        db.row_factory = sqlite3.Row
        return list(db.execute(query, values))


async def everything_fits(bot: BotProcess, cases: int) -> Figures:
    """All that must hold after a quiet end: no update lost, every effect once, every letter there."""
    updates = _every_update_once(bot)
    _every_effect_once(bot.folder, cases)
    letters, repeated, copies = _every_letter_there(bot.api, bot.folder)
    _every_number_gone(bot.api)
    assert [row["what"] for row in _rows(bot.folder, "select what from faults")] == []
    assert " ERROR " not in bot.log
    status, printed = await bot.command("verify")
    assert (status, "everything fits" in printed) == (0, True), printed
    return Figures(updates, cases, letters, repeated, copies)


def _every_update_once(bot: BotProcess) -> int:
    rows = _rows(bot.folder, "select ref, state from inbox where door = 'telegram'")
    assert sorted(int(row["ref"]) for row in rows) == sorted(bot.api.given_out)
    assert Counter(row["state"] for row in rows) == {"handled": len(rows)}
    return len(rows)


def _every_effect_once(folder: Path, cases: int) -> None:
    there = _rows(folder, "select number, version, body from cases")
    assert len(there) == cases
    wanted = Counter(dict.fromkeys(ONCE, 1) | dict.fromkeys(TWICE, 2))
    wanted |= Counter(section_read=2 * SECTIONS, consent=2 * CONSENTS)
    for case in there:
        rows = _rows(folder, "select * from journal where case_number = ? order by id", case["number"])
        happened = [(row["event"], json.loads(row["body"])) for row in rows]
        found = Counter("consent" if name.startswith("consent_") else name for name, _ in happened)
        assert found == wanted, case["number"]
        said = Counter((name, *(body.get(key) for key in ("party", "section", "consent"))) for name, body in happened)
        assert set(said.values()) == {1}
        versions = sorted({row["case_version"] for row in rows})
        assert versions == list(range(1, case["version"] + 1))
        assert [row["case_version"] for row in rows] == sorted(row["case_version"] for row in rows)
        for party in json.loads(case["body"])["parties"]:
            assert party["commitment"]["state"] == "confirmed"
            assert len({receipt["section"] for receipt in party["commitment"]["receipts"]}) == SECTIONS


def _every_letter_there(api: BotApi, folder: Path) -> tuple[int, int, int]:
    """Every letter stands on its screen, once, or oftener if it is marked so; returns how many, marked, and copies."""
    sent = _rows(folder, _SENT)
    lost = [row for row in sent if row["state"] != "sent" and (row["state"] != "unknown" or row["repeatable"])]
    assert [dict(row) for row in lost] == []
    rows = [row for row in sent if row["kind"] in ("text", "file")]
    on_screen = Counter((chat, _unsecret(text)) for chat, text, by_bot in _on_screens(api) if by_bot)
    alike: dict[tuple[int, str], list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        alike[int(row["chat"]), _plain(row["text"])].append(row)
    assert set(on_screen) <= set(alike), "on a screen, but never written"
    for place, letters in alike.items():
        least = sum(row["state"] == "sent" for row in letters)
        most = sum(row["tries"] if row["repeated"] else 1 for row in letters)
        assert least <= on_screen[place] <= most, [place, on_screen[place], [dict(row) for row in letters]]
    repeated = sum(row["repeated"] for row in rows)
    return len(rows), repeated, on_screen.total() - len(rows)


def _every_number_gone(api: BotApi) -> None:
    """Whatever people typed that holds an identity number or its last six has been deleted from their chats."""
    typed = [text for _, text, by_bot in _on_screens(api) if not by_bot]
    assert [text for text in typed if _WHOLE.search(text) or _LAST_SIX.fullmatch(text)] == []


def _on_screens(api: BotApi) -> Iterator[tuple[int, str, bool]]:
    for chat in api.cloud.chats.values():
        for message in chat.messages.values():
            yield chat.id, str(message.wire.get("text", message.wire.get("caption", ""))), message.by_bot


def _plain(html: str) -> str:
    return parse_html(html).text.strip()


def _unsecret(text: str) -> str:
    """Secrets as the letter was written with them."""
    for secret, mark in _SECRETS:
        text = secret.sub(mark, text)
    return text.strip()
