"""From what happened and what is to be said to letters in the outbox; words are rendered here, in the turn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers.effects import Reply
from handlers.turn import Office
from mediation.audience import Listener, audience
from mediation.case import Case
from mediation.events import EVENTS
from mediation.events.event import Event
from messages.length import CAPTION, LIMIT, split
from storage import documents, outbox, people
from storage.outbox import NOTICE, Letter
from storage.people import CONTENT, Address
from storage.store import Store

KEPT = frozenset({"credit_warning_given.subject", "publication_proposed.subject"})
"""Letters whose exact words are kept by their hash, outside message retention: a warning, and a prior notice."""


@dataclass(frozen=True)
class Asker:
    """Who waits for an answer: the person, the address they wrote from, and the inbox row they wrote."""

    person: int
    address: Address
    cause: int


def tell(store: Store, office: Office, event: Event, case: Case | None, now: datetime, asker: Asker | None) -> None:
    """Write letters to everybody who hears of the event; the asker is answered instead of told.

    Of an event that is `alike` to parties, a party who asks is told and not answered.
    """
    answered = asker is not None and not (event.alike and people.staff_member(store, asker.person) is None)
    for listener in audience(event, case, people.staff(store) if event.must | event.may else ()):
        if answered and asker is not None and listener.person == asker.person:
            continue
        template = f"{event.name()}.{listener.hearer.value}"
        if office.words.has(template):
            say(store, office, _told(template, event, case, listener), now, None)
    if answered and asker is not None and office.words.has(event.name()):
        party = getattr(event, "party", None)
        say(store, office, Reply(event.name(), {"event": event}, case=case, party=party), now, asker)


def _told(template: str, event: Event, case: Case | None, listener: Listener) -> Reply:
    party = listener.party or getattr(event, "party", None)
    return Reply(template, {"event": event}, case=case, party=party, to=listener.person, urgency=NOTICE)


def say(store: Store, office: Office, reply: Reply, now: datetime, asker: Asker | None) -> None:
    """Render a reply and put it into the outbox, in as many letters as its length needs; the last one has the buttons.

    Somebody without any address is not written to; that the words did not go out is the reminder ledger's business.
    """
    to, cause = _where(store, office, reply, now, asker)
    if to is None:
        return
    person = people.person(store, to.person)
    rendered = office.words.render(reply.template, person.language, _about(office, reply), now)
    if reply.template in KEPT:
        documents.keep_text(store, rendered.text, now)
    pieces = split(rendered.text, CAPTION if reply.document else LIMIT)
    for place, piece in enumerate(pieces, 1):
        last = place == len(pieces)
        letter = Letter(
            template=reply.template,
            text=piece,
            buttons=rendered.buttons if last else (),
            kind="file" if reply.document and last else "text",
            urgency=reply.urgency,
            case=reply.case.number if reply.case else None,
            case_version=reply.case.version if reply.case else None,
            party=reply.party,
            document=reply.document if last else None,
            secrets={mark: value for mark, value in reply.secrets.items() if last or mark in piece},
            repeatable=reply.repeatable,
        )
        outbox.put(store, to, letter, now, cause)


def _where(
    store: Store, office: Office, reply: Reply, now: datetime, asker: Asker | None
) -> tuple[Address | None, int | None]:
    here = None if asker is None else _here(store, reply, asker)
    if asker is not None and here is not None:
        fits = here.carries == CONTENT or office.words.content_free(reply.template)
        return (here if fits else _page(store, office, here.person, now)), asker.cause
    return (None if reply.to is None else _elsewhere(store, office, reply.to, now)), None


def _here(store: Store, reply: Reply, asker: Asker) -> Address | None:
    """The address that the asker wrote from, if they are answered there: a link may just have made it another's."""
    if reply.to in (None, asker.person):
        return asker.address
    mine = people.address(store, asker.address.id).person == reply.to
    return replace(asker.address, person=reply.to) if mine and reply.to is not None else None


def _elsewhere(store: Store, office: Office, who: int, now: datetime) -> Address | None:
    """Where somebody is written to who does not ask: what rings and carries content, else the page."""
    found = people.address_of(store, who)
    if found is not None and found.reachable:
        return found
    return _page(store, office, who, now) or found


def _page(store: Store, office: Office, who: int, now: datetime) -> Address | None:
    """Where their letters wait on the page; None where there is none, or for somebody who never came in at all."""
    open_to_them = office.page is not None and people.addresses_of(store, who)
    return people.page_of(store, who, now) if open_to_them else None


def _about(office: Office, reply: Reply) -> Mapping[str, Any]:
    """What every template may name besides its own: the office's profile, the case and the party it is about."""
    party = reply.case.party(reply.party) if reply.case and reply.party else None
    return {"profile": office.profile, "case": reply.case, "party": party, **reply.about}


def missing_templates(office: Office) -> Iterable[str]:
    """Templates without which the start is refused: one for every role that must hear of an event."""
    for event in EVENTS.values():
        for hearer in sorted(event.must):
            if not office.words.has(f"{event.name()}.{hearer.value}"):
                yield f"{event.name()}.{hearer.value}"
