"""What a handler is given: the turn, with everything known about who asks, and the office it happens in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.ask import DELIVERY, Ask
from mediation.actor import TIME, Actor, Moment, Role
from mediation.periods import Calendar
from mediation.profile import Profile
from mediation.staff import StaffMember
from messages.words import Words
from storage.inbox import Incoming
from storage.people import Address, Person
from storage.presses import Press
from storage.store import Store


@dataclass(frozen=True)
class Office:
    """What stays the same from turn to turn: words, profile, calendar, zone, and how links to the bot begin.

    `bot_link` is https://t.me/NAME?start= (None while the bot's name is unknown or there is no Telegram); `page` is the
    root of the web door, without a slash (None: it is closed). `language` is spoken to strangers whose door says
    nothing better. `read` reads by door what was stored; each of them may raise Unreadable. `telegram_content` is false
    where Telegram may carry only that there is a message; `texts`: whether text messages can be sent.
    """

    words: Words
    profile: Profile
    calendar: Calendar
    zone: ZoneInfo
    bot_link: str | None
    language: str
    read: Mapping[str, Callable[[Incoming], Ask]]
    page: str | None = None
    telegram_content: bool = True
    texts: bool = False

    @property
    def page_link(self) -> str | None:
        """How one-time links to the web door begin."""
        return None if self.page is None else f"{self.page}/i/"

    def moment(self, now: datetime) -> Moment:
        """The moment `now` under this office's calendar and profile."""
        return Moment(now, self.calendar, self.profile, self.zone)


@dataclass(frozen=True)
class Turn:
    """One ask being handled: the open store, the row it came in, who asks, from where, and what was pressed, if so."""

    store: Store
    office: Office
    moment: Moment
    incoming: Incoming
    ask: Ask
    person: Person
    address: Address
    staff: StaffMember | None = None
    press: Press | None = None

    @property
    def now(self) -> datetime:
        """The moment of this turn, aware UTC."""
        return self.moment.now

    @property
    def actor(self) -> Actor:
        """Who asks, as rules want to know it; what the delivery found out, time itself says."""
        if self.incoming.door == DELIVERY:
            return TIME
        return self.staff.actor if self.staff else Actor(self.person.id, Role.PARTY)

    @property
    def args(self) -> tuple[str, ...]:
        """The arguments of what was pressed; empty for typed words."""
        return self.press.args if self.press else ()
