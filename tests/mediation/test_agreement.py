"""Recording a case, adding its agreement, and putting it right: who may, when, and what comes of it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given

from mediation.agreement import ACTING_CHANGED, edit, open_case, record_agreement
from mediation.case import Binding, BindingState, Capacity, Case, CaseState, LegalStatus
from mediation.changing import propose
from mediation.commitment_letter import Commitment, CommitmentState
from mediation.decision import Refused
from mediation.events.agreement import AgreementRecorded, CaseEdited, CaseOpened, ContactsEdited, TermsChanged
from mediation.events.binding import PartyUnbound
from mediation.events.commitment import ReadingReopened
from mediation.facts import Fact, Facts, facts_of
from mediation.performance import ByHand, Call, CallReason, Notice, ObligationState
from tests.asking import AT, EVERYBODY, MEDIATOR, a_case, outcome
from tests.changing import MAY, new_days, said
from tests.facts import LOAN, TODAY, WANG, acting, wild_facts, with_obligation, with_party

NOT_AGREED = replace(LOAN, agreement=None, obligations=())
LATER = replace(LOAN.agreement, effective=TODAY + timedelta(days=10)) if LOAN.agreement else None
NOT_YET = replace(LOAN, agreement=LATER)


def case_of(facts: Facts) -> Case:
    """An open case with these facts, both sides attested."""
    return replace(a_case(), agreement=facts.agreement, obligations=facts.obligations)


def in_letter(case: Case, key: str, state: CommitmentState) -> Case:
    """The same case, one party's letter in that state."""
    return case.with_party(replace(case.party(key), commitment=Commitment(state, offered_at=AT.now, hash="0" * 64)))


def names(events: Any) -> list[str]:
    """The events' names."""
    return [event.name() for event in events]


@pytest.mark.parametrize("by", EVERYBODY, ids=lambda by: f"{by.role}-{by.person}")
def test_only_mediators_record_cases(by: Any) -> None:
    wanted = "allowed" if by.role == "mediator" else "only_mediators"
    assert outcome(open_case, "K7M2QX", by, AT, LOAN) == wanted


@pytest.mark.parametrize("by", EVERYBODY, ids=lambda by: f"{by.role}-{by.person}")
@pytest.mark.parametrize("state", CaseState)
def test_only_the_own_mediator_touches_a_case_and_only_while_it_is_open(by: Any, state: CaseState) -> None:
    wanted = "not_your_case" if by != MEDIATOR else "allowed" if state is CaseState.OPEN else "case_ended"
    changed = with_obligation(LOAN, what="归还借款和利息")
    assert outcome(edit, a_case(state), by, AT, changed) == wanted
    without = replace(a_case(state), agreement=None, obligations=())
    assert outcome(record_agreement, without, by, AT, LOAN.agreement, LOAN.obligations) == wanted


def test_a_case_is_opened_with_its_agreement() -> None:
    made = open_case("K7M2QX", MEDIATOR, AT, LOAN)
    assert made.events == (CaseOpened(agreed=True), AgreementRecorded(terms=1))
    case = made.case
    assert (case.number, case.mediator, case.unit, case.version) == ("K7M2QX", MEDIATOR.person, MEDIATOR.unit, 0)
    assert case.agreement is not None
    assert (case.agreement.terms, case.agreement.calendar_version) == (1, AT.calendar.version)
    assert case.profile_version == AT.profile.version
    assert facts_of(case) == replace(LOAN, agreement=case.agreement)


def test_a_case_is_opened_during_mediation_and_its_agreement_added_later() -> None:
    opened = open_case("K7M2QX", MEDIATOR, AT, NOT_AGREED)
    assert opened.events == (CaseOpened(agreed=False),)
    assert opened.case.legal_status(TODAY) is LegalStatus.NOT_EFFECTIVE
    assert LOAN.agreement is not None
    added = record_agreement(opened.case, MEDIATOR, AT, LOAN.agreement, LOAN.obligations)
    assert added.events == (AgreementRecorded(terms=1),)
    assert added.case.obligations == LOAN.obligations


def test_an_agreement_is_recorded_once() -> None:
    assert outcome(record_agreement, a_case(), MEDIATOR, AT, LOAN.agreement, LOAN.obligations) == "agreement_there"


def test_an_agreement_added_later_must_say_what_is_owed() -> None:
    assert outcome(record_agreement, case_of(NOT_AGREED), MEDIATOR, AT, LOAN.agreement, ()) == "obligation_missing"


def test_before_effect_everything_is_put_right_without_a_new_version() -> None:
    done = edit(case_of(NOT_YET), MEDIATOR, AT, with_obligation(NOT_YET, amount=600_000))
    assert done.events == (CaseEdited(changed=("obligation:1",)),)
    assert done.case.agreement is not None
    assert done.case.agreement.terms == 1
    assert done.case.obligations[0].amount == 600_000


