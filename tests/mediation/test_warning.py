"""The credit warning: only of what is late and reported, by the case's own mediator, in words, and it can be lifted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation import warning
from mediation.actor import Actor
from mediation.breach import OVER, UNCONFIRMED, Breach, BreachState, UntrueFinding
from mediation.case import Case, CaseState
from mediation.commitment_letter import GIVEN, Commitment, CommitmentState
from mediation.events.breach import BreachLifted, CreditWarningGiven
from mediation.performance import Hardship, ObligationState, Proposal, Ruling, Wish
from mediation.service import Service
from tests.asking import MEDIATOR, a_case, outcome
from tests.mediation.breach_at import ALL_WHO_ASK, AT, breach_at, case_at
from tests.owing import on

FACTS = "到期没有收到，双方都这样说。"
FINDING = UntrueFinding("鹤数罚〔2026〕3号", "鹤岗市数据局", AT.today, "7" * 64)
GIVEN_BY_HER = Commitment(CommitmentState.CONFIRMED, AT.now)
Change = Callable[[Case], Case]


def late(case: Case | None = None, **of_it: object) -> Case:
    """She did not pay until 15 April 2026, and on the 16th he said so."""
    case = case or a_case()
    performance = replace(case.performance("1"), reported_at=AT.now)
    return case.with_performance(replace(performance, **of_it))  # type: ignore[arg-type]


def committed(case: Case | None = None, state: CommitmentState = CommitmentState.CONFIRMED) -> Case:
    """She gave the commitment."""
    case = case or a_case()
    return case.with_party(replace(case.party("2"), commitment=replace(GIVEN_BY_HER, state=state)))


def warned(case: Case, obligation: str = "1") -> str:
    """What the mediator hears who warns."""
    return outcome(warning.warn, case, MEDIATOR, AT, obligation, FACTS)


def accused(case: Case, party: str = "2", **of_it: object) -> str:
    """What the mediator hears who enters an agency's finding."""
    finding = replace(FINDING, **of_it)  # type: ignore[arg-type]
    return outcome(warning.warn_untrue, case, MEDIATOR, AT, party, finding, FACTS)


def test_a_warning_says_the_facts_and_waits_for_its_proof() -> None:
    decision = warning.warn(late(), MEDIATOR, AT, "1", f" {FACTS}\n")
    breach = Breach("1", "2", "1", None, FACTS, MEDIATOR.person or 0, Service(AT.now))
    assert decision.case == late().with_breach(breach)
    assert (breach.state, breach.unproven, breach.shown) == (BreachState.WARNED, Service(AT.now), False)
    assert decision.events == (CreditWarningGiven(party="2", breach="1", obligation="1"),)


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_only_the_cases_own_mediator_warns_and_lifts(by: Actor) -> None:
    wanted = "allowed" if by == MEDIATOR else "not_your_case"
    assert outcome(warning.warn, late(), by, AT, "1", FACTS) == wanted
    assert outcome(warning.warn_untrue, committed(), by, AT, "2", FINDING, FACTS) == wanted
    assert outcome(warning.lift, case_at(BreachState.WARNED), by, AT, "1", "弄错了") == wanted


