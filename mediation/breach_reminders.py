"""What a breach calls for as time goes by: reminders to cure, ends of periods, the clocks of those who decide."""

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from mediation import breach_periods
from mediation.breach import Breach, BreachState
from mediation.case import Case
from mediation.moments import local_date
from mediation.periods import Calendar
from mediation.profile import Profile
from mediation.reminder import CURE, CURE_OVER, HEARD, PUBLICATION_END, REPAIR, RETRACTION, STATEMENT, Reminder, on_day

_DAY = timedelta(days=1)


def of_breaches(case: Case, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> Iterator[Reminder]:
    """Everything that the breaches under way call for; also in a case that is closed."""
    for breach in case.breaches:
        if breach.under_way:
            yield from _of(breach, profile, calendar, zone)
            yield from _of_deciders(breach, profile, calendar, zone)


def _of(breach: Breach, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> Iterator[Reminder]:
    public = breach.publication
    match breach.state:
        case BreachState.CURING:
            served, last = _cure(breach, profile, calendar, zone)
            half = breach_periods.half_of_cure(breach, profile, calendar, zone)
            yield on_day(breach.key, CURE, "half", served, half, profile, zone)
            yield on_day(breach.key, CURE, "last", served, last, profile, zone)
            yield _after(breach.key, CURE_OVER, "", served, last, profile, calendar, zone)
        case BreachState.HEARING if breach.proposal is not None:
            heard = breach_periods.hearing_ends(breach, profile, calendar, zone)
            if heard is not None:
                yield _after(breach.key, HEARD, "", heard.start, heard.due, profile, calendar, zone)
        case BreachState.PUBLISHED if public is not None:
            # the day after its last day, rest day or not
            yield on_day(breach.key, PUBLICATION_END, "", public.until, public.until + _DAY, profile, zone)
        case BreachState.WITHDRAWING if public is not None and public.withdrawal is not None:
            until = public.withdrawal.until
            yield _after(breach.key, RETRACTION, "", until, until, profile, calendar, zone)


def _of_deciders(breach: Breach, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> Iterator[Reminder]:
    said, applied = breach.open_statement, breach.open_repair
    if said is not None:
        subject, since = f"{breach.key}/{said.key}", local_date(said.at, zone)
        answer = breach_periods.answer_ends(said, profile, calendar, zone).due
        longest = breach_periods.longest_answer_ends(said, profile, calendar, zone).due
        yield _after(subject, STATEMENT, "answer", since, answer, profile, calendar, zone)
        yield _after(subject, STATEMENT, "longest", since, longest, profile, calendar, zone)
    if applied is not None and breach.state is BreachState.PUBLISHED:
        ends = breach_periods.repair_ends(applied, profile, calendar, zone)
        yield _after(f"{breach.key}/{applied.key}", REPAIR, "", ends.start, ends.due, profile, calendar, zone)


def _cure(breach: Breach, profile: Profile, calendar: Calendar, zone: ZoneInfo) -> tuple[date, date]:
    ends = breach_periods.cure_ends(breach, profile, calendar, zone)
    return ends.start, ends.due


def _after(
    subject: str, kind: str, step: str, counted: date, last: date, profile: Profile, calendar: Calendar, zone: ZoneInfo
) -> Reminder:
    """On the first working day after a last day: nobody decides on a rest day."""
    day = calendar.next_working_day_from(last + _DAY)
    return on_day(subject, kind, step, counted, day, profile, zone)
