"""A lease: one process holds it, the next one gets it when it ends, at once if the first is gone."""

import asyncio
import os
import socket
import sys

from bot.lease import LASTS, Lease, alive, this_process
from tests.clocks import CountingDatabase, VirtualClock

ELSEWHERE = "another-host:17:aaaa"
THIRD = "a-third-host:17:bbbb"


async def test_only_one_holds_it(database: CountingDatabase, clock: VirtualClock) -> None:
    ours, theirs = Lease(database, clock, "poll"), Lease(database, clock, "poll", ELSEWHERE)
    assert await ours.keep()
    assert not await theirs.keep()
    assert await ours.keep()
    assert await Lease(database, clock, "another", ELSEWHERE).keep()


async def test_it_ends_by_itself_unless_renewed(database: CountingDatabase, clock: VirtualClock) -> None:
    ours, theirs = Lease(database, clock, "poll", THIRD), Lease(database, clock, "poll", ELSEWHERE)
    assert await ours.keep()
    clock.passes(LASTS.total_seconds() * 0.6)
    assert await ours.keep()
    clock.passes(LASTS.total_seconds() * 0.6)
    assert not await theirs.keep()
    clock.passes(LASTS.total_seconds())
    assert await theirs.keep()
    assert not await ours.keep()


async def test_given_back_it_is_free_at_once(database: CountingDatabase, clock: VirtualClock) -> None:
    ours, theirs = Lease(database, clock, "poll"), Lease(database, clock, "poll", ELSEWHERE)
    assert await ours.keep()
    await theirs.give_back()
    assert not await theirs.keep()
    await ours.give_back()
    assert await theirs.keep()


async def test_a_holder_that_died_on_this_host_is_not_waited_for(
    database: CountingDatabase, clock: VirtualClock
) -> None:
    gone = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await gone.wait()
    died = f"{socket.gethostname()}:{gone.pid}:cccc"
    assert await Lease(database, clock, "poll", died).keep()
    assert await Lease(database, clock, "poll").keep()


def test_who_counts_as_alive() -> None:
    host = socket.gethostname()
    assert alive(this_process())
    assert alive(ELSEWHERE)
    assert alive(f"{host}:1:dddd")
    assert not alive(f"{host}:{os.getpid()}:eeee")  # an earlier life under the same process id
    assert alive("nonsense")
