"""Proof that a warning or a prior notice reached the person: their own press, or service recorded by hand."""

from dataclasses import replace
from datetime import date

from mediation.actor import Actor, Moment
from mediation.breach import Breach, BreachState
from mediation.breach_access import breach_in, entered_by, named, own_breach
from mediation.breach_periods import cure_ends, hearing_ends
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.breach import ServiceProven
from mediation.moments import local_date
from mediation.service import Proof, Service, ServiceWay

BY_HAND = (ServiceWay.PAPER, ServiceWay.TELEPHONE, ServiceWay.SECOND_CHANNEL)
"""How staff may say that a notice was served."""


def acknowledge(case: Case, by: Actor, at: Moment, breach: str) -> Decision:
    """The person pressed something under a notice: they have it. No event if it is proven already or all is over.

    Raises Refused: case_ended, breach_unknown, not_yours, not_attested.
    """
    found = own_breach(case, by, breach)
    if found.unproven is None:
        return Decision(case, ())
    return _proven(case, at, found, Proof(ServiceWay.ACKNOWLEDGED, at.today, at.now))


def require_servable(case: Case, by: Actor, breach: str) -> tuple[Breach, Service]:
    """The breach and its notice that is not proven yet, for whoever may record the service.

    Raises Refused: case_ended, breach_unknown, not_your_case, not_yours, served_already.
    """
    found = breach_in(case, breach)
    entered_by(case, by)
    if found.unproven is None:
        raise Refused("served_already")
    return found, found.unproven


def serve(
    case: Case, by: Actor, at: Moment, breach: str, way: ServiceWay, day: date, evidence: str | None, witness: str
) -> Decision:
    """Staff record that the notice was served otherwise: paper and a second channel need evidence, a call a witness.

    Raises Refused as `require_servable`, service_way_unknown, service_day_outside (before it was told, or ahead),
    evidence_missing, witness_missing.
    """
    found, service = require_servable(case, by, breach)
    if way not in BY_HAND:
        raise Refused("service_way_unknown")
    if not local_date(service.told_at, at.zone) <= day <= at.today:
        raise Refused("service_day_outside")
    if way is ServiceWay.TELEPHONE and not witness.strip():
        raise Refused("witness_missing")
    if way is not ServiceWay.TELEPHONE and evidence is None:
        raise Refused("evidence_missing")
    return _proven(case, at, found, Proof(way, day, at.now, named(by), evidence, witness.strip()))


def _proven(case: Case, at: Moment, breach: Breach, proof: Proof) -> Decision:
    notice = breach.proposal is not None and breach.state is BreachState.PROPOSED
    if breach.proposal is not None and notice:
        served = replace(breach.proposal, notice=replace(breach.proposal.notice, proof=proof))
        changed = replace(breach, state=BreachState.HEARING, proposal=served)
    else:
        changed = replace(breach, state=BreachState.CURING, warning=replace(breach.warning, proof=proof))
    heard = hearing_ends(changed, at.profile, at.calendar, at.zone) if notice else None
    ends = heard or cure_ends(changed, at.profile, at.calendar, at.zone)
    event = ServiceProven(
        party=breach.party,
        breach=breach.key,
        obligation=breach.obligation,
        notice=notice,
        way=proof.way.value,
        day=proof.day,
        evidence=proof.evidence,
        witness=proof.witness,
        until=ends.due,
        provisional=ends.provisional,
    )
    return Decision(case.with_breach(changed), (event,))
