"""When the periods of a breach end: cure and statement, each counted from the day on which the notice is proven."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from mediation.breach import Breach, Statement
from mediation.moments import local_date
from mediation.periods import Calendar, PeriodEnd, end_of
from mediation.profile import Profile
from mediation.publication_parts import RepairApplication
from mediation.service import Service


def service_day(service: Service, zone: ZoneInfo) -> date:
    """The local day from which a period counts: that of the proof, before there is one that of the sending.

    Before there is a proof nothing runs out; that is asked apart.
    """
    return service.proof.day if service.proof is not None else local_date(service.told_at, zone)


def cure_ends(breach: Breach, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> PeriodEnd:
    """The end of the cure period after the credit warning."""
    return end_of(profile.clocks.cure.period, service_day(breach.warning, zone), calendar)


def hearing_ends(breach: Breach, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> PeriodEnd | None:
    """The end of the statement period after the prior notice; None where nothing was proposed."""
    if breach.proposal is None:
        return None
    return end_of(profile.clocks.statement.period, service_day(breach.proposal.notice, zone), calendar)


def half_of_cure(breach: Breach, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> date:
    """The day in the middle of the cure period."""
    start, end = service_day(breach.warning, zone), cure_ends(breach, profile, calendar, zone).due
    return start + timedelta(days=(end - start).days // 2)


def answer_ends(said: Statement, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> PeriodEnd:
    """The end of the time for deciding on a statement or an objection."""
    return end_of(profile.clocks.objection_answer.period, local_date(said.at, zone), calendar)


def longest_answer_ends(said: Statement, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> PeriodEnd:
    """The end of the longest time that deciding on it may ever take."""
    return end_of(profile.clocks.objection_longest.period, local_date(said.at, zone), calendar)


def repair_ends(applied: RepairApplication, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> PeriodEnd:
    """The end of the time for deciding on an application for repair."""
    return end_of(profile.clocks.repair.period, local_date(applied.at, zone), calendar)
