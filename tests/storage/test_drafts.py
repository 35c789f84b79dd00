"""Half-finished dialogues: sealed, each person's own, the one last kept on top."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import drafts, people
from storage.drafts import Draft
from storage.schema.people import drafts as table
from storage.store import Store
from tests.world import START


@pytest.fixture
def wang(store: Store) -> int:
    """The row id of a person."""
    return people.new_person(store, "王建国", "zh", START).id


def test_what_was_kept_comes_back_and_cannot_be_read_in_the_file(store: Store, wang: int) -> None:
    draft = Draft("new", "name", {"name": "李晓梅", "number": "230403198005040177"})
    drafts.keep(store, wang, draft, START)
    assert drafts.newest(store, wang) == drafts.named(store, wang, "new") == draft
    sealed = store.db.scalars(select(table.c.sealed)).one()
    assert not any(secret in sealed for secret in ("李晓梅", "2304", "name"))


def test_the_last_one_kept_is_on_top_even_within_one_moment(store: Store, wang: int) -> None:
    for name in ("b", "a", "c"):
        drafts.keep(store, wang, Draft(name, "x", {}), START)
    drafts.keep(store, wang, Draft("b", "y", {}), START)
    tops = []
    while (top := drafts.newest(store, wang)) is not None:
        tops.append(top.dialogue)
        drafts.drop(store, wang, top.dialogue)
    assert tops == ["b", "c", "a"]


def test_a_clock_set_back_changes_no_order(store: Store, wang: int) -> None:
    drafts.keep(store, wang, Draft("a", "x", {}), START)
    drafts.keep(store, wang, Draft("b", "x", {}), START - timedelta(hours=1))
    top = drafts.newest(store, wang)
    assert top is not None
    assert top.dialogue == "b"


def test_one_can_look_underneath(store: Store, wang: int) -> None:
    drafts.keep(store, wang, Draft("a", "x", {}), START)
    drafts.keep(store, wang, Draft("b", "x", {}), START + timedelta(seconds=1))
    below = drafts.newest(store, wang, besides=["b"])
    assert below is not None
    assert below.dialogue == "a"
    assert drafts.newest(store, wang, besides=["a", "b"]) is None


def test_everybody_has_their_own(store: Store, wang: int) -> None:
    other = people.new_person(store, "赵敏", "zh", START).id
    drafts.keep(store, wang, Draft("new", "x", {}), START)
    assert drafts.newest(store, other) is None
    drafts.drop(store, other, "new")
    assert drafts.named(store, wang, "new") == Draft("new", "x", {})
