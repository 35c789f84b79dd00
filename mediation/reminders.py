"""Which reminders a case calls for: derived from its state after every change, never scheduled or cancelled by hand."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from mediation.breach_reminders import of_breaches
from mediation.case import Case, CaseState, Party
from mediation.commitment_letter import CommitmentState
from mediation.court_reminders import confirmation, enforcement, listed
from mediation.due_reminders import of_obligations, unread
from mediation.moments import local_date
from mediation.periods import Calendar, end_of
from mediation.profile import Profile
from mediation.reminder import EXPIRY, READING, RETURN, TASK, UNANSWERED, Reminder, on_day
from mediation.tasks import ESCALATED, waiting_tasks


def reminders_for(case: Case, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> tuple[Reminder, ...]:
    """Every reminder that the case as it stands calls for; pure, and the whole timer table on one page."""
    if case.state in (CaseState.CANCELLED, CaseState.FAILED):
        # what the portal has still to take down is watched all the same
        return tuple(of_breaches(case, profile, calendar, zone))
    # what was published here or listed by the court outlives the case
    outliving = (*of_breaches(case, profile, calendar, zone), *listed(case, profile, calendar, zone))
    if case.state is CaseState.CLOSED:
        return outliving
    return (
        *(one for party in case.parties for one in _reading(party, profile, zone)),
        *_unanswered(case, profile, calendar, zone),
        *of_obligations(case, profile, calendar, zone),
        *unread(case, profile, zone),
        *confirmation(case, profile, calendar, zone),
        *enforcement(case, profile, zone),
        *_tasks(case, profile, calendar, zone),
        *_return(case, profile, zone),
        *outliving,
    )


def _reading(party: Party, profile: Profile, zone: ZoneInfo) -> Iterator[Reminder]:
    commitment = party.commitment
    open_states = (CommitmentState.READING, CommitmentState.NAMED)
    if commitment.state not in open_states or commitment.offered_at is None:
        return
    offered = local_date(commitment.offered_at, zone)
    for days in profile.timers.reading.reminder_days:
        yield on_day(party.key, READING, str(days), offered, offered + timedelta(days=days), profile, zone)
    days = profile.timers.reading.expires_on_day
    yield on_day(party.key, EXPIRY, str(days), offered, offered + timedelta(days=days), profile, zone)


def _unanswered(case: Case, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> Iterator[Reminder]:
    for question in case.questions:
        if question.answered_at is None:
            asked = local_date(question.asked_at, zone)
            last = end_of(profile.timers.unanswered.period, asked, calendar).due
            following = calendar.next_working_day_from(last + timedelta(days=1))
            yield on_day(question.key, UNANSWERED, "", asked, following, profile, zone)


def _tasks(case: Case, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> Iterator[Reminder]:
    for task in waiting_tasks(case):
        if task.kind in ESCALATED:
            since = local_date(task.since, zone)
            last = end_of(profile.timers.tasks.escalated.period, since, calendar).due
            following = calendar.next_working_day_from(last + timedelta(days=1))
            yield on_day(task.key, TASK, "", since, following, profile, zone)


def _return(case: Case, profile: Profile, zone: ZoneInfo) -> Iterator[Reminder]:
    if case.returns_to is not None and case.returns_on is not None:
        yield on_day(str(case.returns_to), RETURN, "", case.returns_on, case.returns_on, profile, zone)
