"""What follows by itself for a breach when its case has changed: always for the person, never against them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.breach import OVER, RECORDED, UNCONFIRMED, UNDER_PROPOSAL, BreachState
from mediation.case import Case, CaseState
from mediation.commitment_letter import Consent, ConsentKind
from mediation.decision import Decision
from mediation.events.breach import BreachCured, BreachLifted, BreachSettled
from mediation.events.publication import PerformedWhilePublished, ProposalDropped, PublicationWithdrawn
from mediation.following import followed
from mediation.performance import ENDED, ObligationState
from mediation.publication_parts import WithdrawalCause
from tests.mediation.breach_at import breach_at
from tests.mediation.gate_scene import BASIS, LOOKED, the_look, untrue_look

Change = Callable[[Case], Case]
LEAST, UNTIL = LOOKED.today + timedelta(days=30), LOOKED.today + timedelta(days=300)
ENDED_CASES = (CaseState.CANCELLED, CaseState.FAILED)


def standing(state: BreachState, least: date | None = LEAST, untrue: bool = False) -> Case:
    """The case whose breach rests on a document and a consent, and stands so; nothing is to follow yet."""
    look = untrue_look() if untrue else the_look()
    found = replace(breach_at(state), basis=BASIS, obligation=look.breach.obligation, untrue=look.breach.untrue)
    if found.publication is not None:
        found = replace(found, publication=replace(found.publication, least=least, until=UNTIL))
    return look.case.with_breach(found)


def performed(case: Case, state: ObligationState = ObligationState.PERFORMED) -> Case:
    """It came, or was waived; what an agency found untrue was put right."""
    if case.breach("1").obligation is None:
        return case.with_breach(replace(case.breach("1"), corrected_at=LOOKED.now))
    return case.with_performance(replace(case.performance("1"), state=state))


def waived(case: Case) -> Case:
    """He lets her off."""
    return performed(case, ObligationState.WAIVED)


def replaced(case: Case) -> Case:
    """Something else was agreed in its place."""
    return replace(case, obligations=tuple(one for one in case.obligations if one.key != "1"))


def revoked(case: Case) -> Case:
    """The document is not in effect any more."""
    return case.with_breach(replace(case.breach("1"), basis=replace(BASIS, revoked_on=LOOKED.today)))


def consent_withdrawn(case: Case) -> Case:
    """She takes back that it may be published."""
    party, no = case.party("2"), Consent(ConsentKind.BREACH_PUBLICATION, False, "0" * 64, LOOKED.now)
    return case.with_party(replace(party, consents=(*party.consents, no)))


def after(case: Case) -> tuple[BreachState, Decision]:
    """Where the breach stands then, and all that happened."""
    decision = followed(Decision(case, ()), LOOKED)
    return decision.case.breach("1").state, decision


def withdrawn_for(decision: Decision) -> list[tuple[str, date]]:
    """Why it was withdrawn, and until when the portal has time."""
    return [(one.cause, one.until) for one in decision.events if isinstance(one, PublicationWithdrawn)]


@pytest.mark.parametrize("untrue", [False, True])
@pytest.mark.parametrize("state", BreachState)
def test_where_nothing_has_changed_nothing_follows(state: BreachState, untrue: bool) -> None:
    case = standing(state, untrue=untrue)
    given_already = Decision(case, ())
    assert followed(given_already, LOOKED) == given_already


@pytest.mark.parametrize("untrue", [False, True])
@pytest.mark.parametrize("state", sorted(UNCONFIRMED))
def test_in_time_it_is_cured(state: BreachState, untrue: bool) -> None:
    stands, decision = after(performed(standing(state, untrue=untrue)))
    owed = None if untrue else "1"
    assert (stands, decision.case.breach("1").ended_at) == (BreachState.CURED, LOOKED.now)
    assert decision.events == (BreachCured(party="2", breach="1", obligation=owed),)


@pytest.mark.parametrize("untrue", [False, True])
@pytest.mark.parametrize("state", sorted(RECORDED))
def test_before_anything_is_public_it_is_settled_and_never_published(state: BreachState, untrue: bool) -> None:
    stands, decision = after(performed(standing(state, untrue=untrue)))
    owed = None if untrue else "1"
    assert (stands, decision.case.breach("1").publication) == (BreachState.SETTLED, None)
    assert decision.events == (BreachSettled(party="2", breach="1", obligation=owed),)


@pytest.mark.parametrize("state", BreachState)
def test_to_be_let_off_is_as_good_as_performing(state: BreachState) -> None:
    assert after(waived(standing(state)))[0] is after(performed(standing(state)))[0]


@pytest.mark.parametrize("state", [one for one in ObligationState if one not in ENDED])
@pytest.mark.parametrize("stands", BreachState)
def test_a_claim_alone_ends_nothing(stands: BreachState, state: ObligationState) -> None:
    assert after(performed(standing(stands), state))[1].events == ()


@pytest.mark.parametrize("least", [None, LOOKED.today, LOOKED.today - timedelta(days=1)])
def test_performed_after_the_shortest_term_it_is_withdrawn_the_same_day(least: date | None) -> None:
    stands, decision = after(performed(standing(BreachState.PUBLISHED, least)))
    assert stands is BreachState.WITHDRAWING
    assert withdrawn_for(decision) == [("performed", LOOKED.today)]


def test_performed_before_it_stays_public_and_she_is_told_from_when_she_may_apply() -> None:
    stands, decision = after(performed(standing(BreachState.PUBLISHED)))
    public = decision.case.breach("1").publication
    assert public is not None
    assert (stands, public.performed_on, public.withdrawal) == (BreachState.PUBLISHED, LOOKED.today, None)
    assert decision.events == (PerformedWhilePublished(party="2", breach="1", obligation="1", least=LEAST),)


@pytest.mark.parametrize(("lost", "cause"), [(revoked, "basis_revoked"), (consent_withdrawn, "consent_withdrawn")])
def test_a_lost_ground_ends_what_is_proposed_and_what_is_public(lost: Change, cause: str) -> None:
    for state in BreachState:
        stands, decision = after(lost(standing(state)))
        if state in UNDER_PROPOSAL:
            assert (stands, decision.case.breach("1").proposal) == (BreachState.CONFIRMED, None)
            assert decision.events == (ProposalDropped(party="2", breach="1", obligation="1", reason=cause),)
        elif state is BreachState.PUBLISHED:
            assert stands is BreachState.WITHDRAWING
            # three working days after Wednesday 27 May 2026
            assert withdrawn_for(decision) == [(cause, date(2026, 6, 1))]
        else:
            assert (stands, decision.events) == (state, ())


@pytest.mark.parametrize(("lost", "cause"), [(revoked, "basis_revoked"), (consent_withdrawn, "consent_withdrawn")])
def test_performed_before_the_shortest_term_and_without_ground_nothing_keeps_it_public(
    lost: Change, cause: str
) -> None:
    both = lost(performed(standing(BreachState.PUBLISHED)))
    assert after(both)[0] is BreachState.WITHDRAWING
    assert [one for one, _ in withdrawn_for(after(both)[1])] == [cause]
    # one after the other it is the same
    first = after(performed(standing(BreachState.PUBLISHED)))[1].case
    assert [one for one, _ in withdrawn_for(after(lost(first))[1])] == [cause]


@pytest.mark.parametrize("lost", [revoked, consent_withdrawn])
def test_performed_after_it_the_shorter_way_is_taken(lost: Change) -> None:
    both = lost(performed(standing(BreachState.PUBLISHED, None)))
    assert withdrawn_for(after(both)[1]) == [("performed", LOOKED.today)]


@pytest.mark.parametrize("state", BreachState)
def test_what_is_not_agreed_any_more_is_nobodys_breach(state: BreachState) -> None:
    stands, decision = after(replaced(standing(state)))
    if state is BreachState.PUBLISHED:
        assert (stands, [one for one, _ in withdrawn_for(decision)]) == (BreachState.WITHDRAWING, ["terms_changed"])
    elif state in OVER | {BreachState.WITHDRAWING}:
        assert (stands, decision.events) == (state, ())
    else:
        assert (stands, decision.case.breach("1").why) == (BreachState.LIFTED, "terms_changed")
        lifted = BreachLifted(party="2", breach="1", obligation="1", reason="terms_changed")
        assert decision.events == (lifted,)


@pytest.mark.parametrize("untrue", [False, True])
@pytest.mark.parametrize("how", ENDED_CASES)
@pytest.mark.parametrize("state", BreachState)
def test_a_cancelled_case_leaves_nothing_of_it(state: BreachState, how: CaseState, untrue: bool) -> None:
    stands, decision = after(replace(standing(state, untrue=untrue), state=how))
    if state is BreachState.PUBLISHED:
        assert (stands, len(withdrawn_for(decision))) == (BreachState.WITHDRAWING, 1)
    elif state in OVER | {BreachState.WITHDRAWING}:
        assert stands is state
    else:
        assert (stands, decision.case.breach("1").why) == (BreachState.LIFTED, "case_cancelled")


def test_new_terms_leave_what_an_agency_found_untrue() -> None:
    for state in BreachState:
        assert after(replaced(standing(state, untrue=True)))[1].events == ()


def test_what_happened_before_is_kept_and_comes_first() -> None:
    earlier = BreachLifted(party="2", breach="9", obligation=None, reason="弄错了")
    case = performed(standing(BreachState.CURING))
    decision = followed(Decision(case, (earlier,)), LOOKED)
    assert decision.events == (earlier, BreachCured(party="2", breach="1", obligation="1"))


def test_each_breach_of_a_case_is_looked_at() -> None:
    case = performed(standing(BreachState.CURING))
    second = replace(breach_at(BreachState.CONFIRMED), key="2", basis=BASIS)
    decision = followed(Decision(case.with_breach(second), ()), LOOKED)
    assert [type(one) for one in decision.events] == [BreachCured, BreachSettled]


CHANGES: tuple[Change, ...] = (performed, waived, replaced, revoked, consent_withdrawn)


@given(
    st.sampled_from(BreachState),
    st.lists(st.sampled_from(CHANGES), max_size=3),
    st.sampled_from([None, LOOKED.today, LEAST]),
    st.sampled_from([CaseState.OPEN, CaseState.CLOSED, *ENDED_CASES]),
    st.booleans(),
)
def test_followed_twice_is_followed_once_and_never_worse(
    state: BreachState, changes: list[Change], least: date | None, ends: CaseState, untrue: bool
) -> None:
    case = replace(standing(state, least, untrue), state=ends)
    for change in changes:
        case = change(case)
    decision = followed(Decision(case, ()), LOOKED)
    assert followed(decision, LOOKED) == decision
    before, now = case.breach("1"), decision.case.breach("1")
    assert now.stands <= before.stands
    assert now.shown <= before.shown
    assert now.state in {before.state, BreachState.CONFIRMED, BreachState.WITHDRAWING} | OVER
    causes = {one.value for one in WithdrawalCause} - {"objection_upheld", "repaired"}
    assert {one for one, _ in withdrawn_for(decision)} <= causes
