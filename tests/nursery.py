"""A process that has read all of the bot's modules and forks one life of it after the other.

Reading them is most of a start and touches nobody's words: whoever ends a hundred lives need not wait for it each time.
"""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Protocol

from bot.__main__ import main


class Life(Protocol):
    """One life of the bot, from its start to its end."""

    @property
    def pid(self) -> int:
        """Its process id."""

    @property
    def returncode(self) -> int | None:
        """Its exit status, None while it lives."""

    def send_signal(self, signal: int, /) -> None:
        """Send it a signal."""

    async def wait(self) -> int:
        """Wait until it has ended; returns its exit status."""


class ForkedLife:
    """A life that a nursery began; the nursery tells when it has ended, and how."""

    def __init__(self, pid: int, ended: asyncio.Task[bytes]) -> None:
        self.pid = pid
        self._ended = ended

    @property
    def returncode(self) -> int | None:
        """Its exit status, None while it lives."""
        return int(self._ended.result()) if self._ended.done() else None

    def send_signal(self, signal: int, /) -> None:
        """Send it a signal."""
        os.kill(self.pid, signal)

    async def wait(self) -> int:
        """Wait until it has ended; returns its exit status."""
        return int(await asyncio.shield(self._ended))


class Nursery:
    """The process that forks, from outside; for one life at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def open(cls, folder: Path, environment: Mapping[str, str], log: IO[bytes]) -> "Nursery":
        """Start it; all that its lives print goes to `log`."""
        command = (sys.executable, "-m", "tests.nursery")
        process = await asyncio.create_subprocess_exec(
            *command, cwd=folder, env=environment, stdin=PIPE, stdout=PIPE, stderr=log
        )
        return cls(process)

    async def life(self) -> ForkedLife:
        """Begin a life; the one before must have ended."""
        told, heard = self._process.stdin, self._process.stdout
        assert told is not None
        assert heard is not None
        told.write(b"\n")
        pid = int(await heard.readline())
        return ForkedLife(pid, asyncio.create_task(heard.readline()))

    async def close(self) -> None:
        """End it; its last life has ended before."""
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()


def fork_when_told() -> None:
    """For every line that comes in: begin a life, print its process id, and when it has ended its exit status."""
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            sys.exit(main(["run"]))
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    fork_when_told()
