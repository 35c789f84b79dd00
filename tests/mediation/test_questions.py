"""Questions: asked by one's own side, answered once by the mediator, escalated by time; nothing crosses sides."""

from dataclasses import replace
from itertools import product

import pytest

from mediation import questions
from mediation.actor import TIME, Actor
from mediation.asked import PartyQuestion
from mediation.case import BindingState, Case, CaseState
from mediation.events.words import QuestionAnswered, QuestionAsked, QuestionOverdue
from tests.asking import AT, EVERYBODY, LI, MEDIATOR, a_case, outcome
from tests.world import START


def asked(case: Case, answered: bool = False) -> Case:
    """The case with a question of 李晓梅."""
    question = PartyQuestion("1", "2", 7, START, START if answered else None, "能晚几天还吗？")
    return replace(case, questions=(question,))


@pytest.mark.parametrize(("state", "binding", "by"), [*product(CaseState, BindingState, EVERYBODY)])
def test_only_the_attested_party_of_an_open_case_asks(state: CaseState, binding: BindingState, by: Actor) -> None:
    found = outcome(questions.ask, a_case(state, binding), by, AT, "2", "1", 7, "能晚几天还吗？")
    if by != LI or binding is BindingState.UNBOUND:
        assert found == "not_yours"
    elif binding is not BindingState.ATTESTED:
        assert found == "not_attested"
    else:
        assert found == ("allowed" if state is CaseState.OPEN else "case_ended")


@pytest.mark.parametrize("party", ["1", "3", ""])
def test_nobody_asks_for_another_party(party: str) -> None:
    assert outcome(questions.ask, a_case(), LI, AT, party, "1", 7, "在吗") == "not_yours"


def test_a_question_is_kept_with_its_words_and_its_message() -> None:
    decision = questions.ask(a_case(), LI, AT, "2", "1", 7, "能晚几天还吗？")
    assert decision.case.questions == (PartyQuestion("1", "2", 7, START, None, "能晚几天还吗？"),)
    assert decision.events == (QuestionAsked(party="2", question="1", message=7, words="能晚几天还吗？"),)


def test_a_key_is_used_once() -> None:
    case = asked(a_case())
    assert questions.next_key(case) == "2"
    assert outcome(questions.ask, case, LI, AT, "2", "1", 8, "在吗") == "already_done"


@pytest.mark.parametrize(
    ("state", "binding", "answered", "by"), [*product(CaseState, BindingState, (False, True), EVERYBODY)]
)
def test_only_the_cases_mediator_answers_and_once(
    state: CaseState, binding: BindingState, answered: bool, by: Actor
) -> None:
    found = outcome(questions.answer, asked(a_case(state, binding), answered), by, AT, "1", "可以。")
    if by != MEDIATOR:
        assert found == "not_your_case"
    elif answered:
        assert found == "answered_already"
    else:
        assert found == ("allowed" if binding is BindingState.ATTESTED else "cannot_hear")


def test_nobody_is_answered_here_who_took_the_consent_back() -> None:
    assert outcome(questions.answer, asked(a_case(consent=False)), MEDIATOR, AT, "1", "可以。") == "cannot_hear"
    assert outcome(questions.answer, asked(a_case(consent=None)), MEDIATOR, AT, "1", "可以。") == "allowed"


def test_an_answer_goes_to_the_side_that_asked_with_its_question() -> None:
    decision = questions.answer(asked(a_case()), MEDIATOR, AT, "1", "可以。")
    assert decision.case.questions[0].answered_at == START
    assert decision.events == (QuestionAnswered(party="2", question="1", asked="能晚几天还吗？", words="可以。"),)


def test_a_question_that_never_was_is_not_answered() -> None:
    assert outcome(questions.answer, asked(a_case()), MEDIATOR, AT, "2", "可以。") == "question_unknown"


@pytest.mark.parametrize(("state", "answered", "by"), [*product(CaseState, (False, True), EVERYBODY)])
def test_only_time_escalates_what_still_waits(state: CaseState, answered: bool, by: Actor) -> None:
    found = outcome(questions.escalate, asked(a_case(state), answered), by, AT, "1")
    if by != TIME:
        assert found == "not_yours"
    elif state is not CaseState.OPEN:
        assert found == "case_ended"
    else:
        assert found == ("answered_already" if answered else "allowed")


def test_an_escalation_changes_nothing_in_the_case() -> None:
    case = asked(a_case())
    decision = questions.escalate(case, TIME, AT, "1")
    assert decision.case == case
    assert decision.events == (QuestionOverdue(party="2", question="1", words="能晚几天还吗？"),)
    assert outcome(questions.escalate, case, TIME, AT, "2") == "question_unknown"
