"""Somebody at a phone: a browser of their own, what they read on the page, press and type."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

PATIENCE = 20_000
"""Milliseconds until what should come counts as not coming."""
_GRAVE = {"serious", "critical"}


@dataclass
class Phone:
    """A browser window of one person; `errors` are what its console said is wrong, `hosts` whom it ever asked."""

    context: BrowserContext
    page: Page
    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def _request(self, request: Request) -> None:
        self.hosts.add(urlsplit(request.url).netloc)

    async def opens(self, link: str) -> None:
        """Open a one-time link and press the one button there."""
        await self.page.goto(link)
        await self.page.get_by_role("button", name="开始").click()
        await self.page.wait_for_selector("#lines")

    async def says(self, words: str) -> None:
        """Type words into the box and send them; they stand in the conversation afterwards."""
        await self.page.get_by_role("textbox").fill(words)
        await self.page.get_by_role("button", name="发送", exact=True).click()
        await expect(self.page.get_by_role("textbox")).to_have_value("", timeout=PATIENCE)

    async def presses(self, label: str) -> None:
        """Press the newest button of this name."""
        await self.page.locator("#lines").get_by_role("button", name=label, exact=True).last.click(timeout=PATIENCE)

    async def presses_and_is_answered(self, label: str) -> None:
        """Press the newest button of this name, and wait until something else is the newest that was said to them."""
        said = self.page.locator("#lines .theirs")
        before = await said.last.get_attribute("id")
        await self.presses(label)
        await expect(said.last).not_to_have_attribute("id", before or "", timeout=PATIENCE)

    async def hears(self, words: str) -> str:
        """Wait until these words stand in the newest lines; returns the whole text of the newest line with them."""
        line = self.page.locator("#lines article").filter(has_text=words).last
        await expect(line).to_be_visible(timeout=PATIENCE)
        return await line.inner_text()

    async def sees(self, *labels: str) -> str:
        """Wait until one of these buttons can be pressed under the newest line; returns which."""
        choice = ", ".join(f'button:not([aria-disabled]):text-is("{label}")' for label in labels)
        found = self.page.locator("#lines article").last.locator(choice).last
        await expect(found).to_be_visible(timeout=PATIENCE)
        return (await found.inner_text()).strip()

    async def grave(self) -> list[dict[str, Any]]:
        """The serious and critical violations that axe-core finds on the page as it is now."""
        found = (await Axe().run(self.page)).response["violations"]
        return [
            {"rule": one["id"], "where": [node["html"] for node in one["nodes"]]}
            for one in found
            if one["impact"] in _GRAVE
        ]


@asynccontextmanager
async def open_phone(browser: Browser, **options: Any) -> AsyncIterator[Phone]:
    """A small phone that speaks Chinese, unless the options say otherwise."""
    small = {"viewport": {"width": 360, "height": 640}, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
    context = await browser.new_context(**{**small, **options})
    phone = Phone(context, await context.new_page())
    try:
        yield phone
    finally:
        await context.close()
