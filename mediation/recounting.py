"""Counting days anew when a calendar changed: what rested on a provisional year (暂定) takes its official days."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mediation.access import require_open
from mediation.actor import Actor, Moment, Role
from mediation.agreed import Obligation
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.notices import DatesRecounted
from mediation.schedule import OnDate, Within, dues


def recount(case: Case, by: Actor, at: Moment) -> Decision:
    """Count the days of everything still owed, and of a proposed schedule, by the moment's calendar.

    What has ended keeps its days. The two sides of what moved hear of it; that only 暂定 is over is told to nobody.
    Raises Refused: not_yours for anybody but time, case_ended; NoCalendar if a year needed is not known.
    """
    if by.role is not Role.TIME:
        raise Refused("not_yours")
    require_open(case)
    if case.agreement is None:
        return Decision(case, ())
    recounted = replace(
        case,
        agreement=replace(case.agreement, calendar_version=at.calendar.version),
        obligations=tuple(_unless_ended(case, owed, at) for owed in case.obligations),
        proposal=case.proposal
        and replace(case.proposal, obligations=tuple(_anew(owed, at) for owed in case.proposal.obligations)),
    )
    return Decision(recounted, tuple(_moved(zip(case.obligations, recounted.obligations, strict=True))))


def _unless_ended(case: Case, owed: Obligation, at: Moment) -> Obligation:
    return owed if case.performance(owed.key).ended else _anew(owed, at)


def _anew(owed: Obligation, at: Moment) -> Obligation:
    """Its days by this calendar: a date certain is only rolled, a period counted whole (Civil Code 201-203).

    Nobody is made late afterwards: where the last day would move to before today (and so, maybe, before the day on
    which it was said performed), the days stay what people were told.
    """
    when = OnDate(owed.due) if owed.counted is None else Within(owed.counted.period, owed.counted.start)
    (fresh,) = dues(when, None, at.calendar)
    if fresh.breach_day < min(owed.breach_day, at.today):
        return replace(owed, provisional=fresh.provisional)
    return replace(owed, due=fresh.day, breach_day=fresh.breach_day, provisional=fresh.provisional)


def _moved(pairs: Iterable[tuple[Obligation, Obligation]]) -> Iterator[DatesRecounted]:
    """One event for all that moved between the same two sides, so that each hears of their own and of all at once."""
    between: dict[frozenset[str], list[tuple[Obligation, Obligation]]] = {}
    for was, now in pairs:
        if (was.due, was.breach_day) != (now.due, now.breach_day):
            between.setdefault(frozenset((was.obligor, was.obligee)), []).append((was, now))
    for both in between.values():
        yield DatesRecounted(
            obligation=both[0][0].key,
            obligations=tuple(was.key for was, _ in both),
            before=tuple(was.breach_day for was, _ in both),
            after=tuple(now.breach_day for _, now in both),
        )
