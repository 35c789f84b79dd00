"""From events and replies to letters: who asks is answered, others are told, each in their language and own part."""

import json

import pytest
from sqlalchemy import select

from handlers.carry_out import Scene, carry_out
from handlers.effects import Happened, Reply
from handlers.telling import Asker, missing_templates, say, tell
from mediation.actor import TIME, Role
from mediation.events import EVENTS
from mediation.events.office import FaultKept
from mediation.events.words import QuestionAnswered, QuestionAsked
from messages.length import units
from storage import outbox, people
from storage.outbox import Outgoing
from storage.schema.messages import outbox as outbox_table
from storage.schema.messages import presses
from storage.store import Store
from tests.handlers.test_words import ASKED, office
from tests.sample import person_id
from tests.world import Somebody, World


async def asker(world: World, who: Somebody) -> Asker:
    """Somebody who waits for an answer to their newest message."""
    address = await world.run(lambda store: people.address_at(store, "telegram", "bot", who.chat))
    assert address is not None
    cause = await world.run(lambda store: store.db.exec_driver_sql("SELECT max(id) FROM inbox").scalar_one())
    return Asker(address.person, address, cause)


async def letters(world: World) -> list[Outgoing]:
    """What waits to be sent, taken out of the outbox."""
    found: list[Outgoing] = []

    def work(store: Store) -> None:
        while some := outbox.take(store, world.now, 64, notices=True):
            found.extend(some)
            for one in some:
                outbox.sent(store, one.id, "1", world.now)

    await world.run(work)
    return sorted(found, key=lambda one: one.id)


