"""Writes conversations for the tests that read them, at chosen moments and the way intake, desk and carry_out do."""

from datetime import datetime, timedelta

from mediation.actor import Actor, Role
from mediation.events.binding import PartyInvited
from mediation.events.office import LogLooked
from storage import cases, chains, conversation, inbox, journal, outbox, people
from storage.conversation import Page, Talk
from storage.lines import CameIn, Line, Marker, WentOut
from storage.outbox import Letter
from storage.people import Address
from storage.store import Store
from tests.sample import sample_case
from tests.world import START, World

NUMBER = "K7M2QX"
MINUTE = timedelta(minutes=1)


class Talking:
    """An office with one case in an open store; `li` is an address of 李晓梅, who is not bound to the case."""

    def __init__(self, store: Store, world: World) -> None:
        self.store, self.world = store, world
        self.mediator = people.new_person(store, "王建国", "zh", START).id
        self.case = cases.save(store, sample_case(self.mediator, NUMBER), START)
        self.li = self.somebody("李晓梅", "1001")
        self.refs = 0

    def somebody(self, name: str, chat: str) -> Address:
        """Somebody new with a chat."""
        person = people.new_person(self.store, name, "zh", START)
        return people.new_address(self.store, person.id, "telegram", "bot", chat, START)

    def says(self, who: Address, words: str, at: datetime, case: str | None = NUMBER) -> int:
        """They say something, which is handled at once; returns the row."""
        self.refs += 1
        row = inbox.receive(self.store, who.door, who.site, str(self.refs), who.ref, words, at)
        assert row is not None
        known = {"person_id": who.person, "address_id": who.id, "kind": "text", "case_number": case}
        inbox.tell_apart(self.store, row, **known)
        inbox.handled(self.store, row, at)
        return row

    def hears(self, who: Address, words: str, at: datetime, case: str | None = NUMBER, **fields: str) -> int:
        """A letter to them; returns the row."""
        return outbox.put(self.store, who, Letter("greeting", words, case=case, **fields), at)  # type: ignore[arg-type]

    def invites(self, party: str, at: datetime) -> None:
        """The mediator invites a party: a line of the case's journal."""
        moment = self.world.office.moment(at)
        by = Actor(self.mediator, Role.MEDIATOR)
        journal.append(self.store, PartyInvited(party=party), by, moment, self.case)

    def looks(self, at: datetime, person: int | None = None) -> None:
        """Somebody looks into the case's conversation, or the person's."""
        event = LogLooked(about_case=None if person else NUMBER, about_person=person, part="1-1/1", purpose="fault")
        chain = chains.person_chain(person) if person else None
        by = Actor(self.mediator, Role.ADMINISTRATOR)
        journal.append(self.store, event, by, self.world.office.moment(at), None if person else self.case, chain=chain)


def words(lines: tuple[Line, ...] | list[Line]) -> list[str]:
    """What each line says, shortly."""
    found = []
    for line in lines:
        match line:
            case CameIn():
                found.append(line.incoming.raw)
            case WentOut():
                found.append(line.text)
            case Marker():
                found.append(line.entry.event)
    return found


def backwards(store: Store, talk: Talk, size: int) -> list[Page]:
    """Every page from the newest to the first."""
    pages = [conversation.page(store, talk, size)]
    while pages[-1].before is not None:
        pages.append(conversation.page(store, talk, size, before=pages[-1].before))
    return pages
