"""What a case's mediator has to do now, derived from the case as it stands and never kept."""

from collections.abc import Iterator
from enum import StrEnum

from mediation.case import BindingState, Case, CaseState, Party
from mediation.commitment_letter import CommitmentState, ConsentKind
from mediation.stage import LETTER_ENDED


class Task(StrEnum):
    """One thing to do, the most urgent first: somebody waits for the first four."""

    ATTEST = "attest"
    ANSWER = "answer"
    UNLOCK = "unlock"
    CALL = "call"
    PAPER = "paper"
    OFFER_AGAIN = "offer_again"
    RECORD_AGREEMENT = "record_agreement"
    INVITE = "invite"
    NOTHING = "nothing"


def tasks_for(case: Case) -> tuple[Task, ...]:
    """Everything that waits for the mediator, each once, the most urgent first; (NOTHING,) if it is others' turn."""
    found = set(_tasks(case)) if case.state is CaseState.OPEN else set()
    return tuple(task for task in Task if task in found) or (Task.NOTHING,)


def _tasks(case: Case) -> Iterator[Task]:
    if any(question.answered_at is None for question in case.questions):
        yield Task.ANSWER
    if case.agreement is None:
        yield Task.RECORD_AGREEMENT
    for party in case.parties:
        yield from _of_party(case, party)


def _of_party(case: Case, party: Party) -> Iterator[Task]:
    if party.binding.state is BindingState.PROVISIONAL:
        yield Task.ATTEST
    if party.binding.state is BindingState.LOCKED:
        yield Task.UNLOCK
    if party.binding.unreachable_at is not None:
        yield Task.CALL
    if party.commitment.state is CommitmentState.EXPIRED:
        yield Task.OFFER_AGAIN
    if party.binding.state is BindingState.UNBOUND and party.commitment.state not in LETTER_ENDED:
        # who does not want this messenger, or not to be processed here, is not invited again but met on paper
        if not _refused(party):
            yield Task.INVITE
        elif case.agreement is not None:
            yield Task.PAPER


def _refused(party: Party) -> bool:
    return any(party.consents_to(kind) is False for kind in (ConsentKind.MESSENGER_ABROAD, ConsentKind.PROCESSING))
