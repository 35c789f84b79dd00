"""An office that has the page alone: the real `python -m bot run` without a token, started and stopped at will."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.browser.walking import page_link
from tests.process import KEY, ROOT, answers, command, free_port, noon_now


class PageOffice:
    """One office in a folder; its page is at `url`, under a `path` if given. `start` and `stop` as often as wanted."""

    def __init__(self, folder: Path, path: str = "", **settings: str) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}{path}"
        self.environment = {
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
            "DATABASE_URL": f"sqlite:///{folder / 'xintiao.db'}",
            "XINTIAO_KEY": KEY,
            "WEB_PORT": str(self.port),
            "PUBLIC_URL": self.url,
            "TIME_ZONE": noon_now(),
            **settings,
        }
        self._process: asyncio.subprocess.Process | None = None

    @property
    def log(self) -> str:
        """Everything the process printed so far, over all its lives."""
        return (self.folder / "bot.log").read_text(encoding="utf-8")

    async def start(self) -> None:
        """Start it, and wait until its page answers."""
        with (self.folder / "bot.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self.folder, env=self.environment, stdout=log, stderr=log
            )
        await answers(self.port, lambda: self._process is not None and self._process.returncode is None)
        assert self._process.returncode is None, self.log

    async def stop(self) -> int:
        """SIGTERM; returns its exit status."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        return await self._process.wait()

    async def staff_link(self, role: str, name: str, unit: str = "230403") -> str:
        """The one-time link to the page of a new member of staff, as the terminal prints it."""
        arguments = ("staff", "add", "--role", role, "--unit", unit, "--name", name)
        status, printed = await command(arguments, self.environment, self.folder)
        assert status == 0, printed
        return page_link(printed)


@asynccontextmanager
async def open_page_office(folder: Path, path: str = "", **settings: str) -> AsyncIterator[PageOffice]:
    """An office that runs, and does not outlive the test."""
    office = PageOffice(folder, path, **settings)
    await office.start()
    try:
        yield office
    finally:
        await office.stop()
