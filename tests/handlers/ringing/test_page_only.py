"""Where nothing can ring, the mediator calls the same morning, besides what is written on the page."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.ringing import can_ring
from mediation.actor import Role
from mediation.case import CaseState
from mediation.performance import CallReason
from storage import attempts, cases, inbox, people
from storage.store import Store
from tests.handlers.test_due_reminders import calls, changed, ledger, owed
from tests.heard import Somebody
from tests.paged import NUMBER, REMINDED, Paged

SEVEN_DAYS_BEFORE = date(2026, 4, 8)


@pytest.fixture
async def world(world: Paged) -> Paged:
    """An office with a page, but no gateway for text messages."""
    await world.texts(False)
    return world


@pytest.fixture
async def li(world: Paged, li: int) -> int:
    """李晓梅, who is to be reminded."""
    await changed(world, [await owed(world)])
    return li


async def until_seven_days_before(world: Paged) -> None:
    """The first reminder goes."""
    await world.days_pass((SEVEN_DAYS_BEFORE - world.today).days)


async def test_she_is_told_and_called_the_same_morning(world: Paged, wang: Somebody, li: int) -> None:
    await until_seven_days_before(world)
    assert [row.template for row in await world.fetches(li)] == [REMINDED]
    assert await calls(world) == [("2", CallReason.PAGE_ONLY)]
    assert ("7", "sent", None) in await ledger(world, "due")
    listed = await world.says(wang, "/queue")
    assert "只用网页，没有别的办法提醒" in listed.text
    shown = await world.presses(wang, next(label for label in listed.labels if "李晓梅" in label))
    assert "要说的是" in shown.text
    assert "归还借款" in shown.text


async def test_one_call_is_enough_for_several_reminders(world: Paged, li: int) -> None:
    await until_seven_days_before(world)
    await world.days_pass(7)
    assert await calls(world) == [("2", CallReason.PAGE_ONLY)]
    assert [row.template for row in await world.fetches(li)].count(REMINDED) == 4


async def test_whoever_has_read_it_need_not_be_called(world: Paged, li: int) -> None:
    await until_seven_days_before(world)
    (letter,) = await world.fetches(li)
    key = next(key for line in json.loads(letter.buttons) for key, label, _ in line if label == "我知道了")
    page = await world.run(lambda store: people.page_of(store, li, world.now))
    phone = await world.telegram(li, people.CONTENT)  # the stand-in door reads presses from there
    assert page.person == li
    await world.asks(phone, kind="press", text=key)
    assert await calls(world) == []


@pytest.mark.parametrize("carries", [people.CONTENT, people.NOTICE, people.WITHHELD])
async def test_whom_telegram_rings_is_not_called(world: Paged, li: int, carries: str) -> None:
    await world.telegram(li, carries)
    await until_seven_days_before(world)
    assert await calls(world) == []


async def test_who_can_be_texted_is_not_called(world: Paged, li: int) -> None:
    await world.texts(True)
    await until_seven_days_before(world)
    assert await calls(world) == []
    assert await world.rings() == 1


async def test_what_merely_informs_is_worth_no_call(world: Paged, wang: Somebody) -> None:
    zhang = await world.on_the_page(NUMBER, "1", "张建军")
    li = await world.on_the_page(NUMBER, "2", "李晓梅")
    await world.telegram(li)
    await changed(world, [await owed(world)])
    await world.days_pass((date(2026, 4, 14) - world.today).days)
    assert "performance_expected.subject" in [row.template for row in await world.fetches(zhang)]
    assert ("1", CallReason.PAGE_ONLY) not in await calls(world)
    await world.days_pass(2)
    assert "receipt_asked.subject" in [row.template for row in await world.fetches(zhang)]
    assert ("1", CallReason.PAGE_ONLY) in await calls(world)


async def test_an_office_without_a_page_calls_as_ever(world: Paged, li: int) -> None:
    party = (await world.case(NUMBER)).party("2")
    without = replace(world.office, page=None)
    assert await world.run(lambda store: can_ring(store, without, party))
    assert not await world.run(lambda store: can_ring(store, world.office, party))


async def refused(world: Paged, row: int) -> None:
    """The gateway refuses a text for good, and the desk hears of it."""

    def work(store: Store) -> None:
        attempts.ended(store, row, "unsendable", "the gateway answered 400")
        (text,) = [one for one in people.addresses_of(store, person) if one.door == "sms"]
        raw = json.dumps({"unsendable": row, "address": text.id, "why": "the gateway answered 400"})
        inbox.receive(store, "delivery", "gateway", f"unsendable:{row}", text.ref, raw, world.now)

    person = next(one.person for one in await world.written("sms"))
    await world.run(work)
    await world.settle()


async def test_whom_the_gateway_refuses_is_called(world: Paged, li: int) -> None:
    await world.texts(True)
    administrator = await world.staff("赵雅琴", Role.ADMINISTRATOR)
    await until_seven_days_before(world)
    await world.rings()
    (text,) = await world.written("sms")
    await refused(world, text.id)
    assert await calls(world) == [("2", CallReason.PAGE_ONLY)]
    assert "letter_unsendable.administrators" in [one.template for one in administrator.letters]
    assert await world.rings(timedelta(hours=1)) == 0


async def test_a_text_refused_after_the_case_has_ended_calls_nobody(world: Paged, li: int) -> None:
    await world.texts(True)
    await until_seven_days_before(world)
    await world.rings()
    (text,) = await world.written("sms")
    ended = replace(await world.case(NUMBER), state=CaseState.CANCELLED)
    await world.run(lambda store: cases.save(store, ended, world.now))
    await refused(world, text.id)
    assert await calls(world) == []
