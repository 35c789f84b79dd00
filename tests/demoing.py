"""A running demo for tests and pictures: the real `python -m bot demo`, ended with whoever wanted it."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.process import ROOT, free_port


@asynccontextmanager
async def running_demo(folder: Path) -> AsyncIterator[str]:
    """The address of a demo that has just begun, which keeps its things in `folder`."""
    environment = {"PATH": "", "PYTHONPATH": str(ROOT), "TMPDIR": str(folder), "WEB_PORT": str(free_port())}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", cwd=folder, env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield re.findall(r"http://\S+/", (await process.stdout.readline()).decode())[0]
    finally:
        process.terminate()
        await process.wait()
