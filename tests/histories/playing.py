"""Plays one history: mostly the next step towards publishing, often something else, by whoever presses it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from random import Random

from mediation import (
    confirming_breach,
    publication,
    receiving,
    repair,
    statements,
    warning,
    withdrawal,
)
from mediation.actor import TIME
from mediation.breach import BreachState
from mediation.breach_reminders import of_breaches
from mediation.decision import Decision
from mediation.reminder import CURE, CURE_OVER, HEARD, PUBLICATION_END, REPAIR, RETRACTION, STATEMENT, Reminder
from tests.histories.acts import OTHERWISE, acknowledges, approves, attaches, confirms, proposes, serves
from tests.histories.history import History
from tests.histories.scene import MEDIATOR, OBLIGEE, begin
from tests.histories.watching import Watch

STEPS = 34
"""Things that happen in one history, days that pass not counted."""
BY_TIME: dict[str, Callable[..., Decision]] = {
    CURE: confirming_breach.cure_reminded,
    CURE_OVER: confirming_breach.cure_over,
    HEARD: publication.ready,
    STATEMENT: statements.overdue,
    PUBLICATION_END: publication.expire,
    RETRACTION: withdrawal.retraction_overdue,
    REPAIR: repair.repair_overdue,
}


def play(seed: int) -> Watch:
    """One history from its seed; the watch knows everything that was published and what was wrong with it."""
    chance = Random(seed)
    history = History(chance, begin(chance))
    for _ in range(STEPS):
        goes_on(history)
    history.watch.ends = [one.state.value for one in history.scene.case.breaches]
    return history.watch


def goes_on(one: History) -> None:
    """One thing happens, or days pass."""
    step = one.chance.random()
    if step < 0.3:
        _days_pass(one)
    elif step < 0.88:
        _next_step(one)
    else:
        one.chance.choice(OTHERWISE)(one)
    one.watch.looks(one.scene)


def _days_pass(one: History) -> None:
    """Days, at times years; what time brings happens each on its day."""
    days = one.chance.choice((1, 5, 20, 20, 30, 30, 40, 60)) if one.chance.random() < 0.97 else 400
    end = one.scene.at.now + timedelta(days=days)
    while one.scene.at.now < end:
        due = [each.due_at for each in _reminders(one) if one.scene.at.now < each.due_at <= end]
        moment = min(due, default=end)
        one.scene.at = replace(one.scene.at, now=moment)
        for each in _reminders(one):
            if each.due_at == moment:
                one.does(partial(BY_TIME[each.kind], by=TIME, at=one.scene.at, reminder=each))


def _next_step(one: History) -> None:
    """What leads towards a publication where the case stands, done by somebody, often the right one."""
    breach = one.breach
    state = breach.state if breach else None
    if breach is None:
        _towards_warning(one)
    elif breach.unproven is not None:
        one.chance.choice((acknowledges, serves))(one)
    elif state in (BreachState.WARNED, BreachState.CURING):
        one.chance.choice((confirms, confirms, attaches))(one)
    elif state is BreachState.CONFIRMED:
        one.chance.choice((attaches, proposes, proposes))(one)
    elif state in (BreachState.PROPOSED, BreachState.HEARING):
        approves(one)
    else:
        one.chance.choice(OTHERWISE)(one)


def _towards_warning(one: History) -> None:
    if one.scene.case.performance("1").reported_at is None:
        one.does(lambda case: receiving.not_received(case, OBLIGEE, one.scene.at, "1"))
    else:
        one.does(lambda case: warning.warn(case, MEDIATOR, one.scene.at, "1", "到期没有归还，双方都确认。"))


def _reminders(one: History) -> list[Reminder]:
    at = one.scene.at
    return sorted(of_breaches(one.scene.case, at.profile, at.calendar, at.zone), key=lambda each: each.due_at)
