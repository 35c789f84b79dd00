"""The class is computed from what came and how late it is, the term from the document's date; nobody chooses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.actor import Moment
from mediation.breach import Breach, BreachState
from mediation.case import Case
from mediation.grading import grade, term
from mediation.periods import Period, Unit, YearStatus, calendar_of
from mediation.profile_parts import Grade, Span
from tests.mediation.breach_at import AT, breach_at, case_at
from tests.owing import ALL, not_money

BREACH = breach_at(BreachState.CURING)
UNTRUE = replace(BREACH, obligation=None)


def on(day: date, at: Moment = AT) -> Moment:
    """That day at nine."""
    return replace(at, now=at.now + (day - at.today))


def owing(received: int = 0, since: date = date(2026, 4, 15)) -> Case:
    """So much of it came, in fen, and it was due that day."""
    case = case_at(BreachState.CURING)
    (owed,) = case.obligations
    case = replace(case, obligations=(replace(owed, due=since, breach_day=since),))
    return case.with_performance(replace(case.performance("1"), received=received))


def within(period: Period) -> Moment:
    """A profile under which it is late for long after that period."""
    grading = AT.profile.publication.grading
    span = Span(period, grading.general_after.source)
    rules = replace(AT.profile.publication, grading=replace(grading, general_after=span))
    return replace(AT, profile=replace(AT.profile, publication=rules))


@pytest.mark.parametrize(
    ("since", "last"),
    [
        (date(2026, 4, 15), date(2026, 7, 15)),  # three months, a Wednesday
        (date(2026, 7, 1), date(2026, 10, 8)),  # 1 October rests until the 8th
        (date(2026, 6, 20), date(2026, 9, 20)),  # a Sunday on which people work
        (date(2025, 11, 30), date(2026, 2, 28)),  # no 30 February; the Saturday works
    ],
)
def test_a_part_is_minor_until_it_is_late_for_long(since: date, last: date) -> None:
    case = owing(1, since)
    assert grade(case, BREACH, on(since + timedelta(days=1))) is Grade.MINOR
    assert grade(case, BREACH, on(last)) is Grade.MINOR
    assert grade(case, BREACH, on(last + timedelta(days=1))) is Grade.GENERAL


@pytest.mark.parametrize("case", [owing(), not_money(owing())], ids=["money", "an apology"])
def test_nothing_at_all_is_general_from_the_first_day(case: Case) -> None:
    assert grade(case, BREACH, on(date(2026, 4, 16))) is Grade.GENERAL


@pytest.mark.parametrize("received", [0, 1])
def test_what_was_untrue_is_general(received: int) -> None:
    assert grade(owing(received), UNTRUE, AT) is Grade.GENERAL


def test_what_is_not_owed_any_more_counts_as_nothing_come() -> None:
    assert grade(replace(owing(1), obligations=()), BREACH, AT) is Grade.GENERAL


def test_how_long_is_long_the_profile_says() -> None:
    ten_days = within(Period(10, Unit.DAYS))
    # the tenth day is Saturday 25 April 2026
    assert grade(owing(1), BREACH, on(date(2026, 4, 27), ten_days)) is Grade.MINOR
    assert grade(owing(1), BREACH, on(date(2026, 4, 28), ten_days)) is Grade.GENERAL


@pytest.mark.parametrize("status", YearStatus)
def test_a_day_that_a_notice_may_still_move_makes_nothing_worse(status: YearStatus) -> None:
    years = (replace(one, status=status if one.year == 2027 else one.status) for one in AT.calendar.years.values())
    at = replace(AT, calendar=calendar_of(years))
    case = owing(1, date(2026, 9, 30))
    wanted = Grade.GENERAL if status is YearStatus.OFFICIAL else Grade.MINOR
    assert grade(case, BREACH, on(date(2027, 3, 1), at)) is wanted


@given(
    received=st.integers(0, ALL),
    days=st.integers(1, 800),
    long=st.integers(1, 400),
    breach=st.sampled_from([BREACH, UNTRUE]),
)
def test_serious_is_for_the_courts_alone(received: int, days: int, long: int, breach: Breach) -> None:
    at = on(AT.today + timedelta(days=days), within(Period(long, Unit.DAYS)))
    assert grade(owing(received), breach, at) in (Grade.MINOR, Grade.GENERAL)


@given(received=st.integers(1, ALL), more=st.integers(0, ALL), days=st.integers(1, 500), later=st.integers(0, 200))
def test_more_that_came_and_less_delay_is_never_worse(received: int, more: int, days: int, later: int) -> None:
    soon, late = (on(date(2026, 4, 15) + timedelta(days=n)) for n in (days, days + later))
    if grade(owing(received), BREACH, late) is Grade.MINOR:
        assert grade(owing(received + more), BREACH, soon) is Grade.MINOR


@pytest.mark.parametrize(
    ("graded", "document", "least", "until"),
    [
        (Grade.MINOR, date(2026, 3, 20), None, date(2026, 6, 20)),
        (Grade.GENERAL, date(2026, 3, 20), date(2026, 6, 20), date(2027, 3, 20)),  # a rest day each
        (Grade.SERIOUS, date(2026, 3, 20), date(2027, 3, 20), date(2029, 3, 20)),
        (Grade.GENERAL, date(2026, 7, 1), date(2026, 10, 1), date(2027, 7, 1)),  # the National Day
        (Grade.GENERAL, date(2025, 11, 30), date(2026, 2, 28), date(2026, 11, 30)),
        (Grade.GENERAL, date(2024, 2, 29), date(2024, 5, 29), date(2025, 2, 28)),
        (Grade.SERIOUS, date(2024, 2, 29), date(2025, 2, 28), date(2027, 2, 28)),
    ],
)
def test_terms_count_from_the_document_and_never_move_on(
    graded: Grade, document: date, least: date | None, until: date
) -> None:
    assert term(graded, document, AT) == (least, until)
    assert term(graded, document, on(date(2028, 1, 1))) == (least, until)


@pytest.mark.parametrize(
    ("period", "until"),
    [
        (Period(30, Unit.DAYS), date(2026, 10, 1)),
        (Period(5, Unit.WEEKS), date(2026, 10, 6)),
        (Period(1, Unit.MONTHS), date(2026, 10, 1)),
    ],
)
def test_a_profile_may_count_terms_in_other_units(period: Period, until: date) -> None:
    terms = tuple(replace(one, maximum=period) for one in AT.profile.terms)
    at = replace(AT, profile=replace(AT.profile, terms=terms))
    assert term(Grade.MINOR, date(2026, 9, 1), at) == (None, until)


@given(st.sampled_from(Grade), st.dates(date(2020, 1, 1), date(2026, 11, 23)))
def test_no_term_is_longer_than_the_law_allows(graded: Grade, document: date) -> None:
    # 国办发〔2025〕22号 and Order 36: at most three months, a year, three years; at least none, three months, a year
    most = {Grade.MINOR: 92, Grade.GENERAL: 366, Grade.SERIOUS: 366 + 2 * 365}[graded]
    leasts = {Grade.MINOR: (0, 0), Grade.GENERAL: (89, 92), Grade.SERIOUS: (365, 366)}[graded]
    least, until = term(graded, document, AT)
    assert (until - document).days <= most
    assert leasts[0] <= ((least or document) - document).days <= leasts[1]
