"""Questions of the parties: asked by their own side, answered by the mediator, heard by nobody else."""

from dataclasses import replace

from mediation.access import own_party, require_mediator, require_open
from mediation.actor import Actor, Moment, Role
from mediation.asked import PartyQuestion
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.words import QuestionAnswered, QuestionAsked, QuestionOverdue


def next_key(case: Case) -> str:
    """The key of the question that is asked next: "1", "2", ..."""
    return str(len(case.questions) + 1)


def ask(case: Case, by: Actor, at: Moment, party: str, key: str, message: int, words: str) -> Decision:
    """A party puts words to the mediator; `message` is the inbox row, `words` is empty where it was no text.

    Raises Refused: not_yours, not_attested, case_ended, already_done (the key is taken).
    """
    own_party(case, by, party)
    require_open(case)
    if any(question.key == key for question in case.questions):
        raise Refused("already_done")
    asked = PartyQuestion(key, party, message, at.now, words=words)
    event = QuestionAsked(party=party, question=key, message=message, words=words)
    return Decision(replace(case, questions=(*case.questions, asked)), (event,))


def open_question(case: Case, by: Actor, key: str) -> PartyQuestion:
    """The question that the mediator may answer now, also after the case has ended: somebody still waits.

    Raises Refused: not_your_case, question_unknown, answered_already, cannot_hear (the party's account is gone).
    """
    require_mediator(case, by)
    question = next((one for one in case.questions if one.key == key), None)
    if question is None:
        raise Refused("question_unknown")
    party = case.party(question.party)
    if question.answered_at is not None:
        raise Refused("answered_already", case=case, party=party)
    if party.reachable_person is None:
        raise Refused("cannot_hear", case=case, party=party)
    return question


def answer(case: Case, by: Actor, at: Moment, key: str, words: str) -> Decision:
    """The mediator answers a question, once; only the party who asked hears. Raises Refused as open_question does."""
    question = open_question(case, by, key)
    answered = replace(question, answered_at=at.now)
    questions = tuple(answered if one.key == key else one for one in case.questions)
    event = QuestionAnswered(party=question.party, question=key, asked=question.words, words=words)
    return Decision(replace(case, questions=questions), (event,))


def escalate(case: Case, by: Actor, at: Moment, key: str) -> Decision:
    """Time says that a question stood unanswered too long: mediator and administrators hear of it.

    Raises Refused: not_yours (anybody but time), case_ended, question_unknown, answered_already.
    """
    if by.role is not Role.TIME:
        raise Refused("not_yours")
    require_open(case)
    question = next((one for one in case.questions if one.key == key), None)
    if question is None:
        raise Refused("question_unknown")
    if question.answered_at is not None:
        raise Refused("answered_already", case=case, party=case.party(question.party))
    return Decision(case, (QuestionOverdue(party=question.party, question=key, words=question.words),))
