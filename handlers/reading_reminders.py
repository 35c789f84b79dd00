"""What time brings to an open letter: reminders to finish it, and its end."""

from collections.abc import Sequence
from datetime import datetime

from handlers.effects import Effects
from handlers.turn import Office
from mediation import commitment
from mediation.actor import TIME
from mediation.case import Case
from mediation.reminder import Reminder
from storage.store import Store


def unfinished(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
    """A party who stopped midway is reminded; the reminder's step is the day."""
    return (commitment.remind(case, TIME, office.moment(now), batch[0].subject, int(batch[0].step)),)


def expired(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
    """A letter that was not confirmed in time is put away, and party and mediator hear of it."""
    return (commitment.expire(case, TIME, office.moment(now), batch[0].subject),)
