"""Which reminders a case calls for: derived from its state after every change, never scheduled or cancelled by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mediation.case import Case, CaseState, Party
from mediation.commitment_letter import CommitmentState
from mediation.moments import at_local, local_date
from mediation.periods import Calendar, end_of
from mediation.profile import Profile

READING = "reading"
"""Finish reading the letter: steps are the profile's days after the offer; the subject is a party's key."""
EXPIRY = "expiry"
"""The letter was not confirmed in time; the subject is a party's key."""
UNANSWERED = "unanswered"
"""A question stands unanswered for the profile's working days; the subject is the question's key."""


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


def reminders_for(case: Case, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> tuple[Reminder, ...]:
    """Every reminder that the case as it stands calls for; pure."""
    if case.state is not CaseState.OPEN:
        return ()
    reading = (one for party in case.parties for one in _reading(party, profile, zone))
    return (*reading, *_unanswered(case, profile, calendar, zone))


def _reading(party: Party, profile: Profile, zone: ZoneInfo) -> Iterator[Reminder]:
    commitment = party.commitment
    open_states = (CommitmentState.READING, CommitmentState.NAMED)
    if commitment.state not in open_states or commitment.offered_at is None:
        return
    offered = local_date(commitment.offered_at, zone)
    for days in profile.timers.reading.reminder_days:
        yield _at(party.key, READING, str(days), offered, offered + timedelta(days=days), profile, zone)
    days = profile.timers.reading.expires_on_day
    yield _at(party.key, EXPIRY, str(days), offered, offered + timedelta(days=days), profile, zone)


def _unanswered(case: Case, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> Iterator[Reminder]:
    for question in case.questions:
        if question.answered_at is None:
            asked = local_date(question.asked_at, zone)
            last = end_of(profile.timers.unanswered.period, asked, calendar).due
            following = calendar.next_working_day_from(last + timedelta(days=1))
            yield _at(question.key, UNANSWERED, "", asked, following, profile, zone)


def _at(subject: str, kind: str, step: str, due: date, on: date, profile: Profile, zone: ZoneInfo) -> Reminder:
    return Reminder(subject, kind, step, due, at_local(on, profile.timers.send_at, zone))
