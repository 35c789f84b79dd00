"""Cases with any promises and breaches on both sides, as a credit file might find them; for hypothesis."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from mediation.breach import OVER, RECORDED, UNCONFIRMED, Breach, BreachState, Statement
from mediation.case import Case, CaseState
from mediation.commitment_letter import Commitment, CommitmentState
from mediation.court_facts import Listing
from mediation.credit_file import Part
from mediation.performance import ObligationState, Performance
from mediation.profile_parts import Grade
from mediation.publication_parts import Publication, RepairApplication, Withdrawal, WithdrawalCause
from mediation.service import Service, Verdict
from tests.sample import sample_case
from tests.world import START

DUE = date(2026, 4, 15)
MOMENTS = st.integers(0, 120).map(lambda days: START + timedelta(days=days))
NEVER_PUBLIC = UNCONFIRMED | RECORDED | {BreachState.CURED, BreachState.SETTLED}

_VERDICTS = st.none() | st.builds(Verdict, st.booleans(), st.just("理由"), st.just(5), MOMENTS)
_STATEMENTS = st.builds(Statement, st.just("1"), st.just("已经还了"), st.just(()), MOMENTS, _VERDICTS)
_REPAIRS = st.builds(RepairApplication, st.just("1"), st.just("还清了"), st.just(()), MOMENTS, _VERDICTS)
_LISTED = st.tuples(st.sampled_from("12"), st.none() | st.just(DUE))
_WITHDRAWALS = st.builds(Withdrawal, st.sampled_from(WithdrawalCause), MOMENTS, st.just(DUE))


@st.composite
def publications(draw: st.DrawFn, state: BreachState) -> Publication | None:
    """The publication that a breach in this state has, if any."""
    if state in NEVER_PUBLIC or (state is BreachState.LIFTED):
        return None
    at = draw(MOMENTS)
    withdrawn = state in (BreachState.WITHDRAWING, BreachState.WITHDRAWN)
    withdrawal = draw(_WITHDRAWALS) if withdrawn else None
    return Publication("文字", Grade.GENERAL, at.date(), None, DUE, 5, 6, at, withdrawal=withdrawal)


@st.composite
def breaches(draw: st.DrawFn, key: str, party: str, obligation: str) -> Breach:
    """A breach of that obligation in any state."""
    state = draw(st.sampled_from(BreachState))
    public = draw(publications(state))
    return Breach(
        key=key,
        party=party,
        obligation=obligation,
        untrue=None,
        facts="到期没有还",
        warned_by=1,
        warning=Service(draw(MOMENTS)),
        state=state,
        statements=tuple(draw(st.lists(_STATEMENTS, max_size=2))),
        publication=public,
        repairs=tuple(draw(st.lists(_REPAIRS, max_size=2))) if public else (),
        ended_at=draw(MOMENTS) if state in OVER else None,
    )


@st.composite
def performances(draw: st.DrawFn, key: str) -> Performance:
    """What became of that obligation: anything."""
    state = draw(st.sampled_from(ObligationState))
    ended = state in (ObligationState.PERFORMED, ObligationState.WAIVED)
    received = draw(st.integers(0, 400_000))
    return Performance(key, state, received=received, ended_at=draw(MOMENTS) if ended else None)


@st.composite
def any_case(draw: st.DrawFn, number: str = "K7M2QX") -> Case:
    """A case in which both sides owe something, with letters, performances and breaches of any kind."""
    case = replace(sample_case(1, number), state=draw(st.sampled_from(CaseState)))
    owed = case.obligations[0]
    for key in ("1", "2"):
        state, at = draw(st.sampled_from(CommitmentState)), draw(MOMENTS)
        case = case.with_party(replace(case.party(key), commitment=Commitment(state, ended_at=at)))
    obligors = draw(st.lists(st.sampled_from("12"), max_size=4))
    sides = {"1": "2", "2": "1"}
    owing = [
        replace(owed, key=str(place), obligor=one, obligee=sides[one], what=f"当事人{one}的事")
        for place, one in enumerate(obligors, 1)
    ]
    case = replace(case, obligations=tuple(owing))
    for one in owing:
        case = case.with_performance(draw(performances(one.key)))
        if draw(st.booleans()):
            case = case.with_breach(draw(breaches(str(len(case.breaches) + 1), one.obligor, one.key)))
    listed = enumerate(draw(st.lists(_LISTED, max_size=2)), 1)
    listings = (Listing(str(place), one, "号", "法院", DUE, "0" * 64, until) for place, (one, until) in listed)
    return replace(case, listings=tuple(listings))


@st.composite
def any_parts(draw: st.DrawFn) -> tuple[Part, ...]:
    """The parts of one subject in up to three cases."""
    numbers = draw(st.lists(st.sampled_from(["K7M2QX", "W3H8PD", "AAAAA2"]), unique=True))
    return tuple((draw(any_case(number)), draw(st.sampled_from("12"))) for number in numbers)
