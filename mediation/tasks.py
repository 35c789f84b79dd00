"""What a case's mediator has to do now, derived from the case as it stands; only a call is cleared by saying so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mediation.breach import BreachState
from mediation.case import BindingState, Case, CaseState, Party
from mediation.commitment_letter import CommitmentState, ConsentKind
from mediation.doors import WEB
from mediation.owing import late
from mediation.performance import ObligationState
from mediation.stage import LETTER_ENDED


class TaskKind(StrEnum):
    """What is to be done, the most urgent first: somebody waits for the first ones."""

    ATTEST = "attest"
    ANSWER = "answer"
    UNLOCK = "unlock"
    DECIDE = "decide"
    HARDSHIP = "hardship"
    SERVE = "serve"
    CONFIRM_BREACH = "confirm_breach"
    CALL = "call"
    OVERDUE = "overdue"
    APPLY = "apply"
    PAPER = "paper"
    OFFER_AGAIN = "offer_again"
    RECORD_AGREEMENT = "record_agreement"
    INVITE = "invite"
    NOTHING = "nothing"


ESCALATED = frozenset(
    {
        TaskKind.ATTEST,
        TaskKind.UNLOCK,
        TaskKind.DECIDE,
        TaskKind.HARDSHIP,
        TaskKind.SERVE,
        TaskKind.CONFIRM_BREACH,
        TaskKind.CALL,
        TaskKind.APPLY,
    }
)
"""Tasks that go to the unit's administrators when they are left undone; questions have a clock of their own."""


@dataclass(frozen=True)
class Task:
    """One thing to do; `subject` tells it from others of its kind: party, obligation, breach, call or question.

    `party` is whom it is about, None for the case; `since` is when it came up.
    """

    kind: TaskKind
    subject: str
    since: datetime
    party: str | None = None

    @property
    def key(self) -> str:
        """What makes it the same task within its case."""
        return f"{self.kind.value}:{self.subject}"


def tasks_for(case: Case, today: date) -> tuple[Task, ...]:
    """Everything that waits for the mediator on a local date, the most urgent first; none if it is others' turn."""
    found = [*waiting_tasks(case), *_overdue(case, today)] if case.state is CaseState.OPEN else []
    return tuple(sorted(found, key=lambda task: (list(TaskKind).index(task.kind), task.since)))


def first_kind(case: Case, today: date) -> TaskKind:
    """The kind of what is most urgent, NOTHING if nothing is to be done."""
    return next((task.kind for task in tasks_for(case, today)), TaskKind.NOTHING)


def waiting_tasks(case: Case) -> Iterator[Task]:
    """What waits for the mediator whatever the date."""
    for question in case.questions:
        if question.answered_at is None:
            yield Task(TaskKind.ANSWER, question.key, question.asked_at, question.party)
    if case.agreement is None:
        yield Task(TaskKind.RECORD_AGREEMENT, "", case.opened_at)
    for party in case.parties:
        yield from _of_party(case, party)
    yield from _of_obligations(case)
    yield from _of_breaches(case)
    for party in case.parties:
        # one call is enough, whatever it is about
        for call in case.calls_to(party.key)[:1]:
            yield Task(TaskKind.CALL, call.key, call.since, call.party)
    wanting = [wish.at for wish in case.court_wishes if wish.wants]
    if case.ruling is None and case.applied_on is None and len(wanting) == len(case.parties):
        yield Task(TaskKind.APPLY, "", max(wanting))


def _of_party(case: Case, party: Party) -> Iterator[Task]:
    binding, since = party.binding, party.binding.since or case.opened_at
    if binding.state is BindingState.PROVISIONAL:
        yield Task(TaskKind.ATTEST, party.key, since, party.key)
    if binding.state is BindingState.LOCKED:
        yield Task(TaskKind.UNLOCK, party.key, since, party.key)
    if party.commitment.state is CommitmentState.EXPIRED:
        yield Task(TaskKind.OFFER_AGAIN, party.key, party.commitment.ended_at or case.opened_at, party.key)
    if binding.state is BindingState.UNBOUND and party.commitment.state not in LETTER_ENDED:
        # who does not want this messenger, or not to be processed here, is not invited again but met on paper
        if not _refused(party):
            yield Task(TaskKind.INVITE, party.key, case.opened_at, party.key)
        elif case.agreement is not None:
            yield Task(TaskKind.PAPER, party.key, case.opened_at, party.key)


def _of_obligations(case: Case) -> Iterator[Task]:
    for one in case.performances:
        if one.state is ObligationState.CONTRADICTED and one.contradicted_at is not None:
            yield Task(TaskKind.DECIDE, one.obligation, one.contradicted_at)
        if one.hardship is not None and not one.ended and case.proposal is None:
            yield Task(TaskKind.HARDSHIP, one.obligation, one.hardship.at)


def _of_breaches(case: Case) -> Iterator[Task]:
    """A notice that nobody has proven to have arrived, and a cure period after which somebody has to decide."""
    for one in case.breaches:
        if one.unproven is not None:
            yield Task(TaskKind.SERVE, one.key, one.unproven.told_at, one.party)
        waits = one.state is BreachState.CURING and one.open_statement is None
        if one.cure_over_at is not None and waits:
            yield Task(TaskKind.CONFIRM_BREACH, one.key, one.cure_over_at, one.party)


def _overdue(case: Case, today: date) -> Iterator[Task]:
    for owed in case.obligations:
        if late(case, owed, today):
            yield Task(TaskKind.OVERDUE, owed.key, case.opened_at, owed.obligor)


def _refused(party: Party) -> bool:
    no_messenger = party.consents_to(ConsentKind.MESSENGER_ABROAD) is False and party.binding.door != WEB
    return no_messenger or party.consents_to(ConsentKind.PROCESSING) is False
