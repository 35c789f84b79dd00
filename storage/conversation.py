"""The conversation of a case or a person, derived at each look from what came in, went out and happened.

A conversation survives a change of account. To a person's belong the rows that were theirs when they were written,
by whatever account, and every row of an account that is theirs now: what was written from it before it was tied to
them (the opened link, the first consents) began their conversation, and stays in that of its former person, too.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Select, and_, false, func, or_, select, true, union

from mediation.events.message import MessageMasked
from mediation.events.office import LogLooked
from storage import chains
from storage.lines import EVENT, IN, OUT, Line, Place, came_in, marker, went_out
from storage.outbox import BUTTONS_OFF
from storage.schema.cases import case_parties, cases
from storage.schema.journal import chains as heads_table
from storage.schema.journal import journal
from storage.schema.messages import documents, inbox, outbox
from storage.schema.people import addresses
from storage.store import Store

_LOOKED, _MASKED = LogLooked.name(), MessageMasked.name()
Condition = ColumnElement[bool]


@dataclass(frozen=True, eq=False)
class Talk:
    """Which rows belong to a conversation: of the inbox, of the outbox, and of the journal."""

    inbox: Condition
    outbox: Condition
    journal: Condition


@dataclass(frozen=True, eq=False)
class _Source:
    """One of the tables that lines come from: which rows, the columns of moment and row id, and how they are read."""

    rank: int
    rows: Select[Any]
    at: Column[Any]
    id: Column[Any]
    read: Callable[[Row[Any]], Line]


@dataclass(frozen=True)
class Page:
    """Some lines in order, numbered `first` to `last` of `total`; who looked into the log stands among them, uncounted.

    `before` and `after` are where the page before and the page after this one are cut off; None: there is none.
    """

    lines: tuple[Line, ...]
    first: int
    last: int
    total: int
    before: Place | None
    after: Place | None


@dataclass(frozen=True)
class Head:
    """How far a chain of the conversation has grown: its name, its length, and the hash of its last link."""

    chain: str
    length: int
    hash: str


def of_case(number: str) -> Talk:
    """Everything said about a case, by and to whomever, with its whole journal."""
    return Talk(inbox.c.case_number == number, outbox.c.case_number == number, journal.c.case_number == number)


def of_person(store: Store, person: int, only: Collection[str] | None = None) -> Talk:
    """Everything said by and to a person, and what happened to them; `only`: nothing but what is about those cases.

    Of the cases that they are a party of, what is about another party is left out: a person's log may be given to them.
    """
    own = select(addresses.c.id).where(addresses.c.person_id == person)
    said = or_(inbox.c.person_id == person, inbox.c.address_id.in_(own))
    told = or_(outbox.c.person_id == person, outbox.c.address_id.in_(own))
    parts = select(case_parties.c.case_number, case_parties.c.party).where(case_parties.c.person_id == person)
    theirs = [and_(journal.c.case_number == number, _concerns(party)) for number, party in store.db.execute(parts)]
    done = or_(journal.c.actor_id == person, journal.c.chain == chains.person_chain(person), *theirs)
    if only is None:
        return Talk(said, told, done)
    there = [table.c.case_number.in_(only) for table in (inbox, outbox, journal)]
    looked = journal.c.chain == chains.person_chain(person)
    return Talk(and_(said, there[0]), and_(told, there[1]), and_(done, or_(there[2], looked)))


def _concerns(party: str) -> Condition:
    # bodies are canonical JSON, and quotation marks inside somebody's words are escaped there
    return or_(journal.c.body.contains(f'"party":"{party}"', autoescape=True), ~journal.c.body.contains('"party":"'))


def cases_of(store: Store, person: int) -> dict[str, str]:
    """The cases that a person has or had a part in, as party or mediator or in words, each with its unit."""
    own = select(addresses.c.id).where(addresses.c.person_id == person)
    numbers = union(
        select(case_parties.c.case_number).where(case_parties.c.person_id == person),
        select(cases.c.number).where(cases.c.mediator_id == person),
        *(
            select(table.c.case_number).where(or_(table.c.person_id == person, table.c.address_id.in_(own)))
            for table in (inbox, outbox)
        ),
    )
    found = select(cases.c.number, cases.c.unit).where(cases.c.number.in_(numbers)).order_by(cases.c.number)
    return {row.number: row.unit for row in store.db.execute(found)}


def page(store: Store, talk: Talk, size: int, before: Place | None = None, after: Place | None = None) -> Page:
    """At most `size` lines: those just before a place, or just after one, or the newest if neither is given.

    Rows that come in meanwhile move nothing: pages are cut off at places, not counted from an end.
    """
    found = _lines(store, talk, size + 1, before, after)
    more = len(found) > size
    if after is None:
        shown, older, newer = found[-size:], more, before
    else:
        shown, older, newer = found[:size], True, found[size].place if more else None
    start = shown[0].place if shown and older else None
    looks = _looks(store, talk, start, newer)
    first = _count(store, talk, before=shown[0].place) + 1 if shown else 0
    return Page(
        lines=tuple(sorted([*shown, *looks], key=lambda line: line.place)),
        first=first,
        last=first + len(shown) - 1 if shown else 0,
        total=_count(store, talk),
        before=start,
        after=shown[-1].place if shown and newer else None,
    )


def heads(store: Store, talk: Talk) -> list[Head]:
    """How far each chain has grown that a line of the conversation stands in."""
    tables = ((inbox, talk.inbox), (outbox, talk.outbox), (journal, talk.journal))
    names = union(*(select(table.c.chain).where(wanted) for table, wanted in tables))
    found = select(heads_table).where(heads_table.c.name.in_(names)).order_by(heads_table.c.name)
    return [Head(row.name, row.length, row.head) for row in store.db.execute(found)]


def _sources(talk: Talk) -> tuple[_Source, _Source, _Source]:
    came = select(inbox).where(talk.inbox, inbox.c.state.in_(["handled", "set_aside"]))
    letters = select(outbox, documents.c.name.label("file")).outerjoin(documents)
    # that spent buttons were taken away says nothing to anybody
    went = letters.where(talk.outbox, outbox.c.kind != BUTTONS_OFF)
    # a masked message is marked itself
    happened = select(journal).where(talk.journal, journal.c.event.not_in([_LOOKED, _MASKED]))
    return (
        _Source(IN, came, inbox.c.received_at, inbox.c.id, came_in),
        _Source(EVENT, happened, journal.c.at, journal.c.id, marker),
        _Source(OUT, went, outbox.c.created_at, outbox.c.id, went_out),
    )


def _lines(store: Store, talk: Talk, limit: int, before: Place | None, after: Place | None) -> list[Line]:
    """The lines nearest to the cut, in order; each table gives as many as could be needed."""
    found: list[Line] = []
    for source in _sources(talk):
        order = (source.at, source.id) if after else (source.at.desc(), source.id.desc())
        rows = source.rows.where(*_between(source, after, before)).order_by(*order).limit(limit)
        found += [source.read(row) for row in store.db.execute(rows)]
    found.sort(key=lambda line: line.place)
    return found[:limit] if after else found[-limit:]


def _looks(store: Store, talk: Talk, start: Place | None, end: Place | None) -> list[Line]:
    rows = select(journal).where(talk.journal, journal.c.event == _LOOKED)
    there = rows.where(*_between(_Source(EVENT, rows, journal.c.at, journal.c.id, marker), start, end))
    return [marker(row) for row in store.db.execute(there.order_by(journal.c.id))]


def _count(store: Store, talk: Talk, before: Place | None = None) -> int:
    counts = (
        source.rows.where(*_between(source, None, before)).with_only_columns(func.count(), maintain_column_froms=True)
        for source in _sources(talk)
    )
    return sum(store.db.scalar(count) or 0 for count in counts)


def _between(source: _Source, after: Place | None, before: Place | None) -> list[Condition]:
    found = []
    if after is not None:
        beside = _beside(source, after, source.id > after.row, later=True)
        found.append(or_(source.at > after.at, and_(source.at == after.at, beside)))
    if before is not None:
        beside = _beside(source, before, source.id < before.row, later=False)
        found.append(or_(source.at < before.at, and_(source.at == before.at, beside)))
    return found


def _beside(source: _Source, place: Place, same: Condition, later: bool) -> Condition:
    """Of the rows at the very moment of a place those beyond it: in its own table the `same`, else all or none."""
    if source.rank == place.source:
        return same
    return true() if (source.rank > place.source) is later else false()
