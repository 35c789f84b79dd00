"""A mediator at /new: what they type for a plain loan, and how the chat is driven through it."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from mediation.actor import Role
from mediation.case import Case
from storage import cases
from storage.schema.cases import cases as cases_table
from storage.schema.messages import inbox, outbox
from storage.store import Store
from tests.sample import LI, ZHANG, resident_number
from tests.world import Heard, Somebody, World

WANG_NUMBER = resident_number(date(1985, 6, 7), 45)
CHILD_NUMBER = resident_number(date(2012, 6, 7), 46)
COMPANY_NUMBER = "91110000600037341L"

CASE = ("人民调解", "借贷", "已经达成", "书面协议", "鹤工调〔2026〕12号", "3月1日")
PARTY_ONE = ("自然人", "张建军", ZHANG.number, "13912345678", "本人")
PARTY_TWO = ("自然人", "李晓梅", LI.number, "无", "本人")
NO_MORE = ("没有了",)
OBLIGATION = ("李晓梅", "归还借款", "5000", "银行转账", "2026年4月15日前")
LOAN = (*CASE, *PARTY_ONE, *PARTY_TWO, *NO_MORE, *OBLIGATION, *NO_MORE)
"""Everything from /new to the summary."""


async def mediator(world: World, language: str = "zh-hans") -> Somebody:
    """王建国, who records."""
    return await world.staff("王建国", Role.MEDIATOR, language=language)


async def types(world: World, who: Somebody, words: Iterable[str]) -> Heard:
    """Type one thing after the other; returns the last answer."""
    heard = who.letters[-1] if who.letters else None
    for one in words:
        heard = await world.says(who, one)
    assert heard is not None
    return heard


async def at_summary(world: World, who: Somebody, words: Iterable[str] = LOAN) -> Heard:
    """Type from /new to the summary."""
    heard = await types(world, who, ("/new", *words))
    assert heard.template == "recording_summary", (heard.template, heard.text)
    return heard


async def only_case(world: World) -> Case:
    """The one case there is."""
    numbers = await world.run(lambda store: list(store.db.scalars(select(cases_table.c.number))))
    assert len(numbers) == 1, numbers
    return await world.case(numbers[0])


async def changed(world: World, case: Case) -> Case:
    """Save a case that was changed behind everybody's back."""
    return await world.run(lambda store: cases.save(store, case, world.now))


async def all_words(world: World) -> str:
    """Everything that rests in the log: the messages as they came, and every letter."""

    def work(store: Store) -> str:
        columns = (inbox.c.raw, outbox.c.text, outbox.c.buttons)
        return "\n".join(words for column in columns for words in store.db.scalars(select(column)))

    return await world.run(work)


async def deleted(world: World) -> int:
    """How many of the people's messages were deleted from their chats."""
    query = select(outbox.c.id).where(outbox.c.kind == "delete")
    return await world.run(lambda store: len(store.db.scalars(query).all()))
