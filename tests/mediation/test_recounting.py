"""When the official calendar comes, days that rested on a provisional one are counted anew; only what moved is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.actor import TIME, Moment
from mediation.agreed import Obligation
from mediation.audience import Listener, audience
from mediation.case import Case, CaseState, Side
from mediation.events.event import Hearer
from mediation.events.notices import DatesRecounted
from mediation.performance import Claim, ObligationState, Performance, Proposal
from mediation.periods import Period, Unit
from mediation.recounting import recount
from tests.asking import EVERYBODY, a_case, outcome
from tests.notices import AFTER, BEFORE, owed_on, owed_within
from tests.sample import party


def owing(*obligations: Obligation) -> Case:
    """The sample case with these obligations."""
    return replace(a_case(), obligations=obligations)


def at(day: date) -> Moment:
    """Noon of a local day, with the notice known."""
    return replace(AFTER, now=datetime(day.year, day.month, day.day, 4, tzinfo=UTC))


def recounted(*obligations: Obligation, moment: Moment = AFTER) -> tuple[tuple[Obligation, ...], list[DatesRecounted]]:
    """The obligations afterwards, and what is told."""
    decision = recount(owing(*obligations), TIME, moment)
    told = [event for event in decision.events if isinstance(event, DatesRecounted)]
    assert len(told) == len(decision.events)
    return decision.case.obligations, told


@pytest.mark.parametrize(
    ("owed", "due", "before", "after"),
    [
        # into a longer holiday: the day agreed stays, the last day follows the rest
        (owed_on(date(2027, 10, 5)), date(2027, 10, 5), date(2027, 10, 6), date(2027, 10, 8)),
        # a Saturday that people work: the last day is that very day
        (owed_on(date(2027, 10, 9)), date(2027, 10, 9), date(2027, 10, 11), date(2027, 10, 9)),
        (owed_within(Period(30, Unit.DAYS), date(2027, 9, 5)), date(2027, 10, 5), date(2027, 10, 6), date(2027, 10, 8)),
        (
            owed_within(Period(1, Unit.MONTHS), date(2027, 9, 9)),
            date(2027, 10, 9),
            date(2027, 10, 11),
            date(2027, 10, 9),
        ),
        # working days are counted from the beginning: the 8th, the Saturday, the 11th
        (
            owed_within(Period(3, Unit.WORKING_DAYS), date(2027, 10, 1)),
            date(2027, 10, 11),
            date(2027, 10, 8),
            date(2027, 10, 11),
        ),
    ],
)
def test_days_move_with_the_notice(owed: Obligation, due: date, before: date, after: date) -> None:
    (now,), told = recounted(owed)
    assert owed.breach_day == before
    assert now == replace(owed, due=due, breach_day=after, provisional=False)
    assert told == [DatesRecounted(obligation="1", obligations=("1",), before=(before,), after=(after,))]


def test_that_only_the_mark_is_over_is_told_to_nobody() -> None:
    owed = owed_on(date(2027, 3, 15))
    assert owed.provisional
    decision = recount(owing(owed), TIME, AFTER)
    assert decision.case.obligations == (replace(owed, provisional=False),)
    assert decision.events == ()
    assert decision.case.agreement is not None
    assert decision.case.agreement.calendar_version == AFTER.calendar.version


def test_what_has_ended_keeps_its_days() -> None:
    owed = owed_on(date(2027, 10, 5))
    for state in (ObligationState.PERFORMED, ObligationState.WAIVED):
        case = owing(owed).with_performance(Performance("1", state))
        decision = recount(case, TIME, AFTER)
        assert (decision.case.obligations, decision.events) == ((owed,), ())


def test_nobody_is_made_late_afterwards() -> None:
    owed = owed_on(date(2027, 10, 9))
    sunday = at(date(2027, 10, 10))
    claimed = Performance("1", ObligationState.CLAIMED, claim=Claim(None, sunday.now))
    for case in (owing(owed), owing(owed).with_performance(claimed)):
        decision = recount(case, TIME, sunday)
        assert (decision.case.obligations, decision.events) == ((replace(owed, provisional=False),), ())


def test_on_the_new_last_day_itself_it_still_moves() -> None:
    (now,), told = recounted(owed_on(date(2027, 10, 9)), moment=at(date(2027, 10, 9)))
    assert now.breach_day == date(2027, 10, 9)
    assert len(told) == 1


def test_a_day_that_moves_on_moves_however_late_the_notice_comes() -> None:
    (now,), told = recounted(owed_on(date(2027, 10, 5)), moment=at(date(2027, 12, 1)))
    assert now.breach_day == date(2027, 10, 8)
    assert len(told) == 1


def test_a_proposed_schedule_is_counted_too_and_nobody_is_told_of_it() -> None:
    proposal = Proposal("1", ("1",), (owed_on(date(2027, 10, 5), key="2"),), "", BEFORE.now)
    case = replace(owing(owed_on(date(2026, 4, 15))), proposal=proposal)
    decision = recount(case, TIME, AFTER)
    assert decision.events == ()
    assert decision.case.proposal is not None
    assert decision.case.proposal.obligations == (owed_on(date(2027, 10, 5), key="2", at=AFTER),)


def test_each_two_sides_hear_of_their_own_and_of_all_at_once() -> None:
    third = party("3", Side.RESPONDENT, "赵强", a_case().party("2").identity)
    third = replace(third, binding=replace(a_case().party("2").binding, person=13))
    mine, yours = owed_on(date(2027, 10, 5)), replace(owed_on(date(2027, 10, 4), key="2"), obligor="1", obligee="2")
    theirs = replace(owed_on(date(2027, 10, 9), key="3"), obligor="3")
    case = replace(owing(mine, yours, theirs), parties=(*a_case().parties, third))
    decision = recount(case, TIME, AFTER)
    assert [getattr(event, "obligations") for event in decision.events] == [("1", "2"), ("3",)]  # noqa: B009
    heard = [set(audience(event, decision.case, ())) for event in decision.events]
    assert heard == [
        {Listener(Hearer.OBLIGOR, 12, "2"), Listener(Hearer.OBLIGEE, 11, "1")},
        {Listener(Hearer.OBLIGOR, 13, "3"), Listener(Hearer.OBLIGEE, 11, "1")},
    ]


def test_a_case_without_an_agreement_stays_as_it_is() -> None:
    case = replace(a_case(), agreement=None, obligations=())
    assert recount(case, TIME, AFTER).case is case


def test_only_time_and_only_in_open_cases() -> None:
    assert {str(by.role): outcome(recount, a_case(), by, AFTER) for by in EVERYBODY} == {
        **{str(by.role): "not_yours" for by in EVERYBODY},
        "time": "allowed",
    }
    for state in CaseState:
        expected = "allowed" if state is CaseState.OPEN else "case_ended"
        assert outcome(recount, a_case(state), TIME, AFTER) == expected


_days = st.dates(date(2026, 4, 1), date(2028, 6, 30))
_periods = st.builds(Period, st.integers(1, 12), st.sampled_from([one for one in Unit if one is not Unit.YEARS]))
_obligations = st.builds(owed_on, _days) | st.builds(owed_within, _periods, _days)


@given(_obligations)
def test_counting_anew_gives_what_counting_first_gives(owed: Obligation) -> None:
    (now,), told = recounted(owed)
    fresh = (
        owed_on(owed.due, at=AFTER)
        if owed.counted is None
        else owed_within(owed.counted.period, owed.counted.start, at=AFTER)
    )
    assert (now.due, now.breach_day, now.provisional) == (fresh.due, fresh.breach_day, fresh.provisional)
    assert bool(told) is ((owed.due, owed.breach_day) != (now.due, now.breach_day))
    assert recounted(now) == ((now,), [])
    assert recounted(owed, moment=BEFORE) == ((owed,), [])


@given(_obligations, st.integers(0, 900))
def test_no_last_day_moves_back_before_today(owed: Obligation, passed: int) -> None:
    moment = replace(AFTER, now=AFTER.now + timedelta(days=passed))
    (now,), _ = recounted(owed, moment=moment)
    assert now.breach_day >= min(owed.breach_day, moment.today)
