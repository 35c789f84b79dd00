"""The real bot as a process of its own, for tests: started, stopped, killed and started again on one database file."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Self

from tests.botapi import BotApi
from tests.nursery import Life, Nursery

ROOT = Path(__file__).parent.parent
KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


async def answers(port: int, running: Callable[[], bool], within: float = 60) -> None:
    """Wait until somebody listens at a port of 127.0.0.1, as long as it is running."""
    async with asyncio.timeout(within):
        while running():
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


def noon_now() -> str:
    """A time zone in which it is about noon: nothing a test does may depend on quiet hours."""
    ahead = (12 - datetime.now(UTC).hour + 11) % 24 - 11
    return f"Etc/GMT{-ahead:+d}"  # the signs of these names are the other way round


class BotProcess:
    """`python -m bot` against a loopback Bot API server, with a database in `folder`; by polling or by webhook.
    `within` is a command that runs it in surroundings of its own, such as ("prlimit", "--nofile=50"). `often`: it is
    going to be started very often, and has its modules read only once (tests.nursery) where a process can be forked.

    `async with BotProcess(...) as bot` starts nothing, and leaves no process behind.
    """

    def __init__(
        self, api: BotApi, folder: Path, *, webhook: bool = False, within: Sequence[str] = (), often: bool = False
    ) -> None:
        port = free_port()
        self.api, self.folder, self.within = api, folder, within
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
            "TELEGRAM_TOKEN": api.token,
            "TELEGRAM_BASE_URL": api.url,
            "DATABASE_URL": f"sqlite:///{folder / 'xintiao.db'}",
            "XINTIAO_KEY": KEY,
            "WEB_PORT": str(port),
            "TELEGRAM_WEBHOOK": str(int(webhook)),
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "TIME_ZONE": noon_now(),
        }
        self._process: Life | None = None
        self._often = often and sys.platform == "linux"  # elsewhere system libraries may not outlive a fork
        self._nursery: Nursery | None = None
        self._log = folder / "bot.log"
        self._asked_before = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process is not None:
            await self.kill()
        if self._nursery is not None:
            await self._nursery.close()

    @property
    def log(self) -> str:
        """Everything the process printed so far, over all its lives."""
        return self._log.read_text(encoding="utf-8") if self._log.exists() else ""

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Start it; it is not waited for."""
        self._asked_before = len(self.api.requests)
        with self._log.open("ab") as log:
            self._process = await (self._forked(log) if self._often else self._begun(log))

    async def _begun(self, log: IO[bytes]) -> Life:
        command = (*self.within, sys.executable, "-m", "bot", "run")
        return await asyncio.create_subprocess_exec(
            *command, cwd=self.folder, env=self.environment, stdout=log, stderr=log
        )

    async def _forked(self, log: IO[bytes]) -> Life:
        if self._nursery is None:
            self._nursery = await Nursery.open(self.folder, self.environment, log)
        return await self._nursery.life()

    async def ready(self) -> None:
        """Wait until this life of it hears what people say."""
        assert self._process is not None
        hears = asyncio.ensure_future(self.api.until(lambda: self._hears, within=60, what="the bot does not listen"))
        ended = asyncio.ensure_future(self._process.wait())
        try:
            await asyncio.wait((hears, ended), return_when=asyncio.FIRST_COMPLETED)
            assert self.running, self.log
            await hears
            await answers(int(self.environment["WEB_PORT"]), lambda: self.running)
        finally:
            hears.cancel()
            ended.cancel()

    @property
    def _hears(self) -> bool:
        asked = self.api.requests[self._asked_before :]
        return any(one.method == "getUpdates" or (one.method == "setWebhook" and one.ok) for one in asked)

    async def kill(self) -> None:
        """SIGKILL: no farewell."""
        await self._end(signal.SIGKILL)

    async def ended(self) -> int:
        """Wait until it ends by itself; returns its exit status."""
        assert self._process is not None
        return await self._process.wait()

    async def stop(self) -> int:
        """SIGTERM: it finishes what it has begun; returns its exit status."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(how)
        return await self._process.wait()

    async def command(self, *arguments: str, **settings: str) -> tuple[int, str]:
        """Run another command to its end; returns its exit status and all it printed."""
        return await command(arguments, {**self.environment, **settings}, self.folder)


@asynccontextmanager
async def listening(folder: Path) -> AsyncIterator[BotProcess]:
    """A bot that polls a server of its own, and listens already; fails if it asks anything malformed."""
    async with BotApi(retry_delays=(0.2,)) as api, BotProcess(api, folder) as bot:
        await bot.start()
        await bot.ready()
        yield bot


async def command(arguments: Sequence[str], environment: dict[str, str], folder: Path) -> tuple[int, str]:
    """Run `python -m bot ...` to its end; returns its exit status and all it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode()
