"""The system's clock: its moments are aware, and its waits end when they are told to."""

import asyncio
from datetime import UTC, timedelta

from bot.clock import Clock


async def test_moments_are_aware_and_ticks_never_go_back() -> None:
    clock = Clock()
    assert clock.now().tzinfo is UTC
    before = clock.ticks()
    assert clock.ticks() >= before


async def test_a_wait_ends_when_it_is_woken_and_forgets_the_waking() -> None:
    clock, wake = Clock(), asyncio.Event()
    asyncio.get_running_loop().call_soon(wake.set)
    assert await clock.wait(3600, wake) is True
    assert not wake.is_set()


async def test_a_moment_in_the_past_is_not_waited_for() -> None:
    clock = Clock()
    assert await clock.wait(clock.now() - timedelta(days=1)) is False
    assert await clock.wait(clock.now() - timedelta(days=1), asyncio.Event()) is False
    assert await clock.wait(0.0) is False


async def test_what_was_woken_before_counts() -> None:
    wake = asyncio.Event()
    wake.set()
    assert await Clock().wait(3600, wake) is True
