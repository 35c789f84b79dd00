"""Schedules for tests of changes: the sample loan, whole or in instalments, and new days for what is left of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mediation.agreed import Obligation
from mediation.case import Case
from mediation.changing import NewSchedule
from mediation.performance import Performance
from mediation.schedule import Due
from tests.asking import a_case

MAY, JUNE, JULY = date(2026, 5, 15), date(2026, 6, 15), date(2026, 7, 15)


def new_days(*parts: tuple[date, int | None]) -> NewSchedule:
    """A schedule with these days and amounts, all of them days certain."""
    return NewSchedule(tuple(Due(day, day, amount, None, False) for day, amount in parts), "新的日子")


def in_parts(case: Case, *days: date) -> Case:
    """The same case whose loan is owed in equal instalments on these days."""
    (whole,) = case.obligations
    share = (whole.amount or 0) // len(days)
    return replace(case, obligations=tuple(_part(whole, place, days, share) for place in range(1, len(days) + 1)))


def _part(whole: Obligation, place: int, days: Sequence[date], share: int) -> Obligation:
    day, when = days[place - 1], "每月15日，3期"
    key, part = f"1.{place}", (place, len(days))
    return replace(whole, key=key, series="1", part=part, amount=share, when=when, due=day, breach_day=day)


def three_parts() -> Case:
    """The sample case in instalments of May, June and July."""
    case = a_case()
    whole = replace(case.obligations[0], amount=600_000)
    return in_parts(replace(case, obligations=(whole,)), MAY, JUNE, JULY)


def received(case: Case, key: str, fen: int) -> Case:
    """The same case, in which so much counts as received."""
    return case.with_performance(replace(case.performance(key), received=fen))


def said(case: Case, key: str, **of_it: object) -> Case:
    """The same case, in which something more was said of that obligation."""
    before: Performance = case.performance(key)
    return case.with_performance(replace(before, **of_it))  # type: ignore[arg-type]
