"""The reminders that an obligation calls for: before its day, on it, afterwards, and while somebody is waited for."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from mediation.agreed import Obligation
from mediation.case import Case
from mediation.moments import local_date
from mediation.owing import may_be_reminded
from mediation.performance import ObligationState, Performance
from mediation.periods import Calendar, end_of
from mediation.profile import Profile
from mediation.reminder import ASKED, BY_HAND, DUE, EXPECTED, SETTLES, SILENCE, UNREAD, Reminder, on_day


def of_obligations(case: Case, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> Iterator[Reminder]:
    """What each obligation calls for in its present state."""
    for owed in case.obligations:
        performance = case.performance(owed.key)
        yield from _by_hand(owed, performance, zone)
        match performance.state:
            case ObligationState.OPEN:
                yield from _open(owed, performance, profile, zone)
            case ObligationState.SETTLING:
                yield from _settling(performance, profile, zone)
            case ObligationState.CLAIMED:
                yield from _claimed(performance, profile, calendar, zone)


def unread(case: Case, profile: Profile, zone: ZoneInfo) -> Iterator[Reminder]:
    """Notices that nobody acknowledged, while it is still the obligor's turn."""
    for notice in case.notices:
        since = notice.unread_since
        if since is not None and case.performance(notice.obligation).state is ObligationState.OPEN:
            subject, due_at = f"{notice.obligation}/{notice.party}", since + profile.timers.performance.unread
            yield Reminder(subject, UNREAD, "", local_date(since, zone), due_at)


def _open(owed: Obligation, performance: Performance, profile: Profile, zone: ZoneInfo) -> Iterator[Reminder]:
    """Reminders key on the day as agreed; asking waits for the day rolled over rest days (domain 1.3)."""
    timer = profile.timers.performance
    for kind, steps in ((DUE, timer.days_before), (EXPECTED, timer.obligee_told_days_before)):
        for days in steps:
            yield on_day(owed.key, kind, str(days), owed.due, owed.due - timedelta(days=days), profile, zone)
    if performance.reported_at is None:
        after = owed.breach_day + timedelta(days=timer.obligee_asked_days_after)
        yield on_day(owed.key, ASKED, "", owed.due, after, profile, zone)


def _by_hand(owed: Obligation, performance: Performance, zone: ZoneInfo) -> Iterator[Reminder]:
    """The mediator's own reminders, to whom something can still be said."""
    for number, one in enumerate(performance.by_hand, 1):
        if one.party in may_be_reminded(owed, performance):
            subject, due = f"{owed.key}/{one.party}", local_date(one.at, zone)
            yield Reminder(subject, BY_HAND, str(number), due, one.at)


def _settling(performance: Performance, profile: Profile, zone: ZoneInfo) -> Iterator[Reminder]:
    if performance.settling is not None:
        said_at = performance.settling.at
        due_at = said_at + profile.timers.performance.undo
        yield Reminder(performance.obligation, SETTLES, "", local_date(said_at, zone), due_at)


def _claimed(performance: Performance, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> Iterator[Reminder]:
    if performance.claim is not None:
        claimed = local_date(performance.claim.at, zone)
        last = end_of(profile.timers.performance.silence.period, claimed, calendar).raw
        yield on_day(performance.obligation, SILENCE, "", claimed, last, profile, zone)
