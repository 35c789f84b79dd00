"""The demo's clock is moved forward and nothing else; who only pauses looks again, who is patient stays so."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.demo.clock import DemoClock

START = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
FAR = 3600.0


async def waits(clock: DemoClock, *arguments: object) -> asyncio.Task[bool]:
    """Somebody who has begun to wait."""
    begun = asyncio.create_task(clock.wait(*arguments))  # type: ignore[arg-type]
    for _ in range(5):
        await asyncio.sleep(0)
    assert not begun.done()
    return begun


async def test_it_runs_from_where_the_story_stands_and_never_goes_back() -> None:
    clock = DemoClock(START)
    first = clock.now()
    assert first >= START
    clock.move(timedelta(days=2))
    moved = clock.now()
    assert moved - first >= timedelta(days=2)
    clock.move_to(START)
    assert clock.now() >= moved


async def test_a_pause_with_a_bell_ends_when_the_time_is_moved_and_the_bell_was_not_rung() -> None:
    clock, bell = DemoClock(START), asyncio.Event()
    pause = await waits(clock, FAR, bell)
    clock.move(timedelta(minutes=1))
    assert await pause is False


async def test_a_bell_ends_a_pause_and_is_silent_again() -> None:
    clock, bell = DemoClock(START), asyncio.Event()
    pause = await waits(clock, FAR, bell)
    bell.set()
    assert await pause is True
    assert not bell.is_set()


async def test_who_waits_for_a_moment_waits_until_it_has_come() -> None:
    clock = DemoClock(START)
    waiting = await waits(clock, START + timedelta(days=2))
    clock.move(timedelta(days=1))
    for _ in range(5):
        await asyncio.sleep(0)
    assert not waiting.done()
    clock.move(timedelta(days=1))
    assert await waiting is False


async def test_patience_with_the_outside_is_not_shortened() -> None:
    clock = DemoClock(START)
    patient = await waits(clock, FAR)
    clock.move(timedelta(days=1))
    for _ in range(5):
        await asyncio.sleep(0)
    assert not patient.done()
    patient.cancel()
