"""The one stage that people are shown, derived from the agreement, the bindings and the commitment letters."""

from datetime import date
from enum import StrEnum

from mediation.case import BindingState, Case, CaseState, Party
from mediation.commitment_letter import GIVEN, CommitmentState

LETTER_ENDED = GIVEN | {CommitmentState.DECLINED, CommitmentState.EXPIRED}
"""Where a letter waits for nobody; declining it blocks nothing (People's Mediation Law 17, 23)."""


class Stage(StrEnum):
    """How far a case is, in one word for people; rules never ask it."""

    MEDIATING = "mediating"
    INVITING = "inviting"
    READING = "reading"
    AWAITING_EFFECT = "awaiting_effect"
    PERFORMING = "performing"
    CANCELLED = "cancelled"
    FAILED = "failed"
    CLOSED = "closed"


def stage(case: Case, today: date) -> Stage:
    """The stage on a local date: ended cases first, then what comes first on the way and is not done yet."""
    if case.state is not CaseState.OPEN:
        return Stage(case.state.value)
    if case.agreement is None:
        return Stage.MEDIATING
    waiting = [party for party in case.parties if party.commitment.state not in LETTER_ENDED]
    if any(_not_attested(party) for party in waiting):
        return Stage.INVITING
    if waiting:
        return Stage.READING
    return Stage.AWAITING_EFFECT if case.agreement.effective > today else Stage.PERFORMING


def _not_attested(party: Party) -> bool:
    return party.binding.state is not BindingState.ATTESTED
