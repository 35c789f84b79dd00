"""The reminders of the judicial side: joint confirmation within its window, and the limit for enforcement."""

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from mediation.case import Case, Party
from mediation.court_facts import EnforcementEnding, Listing
from mediation.moments import local_date
from mediation.owing import open_obligations
from mediation.periods import Calendar, end_of, months_later
from mediation.profile import Profile
from mediation.reminder import CONFIRMATION, COURT_LISTED, ENFORCEMENT, Reminder, on_day

_MONTHS = {"months": 1, "years": 12}


def confirmation(case: Case, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> Iterator[Reminder]:
    """Both sides are told of the window for judicial confirmation (Civil Procedure Law 205), unless they have spoken.

    Only in disputes that courts accept (SPC interpretation 355).
    """
    if case.agreement is None or case.ruling or case.applied_on or not case.dispute.court_confirms:
        return
    effective = case.agreement.effective
    last = confirmation_ends(case, profile, calendar)
    for party in case.parties:
        for days in profile.timers.confirmation.nudge_days if not _has_spoken(case, party) else ():
            day = effective + timedelta(days=days)
            if day <= last:
                yield on_day(party.key, CONFIRMATION, str(days), effective, day, profile, zone)


def confirmation_ends(case: Case, profile: Profile, calendar: Calendar) -> date:
    """The last day on which both sides may apply together; ValueError without an agreement."""
    if case.agreement is None:
        raise ValueError(case.number)
    return end_of(profile.timers.confirmation.window.period, case.agreement.effective, calendar).due


def enforcement(case: Case, profile: Profile, zone: ZoneInfo) -> Iterator[Reminder]:
    """The obligee is told before the limit ends, of instalments counted from the last one (Civil Procedure Law 250).

    Only a confirmed agreement can be enforced (Civil Procedure Law 206), and where it was, nobody is told any more.
    """
    if case.ruling is None:
        return
    enforced = {one.party for one in case.enforcements}
    waiting = [owed for owed in open_obligations(case) if owed.obligor not in enforced]
    for subject in dict.fromkeys(owed.series or owed.key for owed in waiting):
        end = enforcement_ends(case, subject, profile)
        for step, day in enforcement_steps(end, profile):
            yield on_day(subject, ENFORCEMENT, step, end, day, profile, zone)


def enforcement_steps(end: date, profile: Profile) -> Iterator[tuple[str, date]]:
    """The steps before the limit's last day, each with its local date: ("6m", ...), ("7d", ...)."""
    timer = profile.timers.enforcement
    for months in timer.months_before:
        yield f"{months}m", months_later(end, -months)
    for days in timer.days_before:
        yield f"{days}d", end - timedelta(days=days)


def enforcement_ends(case: Case, subject: str, profile: Profile) -> date:
    """The last day of the limit for an obligation or a series, by its key; not rolled over rest days, to be on time."""
    last = max(owed.due for owed in case.obligations if subject in (owed.key, owed.series))
    limit = profile.timers.enforcement.limit.period
    return months_later(last, limit.length * _MONTHS[limit.unit.value])


def listed(case: Case, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> Iterator[Reminder]:
    """All is performed, and the court's days for delisting (法释〔2017〕7号 10) passed without it.

    Somebody asks the court then, in closed cases too; counted from the listing where that came later.
    """
    for one in case.listings:
        performed = performed_since(case, one, zone) if one.delisted_on is None else None
        if performed is not None:
            since = max(performed, one.day)
            last = end_of(profile.clocks.court_delisting.period, since, calendar).due
            following = calendar.next_working_day_from(last + timedelta(days=1))
            yield on_day(one.key, COURT_LISTED, "", since, following, profile, zone)


def performed_since(case: Case, listing: Listing, zone: ZoneInfo) -> date | None:
    """Since when the listed party owes nothing: the court says so, or everything of theirs ended here; None if not."""
    by_court = [
        one.ended_on
        for one in case.enforcements
        if one.party == listing.party and one.ending is EnforcementEnding.PERFORMED and one.ended_on is not None
    ]
    ended = [case.performance(owed.key).ended_at for owed in case.obligations if owed.obligor == listing.party]
    days = [local_date(moment, zone) for moment in ended if moment is not None]
    here = [max(days)] if days and len(days) == len(ended) else []
    return min([*by_court, *here], default=None)


def _has_spoken(case: Case, party: Party) -> bool:
    return any(wish.party == party.key for wish in case.court_wishes)
