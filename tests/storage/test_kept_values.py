"""The small keepers: documents, one-time links, leases, single values, calendar years, faults, the queue."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from mediation.periods import CalendarYear, YearStatus
from storage import calendars, documents, faults, inbox, invitations, leases, people, remembered, strangers
from storage.inbox import Incoming
from storage.schema.office import faults as faults_table
from storage.schema.people import invitations as invitations_table
from storage.sealing import Sealer
from storage.store import Store
from tests.world import START

HOUR = timedelta(hours=1)


def test_a_document_is_kept_once_by_its_content(store: Store) -> None:
    first = documents.keep(store, "a.jpg", "image/jpeg", b"scan", START)
    assert documents.keep(store, "b.jpg", "image/png", b"scan", START) == first == documents.hash_of(b"scan")
    assert documents.load(store, first) == documents.Document(first, "a.jpg", "image/jpeg", b"scan")
    words = documents.keep_text(store, "承诺如下", START)
    assert documents.load(store, words).content.decode() == "承诺如下"
    with pytest.raises(NoResultFound):
        documents.load(store, "0" * 64)


def test_a_new_link_kills_the_older_one_of_that_party_only(store: Store) -> None:
    tokens = [invitations.new_token() for _ in range(3)]
    for token, party in zip(tokens, "121", strict=True):
        invitations.for_party(store, token, "K7M2QX", party, START, START + HOUR)
    ends = [found.ended for token in tokens if (found := invitations.find(store, token))]
    assert ends == ["replaced", None, None]
    assert invitations.is_living(store, "K7M2QX", "1", START)
    assert not invitations.is_living(store, "K7M2QX", "1", START + HOUR)
    invitations.end_of_party(store, "K7M2QX", "1", "withdrawn")
    assert not invitations.is_living(store, "K7M2QX", "1", START)
    last = invitations.find(store, tokens[2])
    assert last is not None
    assert last.ended == "withdrawn"


def test_a_token_itself_is_kept_nowhere_and_has_128_bits(store: Store) -> None:
    token = invitations.new_token()
    member = people.new_person(store, "王建国", "zh", START).id
    invitations.for_staff(store, token, member, START, START + HOUR)
    found = invitations.find(store, token)
    assert found is not None
    assert (found.member, found.case_number, found.opened_by) == (member, None, None)
    row = store.db.execute(select(invitations_table)).one()
    assert all(token not in str(value) for value in row)
    assert len(token) == 22
    assert len({invitations.new_token() for _ in range(100)}) == 100
    invitations.open_by(store, found, member)
    invitations.end(store, found.token_hash, "used")
    opened = invitations.find(store, token)
    assert opened is not None
    assert (opened.opened_by, opened.ended) == (member, "used")
    assert invitations.find(store, token[:-1]) is None


def test_a_lease_is_held_by_one_until_it_ends_or_is_given_back(store: Store) -> None:
    assert leases.take(store, "desk", "a", START, START + HOUR)
    assert leases.take(store, "desk", "a", START + HOUR / 4, START + HOUR * 2)
    assert not leases.take(store, "desk", "b", START + HOUR / 2, START + HOUR * 2)
    assert leases.take(store, "poll", "b", START, START + HOUR)
    assert leases.take(store, "desk", "b", START + HOUR * 3, START + HOUR * 4)
    leases.give_back(store, "desk", "a")
    assert not leases.take(store, "desk", "a", START + HOUR * 3, START + HOUR * 4)
    leases.give_back(store, "desk", "b")
    assert leases.take(store, "desk", "a", START + HOUR * 3, START + HOUR * 4)


def test_a_dead_holders_lease_is_taken_at_once(store: Store) -> None:
    leases.take(store, "desk", "dead", START, START + HOUR)
    assert not leases.take(store, "desk", "b", START, START + HOUR, alive=lambda holder: holder == "dead")
    assert leases.take(store, "desk", "b", START, START + HOUR, alive=lambda holder: holder != "dead")


def test_a_value_is_remembered_until_it_is_another(store: Store) -> None:
    assert remembered.recall(store, "bot") is None
    remembered.remember(store, "bot", "a")
    remembered.remember(store, "bot", "b")
    assert remembered.recall(store, "bot") == "b"


def test_the_first_key_is_the_key(store: Store) -> None:
    assert remembered.key_fits(store)
    assert remembered.key_fits(store)
    assert not remembered.key_fits(Store(store.db, Sealer(bytes(32))))


def year(status: YearStatus, *rest: date) -> CalendarYear:
    """The year 2027 with these days off."""
    return CalendarYear(2027, status, "sample", frozenset(rest), frozenset())


def test_an_official_year_replaces_a_provisional_one_and_never_the_reverse(store: Store) -> None:
    provisional, official = year(YearStatus.PROVISIONAL), year(YearStatus.OFFICIAL, date(2027, 1, 1))
    assert calendars.keep(store, [provisional], START) == 1
    assert calendars.keep(store, [provisional], START) == 0
    before = calendars.load(store).version
    assert calendars.keep(store, [official], START) == 1
    assert calendars.keep(store, [provisional], START) == 0
    assert calendars.load(store).years[2027] == official
    assert calendars.load(store).version != before


def test_another_official_text_takes_an_official_years_place_only_when_told(store: Store) -> None:
    first, other = year(YearStatus.OFFICIAL, date(2027, 1, 1)), year(YearStatus.OFFICIAL, date(2027, 2, 5))
    copy = CalendarYear(2027, YearStatus.OFFICIAL, "another copy", first.rest_days, first.work_days)
    calendars.keep(store, [first], START)
    assert calendars.keep(store, [other], START) == 0
    assert calendars.keep(store, [copy, year(YearStatus.PROVISIONAL)], START, replace=True) == 0
    assert calendars.load(store).years[2027] == first
    assert calendars.keep(store, [other], START, replace=True) == 1
    assert calendars.load(store).years[2027] == other


def test_one_look_tells_the_version_of_the_kept_calendar(store: Store) -> None:
    assert calendars.version(store) is None
    for kept in (year(YearStatus.PROVISIONAL), year(YearStatus.OFFICIAL, date(2027, 1, 1))):
        calendars.keep(store, [kept], START)
        assert calendars.version(store) == calendars.load(store).version


def test_a_fault_is_kept_with_its_place_and_row(store: Store) -> None:
    row = inbox.receive(store, "telegram", "bot", "1", "1", "{}", START)
    first, second = faults.keep(store, "desk", "frames", START, row), faults.keep(store, "reminding", "frames", START)
    kept = {one.id: (one.place, one.inbox_id, one.at) for one in store.db.execute(select(faults_table))}
    assert kept == {first: ("desk", row, START), second: ("reminding", None, START)}


def raw(incoming: Incoming) -> str:
    """What was said: the raw text itself."""
    return incoming.raw


def write(store: Store, person: int, ref: str, words: str) -> int:
    """Somebody unknown writes, and it goes into the queue."""
    row = inbox.receive(store, "telegram", "bot", ref, "1", words, START + timedelta(minutes=int(ref)))
    assert row is not None
    inbox.tell_apart(store, row, person_id=person, queue=strangers.QUEUE)
    return row


def test_the_queue_is_by_person_the_longest_waiting_first(store: Store) -> None:
    first, second = (people.new_person(store, name, "zh", START).id for name in ("甲", "乙"))
    rows = [write(store, who, str(n), f"话{n}") for n, who in enumerate((second, first, second))]
    waiting = strangers.waiting(store, raw, after=0, limit=9)
    assert [(one.name, one.count, one.words) for one in waiting] == [("乙", 2, ("话0", "话2")), ("甲", 1, ("话1",))]
    assert (waiting[0].first, waiting[0].last, waiting[0].since) == (rows[0], rows[2], START)
    assert [one.name for one in strangers.waiting(store, raw, after=rows[0], limit=9)] == ["甲"]
    assert [one.name for one in strangers.waiting(store, raw, after=0, limit=1)] == ["乙"]
    strangers.settle(store, second, rows[0])
    left = strangers.waiting_of(store, raw, second)
    assert left is not None
    assert left.words == ("话2",)
    strangers.settle(store, second, rows[2])
    assert not strangers.waits(store, second)
    assert strangers.waits(store, first)


def test_of_many_words_only_the_newest_are_shown(store: Store) -> None:
    person = people.new_person(store, "甲", "zh", START).id
    for n in range(9):
        write(store, person, str(n), f"话{n}")
    found = strangers.waiting_of(store, raw, person)
    assert found is not None
    assert (found.count, found.words) == (9, ("话4", "话5", "话6", "话7", "话8"))
