"""Browsers that can be rung: one address each, sealed, gone with the session; and a key that stays."""

from collections.abc import Iterator

import pytest
from sqlalchemy import insert, select, update

from storage import people, pushes
from storage.schema.people import pushes as table
from storage.schema.people import sessions
from storage.store import Store
from tests.one_store import fresh_store
from tests.world import START

ONE, OTHER = "https://fcm.googleapis.com/fcm/send/one", "https://fcm.googleapis.com/fcm/send/other"


@pytest.fixture
def store() -> Iterator[Store]:
    """An open transaction on an empty database."""
    with fresh_store() as opened:
        yield opened


def session(store: Store, name: str) -> int:
    """Somebody new with a browser's session of this name; their row id."""
    person = people.new_person(store, "李晓梅", "zh", START)
    page = people.page_of(store, person.id, START)
    store.db.execute(insert(sessions).values(token_hash=name, address_id=page.id, begun_at=START, seen_at=START))
    return person.id


def test_a_browser_has_one_address_at_a_time(store: Store) -> None:
    li = session(store, "s1")
    for endpoint in (ONE, ONE, OTHER):
        pushes.subscribe(store, "s1", endpoint, START)
    (place,) = pushes.of_person(store, li)
    assert pushes.endpoint(store, place) == OTHER


def test_the_address_is_sealed_and_its_hash_says_nothing(store: Store) -> None:
    session(store, "s1")
    pushes.subscribe(store, "s1", ONE, START)
    row = store.db.execute(select(table)).one()
    assert "googleapis" not in row.sealed
    assert row.endpoint_hash == store.sealer.index(ONE)


def test_a_browser_that_changes_hands_rings_for_the_new_one_only(store: Store) -> None:
    li, zhang = session(store, "s1"), session(store, "s2")
    pushes.subscribe(store, "s1", ONE, START)
    pushes.subscribe(store, "s2", ONE, START)
    assert pushes.of_person(store, li) == []
    assert len(pushes.of_person(store, zhang)) == 1


def test_no_browser_is_rung_whose_session_has_ended(store: Store) -> None:
    li = session(store, "s1")
    pushes.subscribe(store, "s1", ONE, START)
    store.db.execute(update(sessions).values(ended="left"))
    assert pushes.of_person(store, li) == []


def test_what_is_forgotten_is_nowhere(store: Store) -> None:
    li = session(store, "s1")
    pushes.subscribe(store, "s1", ONE, START)
    (place,) = pushes.of_person(store, li)
    pushes.forget(store, place)
    assert (pushes.of_person(store, li), pushes.endpoint(store, place)) == ([], None)


def test_the_key_is_made_once_and_rests_sealed(store: Store) -> None:
    first, second = (pushes.public_key(pushes.signing_key(store)) for _ in range(2))
    assert first == second
    assert len(first) == 87
    kept = store.db.exec_driver_sql("SELECT value FROM remembered WHERE name = 'push_key'").scalar_one()
    assert first not in kept
