"""What simulated mediators do in office hours, some time after it came up: calls, decisions, answers to hardship."""

import heapq
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from random import Random

from sqlalchemy import select

from handlers.carry_out import Scene, carry_out
from handlers.turn import Office
from mediation import calling, changing, deciding
from mediation.actor import Actor, Moment, Role
from mediation.case import Case
from mediation.changing import NewSchedule
from mediation.deciding import Finding
from mediation.decision import Decision, Refused
from mediation.owing import left
from mediation.performance import CallOutcome
from mediation.schedule import OnDate, dues
from mediation.staff import StaffMember
from storage import cases, people
from storage.schema.journal import journal
from storage.store import Store
from tests.simulation.city import City

CALLS_FOR_THEM = (
    "call_needed",
    "performance_contradicted",
    "hardship_reported",
    "obligee_silent",
    "non_receipt_reported",
)
OFFICE_OPENS, OFFICE_CLOSES = 9, 17


class Mediating:
    """Reads in the journal what came up, and some time later does what there is to do in that case."""

    def __init__(self, city: City, office: Office, rng: Random) -> None:
        self._city, self._office, self._rng = city, office, rng
        self._read = 0
        self._waiting: list[tuple[datetime, str]] = []

    def work(self, store: Store, at: Moment) -> int:
        """In office hours, what has waited long enough; returns how many cases were looked at."""
        self._take_note(store, at)
        clock = at.now.astimezone(at.zone)
        if not (OFFICE_OPENS <= clock.hour < OFFICE_CLOSES and at.calendar.is_working_day(at.today)):
            return 0
        done = 0
        while self._waiting and self._waiting[0][0] <= at.now:
            case = cases.load(store, heapq.heappop(self._waiting)[1])
            if case is not None:
                self._look_after(store, at, case)
                done += 1
        return done

    def _take_note(self, store: Store, at: Moment) -> None:
        news = select(journal.c.id, journal.c.case_number).where(
            journal.c.id > self._read, journal.c.event.in_(CALLS_FOR_THEM)
        )
        for row, number in store.db.execute(news.order_by(journal.c.id)):
            self._read = row
            heapq.heappush(self._waiting, (at.now + timedelta(hours=self._rng.expovariate(1 / 20)), number))

    def _look_after(self, store: Store, at: Moment, case: Case) -> None:
        by = _member(store, case).actor
        deeds = [
            *(partial(_called, by, at, call.key) for call in case.calls if call.done_at is None),
            *(partial(self._decides, by, at, one.obligation) for one in case.performances if one.contradicted_at),
            *(partial(self._proposes, by, at, one.obligation) for one in case.performances if one.hardship),
        ]
        for deed in deeds:
            if self._rng.random() < 0.9:
                case = self._do(store, at, case, deed)

    def _do(self, store: Store, at: Moment, case: Case, deed: Callable[[Case], Decision]) -> Case:
        try:
            decision = deed(case)
        except Refused:
            return case  # one thing done can make another needless
        carry_out(Scene(store, self._office, at, _member(store, case).actor), (decision,))
        found = cases.load(store, case.number)
        assert found is not None
        return found

    def _decides(self, by: Actor, at: Moment, key: str, case: Case) -> Decision:
        finding = self._rng.choice([Finding.AS_CLAIMED, Finding.AS_RECEIVED])
        return deciding.decide(case, by, at, key, finding, None, "看了转账记录。")

    def _proposes(self, by: Actor, at: Moment, key: str, case: Case) -> Decision:
        owed = case.obligation(key)
        falls = dues(OnDate(max(owed.due, at.today) + timedelta(days=self._rng.randint(5, 60))), None, at.calendar)
        new = NewSchedule((replace(falls[0], amount_fen=left(case, owed)),), "双方商量的日子")
        return changing.propose(case, by, at, key, False, new, "家里有困难。")


def _called(by: Actor, at: Moment, call: str, case: Case) -> Decision:
    return calling.call_made(case, by, at, call, CallOutcome.REACHED, "打通了，已经告诉本人。")


def _member(store: Store, case: Case) -> StaffMember:
    found = people.staff_member(store, case.mediator)
    assert found is not None
    assert found.role is Role.MEDIATOR
    return found
