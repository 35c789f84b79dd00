"""What somebody says in one step: mostly what the last letter asks for, sometimes anything at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Row, select

from mediation.actor import Role
from mediation.case import ActingPerson, BindingState
from storage import cases, people
from storage.schema.messages import presses
from storage.store import Store
from tests.anything import typed
from tests.anything.town import Town
from tests.heard import Somebody

_RECENT = 6
"""So many letters back somebody still looks for a button."""
PRESSES = {
    "confirm": ("confirm_letter", "/continue"),
    "consent": ("consent_withdraw consent_refuse consent_give consent_ask", "/privacy"),
}
"""Ways of pressing certain buttons wherever they once stood: their actions, and what is typed if there is none."""
_SIX = {"last_six", "identity_missed", "binding_unlocked.subject"}
_NAME = {"name_question", "name_missed"}
_FILES = {"paper_scan_question", "document_scan", "service_evidence", "enclosed_file", "ruling_scan"}

STAYS = 9
WAYS = (
    *("follow",) * 50,
    *("command",) * 5,
    *("old_button",) * 4,
    *("foreign_button",) * 3,
    *("twice",) * 3,
    *("words",) * 8,
    *("label",) * 3,
    *("confirm",) * 3,
    *("consent",) * 4,
    *("link",) * 3,
    *("file",) * 3,
    *("time",) * 3,
    *("edit", "voice", "contact", "group", "block", "back", "undelivered", "restart", "nothing"),
)
"""What people do, the usual things more often."""


@dataclass(frozen=True)
class Step:
    """Somebody of the cast does something; `pick` chooses among what there is.

    `who` from STAYS on is whoever acted before. `odd`: not what was meant. `together`: before anybody looks.
    """

    who: int
    way: str
    pick: int
    odd: bool
    words: str
    together: bool


steps = st.builds(
    Step,
    who=st.integers(0, 3 * STAYS),
    way=st.sampled_from(WAYS),
    pick=st.integers(0, 63),
    odd=st.sampled_from([False] * 4 + [True]),
    words=st.one_of(st.sampled_from(typed.WILD), st.sampled_from(typed.WILD), typed.free_text),
    together=st.sampled_from([False] * 7 + [True]),
)

Said = Mapping[str, Any]
"""What comes in: an ask's fields."""


@dataclass(frozen=True)
class Sight:
    """What somebody sees: who they are, whether any case is theirs, for whom they opened a link or read, and buttons.

    `living` are the keys of the newest of the late letters that has any left; `labels` and numbers press them, too.
    """

    role: Role
    known: bool
    opened: ActingPerson | None
    attested: ActingPerson | None
    living: Sequence[str]
    labels: Sequence[str]


def cast_of(town: Town, focus: Sequence[int], lead: int) -> list[str]:
    """The chats of those who act: parties and mediators of the cases in focus, and others; one of them leads."""
    chats = [chat for at in focus for chat in (town.places[at].second, town.places[at].mediator, town.places[at].first)]
    others = [*town.staff[2:], *town.strangers]
    cast = [*chats, others[focus[0] % len(others)], others[(focus[-1] + 1) % len(others)]]
    return [*[cast[lead % len(cast)]] * 4, *cast]


def sight(store: Store, who: Somebody) -> Sight:
    """What this person sees now."""
    address = people.address_at(store, "telegram", "bot", who.chat)
    person = address.person if address else None
    member = people.staff_member(store, person) if person is not None else None
    found = cases.of_person(store, person) if person is not None else []
    mine = [party for case in found for party in case.parties_of(person)]
    bound = {party.binding.state: party.acting for party in mine}
    rows = next((some for row in _recent(who) if (some := _living(store, row))), [])
    role = member.role if member else Role.PARTY
    opened, attested = bound.get(BindingState.OPENED), bound.get(BindingState.ATTESTED)
    return Sight(role, bool(mine), opened, attested, [row.key for row in rows], [row.label for row in rows])


def _recent(who: Somebody) -> list[int]:
    return [letter.row for letter in who.letters[:-_RECENT:-1]]


def _living(store: Store, letter: int) -> Sequence[Row[Any, Any]]:
    there = select(presses.c.key, presses.c.label).where(presses.c.outbox_id == letter, presses.c.spent_at.is_(None))
    return store.db.execute(there.order_by(presses.c.place)).all()


def follow(who: Somebody, seen: Sight, step: Step, about: Mapping[str, str]) -> Said:
    """What the newest letters ask for: an answer, a button, a party's mostly the first; else a command."""
    last = who.letters[-1].template if who.letters else ""
    if not step.odd:
        if (words := _answer(last, seen, step, about)) is not None:
            return says(words)
        if last in _FILES:
            return sends("scan.jpg", "")
    if not seen.living:
        return command(seen, step, about)
    return press(seen.living[_meant(seen, step)])


def _meant(seen: Sight, step: Step) -> int:
    """Parties mostly press the first button, staff any but the last two, which lead back and away."""
    first = not step.odd and (seen.role is Role.PARTY or step.pick % 3 == 0)
    return 0 if first else step.pick % (len(seen.living) if step.odd else max(len(seen.living) - 2, 1))


def label(seen: Sight, step: Step) -> Said:
    """A button typed: its label or its number."""
    place = step.pick % len(seen.labels) if seen.labels else 0
    return says(str(place + 1) if step.odd or not seen.labels else seen.labels[place])


def command(seen: Sight, step: Step, about: Mapping[str, str]) -> Said:
    """A command of one's role; whoever has no case here tries a link."""
    some = typed.COMMANDS[seen.role.value] if seen.known or seen.role is not Role.PARTY else typed.UNKNOWN
    return says(typed.filled(some[step.pick % len(some)], about))


def _answer(last: str, seen: Sight, step: Step, about: Mapping[str, str]) -> str | None:
    if last in _SIX and seen.opened:
        return seen.opened.identity.last_six
    if last in _NAME and seen.attested:
        return seen.attested.name
    known = typed.SENSIBLE.get(last)
    return typed.filled(known[step.pick % len(known)], about) if known else None


def says(words: str) -> Said:
    """Words as they are typed; what begins like a command is one."""
    name, _, argument = words[1:].partition(" ")
    if words.startswith("/") and name.isascii() and name.replace("_", "").isalnum():
        return {"kind": "command", "command": name.lower(), "argument": argument.strip(), "text": words}
    return {"kind": "text", "text": words}


def press(key: str) -> Said:
    """A press on a button."""
    return {"kind": "press", "text": key}


def sends(name: str, caption: str) -> Said:
    """A file with a caption; its content comes when it is asked for."""
    return {"kind": "file", "text": caption, "file": {"ref": "f1", "name": name, "mime": "image/jpeg", "size": 12}}
