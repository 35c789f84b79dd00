"""A conversation is read a page at a time, in order, nothing twice and nothing missing, whatever comes in meanwhile."""

import random
from dataclasses import replace

import pytest
from sqlalchemy import update

from storage import attempts, cases, conversation, documents, inbox, outbox, people
from storage.conversation import Page, of_case, of_person
from storage.lines import CameIn, Delivery, Marker, Place, WentOut
from storage.schema.messages import outbox as outbox_table
from storage.store import Store
from tests.sample import sample_case
from tests.storage.talking import MINUTE, NUMBER, Talking, backwards, words
from tests.world import START, World


def test_a_place_sorts_by_moment_then_said_done_answered_then_row() -> None:
    places = [
        Place(START, 2, 1),
        Place(START + MINUTE, 0, 1),
        Place(START, 0, 9),
        Place(START, 1, 5),
        Place(START, 0, 8),
    ]
    assert [(p.source, p.row) for p in sorted(places)] == [(0, 8), (0, 9), (1, 5), (2, 1), (0, 1)]


@pytest.mark.parametrize("size", [1, 3, 8, 100])
async def test_pages_back_and_forth_show_every_line_once_and_in_order(world: World, size: int) -> None:
    chance = random.Random(size)

    def work(store: Store) -> None:
        talking = Talking(store, world)
        for number in range(30):
            # several lines at one moment, too
            at = START + chance.randrange(12) * MINUTE
            match chance.randrange(3):
                case 0:
                    talking.says(talking.li, f"in {number}", at)
                case 1:
                    talking.hears(talking.li, f"out {number}", at)
                case _:
                    talking.invites("2", at)
        talk = of_case(NUMBER)
        pages = backwards(store, talk, size)
        lines = [line for page in reversed(pages) for line in page.lines]
        assert len(lines) == 30
        assert [line.place for line in lines] == sorted({line.place for line in lines})
        assert [(page.first, page.last, page.total) for page in reversed(pages)] == _numbered(pages)
        forth = [pages[-1]]
        while forth[-1].after is not None:
            forth.append(conversation.page(store, talk, size, after=forth[-1].after))
        assert [line for page in forth for line in page.lines] == lines

    await world.run(work)


def _numbered(pages: list[Page]) -> list[tuple[int, int, int]]:
    found, before = [], 0
    for page in reversed(pages):
        found.append((before + 1, before + len(page.lines), 30))
        before += len(page.lines)
    return found


async def test_what_comes_in_between_two_pages_moves_nothing(world: World) -> None:
    def work(store: Store) -> None:
        talking = Talking(store, world)
        for number in range(6):
            talking.says(talking.li, f"{number}", START + number * MINUTE)
        newest = conversation.page(store, of_case(NUMBER), 2)
        for number in range(6, 9):
            talking.says(talking.li, f"{number}", START + number * MINUTE)
            talking.looks(START + number * MINUTE)
        assert words(newest.lines) == ["4", "5"]
        older = conversation.page(store, of_case(NUMBER), 2, before=newest.before)
        assert (words(older.lines), older.first, older.last, older.total) == (["2", "3"], 3, 4, 9)
        later = conversation.page(store, of_case(NUMBER), 2, after=older.after)
        assert words(later.lines) == ["4", "5"]
        assert later.after is not None

    await world.run(work)


async def test_a_conversation_without_any_line_is_one_empty_page(world: World) -> None:
    def work(store: Store) -> None:
        talking = Talking(store, world)
        page = conversation.page(store, of_person(store, talking.li.person), 8)
        assert page == Page((), 0, 0, 0, None, None)
        assert conversation.heads(store, of_case(NUMBER)) == []

    await world.run(work)


async def test_who_looked_stands_where_it_happened_but_pushes_nothing_off_the_page(world: World) -> None:
    def work(store: Store) -> None:
        talking = Talking(store, world)
        talking.looks(START - MINUTE)
        for number in range(4):
            talking.says(talking.li, f"{number}", START + number * MINUTE)
            talking.looks(START + number * MINUTE)
            talking.looks(START + number * MINUTE)
        newest = conversation.page(store, of_case(NUMBER), 2)
        assert words(newest.lines) == ["2", "log_looked", "log_looked", "3", "log_looked", "log_looked"]
        first = conversation.page(store, of_case(NUMBER), 2, before=newest.before)
        assert words(first.lines) == ["log_looked", "0", "log_looked", "log_looked", "1", "log_looked", "log_looked"]
        assert (newest.first, newest.last, newest.total) == (3, 4, 4)
        again = conversation.page(store, of_case(NUMBER), 2, after=first.after)
        assert again.lines == newest.lines

    await world.run(work)