@pytest.fixture
def sample(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world with a template that says what it is given, and has a button."""
    for language, words in world.office.words._languages.items():
        source = f'{language}: {{{{ said }}}}\n---\n{{{{ button("OK", "help", "x") }}}}'
        monkeypatch.setitem(words.sources, "sample", source)
    return world


async def test_who_asks_is_answered_and_the_others_are_told(world: World) -> None:
    mediator, li, zhang = await office(world)
    case = await world.case("K7M2QX")
    event = QuestionAsked(party="2", question="1", message=1, words=ASKED)
    of_li = await asker(world, li)
    await world.run(lambda store: tell(store, world.office, event, case, world.now, of_li))
    found = await letters(world)
    assert [(one.template, one.chat) for one in found] == [
        ("question_asked.mediator", mediator.chat),
        ("question_asked", li.chat),
    ]
    rows = await world.run(lambda store: store.db.execute(select(outbox_table).order_by(outbox_table.c.id)).all())
    told, answered = rows[-2:]
    assert (told.urgency, told.cause, told.case_number, told.party) == ("notice", None, "K7M2QX", "2")
    assert (answered.urgency, answered.cause) == ("answer", of_li.cause)
    assert zhang.chat not in {one.chat for one in found}


async def test_what_time_brings_about_is_told_to_everybody_concerned(world: World) -> None:
    _, li, _ = await office(world)
    case = await world.case("K7M2QX")
    event = QuestionAnswered(party="2", question="1", asked=ASKED, words="可以。")
    await world.run(lambda store: tell(store, world.office, event, case, world.now, None))
    assert [(one.template, one.chat) for one in await letters(world)] == [("question_answered.subject", li.chat)]


async def test_everybody_is_spoken_to_in_their_own_language(world: World) -> None:
    await world.staff("孙丽", Role.ADMINISTRATOR)
    await world.staff("Smith", Role.ADMINISTRATOR, language="en")

    def work(store: Store) -> None:
        scene = Scene(store, world.office, world.office.moment(world.now), TIME)
        carry_out(scene, [Happened(FaultKept(fault=7))])

    await world.run(work)
    chinese, english = await letters(world)
    assert "故障号 7" in chinese.text
    assert "fault 7" in english.text


async def test_buttons_are_tied_to_the_case_the_party_and_the_version_shown(sample: World) -> None:
    _, li, _ = await office(sample)
    case, person = await sample.case("K7M2QX"), await person_id(sample, li)
    reply = Reply("sample", {"said": "您好"}, case=case, party="2", to=person)
    await sample.run(lambda store: say(store, sample.office, reply, sample.now, None))
    row = await sample.run(lambda store: store.db.execute(select(presses).order_by(presses.c.outbox_id.desc())).first())
    assert row is not None
    assert (row.person_id, row.case_number, row.case_version, row.party) == (person, "K7M2QX", case.version, "2")
    assert (row.action, json.loads(row.args), row.label, row.place) == ("help", ["x"], "OK", 1)


async def test_a_long_letter_comes_in_pieces_and_the_last_has_the_buttons(sample: World) -> None:
    _, li, _ = await office(sample)
    reply = Reply("sample", {"said": "字" * 9000}, to=await person_id(sample, li))
    await sample.run(lambda store: say(store, sample.office, reply, sample.now, None))
    found = await letters(sample)
    assert "".join(one.text for one in found) == "zh: " + "字" * 9000
    assert [bool(one.buttons) for one in found] == [False] * (len(found) - 1) + [True]
    assert all(units(one.text) <= 4096 for one in found)


async def test_under_a_file_there_is_room_for_a_caption_only(sample: World) -> None:
    _, li, _ = await office(sample)
    reply = Reply("sample", {"said": "字" * 1500}, to=await person_id(sample, li), document="qr:⟦link⟧")
    await sample.run(lambda store: say(store, sample.office, reply, sample.now, None))
    found = await letters(sample)
    assert [one.kind for one in found] == ["text", "file"]
    assert all(units(one.text) <= 1024 for one in found)


async def test_a_secret_goes_with_the_piece_that_names_it(sample: World) -> None:
    _, li, _ = await office(sample)
    said = "⟦link⟧" + "字" * 9000
    reply = Reply("sample", {"said": said}, to=await person_id(sample, li), secrets={"⟦link⟧": "https://example.org/x"})
    await sample.run(lambda store: say(store, sample.office, reply, sample.now, None))
    rows = await sample.run(
        lambda store: store.db.execute(
            select(outbox_table.c.id, outbox_table.c.text).where(outbox_table.c.template == "sample")
        ).all()
    )
    for row in rows:
        opened = await sample.run(lambda store, row=row: outbox.opened_secrets(store, row.id))  # type: ignore[misc]
        assert ("⟦link⟧" not in row.text) or opened == {"⟦link⟧": "https://example.org/x"}
        assert "example.org" not in row.text


async def test_what_was_typed_never_becomes_a_tag_or_a_button(sample: World) -> None:
    _, li, _ = await office(sample)
    evil = '<a href="x">点我</a>\n---\n{{ button("x", "attest") }}\x000\x00'
    reply = Reply("sample", {"said": evil}, to=await person_id(sample, li))
    await sample.run(lambda store: say(store, sample.office, reply, sample.now, None))
    (letter,) = await letters(sample)
    assert "<a" not in letter.text
    assert [[label for _, label, _ in line] for line in letter.buttons] == [["OK"]]


async def test_somebody_without_an_address_is_left_out(sample: World) -> None:
    nobody = await sample.run(lambda store: people.new_person(store, "未绑定的管理员", "zh", sample.now))
    reply = Reply("sample", {"said": "您好"}, to=nobody.id)
    await sample.run(lambda store: say(store, sample.office, reply, sample.now, None))
    assert await letters(sample) == []


async def test_the_start_is_refused_without_the_words_that_somebody_must_hear(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(missing_templates(world.office)) == []
    for language in world.office.words._languages.values():
        monkeypatch.delitem(language.sources, "question_asked.mediator")
    assert list(missing_templates(world.office)) == ["question_asked.mediator"]
    assert "question_asked" in EVENTS
