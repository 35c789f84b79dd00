"""Rings people for whom letters wait on the page: by Telegram, a text message, a browser's push; never with content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.house import attempt
from handlers.turn import Office
from handlers.ways_in import PAGE
from mediation.actor import Moment
from mediation.case import Party
from mediation.doors import BROWSER, GATEWAY, PUSH, TELEGRAM, TEXTS
from mediation.reminding import hears
from mediation.ringing import (
    LETTER_LINK_LIVES,
    LETTER_WAITING,
    PATIENCE,
    TEXT_LINK_LIVES,
    TEXT_MESSAGE,
    WEB_PUSH,
    rings_again,
    text_due,
    textable,
)
from storage import cases, invitations, outbox, people, pushes
from storage.outbox import NOTICE, Letter
from storage.people import Address
from storage.store import Store
from storage.unfetched import Unfetched, Waiting, unfetched


def ring_some(store: Store, office: Office, now: datetime) -> int:
    """Ring everybody for whom a notice waits that no open page has fetched; returns how many bells were rung.

    In quiet hours nobody is rung.
    """
    at, rung = office.moment(now), 0
    if office.page_link is None or office.profile.quiet_hours.cover(now.astimezone(office.zone).time()):
        return 0
    for one in unfetched(store, now - PATIENCE):
        ringing = _Ringing(store, office, at, one)
        attempt(store, "ringing", now, ringing.ring)
        rung += ringing.rung
    return rung


def can_ring(store: Store, office: Office, party: Party) -> bool:
    """Whether the person who reads for a party hears that something was written to them: it rings where it goes.

    A browser's push is not counted on: it may be switched off, or its service out of reach.
    """
    person = hears(party)
    if person is None or office.page is None:
        return True  # nothing waits for them on a page
    return _telegram(store, person) is not None or (office.texts and textable(party, person))


def _telegram(store: Store, person: int) -> Address | None:
    """The newest address at which Telegram reaches a person, whatever it may carry."""
    theirs = [one for one in people.addresses_of(store, person) if one.door == TELEGRAM and one.reachable]
    return theirs[-1] if theirs else None


@dataclass
class _Ringing:
    """One person being rung; `rung` says afterwards how many bells were, none if it failed."""

    store: Store
    office: Office
    at: Moment
    one: Unfetched
    rung: int = 0
    _written: int = 0

    def ring(self) -> None:
        """By Telegram, else by a text message; and every browser that can be rung."""
        telegram = _telegram(self.store, self.one.person)
        if telegram is None:
            self._text()
        elif self._again(TELEGRAM):
            link = self._link(LETTER_LINK_LIVES, checked=False)
            self._put(telegram, LETTER_WAITING, link)
        browsers = pushes.of_person(self.store, self.one.person) if self._again(PUSH) else []
        for browser in browsers:
            self._put(self._bell(PUSH, BROWSER, browser), WEB_PUSH, {})
        self.rung = self._written

    def _again(self, door: str) -> bool:
        return rings_again(self.one.rung.get(door), self.one.fetched_at)

    def _text(self) -> None:
        about = [one for one in self.one.letters if one.case is not None]
        if not self.office.texts or not about:
            return
        if text_due(self.one.rung.get(TEXTS), (one.written_at for one in about), self.at):
            to = next((one for one in about if self._textable(one)), None)
            if to is not None:
                link = self._link(TEXT_LINK_LIVES, checked=True)
                self._put(self._bell(TEXTS, GATEWAY, f"{to.case}/{to.party}"), TEXT_MESSAGE, link, to)

    def _textable(self, letter: Waiting) -> bool:
        case = cases.load(self.store, letter.case or "")
        found = next((one for one in (case.parties if case else ()) if one.key == letter.party), None)
        return found is not None and textable(found, self.one.person)

    def _bell(self, door: str, site: str, ref: str) -> Address:
        """The address of something that rings: it belongs to whom it rings for."""
        known = people.address_at(self.store, door, site, ref)
        if known is None:
            return people.new_address(self.store, self.one.person, door, site, ref, self.at.now, people.NOTICE)
        people.set_reachable(self.store, known.id, True, None, self.at.now)
        people.move_address(self.store, known.id, self.one.person)
        return people.address(self.store, known.id)

    def _link(self, lives: timedelta, checked: bool) -> Mapping[str, str]:
        """A new one-time link to their own conversation."""
        token, now = invitations.new_token(), self.at.now
        invitations.for_person(self.store, token, self.one.person, now, now + lives, checked=checked)
        return {PAGE: f"{self.office.page_link}{token}"}

    def _put(self, to: Address, template: str, secrets: Mapping[str, str], about: Waiting | None = None) -> None:
        language = people.person(self.store, self.one.person).language
        words = {"profile": self.office.profile, "page": PAGE}
        letter = Letter(
            template=template,
            text=self.office.words.render(template, language, words, self.at.now).text,
            urgency=NOTICE,
            case=about.case if about else None,
            party=about.party if about else None,
            secrets=secrets,
            # a bell that may have rung is not rung again; a text has a key by which the gateway knows a repeat
            repeatable=to.door != PUSH,
        )
        outbox.put(self.store, to, letter, self.at.now)
        self._written += 1
