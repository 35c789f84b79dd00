"""A named human confirms a breach after the cure period, and only then; until it is over time reminds the obligor."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation import confirming_breach, gate
from mediation.actor import TIME, Actor, Moment
from mediation.breach import OVER, UNCONFIRMED, BreachState, UntrueFinding
from mediation.case import Case, CaseState
from mediation.decision import Refused
from mediation.events.breach import BreachConfirmed, BreachCorrected, CurePeriodOver, CureReminded
from mediation.gate import Look
from mediation.performance import ObligationState
from mediation.reminder import CURE, CURE_OVER, Reminder
from mediation.service import Verdict
from tests.asking import MEDIATOR, OTHER_MEDIATOR, outcome
from tests.mediation.breach_at import ALL_WHO_ASK, JUDGE, REVIEWER
from tests.mediation.gate_scene import CURED_BY, FLAWS, LOOKED, Flaw, changed, service, the_look

WHY = "改正期内没有归还。"
FINDING = UntrueFinding("鹤数罚〔2026〕3号", "鹤岗市数据局", date(2026, 4, 1), "7" * 64)
ALONE = [
    pytest.param(check, flaw, id=f"{check}: {why}")
    for check, flaws in FLAWS.items()
    for why, flaw in flaws.items()
    if check not in {one.name for one in gate.HANDS}
]


def on(day: date) -> Moment:
    """Nine o'clock that day."""
    return replace(LOOKED, now=LOOKED.now + (day - LOOKED.today))


def curing(state: BreachState = BreachState.CURING) -> Look:
    """She was warned on 16 April 2026 and has until the 30th; nothing came of it."""
    return changed(the_look(), state=state, proposal=None)


def warned() -> Look:
    """The same, and it is not proven that she knows."""
    return changed(curing(BreachState.WARNED), warning=service(CURED_BY, proven=False))


def untrue(state: BreachState = BreachState.CURING) -> Look:
    """An agency found her commitment untrue."""
    return changed(curing(state), obligation=None, untrue=FINDING)


def confirmed(look: Look, by: Actor = REVIEWER) -> str:
    """What somebody hears who confirms."""
    return outcome(confirming_breach.confirm_breach, look.case, by, look.at, "1", WHY)


def reminder(kind: str = CURE, day: date = CURED_BY) -> Reminder:
    """Time remembers the first breach."""
    return Reminder("1", kind, "last", CURED_BY, on(day).now)


def test_it_stands_in_the_file_with_a_name_and_a_reason_and_nothing_is_public() -> None:
    look = curing()
    decision = confirming_breach.confirm_breach(look.case, MEDIATOR, look.at, "1", f" {WHY} ")
    verdict = Verdict(False, WHY, MEDIATOR.person or 0, LOOKED.now)
    wanted = replace(look.breach, state=BreachState.CONFIRMED, confirmation=verdict)
    assert decision.case == look.case.with_breach(wanted)
    assert (wanted.shown, wanted.publication) == (False, None)
    assert decision.events == (BreachConfirmed(party="2", breach="1", obligation="1", reason=WHY),)


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_only_the_cases_mediator_and_the_units_reviewers_confirm(by: Actor) -> None:
    assert confirmed(curing(), by) == ("allowed" if by in (MEDIATOR, REVIEWER, JUDGE) else "not_yours")


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_only_they_say_that_it_was_put_right(by: Actor) -> None:
    wanted = "not_your_case" if by == OTHER_MEDIATOR else "not_yours"
    seen = outcome(confirming_breach.correct, untrue().case, by, LOOKED, "1", "补交了材料")
    assert seen == ("allowed" if by in (MEDIATOR, REVIEWER, JUDGE) else wanted)


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_only_time_reminds(by: Actor) -> None:
    wanted = "allowed" if by == TIME else "not_yours"
    case = curing().case
    assert outcome(confirming_breach.cure_reminded, case, by, on(CURED_BY), reminder()) == wanted
    assert outcome(confirming_breach.cure_over, case, by, LOOKED, reminder(CURE_OVER)) == wanted


def test_nobody_confirms_in_a_matter_of_their_own() -> None:
    look = curing()
    other = look.case.party("1")
    bound = replace(other, binding=replace(other.binding, person=REVIEWER.person))
    assert confirmed(replace(look, case=look.case.with_party(bound))) == "not_yours"


@pytest.mark.parametrize(("check", "flaw"), ALONE)
def test_what_the_gate_asks_of_the_promise_counts_and_what_it_asks_of_publishing_does_not(
    check: str, flaw: Flaw
) -> None:
    # nothing is proposed yet, and so nobody was noticed of it
    flawed = curing() if check in ("notice_proven", "hearing_over") else flaw(curing())
    assert check in gate.failed(flawed)
    if check not in gate.BEFORE_CONFIRMING:
        assert confirmed(flawed) == "allowed"
        return
    with pytest.raises(Refused) as refused:
        confirming_breach.require_breach_confirmable(flawed.case, REVIEWER, flawed.at, "1")
    assert refused.value.reason == "not_confirmable"
    assert refused.value.about["failed"] == (check,)


def test_nothing_is_confirmed_before_the_warning_is_proven_however_long_ago_it_went() -> None:
    look = warned()
    with pytest.raises(Refused) as refused:
        confirming_breach.confirm_breach(look.case, REVIEWER, on(date(2026, 9, 1)), "1", WHY)
    assert refused.value.about["failed"] == ("warning_proven",)


