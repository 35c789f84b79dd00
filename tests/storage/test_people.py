"""People and their addresses: where to write to, who is staff, and whose identity number was attested."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, NoResultFound

from mediation.actor import Role
from mediation.staff import StaffMember
from storage import people
from storage.schema import people as tables
from storage.store import Store
from tests.sample import LI, ZHANG
from tests.world import START, UNIT

LATER = START + timedelta(hours=1)


def test_a_person_is_written_to_at_the_newest_address_that_works(store: Store) -> None:
    li = people.new_person(store, "李晓梅", "zh", START).id
    assert people.address_of(store, li) is None
    old = people.new_address(store, li, "telegram", "bot", "1", START)
    new = people.new_address(store, li, "telegram", "other_bot", "1", LATER)
    assert people.address_of(store, li) == new
    assert people.set_reachable(store, new.id, False, "blocked", LATER)
    assert people.address_of(store, li) == old
    people.set_reachable(store, old.id, False, "blocked", LATER + timedelta(hours=1))
    left = people.address_of(store, li)
    assert left is not None
    assert (left.id, left.reachable) == (old.id, False)


def test_a_page_comes_after_what_rings_and_what_carries_no_content_not_at_all(store: Store) -> None:
    li = people.new_person(store, "李晓梅", "zh", START).id
    phone = people.new_address(store, li, "telegram", "bot", "1", START)
    page = people.page_of(store, li, LATER)
    assert people.page_of(store, li, LATER) == page
    assert people.address_of(store, li) == phone
    people.set_carries(store, phone.id, people.WITHHELD)
    assert people.address_of(store, li) == page
    people.all_carry(store, "telegram", people.WITHHELD, people.CONTENT)
    assert people.address_of(store, li) == phone


def test_that_an_address_is_lost_is_news_once(store: Store) -> None:
    li = people.new_person(store, "李晓梅", "zh", START).id
    address = people.new_address(store, li, "telegram", "bot", "1", START).id
    news = [people.set_reachable(store, address, reachable, None, START) for reachable in (True, False, False, True)]
    assert news == [False, True, False, True]


def test_a_chat_is_one_persons(store: Store) -> None:
    li, zhang = (people.new_person(store, name, "zh", START).id for name in ("李晓梅", "张建军"))
    address = people.new_address(store, li, "telegram", "bot", "1", START)
    with pytest.raises(IntegrityError), store.db.begin_nested():
        people.new_address(store, zhang, "telegram", "bot", "1", START)
    people.move_address(store, address.id, zhang)
    found = people.address_at(store, "telegram", "bot", "1")
    assert found is not None
    assert found.person == zhang
    assert people.address_at(store, "telegram", "other", "1") is None


def test_a_person_speaks_the_language_last_chosen(store: Store) -> None:
    li = people.new_person(store, "李晓梅", "zh", START)
    people.set_language(store, li.id, "en")
    assert people.person(store, li.id) == people.Person(li.id, "李晓梅", "en")
    with pytest.raises(NoResultFound):
        people.person(store, li.id + 1)


def test_an_attested_number_is_remembered_blindly(store: Store) -> None:
    li = people.new_person(store, "李晓梅", "zh", START).id
    assert people.with_identity(store, LI.number) is None
    assert not people.identity_is_other(store, li, LI.number)
    people.set_identity(store, li, LI.number)
    assert people.with_identity(store, LI.number) == li
    assert people.identity_is_other(store, li, ZHANG.number)
    assert not people.identity_is_other(store, li, LI.number)
    kept = store.db.scalars(select(tables.persons.c.identity_index)).one()
    assert LI.number not in kept
    people.forget_identity(store, li)
    assert people.with_identity(store, LI.number) is None


def test_staff_count_once_bound_and_until_removed(store: Store) -> None:
    wang = StaffMember(people.new_person(store, "王建国", "zh", START).id, Role.MEDIATOR, UNIT, "王建国")
    people.invite_staff(store, wang, START)
    assert people.staff(store) == [wang]
    assert people.staff_member(store, wang.person) is None
    people.bind_staff(store, wang.person, START)
    assert people.staff_member(store, wang.person) == wang
    people.remove_staff(store, wang.person, START)
    assert people.staff(store) == []
    assert people.staff_member(store, wang.person) is None
