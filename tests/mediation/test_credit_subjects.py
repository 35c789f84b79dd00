"""Whose file it is: found by number and never by name; whatever happened, nothing of anybody else stands in it."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.breach import BreachState
from mediation.case import Capacity, Case
from mediation.credit_entries import Bearing, CameOf, EntryKind
from mediation.credit_file import credit_file
from mediation.credit_looking import own_parts_of, parts_of
from mediation.identifiers import Identity
from tests.histories.history import History
from tests.histories.playing import STEPS, goes_on
from tests.histories.scene import USCC, begin
from tests.mediation.files import any_case
from tests.sample import LI, ZHANG, sample_case
from tests.world import PROFILE, START

WARD = Identity(LI.kind, "23040320150504002X")
SUBJECTS = (LI, ZHANG, WARD)


@st.composite
def any_cases(draw: st.DrawFn) -> list[Case]:
    """Cases between any of three subjects who are all called the same, at times one acting for another."""
    cases = []
    for number in ("K7M2QX", "W3H8PD", "AAAAA2"):
        case = draw(any_case(number))
        for key, subject in zip("12", draw(st.permutations(SUBJECTS)), strict=False):
            party = case.party(key)
            acting = replace(party.acting, identity=draw(st.sampled_from(SUBJECTS)))
            case = case.with_party(replace(party, name="李晓梅", identity=subject, acting=acting))
        cases.append(case)
    return cases


@given(any_cases(), st.sampled_from(SUBJECTS))
def test_namesakes_and_those_who_act_for_others_are_never_mixed(cases: list[Case], subject: Identity) -> None:
    parts = parts_of(subject, cases)
    theirs = {case.number: one.key for case in cases for one in case.parties if one.identity == subject}
    assert {case.number: key for case, key in parts} == theirs
    for entry in credit_file(parts, START.date() + timedelta(days=60), PROFILE).entries:
        assert entry.case in theirs
        assert entry.owed is None or entry.owed.what == f"当事人{theirs[entry.case]}的事"
        assert entry.listing is None or entry.listing.party == theirs[entry.case]


@pytest.mark.parametrize("seed", range(300))
def test_whatever_happened_the_good_stands_first_and_nothing_of_what_was_lifted_stands_against(seed: int) -> None:
    chance = Random(seed)
    history = History(chance, begin(chance))
    for _ in range(STEPS):
        goes_on(history)
    case, today = history.scene.case, history.scene.at.today
    found = credit_file([(case, "2")], today, PROFILE)
    for one, other in pairwise(entry.bearing for entry in found.entries):
        assert list(Bearing).index(one) <= list(Bearing).index(other)
    assert not credit_file([(case, "1")], today, PROFILE).counts.broken
    lifted = [one for one in case.breaches if one.state is BreachState.LIFTED]
    said = [one.came_of for one in found.entries if one.kind is EntryKind.WARNING]
    assert said.count(CameOf.LIFTED) >= len(lifted)
    if len(lifted) == len(case.breaches):
        assert all(one.bearing is not Bearing.BROKEN for one in found.entries)


def represented(case: Case, who: Identity, days: int) -> Case:
    """The case, opened so many days later, of an entity that this person represents."""
    party = case.party("2")
    acting = replace(party.acting, identity=who, capacity=Capacity.LEGAL_REPRESENTATIVE)
    later = replace(case, opened_at=case.opened_at + timedelta(days=days))
    return later.with_party(replace(party, identity=USCC, acting=acting))


def test_whoever_represented_an_entity_once_sees_no_newer_cases_of_another_one() -> None:
    older = (represented(sample_case(1), LI, 0), "2")
    same = (represented(sample_case(1, "W3H8PD"), LI, 5), "2")
    newer = (represented(sample_case(1, "AAAAA2"), ZHANG, 9), "2")
    assert own_parts_of([older], [same, older]) == (same, older)
    assert own_parts_of([older, same], [newer, same, older]) == (older, same)
    assert own_parts_of([newer], [newer, same, older]) == (newer, same, older)
