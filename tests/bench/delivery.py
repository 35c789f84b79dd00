"""How fast letters go out, in real time over real HTTP, against Telegram's limits: `python -m tests.bench.delivery`."""

import asyncio
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from bot.clock import Clock
from bot.delivery import Delivery
from bot.lease import Lease
from bot.telegram.connecting import DOOR, make_bot, site_of
from bot.telegram.sending import Sender
from tests.botapi import BotApi, Limits
from tests.clocks import empty_database
from tests.letters import new_address, put

SECONDS, WARM_UP = 15, 4.0
CHATS = 500
TALKATIVE = 5
"""So many chats have a letter for every second; all others have one."""


async def main() -> int:
    """Measure at several latencies; 1 if a limit was exceeded anywhere."""
    print("server latency | letters/s | of 30/s | busiest second of 30 | a talkative chat, of 1/s | excesses")
    print("---:|---:|---:|---:|---:|---:")
    excesses = [await measure(latency) for latency in (0.0, 0.05, 0.3)]
    return int(any(excesses))


async def measure(latency: float) -> int:
    """Deliver for a while from a full outbox and print one line; returns how often a limit was exceeded."""
    limits = Limits(slack=0.0)
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(latency=latency, limits=limits) as api, empty_database(Path(folder) / "bench.db") as database:
            people = [api.person(str(number)) for number in range(CHATS)]
            for number, person in enumerate(people):
                await person.opens()
                address = await new_address(database, str(person.id))
                for _ in range(SECONDS if number < TALKATIVE else 1):
                    await put(database, address)
            bot, clock = make_bot(api.token, api.url), Clock()
            await bot.request.initialize()
            await bot.send_message(people[0].id, "您好")  # what is done once in a process is done now
            await clock.wait(1.5)
            api.requests.clear()
            lease, place = Lease(database, clock, "deliver"), (DOOR, site_of(bot.token))
            send = Sender(bot, database).send
            delivery = Delivery(database, clock, send, place, lease, lambda now: False, lambda: None)
            running = asyncio.create_task(delivery.run())
            await clock.wait(float(SECONDS))
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await bot.request.shutdown()
            print(_line(latency, [(call.at, call.chat or 0) for call in api.calls("sendMessage")], limits))
    return len(limits.excesses)


def _line(latency: float, sent: list[tuple[float, int]], limits: Limits) -> str:
    """What leaves until round trips are known is left out; letters leave in bursts, so whole thirties are timed."""
    steady = [at for at, _ in sent if at >= sent[0][0] + WARM_UP]
    whole = (len(steady) - 1) // 30 * 30
    rate = whole / (steady[whole] - steady[0])
    chats: dict[int, list[float]] = defaultdict(list)
    for at, chat in sent:
        chats[chat].append(at)
    busy = max(chats.values(), key=len)
    own = (len(busy) - 1) / (busy[-1] - busy[0])
    ratios = f"{rate:.1f} | {rate / 30:.2f} | {limits.busiest / 30:.2f} | {own:.2f} | {len(limits.excesses)}"
    return f"{latency * 1000:.0f} ms | {ratios}"


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