@pytest.mark.parametrize(
    ("day", "wanted"),
    [(CURED_BY, "not_confirmable"), (CURED_BY + timedelta(days=1), "allowed")],
)
def test_the_last_day_is_the_persons_own(day: date, wanted: str) -> None:
    assert confirmed(replace(curing(), at=on(day))) == wanted


@pytest.mark.parametrize("state", BreachState)
def test_it_is_confirmed_once(state: BreachState) -> None:
    seen = confirmed(curing(state))
    assert seen == ("allowed" if state in UNCONFIRMED else "breach_moved_on")


@pytest.mark.parametrize("ended", CaseState)
def test_also_in_a_closed_case(ended: CaseState) -> None:
    wanted = "allowed" if ended in (CaseState.OPEN, CaseState.CLOSED) else "case_ended"
    case, other = (replace(look.case, state=ended) for look in (curing(), untrue()))
    assert outcome(confirming_breach.confirm_breach, case, REVIEWER, LOOKED, "1", WHY) == wanted
    assert outcome(confirming_breach.correct, other, REVIEWER, LOOKED, "1", WHY) == wanted
    assert outcome(confirming_breach.cure_reminded, case, TIME, on(CURED_BY), reminder()) == wanted
    assert outcome(confirming_breach.cure_over, case, TIME, LOOKED, reminder(CURE_OVER)) == wanted


def test_a_reason_and_a_breach_are_wanted() -> None:
    look = curing()
    assert outcome(confirming_breach.confirm_breach, look.case, REVIEWER, LOOKED, "1", " ") == "reason_missing"
    assert outcome(confirming_breach.confirm_breach, look.case, REVIEWER, LOOKED, "9", WHY) == "breach_unknown"
    assert outcome(confirming_breach.correct, untrue().case, REVIEWER, LOOKED, "1", "") == "reason_missing"


def test_what_was_untrue_is_confirmed_unless_it_was_put_right() -> None:
    assert confirmed(untrue()) == "allowed"
    assert confirmed(changed(untrue(), corrected_at=LOOKED.now)) == "not_confirmable"


def test_put_right_is_noted_with_its_reason() -> None:
    look = untrue()
    decision = confirming_breach.correct(look.case, REVIEWER, LOOKED, "1", " 补交了材料 ")
    assert decision.case == look.case.with_breach(replace(look.breach, corrected_at=LOOKED.now))
    assert decision.events == (BreachCorrected(party="2", breach="1", obligation=None, reason="补交了材料"),)
    assert outcome(confirming_breach.correct, decision.case, REVIEWER, LOOKED, "1", "-") == "already_done"


@pytest.mark.parametrize("state", BreachState)
def test_only_what_was_untrue_and_has_not_ended_is_put_right(state: BreachState) -> None:
    wanted = "breach_moved_on" if state in OVER else "allowed"
    assert outcome(confirming_breach.correct, untrue(state).case, REVIEWER, LOOKED, "1", "补交") == wanted
    owed = "breach_moved_on" if state in OVER else "not_untrue"
    assert outcome(confirming_breach.correct, curing(state).case, REVIEWER, LOOKED, "1", "补交") == owed


@pytest.mark.parametrize(("day", "last"), [(date(2026, 4, 23), False), (date(2026, 4, 29), False), (CURED_BY, True)])
def test_time_says_until_when_and_whether_it_is_the_last_day(day: date, last: bool) -> None:
    look = curing()
    decision = confirming_breach.cure_reminded(look.case, TIME, on(day), reminder(day=day))
    assert decision.case == look.case
    assert decision.events == (CureReminded(party="2", breach="1", obligation="1", until=CURED_BY, last=last),)


def test_after_an_outage_nobody_is_reminded_of_a_day_that_has_passed() -> None:
    seen = outcome(confirming_breach.cure_reminded, curing().case, TIME, on(CURED_BY + timedelta(days=1)), reminder())
    assert seen == "due_passed"


@pytest.mark.parametrize("state", ObligationState)
def test_whose_turn_it_is_not_is_not_reminded(state: ObligationState) -> None:
    case: Case = curing().case
    case = case.with_performance(replace(case.performance("1"), state=state))
    seen = outcome(confirming_breach.cure_reminded, case, TIME, on(CURED_BY), reminder())
    assert seen == ("allowed" if state is ObligationState.OPEN else "nothing_to_do")


def test_time_says_that_it_is_over_and_decides_nothing() -> None:
    look = curing()
    at = on(date(2026, 5, 6))
    decision = confirming_breach.cure_over(look.case, TIME, at, reminder(CURE_OVER))
    assert decision.case == look.case.with_breach(replace(look.breach, cure_over_at=at.now))
    assert decision.events == (CurePeriodOver(party="2", breach="1", obligation="1"),)


@pytest.mark.parametrize("state", BreachState)
def test_time_speaks_in_the_cure_period_alone(state: BreachState) -> None:
    case, wanted = curing(state).case, "allowed" if state is BreachState.CURING else "breach_moved_on"
    assert outcome(confirming_breach.cure_reminded, case, TIME, on(CURED_BY), reminder()) == wanted
    assert outcome(confirming_breach.cure_over, case, TIME, LOOKED, reminder(CURE_OVER)) == wanted
