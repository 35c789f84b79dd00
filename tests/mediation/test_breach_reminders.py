"""When time looks after a breach: on days that can be counted by hand, at the profile's hour, and never too much."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from mediation.breach import BreachState, Statement
from mediation.breach_reminders import of_breaches
from mediation.case import Case
from mediation.moments import at_local
from mediation.publication_parts import RepairApplication, Withdrawal, WithdrawalCause
from mediation.reminder import Reminder
from mediation.service import Verdict
from tests.asking import AT
from tests.mediation.breach_at import breach_at, case_at
from tests.mediation.gate_scene import the_look
from tests.world import CALENDAR, PROFILE

Key = tuple[str, str, str, date]


def reminders(case: Case) -> list[Reminder]:
    """What the breaches of a case call for."""
    return list(of_breaches(case, PROFILE, CALENDAR, PROFILE.zone))


def days(case: Case) -> dict[tuple[str, str, str], date]:
    """On which local day each goes, by subject, kind and step."""
    return {(one.subject, one.kind, one.step): one.due_at.astimezone(PROFILE.zone).date() for one in reminders(case)}


def curing() -> Case:
    """Served on 16 April 2026; the last day is the 30th."""
    look = the_look()
    return look.case.with_breach(replace(look.breach, state=BreachState.CURING, proposal=None))


def at(day: date) -> datetime:
    """Nine o'clock that day, where the office is."""
    return at_local(day, time(9), PROFILE.zone)


def said(day: date, verdict: Verdict | None = None) -> Statement:
    """A statement of that day."""
    return Statement("1", "给了现金", (), at(day), verdict)


def applied(day: date, verdict: Verdict | None = None) -> RepairApplication:
    """An application of that day."""
    return RepairApplication("1", "已经归还", (), at(day), verdict)


VERDICT = Verdict(False, "核对过", 5, AT.now)


@pytest.mark.parametrize(
    "state",
    [
        BreachState.WARNED,
        BreachState.CONFIRMED,
        BreachState.PROPOSED,
        BreachState.WITHDRAWN,
        BreachState.EXPIRED,
        BreachState.CURED,
        BreachState.SETTLED,
        BreachState.LIFTED,
    ],
)
def test_where_nothing_runs_there_is_nothing(state: BreachState) -> None:
    assert reminders(case_at(state)) == []


def test_the_cure_period_at_half_time_on_its_last_day_and_the_working_day_after_it() -> None:
    assert days(curing()) == {
        ("1", "cure", "half"): date(2026, 4, 23),
        ("1", "cure", "last"): date(2026, 4, 30),
        # 1 to 5 May rest
        ("1", "cure_over", ""): date(2026, 5, 6),
    }


def test_the_end_of_the_statement_period_is_told_on_the_next_working_day() -> None:
    # served on 6 May, fifteen working days with Saturday 9 May: until Tuesday the 26th
    assert days(the_look().case) == {("1", "heard", ""): date(2026, 5, 27)}


@pytest.mark.parametrize("until", [date(2026, 4, 30), date(2026, 5, 1), date(2026, 6, 19)])
def test_a_publication_ends_the_day_after_its_last_day_rest_day_or_not(until: date) -> None:
    breach = breach_at(BreachState.PUBLISHED)
    assert breach.publication is not None
    public = replace(breach.publication, until=until)
    case = case_at(BreachState.PUBLISHED).with_breach(replace(breach, publication=public))
    assert days(case) == {("1", "publication_end", ""): date.fromordinal(until.toordinal() + 1)}


def test_the_portals_day_is_watched_from_the_next_working_day_on() -> None:
    breach = breach_at(BreachState.WITHDRAWING)
    assert breach.publication is not None
    going = Withdrawal(WithdrawalCause.CONSENT_WITHDRAWN, AT.now, date(2026, 4, 30))
    case = case_at(BreachState.WITHDRAWING).with_breach(
        replace(breach, publication=replace(breach.publication, withdrawal=going))
    )
    assert days(case) == {("1", "retraction", ""): date(2026, 5, 6)}


@pytest.mark.parametrize("state", BreachState)
def test_a_statement_is_watched_while_anything_stands(state: BreachState) -> None:
    case = case_at(state)
    told = case.with_breach(replace(case.breach("1"), statements=(said(date(2026, 4, 16)),)))
    watched = {key: day for key, day in days(told).items() if key[1] == "statement"}
    # three working days end on Tuesday the 21st
    if state is BreachState.LIFTED:
        assert watched == {}
    else:
        assert watched[("1/1", "statement", "answer")] == date(2026, 4, 22)
        assert set(watched) == {("1/1", "statement", "answer"), ("1/1", "statement", "longest")}
        assert watched[("1/1", "statement", "longest")] > watched[("1/1", "statement", "answer")]


def test_what_was_decided_is_watched_no_more() -> None:
    case = case_at(BreachState.PUBLISHED)
    decided = replace(case.breach("1"), statements=(said(AT.today, VERDICT),), repairs=(applied(AT.today, VERDICT),))
    assert {kind for _, kind, _ in days(case.with_breach(decided))} == {"publication_end"}


@pytest.mark.parametrize("state", BreachState)
def test_an_application_is_watched_only_while_it_is_public(state: BreachState) -> None:
    case = case_at(state)
    told = case.with_breach(replace(case.breach("1"), repairs=(applied(date(2026, 4, 16)),)))
    watched = {key: day for key, day in days(told).items() if key[1] == "repair"}
    if state is BreachState.PUBLISHED:
        (day,) = watched.values()
        assert CALENDAR.is_working_day(day)
        assert day > date(2026, 4, 16)
    else:
        assert watched == {}


def test_all_go_at_the_profiles_hour() -> None:
    for one in reminders(curing()) + reminders(the_look().case):
        assert one.due_at.astimezone(PROFILE.zone).time() == PROFILE.timers.send_at
