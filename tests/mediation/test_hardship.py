"""Hardship: said by the obligor alone, answered by the mediator alone, and no day moves for it."""

from dataclasses import replace
from typing import Any

import pytest

from mediation import hardship
from mediation.actor import Actor
from mediation.case import CaseState
from mediation.events.change import HardshipAnswered, HardshipReported
from mediation.performance import ENDED, Hardship, ObligationState, Wish
from mediation.reminders import reminders_for
from mediation.tasks import TaskKind, tasks_for
from tests.asking import AT, EVERYBODY, LI, MEDIATOR, a_case, outcome
from tests.changing import said
from tests.world import CALENDAR, PROFILE

REASON = "看病花了钱"
REPORTED = hardship.report(a_case(), LI, AT, "1", Wish.MORE_TIME, REASON)


def test_it_is_kept_told_to_the_mediator_and_is_a_task() -> None:
    event = HardshipReported(party="2", obligation="1", wish="more_time", reason=REASON)
    assert REPORTED.events == (event,)
    assert REPORTED.case.performance("1").hardship == Hardship(Wish.MORE_TIME, REASON, AT.now)
    assert TaskKind.HARDSHIP in {task.kind for task in tasks_for(REPORTED.case, AT.today)}


def test_no_day_moves_and_no_reminder_stops() -> None:
    def due(case: Any) -> list[Any]:
        planned = reminders_for(case, PROFILE, CALENDAR, PROFILE.zone)
        return [one for one in planned if one.subject == "1"]

    assert due(REPORTED.case) == due(a_case())
    assert REPORTED.case.obligations == a_case().obligations


def test_a_newer_report_takes_the_place_of_the_older() -> None:
    again = hardship.report(REPORTED.case, LI, AT, "1", Wish.OTHER, "工资没发")
    assert again.case.performance("1").hardship == Hardship(Wish.OTHER, "工资没发", AT.now)


@pytest.mark.parametrize("by", EVERYBODY, ids=lambda by: f"{by.role}-{by.person}")
def test_only_the_obligor_reports_and_only_the_mediator_answers(by: Actor) -> None:
    mine = "allowed" if by == LI else "not_yours"
    assert outcome(hardship.report, a_case(), by, AT, "1", Wish.OTHER, REASON) == mine
    own = "allowed" if by == MEDIATOR else "not_your_case"
    assert outcome(hardship.answer, REPORTED.case, by, AT, "1", "我问问对方。") == own


@pytest.mark.parametrize("state", ObligationState)
def test_only_while_it_is_the_obligors_turn(state: ObligationState) -> None:
    wanted = "allowed" if state is ObligationState.OPEN else "not_changeable"
    assert outcome(hardship.report, said(a_case(), "1", state=state), LI, AT, "1", Wish.OTHER, REASON) == wanted


def test_what_is_not_there_ended_or_empty_is_refused() -> None:
    assert outcome(hardship.report, a_case(), LI, AT, "9", Wish.OTHER, REASON) == "obligation_unknown"
    assert outcome(hardship.report, a_case(CaseState.CLOSED), LI, AT, "1", Wish.OTHER, REASON) == "case_ended"
    assert outcome(hardship.report, a_case(), LI, AT, "1", Wish.OTHER, "  ") == "words_missing"
    assert outcome(hardship.answer, REPORTED.case, MEDIATOR, AT, "1", " ") == "words_missing"


def test_an_answer_ends_it_once_also_in_a_case_that_has_ended() -> None:
    ended = replace(REPORTED.case, state=CaseState.CANCELLED)
    for case in (REPORTED.case, ended):
        done = hardship.answer(case, MEDIATOR, AT, "1", "我问问对方。")
        assert done.events == (HardshipAnswered(party="2", obligation="1", words="我问问对方。"),)
        assert done.case.performance("1").untouched
        assert TaskKind.HARDSHIP not in {task.kind for task in tasks_for(done.case, AT.today)}
        assert outcome(hardship.answer, done.case, MEDIATOR, AT, "1", "再问问。") == "hardship_over"


@pytest.mark.parametrize("state", sorted(ENDED))
def test_what_is_done_meanwhile_is_no_task_any_more(state: ObligationState) -> None:
    case = said(REPORTED.case, "1", state=state)
    assert TaskKind.HARDSHIP not in {task.kind for task in tasks_for(case, AT.today)}
