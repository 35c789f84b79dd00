"""The stage that people are shown and what the mediator has to do, in every combination of states."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from mediation.asked import PartyQuestion
from mediation.case import Binding, BindingState, Case, CaseState
from mediation.commitment_letter import Commitment, CommitmentState, Consent, ConsentKind
from mediation.performance import Call, CallReason
from mediation.stage import LETTER_ENDED, Stage, stage
from mediation.tasks import TaskKind, first_kind, tasks_for
from tests.sample import sample_case
from tests.world import PROFILE, START

TODAY = START.astimezone(PROFILE.zone).date()
TOMORROW = TODAY + timedelta(days=1)


def a_case(binding: BindingState, letter: CommitmentState, agreed: bool = True) -> Case:
    """Party 2 in these states; party 1 is bound and has confirmed."""
    case = sample_case(7, agreed=agreed)
    if case.agreement is not None:
        case = replace(case, agreement=replace(case.agreement, effective=TODAY))
    first = replace(
        case.party("1"), binding=Binding(BindingState.ATTESTED, 19), commitment=Commitment(CommitmentState.CONFIRMED)
    )
    second = replace(case.party("2"), binding=Binding(binding, 20), commitment=Commitment(letter))
    return case.with_party(first).with_party(second)


def kinds(case: Case) -> list[TaskKind]:
    """What is to be done, the most urgent first."""
    return [task.kind for task in tasks_for(case, TODAY)]


@pytest.mark.parametrize(("binding", "letter"), [*product(BindingState, CommitmentState)])
def test_the_stage_of_an_agreed_case_waits_for_the_party_who_is_furthest_back(
    binding: BindingState, letter: CommitmentState
) -> None:
    case = a_case(binding, letter)
    if letter in LETTER_ENDED:
        expected = Stage.PERFORMING
    else:
        expected = Stage.READING if binding is BindingState.ATTESTED else Stage.INVITING
    assert stage(case, TODAY) is expected


@pytest.mark.parametrize(("binding", "letter"), [*product(BindingState, CommitmentState)])
def test_without_an_agreement_a_case_is_in_mediation(binding: BindingState, letter: CommitmentState) -> None:
    assert stage(a_case(binding, letter, agreed=False), TODAY) is Stage.MEDIATING


def test_with_all_letters_done_only_the_day_of_effect_is_waited_for() -> None:
    case = a_case(BindingState.ATTESTED, CommitmentState.CONFIRMED)
    assert case.agreement is not None
    later = replace(case, agreement=replace(case.agreement, effective=TOMORROW))
    assert [stage(later, day) for day in (TODAY, TOMORROW)] == [Stage.AWAITING_EFFECT, Stage.PERFORMING]


@pytest.mark.parametrize(("state", "agreed"), [*product(CaseState, (True, False))])
def test_an_ended_case_says_how_it_ended_and_asks_for_nothing(state: CaseState, agreed: bool) -> None:
    case = replace(a_case(BindingState.PROVISIONAL, CommitmentState.READING, agreed), state=state)
    if state is CaseState.OPEN:
        assert first_kind(case, TODAY) is TaskKind.ATTEST
    else:
        assert stage(case, TODAY).value == state.value
        assert tasks_for(case, TODAY) == ()
        assert first_kind(case, TODAY) is TaskKind.NOTHING


@pytest.mark.parametrize(("binding", "letter"), [*product(BindingState, CommitmentState)])
def test_what_a_party_calls_for(binding: BindingState, letter: CommitmentState) -> None:
    expected = {
        TaskKind.ATTEST: binding is BindingState.PROVISIONAL,
        TaskKind.UNLOCK: binding is BindingState.LOCKED,
        TaskKind.OFFER_AGAIN: letter is CommitmentState.EXPIRED,
        TaskKind.INVITE: binding is BindingState.UNBOUND and letter not in LETTER_ENDED,
    }
    assert kinds(a_case(binding, letter)) == [kind for kind in TaskKind if expected.get(kind)]


@pytest.mark.parametrize("kind", [ConsentKind.MESSENGER_ABROAD, ConsentKind.PROCESSING])
def test_who_refused_is_not_invited_again_but_met_on_paper(kind: ConsentKind) -> None:
    case = a_case(BindingState.UNBOUND, CommitmentState.NOT_OFFERED)
    refused = replace(case.party("2"), consents=(Consent(kind, False, "0" * 64, START),))
    assert kinds(case.with_party(refused)) == [TaskKind.PAPER]


def test_a_question_and_a_lost_account_and_a_missing_agreement_are_things_to_do() -> None:
    case = a_case(BindingState.ATTESTED, CommitmentState.NOT_OFFERED, agreed=False)
    asked = PartyQuestion("1", "2", 3, START)
    lost = Call("1", "2", CallReason.UNREACHABLE, START)
    case = replace(case, questions=(asked,), calls=(lost,))
    assert kinds(case) == [TaskKind.ANSWER, TaskKind.CALL, TaskKind.RECORD_AGREEMENT]
    answered = replace(case, questions=(replace(asked, answered_at=START),))
    assert kinds(answered) == [TaskKind.CALL, TaskKind.RECORD_AGREEMENT]
    called = replace(answered, calls=(replace(lost, done="reached by telephone", done_at=START),))
    assert kinds(called) == [TaskKind.RECORD_AGREEMENT]
