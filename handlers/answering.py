"""Answering the parties' questions: the mediator writes, sees who will read it, and only then sends it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers import dialogue
from handlers.dialogue import Answers, Dialogue, Step
from handlers.effects import Effects, Reply
from handlers.on_case import pressed_case
from handlers.plain_words import plain_words
from handlers.turn import Office, Turn
from mediation import questions
from mediation.actor import TIME
from mediation.asked import PartyQuestion
from mediation.case import Case
from mediation.decision import Refused
from mediation.reminder import Reminder
from storage import cases, drafts
from storage.store import Store

_PAGE = 5


def answer_question(turn: Turn) -> Effects:
    """[Answer] under a question: the mediator's next words belong to it; each question has a dialogue of its own."""
    case, key = pressed_case(turn), turn.args[0]
    questions.open_question(case, turn.actor, key)
    own = replace(ANSWERING, name=f"{ANSWERING.name}:{case.number}:{key}")
    begun = drafts.named(turn.store, turn.person.id, own.name)
    if begun is not None:
        return dialogue.ask_again(turn, own, begun)
    return dialogue.begin(turn, own, {"case": case.number, "question": key})


def open_questions(turn: Turn) -> Effects:
    """/questions: what waits for the mediator's answer, the oldest first, each with its button."""
    waiting = sorted(
        (
            (case, one)
            for case in cases.in_scope(turn.store, turn.actor)
            for one in case.questions
            if not one.answered_at
        ),
        key=lambda pair: pair[1].asked_at,
    )
    if not waiting:
        return (Reply("no_questions"),)
    letters = [waiting_question(case, one.key) for case, one in waiting[:_PAGE]]
    more = len(waiting) - len(letters)
    return (*letters, Reply("more_questions", {"more": more})) if more else letters


def waiting_question(case: Case, key: str) -> Reply:
    """One of the case's open questions with its button."""
    question = next(one for one in case.questions if one.key == key)
    return Reply("question_waits", {"question": question}, case=case, party=question.party)


def overdue(store: Store, office: Office, case: Case, batch: Sequence[Reminder], now: datetime) -> Effects:
    """A question stood unanswered for the profile's working days: mediator and administrators hear of it."""
    return (questions.escalate(case, TIME, office.moment(now), batch[0].subject),)


def _path(turn: Turn, answers: Answers) -> list[Step]:
    # the last step's key names the question, so that no other preview's button can send this answer
    send = f"send:{answers['case']}:{answers['question']}"
    return [
        Step("words", "answer_words", read=plain_words, about=_about),
        Step(send, "answer_preview", choices=("send",), about=_about),
    ]


def _about(turn: Turn, answers: Answers) -> dict[str, object]:
    case, question = _open(turn, answers)
    return {"case": case, "party": case.party(question.party), "question": question}


def _open(turn: Turn, answers: Answers) -> tuple[Case, PartyQuestion]:
    case = cases.load(turn.store, answers["case"])
    if case is None:
        raise Refused("case_unknown")
    return case, questions.open_question(case, turn.actor, answers["question"])


def _send(turn: Turn, answers: Answers) -> Effects:
    case, question = _open(turn, answers)
    return (questions.answer(case, turn.actor, turn.moment, question.key, answers["words"]),)


ANSWERING = Dialogue("answering", _path, _send, cancelled="answer_not_sent")
"""The mediator's answer to one question: the words, then a preview that names recipient and case."""
