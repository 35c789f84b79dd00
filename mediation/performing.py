"""The obligor says performed: all that is left or a part, with proof or without; the obligee is asked."""

from dataclasses import replace

from mediation.actor import Actor, Moment
from mediation.agreed import Obligation
from mediation.calling import need_call
from mediation.case import Case
from mediation.decision import Decision, Refused
from mediation.events.performance import ObligeeSilent, PerformanceClaimed, ProofReleased
from mediation.obligation_access import amount_meant, heard_from, mediators, obligors_own, require_state, times
from mediation.performance import CallReason, Claim, ObligationState
from mediation.reminding import call_instead, hears


def require_claimable(case: Case, by: Actor, at: Moment, key: str) -> Obligation:
    """The obligation of which the obligor may say now that it is performed, also before its day.

    Raises Refused: obligation_unknown, not_yours, not_attested, case_ended, agreement_not_in_effect, and what
    `require_state` raises for one that is not open.
    """
    owed = obligors_own(case, by, at, key)
    require_state(case, owed, ObligationState.OPEN)
    return owed


def claim(case: Case, by: Actor, at: Moment, key: str, amount: int | None, proof: str | None) -> Decision:
    """The obligor says that `amount` fen are paid (None: everything that is left); `proof` is a kept file's sha256.

    An obligee who does not read here is called. Raises Refused as `require_claimable`, and what `amount_meant` raises.
    """
    owed = require_claimable(case, by, at, key)
    meant = amount_meant(case, owed, amount)
    said = replace(case.performance(key), state=ObligationState.CLAIMED, claim=Claim(meant, at.now, proof))
    claimed = heard_from(case, at, owed.obligor, key).with_performance(said)
    event = PerformanceClaimed(party=owed.obligor, obligation=key, amount=meant, proof=proof)
    obligee = case.party(owed.obligee)
    if hears(obligee) is not None:
        return Decision(claimed, (event,))
    called = call_instead(claimed, at, obligee, (key,))
    return Decision(called.case, (event, *called.events))


def silent(case: Case, by: Actor, at: Moment, key: str) -> Decision:
    """The obligee has not answered a claim for the profile's days: they are called, and it is nobody's default.

    Raises Refused: not_yours, case_ended, obligation_unknown, already_done (no claim waits any more).
    """
    owed = times(case, by, key)
    if case.performance(key).state is not ObligationState.CLAIMED:
        raise Refused("already_done")
    called = need_call(case, at, owed.obligee, CallReason.SILENT, key)
    return Decision(called.case, (ObligeeSilent(party=owed.obligee, obligation=key), *called.events))


def require_proof(case: Case, by: Actor, key: str) -> str:
    """The sha256 of the proof that came with the claim under way, for the case's own mediator.

    Raises Refused: not_your_case, case_ended, obligation_unknown, no_proof.
    """
    mediators(case, by, key)
    claimed = case.performance(key).claim
    if claimed is None or claimed.proof is None:
        raise Refused("no_proof")
    return claimed.proof


def release_proof(case: Case, by: Actor, at: Moment, key: str) -> Decision:
    """The mediator lets the obligee see the proof, once.

    Raises Refused as `require_proof`, released_already, and cannot_hear for an obligee without an account.
    """
    proof = require_proof(case, by, key)
    performance, obligee = case.performance(key), case.party(case.obligation(key).obligee)
    if performance.claim is None or performance.claim.released:
        raise Refused("released_already")
    if obligee.reachable_person is None:
        raise Refused("cannot_hear", case=case, party=obligee)
    released = replace(performance, claim=replace(performance.claim, released=True))
    return Decision(case.with_performance(released), (ProofReleased(obligation=key, proof=proof),))
