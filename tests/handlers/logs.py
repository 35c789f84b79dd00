"""Looking into conversations, for the tests of it: a short talk, /log with a purpose, and what is kept of the look."""

from datetime import timedelta

from mediation.actor import Role
from storage import documents, journal
from storage.documents import Document
from storage.journal import Entry
from tests.sample import attested, recorded
from tests.world import Heard, Somebody, World

PURPOSE = "核查投诉"


async def talked(world: World) -> Somebody:
    """李晓梅, attested for party "2" of case K7M2QX, has asked a question, which 王建国 has begun to answer."""
    mediator, li = await world.staff("王建国", Role.MEDIATOR), world.person("李晓梅")
    await attested(world, await recorded(world, mediator), "2", li)
    world.now += timedelta(minutes=1)
    await world.says(li, "/ask")
    await world.says(li, "可以分两次还吗？")
    world.now += timedelta(minutes=1)
    await world.presses(mediator, "回答")
    return li


async def looks(world: World, who: Somebody, argument: str, purpose: str = PURPOSE) -> Heard:
    """/log with an argument, and the purpose pressed."""
    await world.says(who, f"/log {argument}")
    return await world.presses(who, purpose)


async def looked(world: World, number: str = "K7M2QX") -> list[Entry]:
    """The looks in a case's journal."""
    entries = await world.run(lambda store: journal.of_case(store, number))
    return [entry for entry in entries if entry.event == "log_looked"]


async def file_of(world: World, letter: Heard) -> Document:
    """The kept file that a letter brings."""
    assert letter.document is not None, letter
    found = letter.document
    return await world.run(lambda store: documents.load(store, found))