def test_in_effect_a_change_of_terms_is_a_new_version_that_both_sides_see() -> None:
    done = edit(a_case(), MEDIATOR, AT, with_obligation(LOAN, amount=600_000))
    assert done.events == (TermsChanged(terms=2, changed=("obligation:1",)),)
    assert done.case.agreement is not None
    assert done.case.agreement.terms == 2
    assert edit(done.case, MEDIATOR, AT, LOAN).case.agreement == replace(done.case.agreement, terms=3)


def test_contacts_are_put_right_quietly_even_in_effect() -> None:
    done = edit(a_case(), MEDIATOR, AT, with_party(LOAN, "1", phone=None))
    assert done.events == (ContactsEdited(changed=("phone:1",)),)
    assert done.events[0].facts == (Fact.PHONE,)
    assert done.case.agreement is not None
    assert done.case.agreement.terms == 1


@pytest.mark.parametrize("state", [CommitmentState.READING, CommitmentState.CONFIRMED, CommitmentState.ON_PAPER])
def test_changed_terms_open_the_letters_again_and_changed_contacts_do_not(state: CommitmentState) -> None:
    case = in_letter(a_case(), "2", state)
    terms = edit(case, MEDIATOR, AT, with_obligation(LOAN, amount=600_000))
    assert names(terms.events) == ["terms_changed", "reading_reopened"]
    assert terms.case.party("2").commitment.state is CommitmentState.READING
    contacts = edit(case, MEDIATOR, AT, with_party(LOAN, "1", phone=None))
    assert contacts.case.party("2").commitment == case.party("2").commitment


def test_nothing_of_binding_consent_or_letter_is_lost_by_an_edit() -> None:
    case = in_letter(a_case(), "2", CommitmentState.DECLINED)
    done = edit(case, MEDIATOR, AT, with_party(LOAN, "2", phone=None)).case
    for key in ("1", "2"):
        before, after = case.party(key), done.party(key)
        assert (before.binding, before.consents, before.commitment) == (after.binding, after.consents, after.commitment)


def test_somebody_else_acting_unbinds_the_party_and_reads_anew() -> None:
    case = in_letter(a_case(), "2", CommitmentState.READING)
    agent = acting("王芳", WANG, Capacity.AGENT, "授权委托书")
    done = edit(case, MEDIATOR, AT, with_party(LOAN, "2", acting=agent))
    assert done.events == (ContactsEdited(changed=("acting:2",)), PartyUnbound(party="2", why=ACTING_CHANGED))
    party = done.case.party("2")
    assert (party.binding, party.consents, party.commitment) == (Binding(), (), Commitment())
    assert done.case.party("1").binding == case.party("1").binding


@pytest.mark.parametrize("change", [{"name": "李小梅"}, {"identity": WANG}])
def test_another_name_or_number_of_the_same_person_unbinds_too(change: dict[str, Any]) -> None:
    party = LOAN.parties[1]
    done = edit(a_case(), MEDIATOR, AT, with_party(LOAN, "2", acting=replace(party.acting, **change), **change))
    assert PartyUnbound(party="2", why=ACTING_CHANGED) in done.events
    assert done.case.party("2").binding == Binding()


def test_a_letter_given_by_another_person_stays_unless_the_terms_change() -> None:
    case = in_letter(a_case(), "2", CommitmentState.CONFIRMED)
    agent = with_party(LOAN, "2", acting=acting("王芳", WANG, Capacity.AGENT, "授权委托书"))
    assert edit(case, MEDIATOR, AT, agent).case.party("2").commitment == case.party("2").commitment
    both = edit(case, MEDIATOR, AT, with_obligation(agent, amount=600_000))
    assert both.case.party("2").commitment == Commitment()
    assert not any(isinstance(event, ReadingReopened) for event in both.events)


def test_capacity_alone_is_no_other_person() -> None:
    agent = with_party(LOAN, "2", acting=acting("王芳", WANG, Capacity.AGENT, "授权委托书"))
    bound = a_case()
    case = bound.with_party(replace(bound.party("2"), acting=agent.parties[1].acting))
    guardian = with_party(LOAN, "2", acting=acting("王芳", WANG, Capacity.GUARDIAN, "户口簿"))
    assert edit(case, MEDIATOR, AT, guardian).events == (ContactsEdited(changed=("acting:2",)),)


