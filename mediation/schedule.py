"""When something agreed falls due: a date, a period or instalments, and their expansion into due days; pure."""

from dataclasses import dataclass
from datetime import date

from mediation.agreed import Counted
from mediation.periods import Calendar, Period, PeriodEnd, end_of, months_later


@dataclass(frozen=True)
class OnDate:
    """A date certain ("2027年3月15日前"): not a period, so nothing moves it silently (domain 1.3)."""

    day: date


@dataclass(frozen=True)
class Within:
    """A period ("30日内") from `start`, a day that does not count; None: from the day the agreement takes effect."""

    period: Period
    start: date | None


@dataclass(frozen=True)
class Instalments:
    """`count` parts, one a month from `first` on, on `day_of_month` or the month's end; `each_fen` None: not said."""

    day_of_month: int
    count: int
    each_fen: int | None
    first: date


When = OnDate | Within | Instalments


@dataclass(frozen=True)
class Due:
    """One thing that falls due.

    `day` is the day as agreed or counted, which reminders key on; `breach_day`, never earlier, is that day rolled over
    statutory rest days (Civil Code 203), after which it is late. `end` shows a period's computation and is None for a
    date certain. `amount_fen` is None where the schedule names no amount. `provisional`: a notice may move it (暂定).
    """

    day: date
    breach_day: date
    amount_fen: int | None
    end: PeriodEnd | None
    provisional: bool


def dues(when: When, effective: date | None, calendar: Calendar) -> tuple[Due, ...]:
    """All that falls due by `when`, in order; nothing yet for a period that waits for an agreement to take effect.

    `effective` is the agreement's effective date. NoCalendar if a year needed is not known.
    """
    match when:
        case OnDate(day):
            return (_on(day, None, calendar),)
        case Within(period, start):
            begin = start or effective
            return () if begin is None else (_at_end(end_of(period, begin, calendar)),)
        case Instalments(day_of_month, count, each_fen, first):
            days = (months_later(first, n, day_of_month) for n in range(count))
            return tuple(_on(day, each_fen, calendar) for day in days)


def counted(when: When, effective: date | None) -> Counted | None:
    """The period behind a due day, from the day on which it runs; None for dates certain and for what has no start."""
    if not isinstance(when, Within):
        return None
    start = when.start or effective
    return None if start is None else Counted(when.period, start)


def _on(day: date, amount_fen: int | None, calendar: Calendar) -> Due:
    rolled = calendar.next_working_day_from(day)
    provisional = calendar.is_provisional(day) or calendar.is_provisional(rolled)
    return Due(day, rolled, amount_fen, None, provisional)


def _at_end(end: PeriodEnd) -> Due:
    return Due(end.raw, end.due, None, end, end.provisional)
