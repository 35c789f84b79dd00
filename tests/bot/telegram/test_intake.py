"""Intake: every update becomes a row, once, whatever it looks like."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.intake import place_of, store_some
from tests.clocks import START, CountingDatabase
from tests.letters import came_in

SITE = "1234567890"

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
KEYS = st.sampled_from(["update_id", "message", "callback_query", "my_chat_member", "chat", "from", "id", "text"])
ODD_UPDATES = st.recursive(JSON_VALUES, lambda inner: st.dictionaries(KEYS, inner, max_size=4), max_leaves=20)


@pytest.mark.parametrize(
    ("update", "place"),
    [
        ({"update_id": 7, "message": {"chat": {"id": 5}, "from": {"id": 6}}}, ("7", "5")),
        ({"update_id": 7, "edited_message": {"chat": {"id": -100}}}, ("7", "-100")),
        ({"update_id": 7, "callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, ("7", "5")),
        ({"update_id": 7, "callback_query": {"from": {"id": 6}}}, ("7", "6")),
        ({"update_id": 7, "my_chat_member": {"chat": {"id": 5}, "from": {"id": 6}}}, ("7", "5")),
        ({"update_id": 7, "poll": {"id": "1"}}, ("7", None)),
        ({"update_id": 7, "message": "odd"}, ("7", None)),
        ({"update_id": 7, "message": {"chat": {"id": True}}}, ("7", None)),
        ({"update_id": 7}, ("7", None)),
    ],
)
def test_where_an_update_belongs(update: object, place: tuple[str, str | None]) -> None:
    assert place_of(update) == place


def test_what_has_no_number_is_known_by_what_it_says() -> None:
    one, other = place_of({"message": {}})[0], place_of(["odd"])[0]
    assert one != other
    assert len(one) == 64
    assert place_of({"message": {}})[0] == one


@given(ODD_UPDATES)
def test_the_place_of_anything_can_be_told(update: Any) -> None:
    ref, chat = place_of(update)
    assert ref
    assert chat is None or chat.lstrip("-").isdigit()


async def test_a_batch_is_stored_once(database: CountingDatabase) -> None:
    batch = [_said(1, "一"), _said(2, "二"), _said(1, "一")]
    assert await store_some(database, SITE, batch, START) == 2
    assert await store_some(database, SITE, [*batch, _said(3, "三")], START) == 1
    rows = await came_in(database)
    assert [(row.door, row.site, row.ref, row.chat, row.state) for row in rows] == [
        ("telegram", SITE, str(number), "5", "waiting") for number in (1, 2, 3)
    ]
    assert json.loads(rows[0].raw) == batch[0]
    assert rows[0].received_at == START


async def test_another_bots_updates_are_others(database: CountingDatabase) -> None:
    assert await store_some(database, SITE, [_said(1, "一")], START) == 1
    assert await store_some(database, "99", [_said(1, "一")], START) == 1


async def test_nothing_needs_no_turn(database: CountingDatabase) -> None:
    assert await store_some(database, SITE, [], START) == 0


async def test_half_a_character_does_not_stop_the_batch(database: CountingDatabase) -> None:
    batch = [json.loads('{"update_id": 1, "message": {"chat": {"id": 5}, "text": "\\ud83d"}}'), _said(2, "😀")]
    assert await store_some(database, SITE, batch, START) == 2
    assert [json.loads(row.raw) for row in await came_in(database)] == batch


def _said(number: int, text: str) -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": 5}, "text": text}}