async def test_a_conversation_survives_a_change_of_account(world: World) -> None:
    def work(store: Store) -> None:
        talking = Talking(store, world)
        li, new = talking.li, talking.somebody("Lily", "1002")
        talking.says(li, "old account", START, case=None)
        talking.says(new, "link opened", START + MINUTE, case=None)
        people.join(store, new.person, li.person)
        talking.says(replace(new, person=li.person), "new account", START + 2 * MINUTE, case=None)
        talking.hears(replace(new, person=li.person), "answer", START + 3 * MINUTE, case=None)
        whole = conversation.page(store, of_person(store, li.person), 9)
        assert words(whole.lines) == ["old account", "link opened", "new account", "answer"]
        assert words(conversation.page(store, of_person(store, new.person), 9).lines) == ["link opened"]
        assert {head.chain for head in conversation.heads(store, of_person(store, li.person))} == {
            "talk:telegram:bot:1001",
            "talk:telegram:bot:1002",
        }

    await world.run(work)


async def test_a_persons_log_leaves_out_what_is_about_another_party(world: World) -> None:
    def work(store: Store) -> None:
        talking = Talking(store, world)
        party = talking.case.party("2")
        bound = replace(party, binding=replace(party.binding, person=talking.li.person))
        talking.case = cases.save(store, talking.case.with_party(bound), START)
        talking.invites("1", START)
        talking.invites("2", START + MINUTE)
        talking.looks(START + 2 * MINUTE)
        talking.looks(START + 3 * MINUTE, talking.li.person)
        found = conversation.page(store, of_person(store, talking.li.person), 9).lines
        assert [line.entry.body.get("party") for line in found if isinstance(line, Marker)] == ["2", None, None]
        assert len(conversation.page(store, of_case(NUMBER), 9).lines) == 3

    await world.run(work)


async def test_only_some_cases_leaves_out_the_others_and_what_is_about_none(world: World) -> None:
    def work(store: Store) -> None:
        talking = Talking(store, world)
        cases.save(store, sample_case(talking.mediator, "P3XWY8", unit="230402"), START)
        talking.says(talking.li, "mine", START)
        talking.says(talking.li, "other", START + MINUTE, case="P3XWY8")
        talking.says(talking.li, "none", START + 2 * MINUTE, case=None)
        talking.hears(talking.li, "answer", START + 3 * MINUTE)
        talking.looks(START + 4 * MINUTE, talking.li.person)
        assert conversation.cases_of(store, talking.li.person) == {"K7M2QX": "230403", "P3XWY8": "230402"}
        page = conversation.page(store, of_person(store, talking.li.person, only=["K7M2QX"]), 9)
        assert words(page.lines) == ["mine", "answer", "log_looked"]

    await world.run(work)


async def test_delivery_states(world: World) -> None:
    def work(store: Store) -> None:
        talking = Talking(store, world)
        rows = [talking.hears(talking.li, f"{number}", START + number * MINUTE) for number in range(7)]
        outbox.sent(store, rows[1], "m1", START + MINUTE)
        attempts.unknown(store, rows[2], None, "timed out")
        outbox.sent(store, rows[2], "m2", START + MINUTE)
        attempts.ended(store, rows[3], "unreachable", "blocked")
        attempts.ended(store, rows[4], "unsendable", "bad request")
        store.db.execute(update(outbox_table).where(outbox_table.c.id == rows[5]).values(repeatable=False))
        attempts.unknown(store, rows[5], None, "timed out")
        store.db.execute(update(outbox_table).where(outbox_table.c.id == rows[6]).values(state="attempting"))
        found = [line for line in conversation.page(store, of_case(NUMBER), 9).lines if isinstance(line, WentOut)]
        assert [line.delivery for line in found] == [
            Delivery.WAITING,
            Delivery.SENT,
            Delivery.TWICE,
            Delivery.UNREACHABLE,
            Delivery.UNSENDABLE,
            Delivery.UNKNOWN,
            Delivery.WAITING,
        ]
        assert (found[1].sent_at, found[3].error) == (START + MINUTE, "blocked")

    await world.run(work)


async def test_files_are_named_and_the_taking_away_of_buttons_is_no_line(world: World) -> None:
    def work(store: Store) -> None:
        talking = Talking(store, world)
        kept = documents.keep(store, "承诺书.pdf", "application/pdf", b"%PDF", START)
        talking.hears(talking.li, "您的副本", START, kind="file", document=kept)
        talking.hears(talking.li, "", START + MINUTE, kind="buttons_off", target="1")
        talking.hears(talking.li, "请扫码", START + 2 * MINUTE, kind="file", document="qr:⟦link⟧")
        page = conversation.page(store, of_case(NUMBER), 9)
        copy, code = (line for line in page.lines if isinstance(line, WentOut))
        assert (copy.file, copy.document, copy.picture) == ("承诺书.pdf", kept, False)
        assert (code.file, code.document, code.picture) == (None, None, True)
        assert page.total == 2

    await world.run(work)


async def test_what_is_not_handled_yet_is_no_line_and_what_was_set_aside_is_marked(world: World) -> None:
    def work(store: Store) -> None:
        talking = Talking(store, world)
        inbox.receive(store, "telegram", "bot", "first", "1001", "waiting", START)
        row = talking.says(talking.li, "aside", START)
        inbox.set_aside(store, row, START)
        (line,) = conversation.page(store, of_person(store, talking.li.person), 9).lines
        assert isinstance(line, CameIn)
        assert (line.incoming.raw, line.aside, line.masked) == ("aside", True, False)

    await world.run(work)