def test_who_is_bound_cannot_be_taken_out_and_who_is_not_can() -> None:
    third = replace(LOAN.parties[0], key="3", name="王芳", identity=WANG, acting=acting("王芳", WANG, Capacity.SELF))
    three = replace(LOAN, parties=(*LOAN.parties, third))
    added = edit(a_case(), MEDIATOR, AT, three)
    assert added.events == (TermsChanged(terms=2, changed=("parties:3",)),)
    assert added.case.party("3").binding == Binding()
    bound = added.case.with_party(replace(added.case.party("3"), binding=Binding(BindingState.OPENED, 13)))
    assert outcome(edit, bound, MEDIATOR, AT, LOAN) == "party_stays"
    assert [one.key for one in edit(added.case, MEDIATOR, AT, LOAN).case.parties] == ["1", "2"]


@pytest.mark.parametrize(
    ("case", "facts", "reason"),
    [
        (a_case(), LOAN, "nothing_changed"),
        (a_case(), NOT_AGREED, "agreement_apart"),
        (case_of(NOT_AGREED), LOAN, "agreement_apart"),
        (a_case(), with_obligation(LOAN, obligee="2"), "obligor_is_obligee"),
        (a_case(), with_party(LOAN, "2", identity=WANG), "self_differs"),
    ],
)
def test_what_an_edit_may_not_do(case: Case, facts: Facts, reason: str) -> None:
    assert outcome(edit, case, MEDIATOR, AT, facts) == reason


def test_a_day_of_effect_long_past_is_no_obstacle_to_another_correction() -> None:
    assert LOAN.agreement is not None
    old = replace(LOAN.agreement, effective=date(2019, 1, 1))
    case = case_of(replace(LOAN, agreement=old))
    assert outcome(edit, case, MEDIATOR, AT, replace(with_party(LOAN, "1", phone=None), agreement=old)) == "allowed"
    moved = replace(LOAN, agreement=replace(old, effective=date(2019, 1, 2)))
    assert outcome(edit, case, MEDIATOR, AT, moved) == "effective_too_early"


@pytest.mark.parametrize("change", [{"amount": 600_000}, {"what": "归还借款和利息"}, {"obligor": "1", "obligee": "2"}])
@pytest.mark.parametrize("of_it", [{"received": 1}, {"state": ObligationState.CLAIMED}, {"reported_at": AT.now}])
def test_what_has_begun_is_not_edited(change: dict[str, Any], of_it: dict[str, Any]) -> None:
    case = said(a_case(), "1", **of_it)
    assert outcome(edit, case, MEDIATOR, AT, with_obligation(LOAN, **change)) == "obligation_begun"
    assert outcome(edit, case, MEDIATOR, AT, with_obligation(LOAN, key="2")) == "obligation_begun"
    # what is no promise may still be put right, and keeps what became of it
    contacts = edit(case, MEDIATOR, AT, with_party(LOAN, "1", phone=None))
    assert contacts.case.performances == case.performances


def test_an_edit_of_what_has_not_begun_ends_its_notices_calls_and_reminders_by_hand() -> None:
    case = said(a_case(), "1", by_hand=(ByHand("2", "", AT.now),))
    call = Call("1", "2", CallReason.UNREAD, AT.now, "1")
    case = replace(case, notices=(Notice("1", "2", AT.now, AT.now),), calls=(call,))
    changed = edit(case, MEDIATOR, AT, with_obligation(LOAN, amount=600_000)).case
    assert changed.performances == case.performances
    removed = edit(case, MEDIATOR, AT, with_obligation(LOAN, key="2")).case
    assert removed.performances == ()
    for done in (changed, removed):
        assert done.notices == ()
        assert [one.done_at for one in done.calls] == [AT.now]
    contacts = edit(case, MEDIATOR, AT, with_party(LOAN, "1", phone=None)).case
    assert (contacts.notices, contacts.calls) == (case.notices, case.calls)


def test_new_terms_drop_a_proposed_schedule_and_contacts_do_not() -> None:
    case = propose(a_case(), MEDIATOR, AT, "1", False, new_days((MAY, 500_000)), "晚一个月").case
    done = edit(case, MEDIATOR, AT, with_obligation(LOAN, amount=600_000))
    assert done.case.proposal is None
    assert names(done.events) == ["terms_changed", "change_dropped"]
    assert edit(case, MEDIATOR, AT, with_party(LOAN, "1", phone=None)).case.proposal == case.proposal


@given(wild_facts)
def test_whatever_is_entered_a_rule_decides_or_refuses(facts: Facts) -> None:
    outcome(open_case, "K7M2QX", MEDIATOR, AT, facts)
    outcome(edit, a_case(), MEDIATOR, AT, facts)
    try:
        made = open_case("K7M2QX", MEDIATOR, AT, facts).case
    except Refused:
        return
    assert {party.side for party in made.parties} == {"applicant", "respondent"}
    assert all(party.acting.identity.kind != "uscc" for party in made.parties)
    assert (made.agreement is None) == (made.obligations == ())
