"""What came in: stored once, handed out in order, a chat held by its own trouble only."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from mediation.actor import TIME, Moment
from storage import chains, documents, inbox
from storage.inbox import TRIES, Incoming
from storage.schema import messages as tables
from storage.schema.journal import journal
from storage.store import Store
from tests.one_store import fresh_store
from tests.world import CALENDAR, PROFILE, START


def come(store: Store, ref: str, chat: str | None = "1", raw: str = "{}") -> int:
    """Something comes in; returns its row."""
    row = inbox.receive(store, "telegram", "bot", ref, chat, raw, START)
    assert row is not None
    return row


def taken(store: Store, seconds: float = 0) -> list[int]:
    """The rows handed out."""
    return [row.id for row in inbox.take(store, START + timedelta(seconds=seconds))]


def test_a_repeat_changes_nothing(store: Store) -> None:
    come(store, "1", raw='{"a": 1}')
    assert inbox.receive(store, "telegram", "bot", "1", "1", '{"a": 2}', START) is None
    assert inbox.receive(store, "telegram", "other bot", "1", "1", "{}", START) is not None
    assert inbox.receive(store, "web", "bot", "1", "1", "{}", START) is not None
    (first, *_) = inbox.take(store, START)
    assert first.raw == '{"a": 1}'


def test_rows_come_in_order_and_count_a_try(store: Store) -> None:
    rows = [come(store, str(n)) for n in range(70)]
    assert taken(store) == rows[:64]
    tries = dict(store.db.execute(select(tables.inbox.c.id, tables.inbox.c.tries)).all())
    assert [tries[row] for row in rows] == [1] * 64 + [0] * 6


def test_a_row_that_was_tried_before_comes_alone(store: Store) -> None:
    first, second, third = come(store, "1", "1"), come(store, "2", "2"), come(store, "3", "3")
    inbox.take(store, START)
    inbox.uncount(store, [first, third])
    assert taken(store) == [first]
    inbox.handled(store, first, START)
    assert taken(store) == [second]
    inbox.handled(store, second, START)
    assert taken(store) == [third]


def test_a_failed_row_holds_its_own_chat_until_it_is_tried_again(store: Store) -> None:
    failed, behind, other = come(store, "1", "1"), come(store, "2", "1"), come(store, "3", "2")
    unread = come(store, "4", None)
    taken(store)
    inbox.uncount(store, [behind, other, unread])
    inbox.try_again(store, failed, START + timedelta(seconds=4))
    assert taken(store, 3) == [other, unread]
    inbox.handled(store, other, START)
    inbox.handled(store, unread, START)
    assert taken(store, 4) == [failed]
    inbox.set_aside(store, failed, START)
    assert taken(store, 4) == [behind]


def test_a_wanted_file_holds_its_chat_and_counts_no_try(store: Store) -> None:
    wanting, behind, other = come(store, "1", "1"), come(store, "2", "1"), come(store, "3", "2")
    taken(store)
    inbox.uncount(store, [behind, other])
    inbox.want_file(store, wanting, "photo-1")
    assert taken(store) == [other]
    (wanted,) = inbox.wanted_files(store)
    assert (wanted.row, wanted.ref) == (wanting, "photo-1")
    kept = documents.keep(store, "a.jpg", "image/jpeg", b"...", START)
    inbox.fetched(store, wanting, kept, None)
    inbox.handled(store, other, START)
    row, _ = inbox.take(store, START)
    assert (row.id, row.document, row.tries) == (wanting, kept, 0)


def test_masking_keeps_the_first_hash_and_journals_the_second(store: Store) -> None:
    come(store, "1", raw='{"text": "230403198005040177"}')
    (row,) = inbox.take(store, START)
    before = store.db.execute(select(tables.inbox.c.body_hash, tables.inbox.c.link_hash)).one()
    inbox.mask(store, row, '{"text": "•••"}', TIME, Moment(START, CALENDAR, PROFILE, PROFILE.zone))
    after = store.db.execute(select(tables.inbox)).one()
    assert after.raw == '{"text": "•••"}'
    assert (after.body_hash, after.link_hash) == tuple(before)
    assert after.masked_hash == inbox.body_hash(store, after.raw, START) != after.body_hash
    line = store.db.execute(select(journal.c.event, journal.c.chain)).one()
    assert tuple(line) == ("message_masked", chains.talk_chain("telegram", "bot", "1"))


_STEPS = st.sampled_from(["come 1", "come 2", "come 3", "work", "fail", "crash", "later"])


@settings(max_examples=40)
@given(st.lists(_STEPS, max_size=30))
def test_whatever_fails_every_row_ends_once_and_each_chat_in_order(steps: list[str]) -> None:
    with fresh_store() as store:
        office = Played(store)
        for step in [*steps, *["later", "work"] * (4 * len(steps))]:
            office.plays(step)
    assert sorted(office.ended) == sorted(office.chats)
    for chat in "123":
        of_chat = [row for row in office.ended if office.chats[row] == chat]
        assert of_chat == sorted(of_chat)


class Played:
    """A desk that works, fails or dies: `ended` are the rows it is done with, in order, `chats` all that came."""

    def __init__(self, store: Store) -> None:
        self.store, self.now = store, START
        self.ended: list[int] = []
        self.chats: dict[int, str] = {}

    def plays(self, step: str) -> None:
        """Something comes, time passes, the desk works, fails at its first row, or dies with all that it took."""
        if step.startswith("come"):
            self.chats[come(self.store, str(len(self.chats)), step[-1])] = step[-1]
        elif step == "later":
            self.now += timedelta(seconds=1)
        else:
            rows = inbox.take(self.store, self.now)
            if step != "crash":
                self._works(rows, fails=step == "fail")

    def _works(self, rows: list[Incoming], fails: bool) -> None:
        for row in rows:
            if row.tries < TRIES and fails:
                inbox.try_again(self.store, row.id, self.now + timedelta(seconds=1))
                inbox.uncount(self.store, [one.id for one in rows if one.id > row.id])
                return
            ends = inbox.handled if row.tries < TRIES else inbox.set_aside
            ends(self.store, row.id, self.now)
            self.ended.append(row.id)
