"""Whoever says whatever of an obligation, in whatever order: nothing is performed without the obligee's word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mediation import deciding, performing, receiving, settling
from mediation.actor import TIME, Actor, Moment
from mediation.case import Case, CaseState
from mediation.deciding import Finding
from mediation.decision import Decision, Refused
from mediation.performance import ENDED, ObligationState
from mediation.reminders import reminders_for
from mediation.tasks import tasks_for
from tests.asking import AT, EVERYBODY, LI, MEDIATOR, ZHANG, a_case
from tests.owing import PROOF, without_account
from tests.world import CALENDAR, PROFILE

WAYS = ("claim", "received", "not_received", "undo", "waive", "settle", "silent", "decide", "release_proof")
ACTS = {"claim": LI, "settle": TIME, "silent": TIME, "decide": MEDIATOR, "release_proof": MEDIATOR}
"""Who usually does so; the others are the obligee's."""


@dataclass(frozen=True)
class Step:
    """Something that somebody tries: with an amount in fen, `how` if a mediator writes it down, `hours` later."""

    way: str
    obligation: str
    by: Actor | None
    amount: int | None
    how: str
    finding: Finding
    hours: int


steps = st.builds(
    Step,
    way=st.sampled_from((*WAYS, "claim", "received", "settle", "settle", "settle")),
    obligation=st.sampled_from(("1", "1", "1", "2", "2", "9")),
    by=st.one_of(st.none(), st.none(), st.none(), st.sampled_from(EVERYBODY)),
    amount=st.one_of(st.none(), st.none(), st.sampled_from((-1, 0, 1, 100_000, 499_999, 500_000, 500_001))),
    how=st.sampled_from(("", "", "电话里说的")),
    finding=st.sampled_from(Finding),
    hours=st.sampled_from((0, 1, 24, 24, 24 * 20)),
)


@dataclass
class Play:
    """The case and its clock; `spoken` are the obligations of which a word counts now, said by the obligee's side."""

    case: Case
    at: Moment = AT
    spoken: set[str] = field(default_factory=set)

    def tries(self, step: Step) -> bool:
        """One step; whether a rule said yes. Anything but a refusal is the test's failure."""
        by = step.by or ACTS.get(step.way, ZHANG)
        self.at = replace(self.at, now=self.at.now + timedelta(hours=step.hours))
        try:
            decision = self._asks(by, step)[step.way]()
        except Refused:
            return False
        self._look(step, by, self.case, decision)
        self.case = decision.case
        return True

    def _asks(self, by: Actor, step: Step) -> Mapping[str, Callable[[], Decision]]:
        given = (self.case, by, self.at, step.obligation)
        return {
            "claim": lambda: performing.claim(*given, step.amount, PROOF),
            "received": lambda: receiving.received(*given, step.amount, step.how),
            "not_received": lambda: receiving.not_received(*given, step.how),
            "undo": lambda: receiving.undo(*given),
            "waive": lambda: receiving.waive(*given),
            "settle": lambda: settling.settle(*given),
            "silent": lambda: performing.silent(*given),
            "decide": lambda: deciding.decide(*given, step.finding, step.amount, "已核实"),
            "release_proof": lambda: performing.release_proof(*given),
        }

    def _look(self, step: Step, by: Actor, before: Case, decision: Decision) -> None:
        was, now = before.performance(step.obligation), decision.case.performance(step.obligation)
        amount = decision.case.obligation(step.obligation).amount
        assert was.received <= now.received <= (amount or 0)
        if now.received != was.received or now.ended:
            assert (step.way, by) in {("settle", TIME), ("decide", MEDIATOR)}
            assert step.way == "decide" or step.obligation in self.spoken
        if now.state is ObligationState.WAIVED:
            assert was.settling is not None
            assert was.settling.waives
        self._remember(step, by, now.state)
        ended = all(decision.case.performance(one.key).state in ENDED for one in decision.case.obligations)
        assert (decision.case.state is CaseState.CLOSED) is ended
        for other in before.obligations:
            if other.key != step.obligation:
                assert decision.case.performance(other.key) == before.performance(other.key)

    def _remember(self, step: Step, by: Actor, state: ObligationState) -> None:
        if step.way in ("received", "waive") and state is ObligationState.SETTLING:
            assert by == ZHANG or (by == MEDIATOR and step.how)
            self.spoken.add(step.obligation)
        elif step.way in ("undo", "settle"):
            self.spoken.discard(step.obligation)


def two_obligations(with_account: bool) -> Case:
    """The sample case with an apology besides the money, and perhaps an obligee without an account."""
    case = a_case()
    apology = replace(case.obligation("1"), key="2", what="当面道歉", amount=None)
    whole = replace(case, obligations=(*case.obligations, apology))
    return whole if with_account else without_account(whole, "1")


@settings(max_examples=400)
@given(st.booleans(), st.lists(steps, max_size=30))
def test_nothing_is_performed_without_the_obligees_word(with_account: bool, doings: list[Step]) -> None:
    play = Play(two_obligations(with_account))
    for step in doings:
        play.tries(step)
        reminders_for(play.case, PROFILE, CALENDAR, PROFILE.zone)
        tasks_for(play.case, play.at.today)


def test_the_play_reaches_the_end() -> None:
    play = Play(two_obligations(with_account=True))
    plain = Step("claim", "1", None, None, "", Finding.AS_CLAIMED, 0)
    for step in (
        plain,
        replace(plain, way="not_received"),
        replace(plain, way="decide"),
        replace(plain, way="claim", obligation="2"),
        replace(plain, way="received", obligation="2"),
        replace(plain, way="undo", obligation="2"),
        replace(plain, way="waive", obligation="2"),
        replace(plain, way="settle", obligation="2", hours=24),
    ):
        assert play.tries(step), step
    assert play.case.state is CaseState.CLOSED
