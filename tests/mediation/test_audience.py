"""Who hears of an event: roles decide, only attested accounts hear, staff only in their scope, each person once."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.actor import Role
from mediation.audience import Listener, audience
from mediation.case import Binding, BindingState, Case
from mediation.commitment_letter import Consent, ConsentKind
from mediation.events import EVENTS
from mediation.events.agreement import CaseCancelled, CaseOpened
from mediation.events.event import Event, Hearer
from mediation.events.office import FaultKept, StaffBound
from mediation.events.words import QuestionAnswered, QuestionAsked, QuestionOverdue
from mediation.staff import WHOLE_OFFICE, StaffMember
from tests.asking import a_case
from tests.world import START, UNIT

STAFF = [
    StaffMember(1, Role.MEDIATOR, UNIT, "王建国"),
    StaffMember(2, Role.MEDIATOR, UNIT, "赵敏"),
    StaffMember(3, Role.ADMINISTRATOR, UNIT, "孙丽"),
    StaffMember(4, Role.ADMINISTRATOR, "230402", "何勇"),
    StaffMember(5, Role.ADMINISTRATOR, WHOLE_OFFICE, "周涛"),
    StaffMember(6, Role.REVIEWER, UNIT, "吴芳"),
    StaffMember(7, Role.REVIEWER, "230402", "郑浩"),
    StaffMember(8, Role.APPROVER, WHOLE_OFFICE, "冯静"),
]
ASKED = QuestionAsked(party="2", question="1", message=7, words="能晚几天还吗？")
ANSWERED = QuestionAnswered(party="2", question="1", asked="能晚几天还吗？", words="可以。")


def hearers(event: Event, case: Case | None) -> set[tuple[Hearer, int]]:
    """Role and person of everybody who hears."""
    return {(one.hearer, one.person) for one in audience(event, case, STAFF)}


def any_event(name: str) -> Event:
    """An event of that name about party 2 and about 吴芳."""
    given = {"party": "2", "member": 6}
    return EVENTS[name](**{field.name: given.get(field.name, "") for field in fields(EVENTS[name])})


def test_a_question_is_the_mediators_alone_and_an_answer_the_askers() -> None:
    assert hearers(ASKED, a_case()) == {(Hearer.MEDIATOR, 1)}
    assert hearers(ANSWERED, a_case()) == {(Hearer.SUBJECT, 12)}


def test_what_is_overdue_goes_to_the_mediator_and_to_the_administrators_of_unit_and_city() -> None:
    found = hearers(QuestionOverdue(party="2", question="1", words=""), a_case())
    assert found == {(Hearer.MEDIATOR, 1), (Hearer.ADMINISTRATORS, 3), (Hearer.ADMINISTRATORS, 5)}


def test_parties_hear_each_for_their_own_part() -> None:
    found = audience(CaseCancelled(reason="登记错误"), a_case(), STAFF)
    assert found == (Listener(Hearer.PARTIES, 11, "1"), Listener(Hearer.PARTIES, 12, "2"))


def test_who_would_hear_in_two_roles_hears_once_in_the_first() -> None:
    risen = [StaffMember(1, Role.ADMINISTRATOR, UNIT, "王建国")]
    found = audience(QuestionOverdue(party="2", question="1", words=""), a_case(), risen)
    assert found == (Listener(Hearer.MEDIATOR, 1),)


def test_what_belongs_to_no_unit_is_heard_by_the_administrators_of_the_whole_office() -> None:
    assert hearers(FaultKept(fault=1), None) == {(Hearer.ADMINISTRATORS, 5)}


def test_where_nobody_administers_the_whole_office_all_administrators_hear_it() -> None:
    units = [member for member in STAFF if member.person != 5]
    assert [one.person for one in audience(FaultKept(fault=1), None, units)] == [3, 4]


def test_what_happens_in_a_unit_is_heard_by_its_administrators_and_the_whole_offices() -> None:
    bound = StaffBound(member=2, role=Role.MEDIATOR, unit=UNIT, member_name="赵敏")
    assert [one.person for one in audience(bound, None, STAFF) if one.hearer is Hearer.ADMINISTRATORS] == [3, 5]


def test_a_member_of_staff_hears_what_is_about_them() -> None:
    assert hearers(any_event("staff_removed"), None) == {(Hearer.MEMBER, 6)}


def test_a_mediator_who_was_let_go_hears_nothing() -> None:
    gone = [member for member in STAFF if member.person != 1]
    assert audience(ASKED, a_case(), gone) == ()


@pytest.mark.parametrize("state", BindingState)
def test_only_an_attested_account_hears(state: BindingState) -> None:
    found = hearers(any_event("party_attested"), a_case(binding=state))
    assert found == ({(Hearer.SUBJECT, 12)} if state is BindingState.ATTESTED else set())
    assert hearers(any_event("party_bound"), a_case(binding=state)) == {(Hearer.MEDIATOR, 1)}


def test_who_took_back_the_consent_to_processing_hears_nothing_here() -> None:
    assert hearers(CaseCancelled(reason=""), a_case(consent=False)) == set()


def test_one_who_acts_for_two_parties_hears_for_each_once() -> None:
    case = a_case()
    both = case.with_party(replace(case.party("1"), binding=replace(case.party("1").binding, person=12)))
    found = audience(CaseCancelled(reason=""), both, STAFF)
    assert [(one.person, one.party) for one in found] == [(12, "1"), (12, "2")]


def test_who_only_may_hear_is_listed_too() -> None:
    assert hearers(CaseOpened(agreed=True), a_case()) == {(Hearer.ADMINISTRATORS, 3), (Hearer.ADMINISTRATORS, 5)}


@given(
    st.sampled_from(sorted(EVENTS)),
    st.tuples(st.sampled_from(BindingState), st.sampled_from(BindingState)),
    st.tuples(st.sampled_from([True, False, None]), st.sampled_from([True, False, None])),
    st.sampled_from([UNIT, "230402", "230404"]),
)
def test_whatever_happens_nobody_hears_who_must_not(
    name: str, bindings: tuple[BindingState, ...], consents: tuple[bool | None, ...], unit: str
) -> None:
    case = replace(a_case(), unit=unit)
    for key, person, binding, consent in zip("12", (11, 12), bindings, consents, strict=True):
        given = () if consent is None else (Consent(ConsentKind.PROCESSING, consent, "0" * 64, START),)
        bound = Binding(binding, None if binding is BindingState.UNBOUND else person)
        case = case.with_party(replace(case.party(key), binding=bound, consents=given))
    event = any_event(name)
    found = audience(event, case, STAFF)
    assert len({(one.person, one.party) for one in found}) == len(found)
    roles = [list(Hearer).index(one.hearer) for one in found]
    assert roles == sorted(roles)
    for one in found:
        assert one.hearer in event.must | event.may
        if one.party is not None:
            party = case.party(one.party)
            assert party.binding.person == one.person
            assert party.binding.state is BindingState.ATTESTED
            assert party.consents_to(ConsentKind.PROCESSING) is not False
            if one.hearer is not Hearer.PARTIES:
                assert (one.party == getattr(event, "party", None)) is (one.hearer is Hearer.SUBJECT)
        elif one.hearer is not Hearer.MEMBER:
            (member,) = (member for member in STAFF if member.person == one.person)
            assert member.person == case.mediator or member.unit in (unit, WHOLE_OFFICE)
            assert (member.role is Role.APPROVER) is (one.hearer is Hearer.APPROVERS)
