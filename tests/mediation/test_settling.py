"""What was said takes effect in its time and not before; the last thing done closes the case with a goodbye."""

from dataclasses import replace

from mediation import receiving
from mediation.actor import TIME
from mediation.case import Case, CaseState
from mediation.events.performance import CaseClosed, ObligationPerformed, ObligationWaived, PartPerformed
from mediation.performance import ObligationState
from mediation.settling import settle, settles_at
from tests.asking import AT, EVERYBODY, ZHANG, a_case, outcome
from tests.owing import ALL, claimed, differing, not_money, on, settled, settling, standing


def with_another(case: Case) -> Case:
    """The same case with a second obligation."""
    return replace(case, obligations=(*case.obligations, replace(case.obligation("1"), key="2")))


def test_it_takes_effect_after_the_profiles_hours_and_by_time_alone() -> None:
    case = settling()
    assert settles_at(standing(case), AT) == on(1).now
    assert outcome(settle, case, TIME, on(0, 23), "1") == "already_done"
    for by in EVERYBODY:
        assert outcome(settle, case, by, on(1), "1") == ("allowed" if by == TIME else "not_yours")
    for other in (a_case(), claimed(), differing()):
        assert outcome(settle, other, TIME, on(9), "1") == "already_done"
    assert outcome(settle, case, TIME, on(1), "9") == "obligation_unknown"


def test_all_of_it_performs_the_obligation_and_the_last_one_closes_the_case() -> None:
    decision = settle(settling(), TIME, on(1), "1")
    assert decision.events == (ObligationPerformed(obligation="1"), CaseClosed())
    assert decision.case.state is CaseState.CLOSED
    assert standing(decision.case).state is ObligationState.PERFORMED
    assert (standing(decision.case).received, standing(decision.case).ended_at) == (ALL, on(1).now)
    another = settle(with_another(settling()), TIME, on(1), "1")
    assert another.events == (ObligationPerformed(obligation="1"),)
    assert another.case.state is CaseState.OPEN


def test_a_part_leaves_the_rest_open() -> None:
    decision = settle(settling(100_000), TIME, on(1), "1")
    assert decision.events == (PartPerformed(obligation="1", amount=100_000, left=400_000),)
    after = standing(decision.case)
    assert (after.state, after.received, after.claim) == (ObligationState.OPEN, 100_000, None)
    last = settle(settling(None, on(2), decision.case), TIME, on(3), "1").case
    assert (standing(last).state, standing(last).received) == (ObligationState.PERFORMED, ALL)


def test_what_is_not_money_is_whole() -> None:
    decision = settle(settling(case=not_money(a_case())), TIME, on(1), "1")
    assert decision.events == (ObligationPerformed(obligation="1"), CaseClosed())
    assert standing(decision.case).received == 0


def test_a_waiver_ends_it_with_what_was_received() -> None:
    waived = receiving.waive(settled(100_000), ZHANG, on(2), "1").case
    decision = settle(waived, TIME, on(3), "1")
    assert decision.events == (ObligationWaived(obligation="1"), CaseClosed())
    assert (standing(decision.case).state, standing(decision.case).received) == (ObligationState.WAIVED, 100_000)


def test_who_agrees_after_all_has_settled_the_contradiction() -> None:
    agreed = settle(settling(case=differing()), TIME, on(1), "1").case
    after = standing(agreed)
    assert (after.state, after.disputed, after.contradicted_at) == (ObligationState.PERFORMED, None, None)
