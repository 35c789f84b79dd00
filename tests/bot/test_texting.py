"""Text messages over real HTTP: sent once whatever happens on the way, and their numbers are in no log."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from telegram import Bot

from bot.delivery import Delivery
from bot.house import House
from bot.lease import Lease
from bot.settings import Settings
from bot.texting import Texting, texting
from mediation.actor import Role
from mediation.doors import GATEWAY, TEXTS
from mediation.performance import CallReason
from mediation.phones import Phone
from storage import cases
from tests.clocks import VirtualClock
from tests.gateway import SECRET, Gateway, Trouble, gateway
from tests.handlers.test_due_reminders import calls
from tests.paged import PAGE, Paged, paged_world
from tests.sample import recorded
from tests.world import START

NUMBER = "K7M2QX"
PHONE = "13912345678"


@dataclass
class Way:
    """A text that waits, the gateway, and the delivery between them in a time that stands still."""

    world: Paged
    gateway: Gateway
    clock: VirtualClock
    delivery: Delivery

    async def goes(self, after: float = 0.0) -> str:
        """Time passes, and what may go goes; what became of the text."""
        self.clock.passes(after)
        self.world.now = self.clock.now()
        for _ in range(3):
            await self.delivery.deliver_some()
            await self.delivery.landed()
        await self.world.settle()
        return str((await self.world.written("sms"))[-1].state)


@pytest.fixture
async def way() -> AsyncIterator[Way]:
    """李晓梅 has the page alone, was reminded there, and is to be rung."""
    async with paged_world() as world, gateway() as opened:
        wang = await world.staff("王建国", Role.MEDIATOR)
        await recorded(world, wang)
        li = await world.on_the_page(NUMBER, "2", "李晓梅")
        await world.writes(li)
        assert await world.rings() == 1
        clock = VirtualClock(world.now)
        send = Texting(world.database, clock, opened.url, SECRET, patience=5.0)
        yield Way(world, opened, clock, delivery(world, clock, send))


def delivery(world: Paged, clock: VirtualClock, send: Texting) -> Delivery:
    """What carries texts to the gateway."""
    lease = Lease(world.database, clock, "delivery:sms")
    return Delivery(world.database, clock, send.send, (TEXTS, GATEWAY), lease, lambda now: False, lambda: None)


async def test_a_text_leads_to_the_page_and_says_nothing_else(way: Way) -> None:
    (row,) = await way.world.written("sms")
    link = (await way.world.secrets(row.id))["⟦page⟧"]
    assert await way.goes() == "sent"
    (text,) = way.gateway.sent
    assert text.to == PHONE
    assert text.text == f"【鹤岗市司法局】您有一条新消息，请打开 {link}"
    assert text.key.startswith(f"{row.id}-")
    (row,) = await way.world.written("sms")
    assert row.secrets is None
    assert link not in row.text


@pytest.mark.parametrize("trouble", [Trouble.BUSY, Trouble.BROKEN])
async def test_a_gateway_in_trouble_is_asked_again(way: Way, trouble: Trouble) -> None:
    way.gateway.troubles = [trouble]
    assert await way.goes() == "waiting"
    assert way.gateway.sent == []
    assert await way.goes(7.5) == "sent"
    assert len(way.gateway.sent) == 1


async def test_a_lost_answer_repeats_the_text_and_the_telephone_gets_one(way: Way) -> None:
    way.gateway.troubles = [Trouble.CUT, Trouble.CUT]
    assert await way.goes() == "waiting"
    assert await way.goes(5) == "waiting"
    assert await way.goes(5) == "sent"
    assert way.gateway.asked == 3
    assert len(way.gateway.sent) == 1


async def test_a_gateway_that_never_answers_holds_nobody(way: Way) -> None:
    way.gateway.troubles = [Trouble.SILENT]
    send = Texting(way.world.database, way.clock, way.gateway.url, SECRET, patience=0.2)
    way.delivery = delivery(way.world, way.clock, send)
    assert await way.goes() == "waiting"
    assert await way.goes(5) == "sent"
    assert len(way.gateway.sent) == 1


@pytest.mark.parametrize("trouble", [Trouble.REFUSED, Trouble.MOVED])
async def test_what_the_gateway_refuses_becomes_a_call(way: Way, trouble: Trouble) -> None:
    way.gateway.troubles = [trouble]
    assert await way.goes() == "unsendable"
    assert await calls(way.world) == [("2", CallReason.PAGE_ONLY)]
    assert way.gateway.asked == 1


async def test_a_gateway_that_is_gone_for_hours_becomes_a_call(way: Way) -> None:
    way.gateway.troubles = [Trouble.BROKEN] * 2
    assert await way.goes() == "waiting"
    assert await way.goes(3600) == "waiting"
    assert await way.goes(timedelta(hours=4).total_seconds()) == "unsendable"
    assert await calls(way.world) == [("2", CallReason.PAGE_ONLY)]
    assert way.gateway.sent == []


async def test_the_wrong_secret_is_no_secret(way: Way) -> None:
    way.delivery = delivery(way.world, way.clock, Texting(way.world.database, way.clock, way.gateway.url, "wrong"))
    assert await way.goes() == "unsendable"
    assert way.gateway.sent == []


async def test_it_goes_to_the_number_there_is_when_it_leaves(way: Way) -> None:
    case = await way.world.case(NUMBER)
    moved = case.with_party(replace(case.party("2"), phone=Phone("13700000000")))
    await way.world.run(lambda store: cases.save(store, moved, START))
    assert await way.goes() == "sent"
    assert [text.to for text in way.gateway.sent] == ["13700000000"]


async def test_without_a_number_any_more_somebody_calls(way: Way) -> None:
    case = await way.world.case(NUMBER)
    without = case.with_party(replace(case.party("2"), phone=None))
    await way.world.run(lambda store: cases.save(store, without, START))
    assert await way.goes() == "unsendable"
    assert await calls(way.world) == [("2", CallReason.PAGE_ONLY)]
    assert way.gateway.asked == 0


async def test_neither_number_nor_secret_nor_link_is_in_a_log_or_a_row(
    way: Way, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    (row,) = await way.world.written("sms")
    token = (await way.world.secrets(row.id))["⟦page⟧"].rpartition("/")[2]
    way.gateway.troubles = [Trouble.BROKEN, Trouble.CUT, Trouble.REFUSED]
    for _ in range(3):
        await way.goes(10)
    assert way.gateway.asked == 3
    for hidden in (PHONE, SECRET, token):
        assert hidden not in caplog.text
        assert hidden not in str(await way.world.written("sms"))


async def test_the_settings_make_a_delivery(way: Way) -> None:
    world = way.world
    settings = Settings(public_url=PAGE, sms_gateway_url=way.gateway.url, sms_gateway_secret=SECRET)
    way.delivery = texting(House(settings, way.clock, world.database, world.office, Bot("1:A")))
    assert await way.goes() == "sent"
    with pytest.raises(ValueError, match="no gateway"):
        texting(House(Settings(), way.clock, world.database, world.office, None))
    assert SECRET not in repr(settings)
