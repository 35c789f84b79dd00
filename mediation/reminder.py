"""A reminder as a value: what it is about, which of the timer table's kinds, and when it is due."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mediation.moments import at_local
from mediation.profile import Profile

READING = "reading"
"""Finish reading the letter: steps are the profile's days after the offer; the subject is a party's key."""
EXPIRY = "expiry"
"""The letter was not confirmed in time; the subject is a party's key."""
UNANSWERED = "unanswered"
"""A question stands unanswered for the profile's working days; the subject is the question's key."""
DUE = "due"
"""The obligor is reminded: steps are days before the due day, 0 the day itself; the subject is an obligation's key."""
EXPECTED = "expected"
"""The obligee is told what is coming: steps are days before the due day; the subject is an obligation's key."""
ASKED = "asked"
"""After the last day the obligee is asked whether it came; the subject is an obligation's key."""
SETTLES = "settles"
"""What the obligee said takes effect, as it was not undone; the subject is an obligation's key."""
SILENCE = "silence"
"""The obligee has not answered a claim; the subject is an obligation's key."""
BY_HAND = "by_hand"
"""The mediator reminds: steps count; the subject is an obligation's key, a slash, and the party's key."""
UNREAD = "unread"
"""Nobody acknowledged a reminder; the subject is an obligation's key, a slash, and the party's key."""
CONFIRMATION = "confirmation"
"""Joint judicial confirmation is possible: steps are days after effect; the subject is a party's key."""
ENFORCEMENT = "enforcement"
"""The limit for applying for enforcement comes near: steps are "6m" or "7d"; the subject is an obligation or series."""
CURE = "cure"
"""The obligor is reminded in the cure period: steps are "half" and "last"; the subject is a breach's key."""
CURE_OVER = "cure_over"
"""The cure period is over; the subject is a breach's key."""
HEARD = "heard"
"""The statement period after the prior notice is over; the subject is a breach's key."""
STATEMENT = "statement"
"""A statement is not decided: steps are "answer" and "longest"; the subject is breach/statement."""
PUBLICATION_END = "publication_end"
"""A publication's longest term is over; the subject is a breach's key."""
RETRACTION = "retraction"
"""A withdrawn publication was not confirmed to be down; the subject is a breach's key."""
REPAIR = "repair"
"""An application for repair is not decided; the subject is breach/application."""
COURT_LISTED = "court_listed"
"""Performed, and the court's list still has them; the subject is a listing's key."""
TASK = "task"
"""A task was left undone; the subject is the task's key."""
RETURN = "return"
"""A case that was handed over for a time goes back; the subject is the mediator's row id."""
MORNING = "morning"
"""A mediator's morning list; it belongs to no case, and the subject is the mediator's row id."""


@dataclass(frozen=True)
class Reminder:
    """One reminder: `subject` within the case, `kind`, `step`, the local date it counts from, when it is due (UTC)."""

    subject: str
    kind: str
    step: str
    due: date
    due_at: datetime

    @property
    def key(self) -> tuple[str, str, str, date]:
        """What makes it the same reminder: a key that was sent never comes back."""
        return (self.subject, self.kind, self.step, self.due)


def on_day(subject: str, kind: str, step: str, due: date, day: date, profile: Profile, zone: ZoneInfo) -> Reminder:
    """A reminder that goes on a local `day`, at the profile's hour."""
    return Reminder(subject, kind, step, due, at_local(day, profile.timers.send_at, zone))