CHANGES: dict[str, tuple[Change, str]] = {
    "he said nothing": (lambda case: late(case, reported_at=None), "not_reported"),
    "she asked for another way": (
        lambda case: late(case, hardship=Hardship(Wish.MORE_TIME, "住院", AT.now)),
        "hardship_waits",
    ),
    "new terms for it are proposed": (
        lambda case: replace(case, proposal=Proposal("1", ("1",), case.obligations, "收入少了", AT.now)),
        "new_schedule_waits",
    ),
    "new terms for something else": (
        lambda case: replace(case, proposal=Proposal("1", ("2",), case.obligations, "收入少了", AT.now)),
        "allowed",
    ),
    "not owed any more": (lambda case: replace(case, obligations=()), "obligation_unknown"),
    "no agreement": (lambda case: replace(case, agreement=None), "agreement_not_in_effect"),
    "an agreement of tomorrow": (
        lambda case: replace(
            case, agreement=case.agreement and replace(case.agreement, effective=AT.today + timedelta(days=1))
        ),
        "agreement_not_in_effect",
    ),
    "confirmed by the court": (lambda case: replace(case, ruling=Ruling("民特1号", AT.today)), "allowed"),
    "a part came": (lambda case: late(case, received=1), "allowed"),
    **{
        f"it is {state}": (
            lambda case, state=state: late(case, state=state),  # type: ignore[misc]
            "allowed" if state is ObligationState.OPEN else "not_overdue",
        )
        for state in ObligationState
    },
    **{
        f"the case is {state}": (
            lambda case, state=state: replace(case, state=state),  # type: ignore[misc]
            "allowed" if state is CaseState.OPEN else "case_ended",
        )
        for state in CaseState
    },
}
"""What may be otherwise, and what the mediator hears then."""


@pytest.mark.parametrize(("change", "wanted"), CHANGES.values(), ids=CHANGES)
def test_nobody_is_warned_of_what_is_not_late_reported_and_left_as_agreed(change: Change, wanted: str) -> None:
    assert warned(change(late())) == wanted


@pytest.mark.parametrize(
    ("due", "breach_day", "today", "wanted"),
    [
        (date(2026, 4, 15), date(2026, 4, 15), date(2026, 4, 15), "not_overdue"),
        (date(2026, 4, 15), date(2026, 4, 15), date(2026, 4, 16), "allowed"),
        # a period ends on Saturday 11 April and is over after Monday the 13th (Civil Code 203)
        (date(2026, 4, 11), date(2026, 4, 13), date(2026, 4, 12), "not_overdue"),
        (date(2026, 4, 11), date(2026, 4, 13), date(2026, 4, 13), "not_overdue"),
        (date(2026, 4, 11), date(2026, 4, 13), date(2026, 4, 14), "allowed"),
    ],
)
def test_the_last_day_of_all_is_not_late(due: date, breach_day: date, today: date, wanted: str) -> None:
    case = late()
    case = replace(case, obligations=(replace(case.obligations[0], due=due, breach_day=breach_day),))
    at = on((today - on(0).today).days)
    assert outcome(warning.require_warnable, case, MEDIATOR, at, "1") == wanted


@pytest.mark.parametrize("state", BreachState)
def test_one_warning_at_a_time_and_a_new_one_after_the_last_has_ended(state: BreachState) -> None:
    case = late(case_at(state))
    assert warned(case) == ("allowed" if state in OVER else "warned_already")
    if state in OVER:
        again = warning.warn(case, MEDIATOR, AT, "1", FACTS).case
        assert [one.key for one in again.breaches] == ["1", "2"]
        assert again.breach("1") == case.breach("1")


@pytest.mark.parametrize("words", ["", " ", "\n\t"])
def test_facts_and_reasons_are_said_in_words(words: str) -> None:
    assert outcome(warning.warn, late(), MEDIATOR, AT, "1", words) == "facts_missing"
    assert outcome(warning.warn_untrue, committed(), MEDIATOR, AT, "2", FINDING, words) == "facts_missing"
    assert outcome(warning.lift, case_at(BreachState.CURING), MEDIATOR, AT, "1", words) == "reason_missing"


@given(
    days=st.integers(-60, 60),
    state=st.sampled_from(ObligationState),
    reported=st.booleans(),
    hardship=st.booleans(),
    ended=st.sampled_from(CaseState),
    by=st.sampled_from(ALL_WHO_ASK),
)
def test_a_warning_always_rests_on_all_of_it(
    days: int, state: ObligationState, reported: bool, hardship: bool, ended: CaseState, by: Actor
) -> None:
    wish = Hardship(Wish.OTHER, "住院", AT.now) if hardship else None
    case = late(a_case(ended), state=state, reported_at=AT.now if reported else None, hardship=wish)
    at = on(45 + days)
    seen = outcome(warning.warn, case, by, at, "1", FACTS)
    overdue = at.today > date(2026, 4, 15) and state is ObligationState.OPEN
    lawful = overdue and reported and not hardship and ended is CaseState.OPEN and by == MEDIATOR
    assert (seen == "allowed") is lawful


