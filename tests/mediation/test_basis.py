"""The document in effect: attached from its copy before anything is public, revoked when it falls away."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation import basis, gate
from mediation.actor import Actor
from mediation.breach import OVER, BreachState
from mediation.case import Case, CaseState
from mediation.decision import Decision
from mediation.events.publication import BasisAttached, BasisRevoked
from mediation.gate import Look
from mediation.performance import Ruling
from mediation.publication_parts import Basis, BasisKind
from tests.asking import MEDIATOR, outcome
from tests.mediation.breach_at import ALL_WHO_ASK, APPROVER, AT, JUDGE, OTHER_APPROVER, REVIEWER, breach_at, case_at

JUDGMENT = Basis(BasisKind.JUDGMENT, "（2026）黑0403民初1号", "鹤岗市工农区人民法院", AT.today, "6" * 64)
NAMED = replace(JUDGMENT, kind=BasisKind.NAMED_BY_LAW)
RULING = replace(JUDGMENT, kind=BasisKind.CONFIRMATION_RULING, number="（2026）黑0403民特12号", day=date(2026, 3, 20))
DECIDES = {MEDIATOR, REVIEWER, JUDGE, APPROVER, OTHER_APPROVER}
"""Whoever may propose or approve in this case: its mediator, and the unit's and the city's reviewers and approvers."""
UNDER_WAY = sorted(frozenset(BreachState) - OVER)
PUBLIC = (BreachState.PUBLISHED, BreachState.WITHDRAWING)


def attached(case: Case, document: Basis = JUDGMENT, by: Actor = REVIEWER) -> str:
    """What somebody hears who attaches it."""
    return outcome(basis.attach_basis, case, by, AT, "1", document)


def resting(state: BreachState, document: Basis = JUDGMENT) -> Case:
    """The breach rests on a document."""
    return case_at(state).with_breach(replace(breach_at(state), basis=document))


def revoked(case: Case, by: Actor = REVIEWER, day: date = AT.today, reason: str = "再审改判") -> str:
    """What somebody hears who says that it fell away."""
    return outcome(basis.revoke_basis, case, by, AT, "1", day, reason)


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_only_who_may_propose_or_approve_here(by: Actor) -> None:
    wanted = "allowed" if by in DECIDES else "not_yours"
    assert attached(case_at(BreachState.CONFIRMED), by=by) == wanted
    assert revoked(resting(BreachState.CONFIRMED), by) == wanted


@pytest.mark.parametrize("by", [REVIEWER, APPROVER], ids=lambda by: by.role)
def test_nobody_in_a_matter_of_their_own(by: Actor) -> None:
    case = resting(BreachState.CONFIRMED)
    bound = replace(case.party("1"), binding=replace(case.party("1").binding, person=by.person))
    assert attached(case.with_party(bound), by=by) == "not_yours"
    assert revoked(case.with_party(bound), by) == "not_yours"


@pytest.mark.parametrize("state", BreachState)
def test_what_is_public_keeps_what_it_rests_on_and_may_lose_it(state: BreachState) -> None:
    under_way = state not in OVER
    assert attached(case_at(state)) == ("allowed" if under_way and state not in PUBLIC else "breach_moved_on")
    assert revoked(resting(state)) == ("allowed" if under_way else "breach_moved_on")
    assert outcome(basis.attach_basis, case_at(state), REVIEWER, AT, "9", JUDGMENT) == "breach_unknown"


@pytest.mark.parametrize("ended", CaseState)
def test_also_in_a_closed_case(ended: CaseState) -> None:
    wanted = "allowed" if ended in (CaseState.OPEN, CaseState.CLOSED) else "case_ended"
    case = replace(resting(BreachState.CONFIRMED), state=ended)
    assert attached(case) == wanted
    assert revoked(case) == wanted


@pytest.mark.parametrize("state", [one for one in UNDER_WAY if one not in PUBLIC])
def test_it_is_kept_as_entered_and_moves_nothing(state: BreachState) -> None:
    decision = basis.attach_basis(case_at(state), REVIEWER, AT, "1", JUDGMENT)
    assert decision.case.breach("1") == replace(breach_at(state), basis=JUDGMENT)
    event = BasisAttached(
        party="2",
        breach="1",
        obligation="1",
        kind="judgment",
        number="（2026）黑0403民初1号",
        issuer="鹤岗市工农区人民法院",
        day=AT.today,
        scan="6" * 64,
    )
    assert decision.events == (event,)


def test_another_one_takes_its_place_also_of_one_that_fell_away() -> None:
    case = resting(BreachState.CONFIRMED, replace(NAMED, revoked_on=AT.today))
    after = basis.attach_basis(case, REVIEWER, AT, "1", JUDGMENT).case
    assert after == resting(BreachState.CONFIRMED)


@pytest.mark.parametrize(("part", "nothing"), [("number", " "), ("issuer", ""), ("issuer", "\t"), ("scan", "")])
def test_it_is_entered_whole(part: str, nothing: str) -> None:
    document: Basis = replace(JUDGMENT, **{part: nothing})  # type: ignore[arg-type]
    assert attached(case_at(BreachState.CONFIRMED), document) == "document_incomplete"


def test_nothing_of_tomorrow_is_in_effect() -> None:
    tomorrow = AT.today + timedelta(days=1)
    assert attached(case_at(BreachState.CONFIRMED), replace(JUDGMENT, day=tomorrow)) == "day_ahead"
    assert revoked(resting(BreachState.CONFIRMED), day=tomorrow) == "day_ahead"


@pytest.mark.parametrize(
    ("known", "wanted"),
    [
        (None, "ruling_differs"),
        (Ruling(RULING.number, RULING.day), "allowed"),
        (Ruling(f" {RULING.number} ", RULING.day), "allowed"),
        (Ruling("（2026）黑0403民特13号", RULING.day), "ruling_differs"),
        (Ruling(RULING.number, RULING.day + timedelta(days=1)), "ruling_differs"),
    ],
)
def test_a_confirmation_ruling_is_the_one_that_the_case_knows(known: Ruling | None, wanted: str) -> None:
    case = replace(case_at(BreachState.CONFIRMED), ruling=known)
    assert attached(case, RULING) == wanted
    assert attached(case, JUDGMENT) == "allowed"


def passes(decision: Decision) -> bool:
    """Whether the gate takes what the breach rests on."""
    return not gate.failed(Look(decision.case, decision.case.breach("1"), AT), {"basis_document"})


def test_whether_it_is_enough_the_gate_says() -> None:
    case = case_at(BreachState.CONFIRMED)
    assert not passes(Decision(case, ()))
    assert not passes(basis.attach_basis(case, REVIEWER, AT, "1", NAMED))
    assert passes(basis.attach_basis(case, REVIEWER, AT, "1", replace(NAMED, citation="某条例第三条")))
    both = basis.attach_basis(case, REVIEWER, AT, "1", JUDGMENT)
    assert passes(both)
    assert not passes(basis.revoke_basis(both.case, REVIEWER, AT, "1", AT.today, "再审改判"))


def test_it_falls_away_from_a_day_and_for_a_reason() -> None:
    day = AT.today - timedelta(days=3)
    older = replace(JUDGMENT, day=day)
    decision = basis.revoke_basis(resting(BreachState.PUBLISHED, older), APPROVER, AT, "1", day, " 再审改判 ")
    assert decision.case == resting(BreachState.PUBLISHED, replace(older, revoked_on=day))
    event = BasisRevoked(party="2", breach="1", obligation="1", day=day, reason="再审改判")
    assert decision.events == (event,)
    assert revoked(decision.case) == "nothing_attached"
    assert revoked(resting(BreachState.PUBLISHED), day=JUDGMENT.day - timedelta(days=1)) == "revoked_too_soon"
    assert revoked(case_at(BreachState.CONFIRMED)) == "nothing_attached"
    assert revoked(resting(BreachState.CONFIRMED), reason=" ") == "reason_missing"
