"""Somebody proposes and the person is told; whoever may propose or approve drops it again."""

import hashlib
from dataclasses import replace

import pytest

from mediation import gate, publication
from mediation.actor import Actor
from mediation.breach import UNDER_PROPOSAL, BreachState
from mediation.events.publication import (
    ProposalDropped,
    PublicationProposed,
)
from mediation.gate import Look
from mediation.publication_parts import PublicationProposal
from mediation.service import Service
from tests.asking import MEDIATOR, outcome
from tests.mediation.breach_at import ALL_WHO_ASK, APPROVER, JUDGE, OTHER_APPROVER, REVIEWER
from tests.mediation.gate_scene import LOOKED, TEXT, Flaw, the_look
from tests.mediation.publishing_scene import ALONE, WHY, refused, standing

HASH = hashlib.sha256(TEXT.encode()).hexdigest()
MAY_PROPOSE = (MEDIATOR, REVIEWER, JUDGE, APPROVER, OTHER_APPROVER)
BEFORE_NOTICE = [one for one in ALONE if one.values[0] in gate.BEFORE_NOTICE]


def proposed(look: Look, by: Actor = REVIEWER, reason: str = WHY, text: str = TEXT) -> str:
    """What somebody hears who proposes."""
    return outcome(publication.propose, look.case, by, look.at, "1", reason, text)


def test_proposed_it_is_not_public_and_the_person_is_told_this_very_text() -> None:
    look = standing(BreachState.CONFIRMED)
    decision = publication.propose(look.case, REVIEWER, look.at, "1", f" {WHY} ", TEXT)
    proposal = PublicationProposal(REVIEWER.person or 0, LOOKED.now, WHY, TEXT, Service(LOOKED.now))
    wanted = replace(look.breach, state=BreachState.PROPOSED, proposal=proposal)
    assert decision.case == look.case.with_breach(wanted)
    assert (wanted.shown, wanted.publication) == (False, None)
    told = PublicationProposed(party="2", breach="1", obligation="1", reason=WHY, grade="general", text=HASH)
    assert decision.events == (told,)


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_the_cases_mediator_and_who_reviews_or_approves_propose(by: Actor) -> None:
    seen = proposed(standing(BreachState.CONFIRMED), by)
    assert seen == ("allowed" if by in MAY_PROPOSE else "not_yours")


@pytest.mark.parametrize("state", BreachState)
def test_only_what_is_confirmed_is_proposed(state: BreachState) -> None:
    look = standing(state)
    assert proposed(look) == ("allowed" if state is BreachState.CONFIRMED else "breach_moved_on")
    assert outcome(publication.propose, look.case, REVIEWER, look.at, "9", WHY, TEXT) == "breach_unknown"


@pytest.mark.parametrize(("check", "flaw"), BEFORE_NOTICE)
def test_each_condition_of_the_notice_stops_it_and_is_named(check: str, flaw: Flaw) -> None:
    look = flaw(standing(BreachState.CONFIRMED))
    no = refused(publication.propose, look.case, REVIEWER, look.at, "1", WHY, look.text)
    assert (no.reason, no.about["failed"]) == ("gate_closed", (check,))


def test_a_proposal_says_why() -> None:
    assert proposed(standing(BreachState.CONFIRMED), reason=" ") == "reason_missing"


# --- dropping ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", BreachState)
def test_what_is_proposed_can_be_dropped_and_the_record_stays(state: BreachState) -> None:
    look = standing(state)
    if state not in UNDER_PROPOSAL:
        assert outcome(publication.drop_proposal, look.case, APPROVER, LOOKED, "1", "不必了") == "breach_moved_on"
        return
    decision = publication.drop_proposal(look.case, APPROVER, LOOKED, "1", " 不必了 ")
    wanted = replace(look.breach, state=BreachState.CONFIRMED, proposal=None)
    assert decision.case == look.case.with_breach(wanted)
    assert decision.events == (ProposalDropped(party="2", breach="1", obligation="1", reason="不必了"),)
    assert outcome(publication.drop_proposal, look.case, APPROVER, LOOKED, "1", " ") == "reason_missing"


@pytest.mark.parametrize("by", ALL_WHO_ASK, ids=lambda by: f"{by.role}-{by.person}")
def test_whoever_may_propose_or_approve_drops(by: Actor) -> None:
    seen = outcome(publication.drop_proposal, the_look().case, by, LOOKED, "1", "不必了")
    assert seen == ("allowed" if by in MAY_PROPOSE else "not_yours")
