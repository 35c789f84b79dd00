"""The mediator's part of binding: inviting, unlocking, attesting and untying, in each state and for whoever asks."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from mediation import binding
from mediation.actor import TIME, Actor, Moment, Role
from mediation.case import Attestation, Binding, BindingState, Case, CaseState
from mediation.commitment_letter import Commitment, CommitmentState
from mediation.decision import Decision
from mediation.events import binding as events
from tests.mediation.bound import (
    AT,
    ATTESTED,
    LATER,
    LOCKED,
    MINE,
    OPENED,
    PROVISIONAL,
    UNBOUND,
    WANG,
    a_case,
    li,
    refused,
    with_account,
)
from tests.world import UNIT

NOT_WANG = [Actor(8, Role.MEDIATOR, UNIT), Actor(7, Role.ADMINISTRATOR, "city"), MINE, TIME]


def attest(case: Case, by: Actor, at: Moment, party: str | None) -> Decision:
    """The mediator says that the person is here."""
    return binding.attest(case, by, at, party, "present")


RULES: dict[Callable[..., Decision], dict[BindingState, str]] = {
    binding.invite: {LOCKED: "unlock_first"},
    binding.unlock: {state: "not_locked" for state in BindingState if state is not LOCKED},
    attest: {state: "nobody_waits" for state in BindingState if state is not PROVISIONAL},
    binding.not_them: {UNBOUND: "nobody_bound"},
}


@pytest.mark.parametrize(("rule", "state"), [*product(RULES, BindingState)])
def test_in_each_state_the_mediator_may_or_may_not(rule: Callable[..., Decision], state: BindingState) -> None:
    if state in RULES[rule]:
        refused(RULES[rule][state], rule, a_case(state), WANG, AT, "2")
    else:
        decision = rule(a_case(state), WANG, AT, "2")
        assert decision.events
        assert decision.case.party("1") == a_case(state).party("1")


@pytest.mark.parametrize(("rule", "by", "state"), [*product(RULES, NOT_WANG, BindingState)])
def test_nobody_but_the_cases_own_mediator_may(rule: Callable[..., Decision], by: Actor, state: BindingState) -> None:
    refused("not_your_case", rule, a_case(state), by, AT, "2")


@pytest.mark.parametrize("rule", RULES)
def test_not_in_an_ended_case_nor_for_a_party_that_is_gone(rule: Callable[..., Decision]) -> None:
    for ended in (CaseState.CANCELLED, CaseState.FAILED, CaseState.CLOSED):
        refused("case_ended", rule, replace(a_case(PROVISIONAL), state=ended), WANG, AT, "2")
    for key in ("9", None):
        refused("party_unknown", rule, a_case(PROVISIONAL), WANG, AT, key)


@pytest.mark.parametrize(("state", "kept"), [(UNBOUND, False), (OPENED, False), (PROVISIONAL, True), (ATTESTED, True)])
def test_a_new_link_ends_what_was_only_opened_and_keeps_what_was_bound(state: BindingState, kept: bool) -> None:
    case = a_case(state, misses=2)
    decision = binding.invite(case, WANG, AT, "2")
    assert decision.events == (events.PartyInvited(party="2"),)
    assert li(decision).binding == (case.party("2").binding if kept else Binding())


def test_unlocking_gives_all_tries_again() -> None:
    decision = binding.unlock(a_case(LOCKED), WANG, AT, "2")
    assert li(decision).binding == Binding(OPENED, 20, 0)
    assert decision.events == (events.BindingUnlocked(party="2"),)


@pytest.mark.parametrize("how", Attestation)
def test_the_attestation_says_who_attests_whom_how_and_when(how: Attestation) -> None:
    decision = binding.attest(a_case(PROVISIONAL, misses=1), WANG, LATER, "2", how.value)
    bound = li(decision).binding
    assert (bound.state, bound.person, bound.attested_by, bound.attestation) == (ATTESTED, 20, 7, how)
    assert bound.attested_at == LATER.now
    assert decision.events == (events.PartyAttested(party="2", how=how.value, person=20),)


def test_a_person_known_before_keeps_one_row_everywhere_in_the_case() -> None:
    case = a_case(PROVISIONAL)
    second = replace(case.party("2"), key="3", name="晓梅便利店")
    decision = binding.attest(replace(case, parties=(*case.parties, second)), WANG, AT, "2", "present", 5)
    mine = [decision.case.party(key).binding for key in "23"]
    assert [(one.person, one.state, one.joined_from) for one in mine] == [(5, ATTESTED, 20), (5, PROVISIONAL, 20)]
    assert decision.events == (
        events.AccountJoined(account=20, person=5),
        events.PartyAttested(party="2", how="present", person=5),
    )


def test_the_known_person_must_not_stand_on_the_other_side() -> None:
    case = with_account(a_case(PROVISIONAL), "1", 5, ATTESTED)
    refused("nobody_for_both_sides", binding.attest, case, WANG, AT, "2", "present", 5)


def test_joining_one_row_with_itself_is_nothing() -> None:
    assert binding.join_account(a_case(ATTESTED), 20, 20) == Decision(a_case(ATTESTED), ())


@pytest.mark.parametrize("state", [OPENED, PROVISIONAL, LOCKED, ATTESTED])
def test_not_them_unties_and_only_an_attested_accounts_words_stop_counting(state: BindingState) -> None:
    case = a_case(state)
    case = case.with_party(replace(case.party("2"), commitment=Commitment(CommitmentState.READING)))
    decision = binding.not_them(case, WANG, AT, "2")
    assert li(decision).binding == Binding()
    assert li(decision).consents == (() if state is ATTESTED else case.party("2").consents)
    letter = CommitmentState.NOT_OFFERED if state is ATTESTED else CommitmentState.READING
    assert li(decision).commitment.state is letter
    assert decision.events == (events.PartyUnbound(party="2", why="not_them"),)


@pytest.mark.parametrize("letter", CommitmentState)
def test_not_them_leaves_only_a_letter_on_paper_alone(letter: CommitmentState) -> None:
    case = a_case(ATTESTED)
    given = Commitment(letter, hash="h")
    after = li(binding.not_them(case.with_party(replace(case.party("2"), commitment=given)), WANG, AT, "2"))
    assert after.commitment == (given if letter is CommitmentState.ON_PAPER else Commitment())
