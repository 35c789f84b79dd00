"""Consents: who may give, refuse and take back which, in each state; what is required by the profile unties."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation import consents
from mediation.actor import TIME, Actor
from mediation.case import Binding, BindingState, CaseState
from mediation.commitment_letter import Consent, ConsentKind
from mediation.decision import Decision, Refused
from mediation.events.binding import ConsentGiven, ConsentRefused, ConsentWithdrawn, PartyUnbound
from tests.mediation.bound import ANOTHER, AT, ATTESTED, LATER, MINE, UNBOUND, WANG, a_case, li, refused
from tests.world import PROFILE

HASH = "ab" * 32
RULES = (consents.give, consents.refuse, consents.withdraw)
ABROAD = ConsentKind.MESSENGER_ABROAD
REQUIRED = {terms.kind for terms in PROFILE.consents if terms.required_for_bot}


def a_consented(state: BindingState, kind: ConsentKind, answer: bool | None) -> Callable[..., Decision]:
    """A caller of rules on a case in that state, the consent of that kind answered so."""
    case = a_case(state, agreed=False)
    said = () if answer is None else (Consent(kind, answer, "t", AT.now),)
    case = case.with_party(replace(case.party("2"), consents=said))
    return lambda rule, by: rule(case, by, LATER, "2", kind, HASH)


@pytest.mark.parametrize(("rule", "state", "kind"), [*product(RULES, BindingState, ConsentKind)])
def test_who_may_answer_in_each_state(rule: Callable[..., Decision], state: BindingState, kind: ConsentKind) -> None:
    ask = a_consented(state, kind, True)
    for by in (ANOTHER, WANG, TIME):
        refused("account_not_bound", ask, rule, by)
    if state is UNBOUND:
        refused("account_not_bound", ask, rule, MINE)
    elif state is not ATTESTED and kind is not ABROAD:
        refused("not_attested", ask, rule, MINE)
    else:
        assert li(ask(rule, MINE)).consents[-1] == Consent(kind, rule is consents.give, HASH, LATER.now)


@pytest.mark.parametrize(("kind", "answer"), [*product(ConsentKind, (True, False, None))])
def test_what_happens_and_who_stays_bound(kind: ConsentKind, answer: bool | None) -> None:
    ask, about = a_consented(ATTESTED, kind, answer), {"party": "2", "consent": kind.value, "text": HASH}
    untied = (PartyUnbound(party="2", why=kind.value),) if kind in REQUIRED else ()
    assert ask(consents.give, MINE).events == (ConsentGiven(**about),)
    taken_back = ask(consents.refuse, MINE)
    said = ConsentWithdrawn(**about) if answer else ConsentRefused(**about)
    assert taken_back.events == (said, *untied)
    assert (li(taken_back).binding == Binding()) is (kind in REQUIRED)
    if answer:
        assert ask(consents.withdraw, MINE) == taken_back
    else:
        refused("nothing_to_withdraw", ask, consents.withdraw, MINE)


def test_what_the_profile_does_not_require_unties_nobody() -> None:
    terms = tuple(replace(one, required_for_bot=False) for one in PROFILE.consents)
    free = replace(AT, profile=replace(PROFILE, consents=terms))
    decision = consents.refuse(a_case(ATTESTED), MINE, free, "2", ConsentKind.PROCESSING, HASH)
    assert li(decision).binding == a_case(ATTESTED).party("2").binding


def test_refusing_the_messenger_does_not_give_new_tries() -> None:
    decision = consents.refuse(a_case(misses=2, agreed=False), MINE, AT, "2", ABROAD, HASH)
    assert li(decision).binding == Binding(misses=2)


def test_whoever_opens_anew_refuses_and_takes_nothing_back_that_another_gave() -> None:
    case = a_case()
    opened = replace(case.party("2").binding, answers_before=1)
    decision = consents.refuse(
        case.with_party(replace(case.party("2"), binding=opened)), MINE, LATER, "2", ABROAD, HASH
    )
    assert isinstance(decision.events[0], ConsentRefused)


@pytest.mark.parametrize("ended", [CaseState.CANCELLED, CaseState.FAILED, CaseState.CLOSED])
def test_in_an_ended_case_consents_can_be_taken_back_but_not_given(ended: CaseState) -> None:
    case = replace(a_case(ATTESTED), state=ended)
    refused("case_ended", consents.give, case, MINE, AT, "2", ConsentKind.PROCESSING, HASH)
    assert li(consents.withdraw(case, MINE, AT, "2", ABROAD, HASH)).binding == Binding()
    assert li(consents.refuse(case, MINE, AT, "2", ConsentKind.SHARING_FILING, HASH)).consents


@pytest.mark.parametrize("rule", RULES)
def test_a_party_that_is_gone(rule: Callable[..., Decision]) -> None:
    refused("party_unknown", rule, a_case(ATTESTED), MINE, AT, "9", ABROAD, HASH)


@given(
    answers=st.lists(st.tuples(st.sampled_from(RULES), st.sampled_from(ConsentKind), st.sampled_from((MINE, ANOTHER))))
)
def test_every_answer_is_kept_and_the_newest_one_counts(
    answers: list[tuple[Callable[..., Decision], ConsentKind, Actor]],
) -> None:
    case = a_case(ATTESTED, agreed=False)
    newest: dict[ConsentKind, bool] = {}
    for rule, kind, by in answers:
        before = case.party("2").consents
        try:
            case = rule(case, by, LATER, "2", kind, HASH).case
        except Refused:
            continue
        newest[kind] = rule is consents.give
        assert case.party("2").consents[:-1] == before
    assert {kind: case.party("2").consents_to(kind) for kind in ConsentKind} == {
        kind: newest.get(kind) for kind in ConsentKind
    }
