"""What the people of a walk do on the page: a mediator enters a case and invites, a party reads and confirms."""

import re
from collections.abc import Awaitable, Callable, Mapping

from tests.browser.phone import Phone
from tests.storytelling import LI, ZHANG, Table

READ, LAST = "我读完了，下一页 »", "我读完了，去写姓名 »"
_LINK = re.compile(r"http://127\.0\.0\.1:[0-9]+(?:/\w+)?/i/[A-Za-z0-9_-]{22}")


def page_link(words: str) -> str:
    """The one-time link to the page among words."""
    found = _LINK.search(words)
    assert found is not None, words
    return found[0]


async def invited(mediator: Phone) -> str:
    """The mediator enters a case by the form; the letter with the links for 李晓梅."""
    await mediator.says(Table(ZHANG, LI).form)
    await mediator.presses("确认登记")
    await mediator.hears("登记好了")
    await mediator.presses(f"邀请{LI.name}")
    return await mediator.hears(f"给{LI.name}的邀请")


async def tied(li: Phone, mediator: Phone) -> None:
    """She says the last six, the mediator vouches for her, and she agrees to be processed here."""
    await li.hears("最后六位")
    await li.says(LI.number[-6:])
    await mediator.hears("请您确认")
    await mediator.presses("本人在场")
    await li.sees("同意")
    await li.presses("同意")


async def walked(li: Phone, between: Mapping[int, Callable[[], Awaitable[None]]] | None = None) -> None:
    """Section by section to the confirmation, agreeing to all; `between` happens when so many sections were read."""
    sections, happens = 0, dict(between or {})
    label = ""
    while label != LAST:
        label = await li.sees(READ, LAST, "同意")
        if sections in happens:
            await happens.pop(sections)()
        await li.presses_and_is_answered(label)
        sections += label == READ
    await li.hears("写下您的全名")
    await li.says(LI.name)
    await li.presses("我确认承诺")
