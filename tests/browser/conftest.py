"""Headless Chromium for the tests of the page; without it they are skipped, and say so."""

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A browser without any window."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found is None:
        pytest.skip("no Chromium on this machine: install the package `chromium` to test the page in a browser")
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=found, args=list(_QUIET))
        try:
            yield started
        finally:
            await started.close()
