"""What of a breach waits for somebody of the staff, the most urgent first; whether they may do it the rules decide."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from mediation import breach_periods, gate
from mediation.actor import Moment
from mediation.breach import Breach, BreachState
from mediation.case import Case


class BreachWork(StrEnum):
    """What is to be done, the most urgent first; each value is the action of the button that does it."""

    TAKE_DOWN = "taken_down"
    JUDGE = "judge_statement"
    REPAIR = "decide_repair"
    APPROVE = "approve_publication"
    CONFIRM = "confirm_breach"
    SERVE = "serve"
    PROPOSE = "propose_publication"


def work_of(case: Case, breach: Breach, at: Moment, may: Collection[str]) -> BreachWork | None:
    """The most urgent of what somebody with these actions may do; None if nothing waits for them.

    A publication waits for its approver only when the person's time to state their side is over.
    """
    heard = breach.state is BreachState.HEARING and not gate.failed(gate.Look(case, breach, at), {"hearing_over"})
    waiting = [one for one in BreachWork if one.value in may]
    return next((one for one in waiting if one is not BreachWork.APPROVE or heard), None)


def work_until(breach: Breach, work: BreachWork, at: Moment) -> date | None:
    """The last local day for it; None where no clock runs."""
    office = (at.profile, at.calendar, at.zone)
    public, said, applied = breach.publication, breach.open_statement, breach.open_repair
    if work is BreachWork.TAKE_DOWN and public is not None and public.withdrawal is not None:
        return public.withdrawal.until
    if work is BreachWork.JUDGE and said is not None:
        return breach_periods.answer_ends(said, *office).due
    if work is BreachWork.REPAIR and applied is not None:
        return breach_periods.repair_ends(applied, *office).due
    return None
