"""What goes out: keyed buttons, sealed secrets wiped at sending, a body hash that delivery never changes."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from mediation.button import Button
from storage import attempts, cases, inbox, outbox, people, presses
from storage.outbox import NOTICE, Letter
from storage.people import Address
from storage.schema import messages as tables
from storage.store import Store
from tests.sample import sample_case
from tests.world import START

BUTTONS = ((Button("回答", "answer_question", ("1",)), Button("2", "help")), (Button("取消", "cancel"),))


@pytest.fixture
def li(store: Store) -> Address:
    """李晓梅's chat."""
    return people.new_address(store, people.new_person(store, "李晓梅", "zh", START).id, "telegram", "bot", "1", START)


def row_of(store: Store, row: int) -> dict[str, object]:
    """A letter as it stands in its table."""
    return dict(store.db.execute(select(tables.outbox).where(tables.outbox.c.id == row)).one()._mapping)


def test_a_letter_goes_out_with_a_random_key_for_each_button(store: Store, li: Address) -> None:
    row = outbox.put(store, li, Letter("sample", "您好", BUTTONS), START)
    (letter,) = outbox.take(store, START, 64, notices=True)
    assert (letter.id, letter.chat, letter.text, letter.tries) == (row, "1", "您好", 1)
    assert [[label for _, label, _ in line] for line in letter.buttons] == [["回答", "2"], ["取消"]]
    keys = [key for line in letter.buttons for key, _, _ in line]
    assert len(set(keys)) == 3
    assert all(len(key.encode()) <= 64 for key in keys)
    press = presses.find(store, keys[0])
    assert press is not None
    assert (press.letter, press.address, press.action, press.args, press.spent) == (
        row, li.id, "answer_question", ("1",), False,
    )  # fmt: skip
    assert presses.find(store, "never was") is None


def test_secrets_rest_sealed_and_are_wiped_once_sent(store: Store, li: Address) -> None:
    row = outbox.put(store, li, Letter("sample", "⟦link⟧", secrets={"⟦link⟧": "https://example.org/t0ken"}), START)
    assert "t0ken" not in json.dumps(row_of(store, row), default=str)
    (letter,) = outbox.take(store, START, 64, notices=True)
    assert letter.sealed
    assert outbox.opened_secrets(store, row) == {"⟦link⟧": "https://example.org/t0ken"}
    outbox.sent(store, row, "m1", START)
    assert row_of(store, row)["secrets"] is None
    assert outbox.opened_secrets(store, row) == {}
    assert outbox.sent_ref(store, row) == "m1"


@pytest.mark.parametrize("end", ["unreachable", "unsendable"])
def test_secrets_of_a_letter_that_is_given_up_are_wiped_too(store: Store, li: Address, end: str) -> None:
    row = outbox.put(store, li, Letter("sample", "⟦link⟧", secrets={"⟦link⟧": "t0ken"}), START)
    attempts.ended(store, row, end, "blocked")
    assert outbox.opened_secrets(store, row) == {}


def test_delivery_never_changes_the_hash_of_what_was_said(store: Store, li: Address) -> None:
    row = outbox.put(store, li, Letter("sample", "您好", BUTTONS, secrets={"a": "b"}), START)
    before = row_of(store, row)
    outbox.take(store, START, 64, notices=True)
    attempts.later(store, row, START + timedelta(seconds=3), "429")
    outbox.take(store, START + timedelta(seconds=3), 64, notices=True)
    outbox.sent(store, row, "m1", START)
    after = row_of(store, row)
    assert after["body_hash"] == before["body_hash"] == outbox.body_hash(store, after)
    assert (after["link"], after["link_hash"]) == (before["link"], before["link_hash"])


@pytest.mark.parametrize(
    ("column", "other"),
    [("text", "再见"), ("buttons", "[]"), ("template", "x"), ("kind", "file"), ("target", "7"), ("person_id", 9)],
)
def test_the_hash_is_over_everything_that_was_said(store: Store, li: Address, column: str, other: object) -> None:
    said = row_of(store, outbox.put(store, li, Letter("sample", "您好", BUTTONS), START))
    assert outbox.body_hash(store, {**said, column: other}) != said["body_hash"]


def test_a_letter_says_what_it_was_written_for(store: Store, li: Address) -> None:
    cases.save(store, sample_case(li.person), START)
    cause = inbox.receive(store, "telegram", "bot", "1", "1", "{}", START)
    row = outbox.put(store, li, Letter("sample", "您好", case="K7M2QX", case_version=1, party="2"), START, cause)
    assert outbox.written(store, row) == ("sample", "K7M2QX")
    kept = row_of(store, row)
    assert (kept["cause"], kept["party"], kept["urgency"], kept["state"]) == (cause, "2", "answer", "waiting")
    with pytest.raises(NoResultFound):
        outbox.written(store, row + 1)


def test_quiet_hours_hold_notices_and_no_answers(store: Store, li: Address) -> None:
    notice = outbox.put(store, li, Letter("sample", "提醒", urgency=NOTICE), START)
    answer = outbox.put(store, li, Letter("sample", "回答"), START)
    assert [letter.id for letter in outbox.take(store, START, 64, notices=False)] == [answer]
    outbox.sent(store, answer, "m1", START)
    assert outbox.take(store, START, 64, notices=False) == []
    assert [letter.id for letter in outbox.take(store, START, 64, notices=True)] == [notice]


def arrived(store: Store, to: Address, letter: Letter) -> None:
    """A letter that was written and sent."""
    outbox.sent(store, outbox.put(store, to, letter, START), "m", START)


@pytest.mark.parametrize(
    ("words", "label"), [("回答", "回答"), ("1", "回答"), ("2", "2"), ("3", "取消"), ("取消", "取消")]
)
def test_a_button_is_typed_by_its_label_or_number(store: Store, li: Address, words: str, label: str) -> None:
    arrived(store, li, Letter("older", "您好", ((Button("4", "help"), Button("以前", "help")),)))
    arrived(store, li, Letter("sample", "您好", BUTTONS))
    arrived(store, li, Letter("sample", "没有按钮"))
    outbox.put(store, li, Letter("sample", "还没有送到", ((Button("3", "help"), Button("回答", "help")),)), START)
    press = presses.typed(store, li.person, words)
    assert press is not None
    assert press.label == label


@pytest.mark.parametrize("words", ["4", "以前", "0", "", "回答 "])
def test_only_the_newest_letter_with_buttons_counts(store: Store, li: Address, words: str) -> None:
    arrived(store, li, Letter("older", "您好", ((Button("5", "help"), Button("以前", "help")),)))
    arrived(store, li, Letter("sample", "您好", BUTTONS))
    assert presses.typed(store, li.person, words) is None
    assert presses.typed(store, li.person + 1, "回答") is None


def test_a_letter_is_spent_whole_and_once(store: Store, li: Address) -> None:
    first = outbox.put(store, li, Letter("sample", "您好", BUTTONS), START)
    second = outbox.put(store, li, Letter("sample", "您好", BUTTONS), START)
    assert presses.living_with(store, li.person, "cancel") == [first, second]
    assert presses.spend(store, first, START)
    assert not presses.spend(store, first, START)
    assert presses.living_with(store, li.person, "cancel") == [second]
    assert presses.living_with(store, li.person, "no such action") == []
    spent = [press.spent for key in keys(store, first) if (press := presses.find(store, key))]
    assert spent == [True] * 3


def keys(store: Store, letter: int) -> list[str]:
    """The keys of a letter's buttons."""
    return list(store.db.scalars(select(tables.presses.c.key).where(tables.presses.c.outbox_id == letter)))
