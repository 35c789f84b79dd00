"""A conversation as one self-contained page of HTML, to be kept, compared and printed; it runs and loads nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.log_lines import Done, LogReader, Shown, Who
from handlers.reviewing import Look
from handlers.turn import Turn
from storage import chains, people
from storage.conversation import Head

PAGE = "transcript"


@dataclass(frozen=True)
class Chain:
    """A chain that the conversation stands in: whose account's, or a case's, a person's or the office's journal."""

    kind: str
    head: Head
    who: Who | None = None
    account: int | None = None


def transcript(turn: Turn, seen: Look) -> str:
    """The page, in the language of whoever asked for it, whose name stands on every sheet."""
    reader = LogReader(turn.store, turn.office)
    lines = reader.read(seen.page.lines)
    about = {
        "seen": seen,
        "page": seen.page,
        "lines": lines,
        "chains": [_chain(turn, reader, head) for head in seen.heads],
        "several": _with_several_accounts(lines),
        "who": reader.who(seen.subject.person),
        "by": reader.who(turn.person.id),
        "unit": turn.actor.unit,
        "profile": turn.office.profile,
    }
    return turn.office.words.page(PAGE, turn.person.language, about, turn.now)


def _with_several_accounts(lines: Sequence[Shown]) -> set[int | None]:
    """Who wrote from or was written to at more than one account; of all others it need not be said which."""
    used = {(line.who.number, line.account) for line in lines if not isinstance(line, Done)}
    persons = [person for person, _ in used]
    return {person for person in persons if persons.count(person) > 1}


def _chain(turn: Turn, reader: LogReader, head: Head) -> Chain:
    place = chains.talk_place(head.chain)
    if place is None:
        return Chain(head.chain.partition(":")[0], head)
    address = people.address_at(turn.store, *place)
    if address is None:
        return Chain("delivery", head)
    return Chain("talk", head, reader.who(address.person), address.id)
