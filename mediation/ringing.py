"""When somebody is told that something waits for them on the page, which cannot ring by itself; content-free."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from mediation.actor import Moment
from mediation.case import Party
from mediation.moments import local_date

LETTER_WAITING, TEXT_MESSAGE, WEB_PUSH = "letter_waiting", "text_message", "web_push"
"""The templates that ring: by Telegram, by the gateway for text messages, by a browser's push service."""
PATIENCE = timedelta(minutes=2)
"""So long a letter waits for an open page to fetch it, before anybody is rung."""
LETTER_LINK_LIVES, TEXT_LINK_LIVES = timedelta(days=1), timedelta(days=3)
"""How long the link to their own conversation works; a telephone may be in others' hands: that of a text is checked."""


def rings_again(rung_at: datetime | None, fetched_at: datetime | None) -> bool:
    """Whether a bell may ring: once, until the person has fetched something again."""
    return rung_at is None or (fetched_at is not None and fetched_at > rung_at)


def text_due(texted_at: datetime | None, written: Iterable[datetime], at: Moment) -> bool:
    """Whether a text message may go: for what was written since the last one, and one a local day however much it is.

    `written` are the moments of the letters about a case that nobody fetched.
    """
    if texted_at is None:
        return True
    return local_date(texted_at, at.zone) != at.today and any(one > texted_at for one in written)


def textable(party: Party, person: int) -> bool:
    """Whether a text for this person may go to the party's number: they read for it themselves, and it is mobile."""
    return party.reachable_person == person and party.phone is not None and party.phone.mobile
