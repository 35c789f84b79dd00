"""The class of a breach and the term of its publication: computed from the facts, chosen by nobody."""

from datetime import date, timedelta

from mediation.actor import Moment
from mediation.breach import Breach
from mediation.case import Case
from mediation.periods import Period, Unit, end_of, months_later
from mediation.profile_parts import Grade


def grade(case: Case, breach: Breach, at: Moment) -> Grade:
    """Minor if a part came and it is not late for long, counted on official days alone; else general.

    Serious stands for lists that the law reserves to others, the courts first of all: never computed here (domain 0.8).
    """
    if breach.obligation is None:
        return Grade.GENERAL
    owed = next((one for one in case.obligations if one.key == breach.obligation), None)
    if owed is None or case.performance(owed.key).received == 0:
        return Grade.GENERAL
    long = end_of(at.profile.publication.grading.general_after.period, owed.breach_day, at.calendar)
    return Grade.GENERAL if at.today > long.due and not long.provisional else Grade.MINOR


def term(graded: Grade, document: date, at: Moment) -> tuple[date | None, date]:
    """From which day repair is possible (None: any), and the last day of all, counted from the document's date.

    Both are local dates; the last day is never moved on for a rest day, as publishing longer would harm.
    """
    found = at.profile.term(graded)
    least = None if found.minimum is None else _raw(found.minimum, document)
    return least, _raw(found.maximum, document)


def _raw(period: Period, start: date) -> date:
    match period.unit:
        case Unit.MONTHS:
            return months_later(start, period.length)
        case Unit.YEARS:
            return months_later(start, period.length * 12)
        case Unit.WEEKS:
            return start + timedelta(weeks=period.length)
        case Unit.DAYS:
            return start + timedelta(days=period.length)
    raise ValueError("a term counts all days; the profile's reader sees to it")
