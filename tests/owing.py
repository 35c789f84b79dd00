"""The sample obligation in any state: 李晓梅 ("2", person 12) owes 张建军 ("1", person 11) 5,000 yuan."""

from dataclasses import replace
from datetime import timedelta

from mediation.actor import TIME, Moment
from mediation.case import Binding, Case
from mediation.performance import ObligationState, Performance
from mediation.performing import claim
from mediation.receiving import received
from mediation.settling import settle
from tests.asking import AT, LI, ZHANG, a_case

ALL = 500_000
"""What she owes, in fen; it is due on 15 April 2026."""
PROOF = "5" * 64


def on(days: int, hours: int = 0) -> Moment:
    """So long after the beginning, which is 2 March 2026 at 09:00; the day after the due day is 45 days on."""
    return replace(AT, now=AT.now + timedelta(days=days, hours=hours))


LATE = on(45)


def not_money(case: Case) -> Case:
    """The same case, with an apology owed instead of money."""
    return replace(case, obligations=tuple(replace(one, what="当面道歉", amount=None) for one in case.obligations))


def without_account(case: Case, key: str) -> Case:
    """The same case with nobody bound for that party."""
    return case.with_party(replace(case.party(key), binding=Binding()))


def claimed(amount: int | None = None, proof: str | None = None, case: Case | None = None) -> Case:
    """She says that she has performed."""
    return claim(case or a_case(), LI, AT, "1", amount, proof).case


def differing(came: int = 0, amount: int | None = None, proof: str | None = None) -> Case:
    """She says so, and he says that less came."""
    case = claimed(amount, proof)
    performance = case.performance("1")
    return case.with_performance(
        replace(performance, state=ObligationState.CONTRADICTED, disputed=came, contradicted_at=AT.now)
    )


def settling(amount: int | None = None, at: Moment = AT, case: Case | None = None) -> Case:
    """He says that it came, which is not in effect yet."""
    return received(case or a_case(), ZHANG, at, "1", amount).case


def settled(amount: int | None = None) -> Case:
    """He said that it came, and it is in effect."""
    return settle(settling(amount), TIME, on(1), "1").case


def standing(case: Case) -> Performance:
    """What became of the obligation."""
    return case.performance("1")
