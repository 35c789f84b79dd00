"""The credit warning (信用警示): the mediator confirms the facts and warns; it can be taken back while it stands."""

from dataclasses import replace

from mediation.access import require_mediator, require_open
from mediation.actor import Actor, Moment
from mediation.agreed import Obligation
from mediation.breach import UNCONFIRMED, Breach, BreachState, UntrueFinding
from mediation.breach_access import breach_at, named, words_of
from mediation.case import Case, LegalStatus
from mediation.commitment_letter import GIVEN
from mediation.decision import Decision, Refused
from mediation.events.breach import BreachLifted, CreditWarningGiven
from mediation.obligation_access import mediators
from mediation.owing import late
from mediation.performance import ObligationState
from mediation.service import Service


def require_warnable(case: Case, by: Actor, at: Moment, obligation: str) -> Obligation:
    """The obligation whose obligor may be warned: late, and the obligee has said that it did not come.

    Raises Refused: not_your_case, case_ended, obligation_unknown, agreement_not_in_effect, warned_already,
    not_overdue, not_reported, hardship_waits, new_schedule_waits.
    """
    owed = mediators(case, by, obligation)
    if case.legal_status(at.today) is LegalStatus.NOT_EFFECTIVE:
        raise Refused("agreement_not_in_effect")
    if case.breach_of(obligation) is not None:
        raise Refused("warned_already")
    performance = case.performance(obligation)
    if performance.state is not ObligationState.OPEN or not late(case, owed, at.today):
        raise Refused("not_overdue")
    if performance.reported_at is None:
        raise Refused("not_reported")
    if performance.hardship is not None:
        raise Refused("hardship_waits")
    if case.proposal is not None and obligation in case.proposal.replaces:
        raise Refused("new_schedule_waits")
    return owed


def warn(case: Case, by: Actor, at: Moment, obligation: str, facts: str) -> Decision:
    """The mediator confirms the facts in words and warns the obligor.

    Raises Refused as `require_warnable`, facts_missing.
    """
    owed = require_warnable(case, by, at, obligation)
    found = Breach(
        _next(case), owed.obligor, obligation, None, words_of(facts, "facts_missing"), named(by), Service(at.now)
    )
    event = CreditWarningGiven(party=owed.obligor, breach=found.key, obligation=obligation)
    return Decision(case.with_breach(found), (event,))


def require_untrue(case: Case, by: Actor, party: str) -> None:
    """Whether an agency's finding that this party's commitment is untrue may be entered.

    Raises Refused: not_your_case, case_ended, party_unknown, no_commitment, warned_already.
    """
    require_mediator(case, by)
    require_open(case)
    if all(one.key != party for one in case.parties):
        raise Refused("party_unknown")
    if case.party(party).commitment.state not in GIVEN:
        raise Refused("no_commitment")
    if any(one.party == party and one.untrue is not None and not one.over for one in case.breaches):
        raise Refused("warned_already")


def warn_untrue(case: Case, by: Actor, at: Moment, party: str, finding: UntrueFinding, facts: str) -> Decision:
    """The mediator enters an agency's document and warns (plan 2022, three (四)).

    Raises Refused as `require_untrue`, document_incomplete, day_ahead, facts_missing.
    """
    require_untrue(case, by, party)
    if not (finding.number.strip() and finding.issuer.strip() and finding.scan):
        raise Refused("document_incomplete")
    if finding.day > at.today:
        raise Refused("day_ahead")
    found = Breach(_next(case), party, None, finding, words_of(facts, "facts_missing"), named(by), Service(at.now))
    return Decision(case.with_breach(found), (CreditWarningGiven(party=party, breach=found.key, obligation=None),))


def lift(case: Case, by: Actor, at: Moment, breach: str, reason: str) -> Decision:
    """The mediator takes a warning back, as after a mistake or an arrangement; nothing stands of it.

    Raises Refused: not_your_case, case_ended, breach_unknown, breach_moved_on (confirmed already), reason_missing.
    """
    require_mediator(case, by)
    found = breach_at(case, breach, *UNCONFIRMED)
    why = words_of(reason)
    return lifted(case, at, found, why)


def lifted(case: Case, at: Moment, breach: Breach, why: str) -> Decision:
    """The case in which nothing stands of the breach any more."""
    event = BreachLifted(party=breach.party, breach=breach.key, obligation=breach.obligation, reason=why)
    return Decision(case.with_breach(replace(breach.ended(BreachState.LIFTED, at.now, why), proposal=None)), (event,))


def _next(case: Case) -> str:
    return str(len(case.breaches) + 1)
