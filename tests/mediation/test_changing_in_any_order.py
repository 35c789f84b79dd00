"""Whatever is proposed, answered and paid in whatever order: nothing owed is lost, and no key comes twice."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mediation.case import Case
from mediation.changing import NewSchedule, answer, propose, total_left, withdraw
from mediation.decision import Decision, Refused
from mediation.events.agreement import TermsChanged
from mediation.performance import ObligationState
from mediation.replacing import from_here_on, may_change
from tests.asking import AT, LI, MEDIATOR, ZHANG
from tests.changing import new_days, said, three_parts

TOTAL = 600_000


def schedules(left: int) -> st.SearchStrategy[NewSchedule]:
    """Schedules for an amount: days to come, some days past; amounts that add up, and now and then do not."""
    cuts = st.lists(st.integers(1, max(1, left - 1)), max_size=3, unique=True).map(sorted)
    slip = st.sampled_from([0, 0, 0, 0, 1])
    return st.tuples(cuts, slip, st.integers(-1, 40)).map(lambda drawn: _schedule(left, *drawn))


def _schedule(left: int, cuts: list[int], slip: int, start: int) -> NewSchedule:
    ends = [*(cut for cut in cuts if cut < left), left]
    amounts = [end - begin for begin, end in zip([0, *ends], ends, strict=False)]
    amounts[-1] += slip
    first = AT.today + timedelta(days=start)
    return new_days(*((first + timedelta(days=30 * place), amount) for place, amount in enumerate(amounts)))


def _step(case: Case, data: st.DataObject) -> Decision:
    """One thing that somebody does; a decision, or Refused."""
    change = data.draw(st.sampled_from(["1", "2", "3", "4"]))
    match data.draw(st.sampled_from(["propose", "receive", "propose", "both", "zhang", "li", "withdraw"])):
        case "propose":
            key, later = (
                data.draw(st.sampled_from([one.key for one in may_change(case)] or ["1.1"])),
                data.draw(st.booleans()),
            )
            together = from_here_on(case, key)
            new = data.draw(schedules(total_left(case, together if later else together[:1]) or 1))
            return propose(case, MEDIATOR, AT, key, later, new, "商量过")
        case "withdraw":
            return withdraw(case, MEDIATOR, AT, change)
        case "both":
            live = case.proposal.key if case.proposal else change
            return answer(answer(case, ZHANG, AT, "1", live, True).case, LI, AT, "2", live, True)
        case "receive":
            owed = data.draw(st.sampled_from(case.obligations))
            standing = case.performance(owed.key)
            assert owed.amount is not None
            if standing.state is not ObligationState.OPEN:
                raise Refused("already_done")
            fen = data.draw(st.integers(standing.received, owed.amount))
            state = ObligationState.PERFORMED if fen == owed.amount else ObligationState.OPEN
            return Decision(said(case, owed.key, received=fen, state=state), ())
        case who:
            by, party = (ZHANG, "1") if who == "zhang" else (LI, "2")
            live = case.proposal.key if case.proposal else change
            return answer(case, by, AT, party, live, data.draw(st.sampled_from([True, True, True, False])))


def _holds(before: Case, done: Decision) -> None:
    """What is true of every step: the version, the amounts, and that terms change only by agreement."""
    case = done.case
    assert before.agreement is not None
    assert case.agreement is not None
    in_force = any(isinstance(event, TermsChanged) for event in done.events)
    assert case.agreement.terms - before.agreement.terms == (1 if in_force else 0)
    assert in_force or case.obligations == before.obligations
    assert sum(one.amount or 0 for one in case.obligations) == TOTAL
    if in_force:
        assert _received(case) == _received(before)
    assert all(0 <= one.received <= (case.obligation(one.obligation).amount or 0) for one in case.performances)
    assert all(one.due >= AT.today for one in case.obligations)


def _received(case: Case) -> int:
    return sum(one.received for one in case.performances)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_proposed_and_answered_nothing_is_lost_and_no_key_comes_twice(data: st.DataObject) -> None:
    case = three_parts()
    there = used = {one.key for one in case.obligations}
    for _ in range(data.draw(st.integers(4, 20))):
        try:
            done = _step(case, data)
        except Refused:
            continue
        _holds(case, done)
        case = done.case
        now = {one.key for one in case.obligations}
        assert not (now - there) & used
        used, there = used | now, now
