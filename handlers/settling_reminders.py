"""What time brings to a word that was said: it takes effect as it was not taken back; or nobody has answered it."""

from collections.abc import Sequence
from datetime import datetime

from handlers.effects import Effects
from handlers.turn import Office
from mediation import performing, settling
from mediation.actor import TIME
from mediation.case import Case
from mediation.reminder import Reminder
from storage.store import Store


def settles(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
    """What the obligee said, and did not take back, takes effect."""
    return (settling.settle(case, TIME, office.moment(now), batch[0].subject),)


def silent(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
    """The obligee has not answered a claim for the profile's days: the mediator calls."""
    return (performing.silent(case, TIME, office.moment(now), batch[0].subject),)