def test_an_agencys_finding_warns_of_no_obligation() -> None:
    decision = warning.warn_untrue(committed(), MEDIATOR, AT, "2", FINDING, f" {FACTS} ")
    breach = Breach("1", "2", None, FINDING, FACTS, MEDIATOR.person or 0, Service(AT.now))
    assert decision.case == committed().with_breach(breach)
    assert decision.events == (CreditWarningGiven(party="2", breach="1", obligation=None),)


@pytest.mark.parametrize("state", CommitmentState)
def test_only_a_commitment_that_was_given_can_be_untrue(state: CommitmentState) -> None:
    assert accused(committed(state=state)) == ("allowed" if state in GIVEN else "no_commitment")


@pytest.mark.parametrize("part", ["number", "issuer", "scan"])
def test_a_finding_is_entered_from_its_whole_document(part: str) -> None:
    assert accused(committed(), **{part: ""}) == "document_incomplete"


def test_a_finding_is_not_of_tomorrow_and_of_somebody_who_is_there() -> None:
    assert accused(committed(), day=AT.today + timedelta(days=1)) == "day_ahead"
    assert accused(committed(), day=AT.today) == "allowed"
    assert accused(committed(), party="9") == "party_unknown"
    assert accused(committed(), party="1") == "no_commitment"


@pytest.mark.parametrize("ended", CaseState)
def test_a_finding_is_entered_in_a_case_under_way(ended: CaseState) -> None:
    assert accused(committed(a_case(ended))) == ("allowed" if ended is CaseState.OPEN else "case_ended")


@pytest.mark.parametrize("state", BreachState)
def test_one_finding_at_a_time_whatever_else_is_owed(state: BreachState) -> None:
    untrue = replace(breach_at(state), obligation=None, untrue=FINDING)
    assert accused(committed().with_breach(untrue)) == ("allowed" if state in OVER else "warned_already")
    # of an obligation she may be warned besides, and of an obligation alone she may be accused
    assert warned(late(committed().with_breach(untrue))) == "allowed"
    assert accused(committed(case_at(state))) == "allowed"
    assert accused(committed().with_breach(replace(untrue, party="1"))) == "allowed"


@pytest.mark.parametrize("state", BreachState)
def test_a_warning_is_lifted_until_it_is_confirmed(state: BreachState) -> None:
    wanted = "allowed" if state in UNCONFIRMED else "breach_moved_on"
    assert outcome(warning.lift, case_at(state), MEDIATOR, AT, "1", "弄错了") == wanted
    assert outcome(warning.lift, case_at(state), MEDIATOR, AT, "9", "弄错了") == "breach_unknown"


@pytest.mark.parametrize("ended", CaseState)
def test_a_closed_case_leaves_no_warning_that_nobody_could_lift(ended: CaseState) -> None:
    wanted = "allowed" if ended in (CaseState.OPEN, CaseState.CLOSED) else "case_ended"
    assert outcome(warning.lift, case_at(BreachState.WARNED, ended), MEDIATOR, AT, "1", "弄错了") == wanted


def test_lifted_nothing_stands_of_it_and_she_hears_why() -> None:
    decision = warning.lift(case_at(BreachState.CURING), MEDIATOR, AT, "1", " 弄错了 ")
    breach = decision.case.breach("1")
    before = breach_at(BreachState.CURING)
    assert breach == replace(before, state=BreachState.LIFTED, ended_at=AT.now, why="弄错了")
    assert decision.events == (BreachLifted(party="2", breach="1", obligation="1", reason="弄错了"),)
    assert warned(late(decision.case)) == "allowed"
