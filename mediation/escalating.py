"""Tasks that nobody did: after the profile's working days they go to the unit's administrators, each once."""

from mediation.access import require_open
from mediation.actor import Actor, Moment, Role
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.notices import TaskOverdue
from mediation.moments import local_date
from mediation.tasks import ESCALATED, Task, waiting_tasks


def task_waiting(case: Case, key: str) -> Task | None:
    """The task with this key, whatever the date; None once it is done or gone."""
    return next((task for task in waiting_tasks(case) if task.key == key), None)


def escalate(case: Case, by: Actor, at: Moment, key: str) -> Decision:
    """Time says that a task was left undone. Raises Refused: not_yours, case_ended, already_done."""
    if by.role is not Role.TIME:
        raise Refused("not_yours")
    require_open(case)
    task = task_waiting(case, key)
    if task is None or task.kind not in ESCALATED:
        raise Refused("already_done")
    since = local_date(task.since, at.zone)
    return Decision(case, (TaskOverdue(task=task.kind, subject=task.subject, since=since),))
