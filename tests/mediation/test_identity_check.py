"""The person's part of binding: opening the link and the last six characters, in each state and in any order."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation import binding
from mediation.actor import TIME, Actor, Role
from mediation.case import Binding, BindingState, Case, CaseState
from mediation.commitment_letter import Consent, ConsentKind
from mediation.decision import Decision, Refused
from mediation.events import binding as events
from mediation.events.event import Event
from mediation.identifiers import Unreadable
from tests.mediation.bound import (
    ANOTHER,
    AT,
    ATTESTED,
    LATER,
    LOCKED,
    MINE,
    OPENED,
    PROVISIONAL,
    TRIES,
    UNBOUND,
    WANG,
    a_case,
    li,
    refused,
    with_account,
)
from tests.sample import LI, ZHANG
from tests.world import PROFILE, START, UNIT

STAFF = [WANG, Actor(8, Role.REVIEWER, UNIT), Actor(9, Role.APPROVER, "city"), Actor(10, Role.ADMINISTRATOR, "city")]

OPENING: dict[tuple[BindingState, Actor], str | None] = {
    (UNBOUND, MINE): None,
    (UNBOUND, ANOTHER): None,
    (OPENED, MINE): None,
    (OPENED, ANOTHER): "link_taken",
    (PROVISIONAL, MINE): "wait_for_mediator",
    (PROVISIONAL, ANOTHER): None,
    (ATTESTED, MINE): "already_bound",
    (ATTESTED, ANOTHER): None,
    (LOCKED, MINE): "binding_locked_wait",
    (LOCKED, ANOTHER): "binding_locked_wait",
}


@pytest.mark.parametrize(("state", "by"), OPENING)
def test_opening_in_each_state(state: BindingState, by: Actor) -> None:
    case, reason = a_case(state), OPENING[state, by]
    if reason:
        refused(reason, binding.open_invitation, case, by, LATER, "2")
        return
    decision = binding.open_invitation(case, by, LATER, "2")
    assert (li(decision).binding.state, li(decision).binding.person) == (OPENED, by.person)
    cut = (events.PartyUnbound(party="2", why="new_link"),) if state in (PROVISIONAL, ATTESTED) else ()
    assert decision.events == (*cut, events.InvitationOpened(party="2"))


def test_opening_twice_keeps_the_wrong_tries_and_the_consent() -> None:
    case = a_case(OPENED, misses=2)
    assert li(binding.open_invitation(case, MINE, LATER, "2")) == case.party("2")


def test_wrong_tries_outlive_refusing_and_opening_again_but_not_a_new_account() -> None:
    assert li(binding.open_invitation(a_case(UNBOUND, misses=2), MINE, LATER, "2")).binding.misses == 2
    assert li(binding.open_invitation(a_case(PROVISIONAL, misses=2), ANOTHER, LATER, "2")).binding.misses == 0
    refused("binding_locked_wait", binding.open_invitation, a_case(UNBOUND, misses=TRIES), MINE, LATER, "2")


@pytest.mark.parametrize("by", STAFF)
def test_staff_are_never_a_party(by: Actor) -> None:
    refused("staff_not_party", binding.open_invitation, a_case(UNBOUND), by, AT, "2")
    refused("staff_not_party", binding.check_identity, a_case(), by, AT, "2", LI.last_six, "")


@pytest.mark.parametrize("state", BindingState)
def test_nobody_acts_for_both_sides(state: BindingState) -> None:
    opening = partial(binding.open_invitation, with_account(a_case(UNBOUND), "1", 20, state), MINE, AT, "2")
    checking = partial(
        binding.check_identity, with_account(a_case(OPENED), "1", 20, state), MINE, AT, "2", LI.last_six, ""
    )
    if state in (PROVISIONAL, ATTESTED):
        refused("nobody_for_both_sides", opening)
        refused("nobody_for_both_sides", checking)
    else:
        # whoever only scanned the other side's code by mistake is nobody there yet
        assert li(opening()).binding.state is OPENED
        assert li(checking()).binding.state is PROVISIONAL


def test_one_account_may_stand_for_several_parties_of_one_side() -> None:
    case = a_case(ATTESTED)
    third = replace(case.party("2"), key="3", binding=Binding())
    opened = binding.open_invitation(replace(case, parties=(*case.parties, third)), MINE, AT, "3")
    assert [one.key for one in opened.case.parties_of(20)] == ["2", "3"]


def test_opening_is_refused_in_an_ended_case_and_for_a_party_that_is_gone() -> None:
    ended = replace(a_case(UNBOUND), state=CaseState.FAILED)
    refused("case_ended", binding.open_invitation, ended, MINE, AT, "2")
    refused("party_unknown", binding.open_invitation, a_case(UNBOUND), MINE, AT, "9")


CHECKING: dict[tuple[BindingState, Actor], str | None] = {
    (UNBOUND, MINE): "link_replaced",
    (OPENED, MINE): None,
    (PROVISIONAL, MINE): "wait_for_mediator",
    (ATTESTED, MINE): "already_bound",
    (LOCKED, MINE): "binding_locked_wait",
    **{(state, by): "link_replaced" for state in BindingState for by in (ANOTHER, TIME)},
}


@pytest.mark.parametrize(("state", "by"), CHECKING)
def test_checking_in_each_state(state: BindingState, by: Actor) -> None:
    reason, asked = CHECKING[state, by], (a_case(state), by, AT, "2", LI.last_six, "晓梅")
    if reason:
        refused(reason, binding.check_identity, *asked)
        return
    decision = binding.check_identity(*asked)
    assert li(decision).binding == Binding(PROVISIONAL, 20, since=AT.now)
    assert decision.events == (events.PartyBound(party="2", account="晓梅"),)


def test_no_digit_before_consent_to_the_messenger_and_only_this_openers_counts() -> None:
    case = a_case()
    party, given = case.party("2"), case.party("2").consents
    opened_since = replace(party, binding=replace(party.binding, answers_before=1))
    taken_back = replace(party, consents=(*given, Consent(ConsentKind.MESSENGER_ABROAD, False, "t", START)))
    for one in (a_case(agreed=False), case.with_party(opened_since), case.with_party(taken_back)):
        refused("messenger_first", binding.check_identity, one, MINE, LATER, "2", LI.last_six, "")


def test_a_profile_that_needs_no_consent_to_the_messenger_does_not_wait_for_it() -> None:
    terms = tuple(
        replace(one, required_for_bot=one.kind is not ConsentKind.MESSENGER_ABROAD) for one in PROFILE.consents
    )
    domestic = replace(AT, profile=replace(PROFILE, consents=terms))
    decision = binding.check_identity(a_case(agreed=False), MINE, domestic, "2", LI.last_six, "")
    assert li(decision).binding.state is PROVISIONAL


def test_three_misses_lock() -> None:
    case = a_case()
    seen: list[Event] = []
    for _ in range(TRIES):
        decision = binding.check_identity(case, MINE, AT, "2", ZHANG.last_six, "晓梅")
        case, seen = decision.case, [*seen, *decision.events]
    missed = [events.IdentityMissed(party="2", left=left) for left in range(TRIES - 1, 0, -1)]
    assert seen == [*missed, events.BindingLocked(party="2", account="晓梅")]
    assert case.party("2").binding == Binding(LOCKED, 20, TRIES, since=AT.now)


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "12345Y", "abcdef", "一二三四五六", "12345\u0665", LI.number]
)
def test_what_cannot_be_read_is_no_try(typed: str) -> None:
    refused("last_six_unreadable", binding.check_identity, a_case(), MINE, AT, "2", typed, "")
    with pytest.raises(Unreadable):
        binding.read_last_six(typed)


WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789Xx"}


@given(
    digits=st.text("0123456789", min_size=5, max_size=5),
    last=st.sampled_from("0123456789Xx"),
    wide=st.booleans(),
    gap=st.sampled_from(["", " ", "\u3000", "\u200b", "\t"]),
)
def test_widths_spaces_and_a_small_x_are_forgiven(digits: str, last: str, wide: bool, gap: str) -> None:
    typed = gap.join(digits + last)
    assert binding.read_last_six(typed.translate(WIDE) if wide else typed) == digits + last.upper()


def _checked(typed: str) -> Decision | str:
    try:
        return binding.check_identity(a_case(), MINE, AT, "2", typed, "")
    except Refused as no:
        return no.reason


@given(typed=st.text(max_size=12) | st.from_regex(r"[0-9]{5}[0-9X]", fullmatch=True))
def test_only_the_right_six_characters_bind(typed: str) -> None:
    found = _checked(typed)
    if isinstance(found, str):
        assert found == "last_six_unreadable"
    else:
        right = binding.read_last_six(typed) == LI.last_six
        assert li(found).binding.state is (PROVISIONAL if right else OPENED)


Step = Callable[[Case], Decision]
STEPS: list[Step] = [
    *(partial(binding.open_invitation, by=by, at=AT, party="2") for by in (MINE, ANOTHER)),
    *(
        partial(binding.check_identity, by=by, at=AT, party="2", last_six=typed, account="")
        for by in (MINE, ANOTHER)
        for typed in (LI.last_six, ZHANG.last_six, ZHANG.last_six, "?")
    ),
    *(partial(rule, by=WANG, at=AT, party="2") for rule in (binding.invite, binding.unlock, binding.not_them)),
    partial(binding.attest, by=WANG, at=AT, party="2", how="telephone"),
]
ANEW = {events.PartyInvited, events.BindingUnlocked, events.PartyUnbound}


@given(steps=st.lists(st.sampled_from(STEPS), max_size=12))
def test_in_any_order_nobody_is_attested_without_the_mediator_nor_guesses_without_end(steps: list[Step]) -> None:
    case, missed = a_case(UNBOUND), 0
    for step in steps:
        try:
            decision = step(case)
        except Refused:
            continue
        names = {type(event) for event in decision.events}
        missed = 0 if names & ANEW else missed + bool(names & {events.IdentityMissed, events.BindingLocked})
        assert missed <= TRIES
        newly = li(decision).binding.state is ATTESTED and case.party("2").binding.state is not ATTESTED
        assert newly is (events.PartyAttested in names)
        case = decision.case
