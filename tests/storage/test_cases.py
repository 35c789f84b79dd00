"""Cases: each saved as its next version, never over somebody else's change; found by person, number and scope."""

import secrets
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from mediation.actor import Actor, Role
from mediation.case import Binding, BindingState, Case, CaseState
from mediation.staff import may_see
from storage import cases, people
from storage.cases import NUMBER_LETTERS, Stale
from storage.schema import cases as tables
from storage.store import Store
from tests.sample import LI, sample_case
from tests.world import START, UNIT


@pytest.fixture
def mediator(store: Store) -> int:
    """The row id of a mediator."""
    return people.new_person(store, "王建国", "zh", START).id


def test_a_case_is_saved_as_its_next_version(store: Store, mediator: int) -> None:
    first = cases.save(store, sample_case(mediator), START)
    second = cases.save(store, replace(first, reason="改"), START + timedelta(hours=1))
    assert (first.version, second.version) == (1, 2)
    assert cases.load(store, "K7M2QX") == second
    assert cases.load(store, " k7m2qx ") == second
    assert cases.load(store, "W3H8PD") is None


def test_nobody_writes_over_somebody_elses_change(store: Store, mediator: int) -> None:
    loaded = cases.save(store, sample_case(mediator), START)
    theirs = cases.save(store, replace(loaded, reason="先"), START)
    with pytest.raises(Stale):
        cases.save(store, replace(loaded, reason="后"), START)
    assert cases.load(store, "K7M2QX") == theirs


def test_numbers_are_kept_as_blind_indexes_only(store: Store, mediator: int) -> None:
    cases.save(store, sample_case(mediator), START)
    parties = tables.case_parties
    index = store.db.scalars(select(parties.c.identity_index).where(parties.c.party == "2")).one()
    assert index == store.sealer.index(LI.number)
    assert LI.number not in store.db.scalars(select(tables.cases.c.body)).one()


def bound(case: Case, person: int, state: BindingState) -> Case:
    """The case with its second party bound."""
    return case.with_party(replace(case.party("2"), binding=Binding(state, person)))


def test_a_persons_cases_are_those_where_they_are_bound_now(store: Store, mediator: int) -> None:
    li = people.new_person(store, "李晓梅", "zh", START).id
    older = cases.save(store, bound(sample_case(mediator), li, BindingState.PROVISIONAL), START)
    newer = sample_case(mediator, "W3H8PD")
    newer = cases.save(store, replace(bound(newer, li, BindingState.ATTESTED), opened_at=START + timedelta(1)), START)
    assert cases.of_person(store, li) == [newer, older]
    cases.save(store, older.with_party(sample_case(mediator).party("2")), START)
    assert cases.of_person(store, li) == [newer]
    assert cases.of_person(store, mediator) == []


def test_staff_find_the_cases_that_they_may_see_and_no_other(store: Store, mediator: int) -> None:
    other = people.new_person(store, "赵敏", "zh", START).id
    every = [
        cases.save(store, sample_case(mediator, "A"), START),
        cases.save(store, sample_case(other, "B"), START),
        cases.save(store, sample_case(other, "C", unit="230402"), START),
        cases.save(store, replace(sample_case(mediator, "D"), state=CaseState.CLOSED), START),
    ]
    actors = [
        Actor(mediator, Role.MEDIATOR, UNIT),
        Actor(other, Role.MEDIATOR, UNIT),
        Actor(9, Role.ADMINISTRATOR, UNIT),
        Actor(9, Role.REVIEWER, "230402"),
        Actor(9, Role.APPROVER, "city"),
    ]
    for by in actors:
        expected = [case for case in every if may_see(case, by) and case.state is CaseState.OPEN]
        assert cases.in_scope(store, by) == expected
    assert [case.number for case in cases.in_scope(store, actors[0], ("closed",))] == ["D"]


def test_a_new_number_is_six_characters_that_cannot_be_mistaken(store: Store, mediator: int) -> None:
    assert not set("01OIL") & set(NUMBER_LETTERS)
    numbers = {cases.new_number(store) for _ in range(200)}
    assert len(numbers) == 200
    assert all(len(number) == 6 and set(number) <= set(NUMBER_LETTERS) for number in numbers)


def test_a_number_that_is_taken_is_not_given_again(
    store: Store, mediator: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases.save(store, sample_case(mediator, "222222"), START)
    drawn = iter("222222333333")
    monkeypatch.setattr(secrets, "choice", lambda letters: next(drawn))
    assert cases.new_number(store) == "333333"
