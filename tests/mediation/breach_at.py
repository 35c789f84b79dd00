"""A breach of the sample case in any state, as values: 李晓梅 ("2", person 12) owes; the mediator, 1, warned."""

from dataclasses import replace
from datetime import timedelta

from mediation.actor import Actor, Role
from mediation.breach import OVER, RECORDED, UNCONFIRMED, UNDER_PROPOSAL, Breach, BreachState
from mediation.case import Case, CaseState
from mediation.profile_parts import Grade
from mediation.publication_parts import Publication, PublicationProposal, Withdrawal, WithdrawalCause
from mediation.service import Service, Verdict
from tests.asking import EVERYBODY, a_case
from tests.owing import LATE
from tests.world import UNIT

REVIEWER, JUDGE = Actor(4, Role.REVIEWER, UNIT), Actor(5, Role.REVIEWER, UNIT)
APPROVER, OTHER_APPROVER = Actor(6, Role.APPROVER, UNIT), Actor(7, Role.APPROVER, "city")
ELSEWHERE = Actor(8, Role.REVIEWER, "230404"), Actor(9, Role.APPROVER, "230404")
ALL_WHO_ASK = (*EVERYBODY, REVIEWER, JUDGE, APPROVER, OTHER_APPROVER, *ELSEWHERE)
"""Everybody of tests.asking, a reviewer who confirmed and proposed, an approver who approved, and those who did not."""
AT = LATE
LEAST = AT.today + timedelta(days=90)
_SERVED = Service(AT.now)
_PUBLIC = frozenset(BreachState) - UNCONFIRMED - RECORDED - {BreachState.CURED, BreachState.SETTLED, BreachState.LIFTED}


def breach_at(state: BreachState) -> Breach:
    """The sample breach, with what a breach in this state has behind it."""
    verdict = Verdict(True, "核实过了", REVIEWER.person or 0, AT.now)
    proposal = PublicationProposal(REVIEWER.person or 0, AT.now, "应当公示", "李某某", _SERVED)
    withdrawal = Withdrawal(WithdrawalCause.CONSENT_WITHDRAWN, AT.now, AT.today + timedelta(days=5))
    public = Publication(
        "李某某", Grade.GENERAL, AT.today, LEAST, LEAST + timedelta(days=300), 4, APPROVER.person or 0, AT.now
    )
    if state in (BreachState.WITHDRAWING, BreachState.WITHDRAWN):
        public = replace(public, withdrawal=withdrawal)
    return Breach(
        key="1",
        party="2",
        obligation="1",
        untrue=None,
        facts="没有收到",
        warned_by=1,
        warning=_SERVED,
        state=state,
        confirmation=verdict if state in RECORDED | _PUBLIC else None,
        proposal=proposal if state in UNDER_PROPOSAL | _PUBLIC else None,
        publication=public if state in _PUBLIC else None,
        ended_at=AT.now if state in OVER else None,
    )


def case_at(state: BreachState, ended: CaseState = CaseState.OPEN) -> Case:
    """The sample case with that breach."""
    return a_case(ended).with_breach(breach_at(state))
