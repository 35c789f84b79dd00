"""Makes the pictures of the README from the running demo, in headless Chromium: four phones, and a walk on one."""

import asyncio
import tempfile
from io import BytesIO
from pathlib import Path
from shutil import which

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.demoing import running_demo
from tests.process import ROOT

DOCS = ROOT / "docs"
_READ = "我读完了，下一页 »"


async def _four_phones(browser: Browser, address: str) -> None:
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = await context.new_page()
    await page.goto(address)
    for frame in page.frames[1:]:
        await frame.wait_for_selector("#lines article")
    await page.screenshot(path=DOCS / "demo.png")
    await context.close()


async def _walk(browser: Browser, address: str) -> None:
    """A clause, a consent and the first page of what follows, as she sees them; and the same in the dark."""
    context = await browser.new_context(viewport={"width": 360, "height": 640}, locale="zh-CN", device_scale_factor=1.5)
    page = await context.new_page()
    await page.goto(address)
    await page.goto(f"{address}phone/obligor/")
    shots = [await _shot(page)]
    await _press(page, _READ)
    shots.append(await _shot(page))
    await _press(page, _READ)
    shots.append(await _shot(page))
    await page.emulate_media(color_scheme="dark")
    shots.append(await _shot(page))
    _beside(shots).save(DOCS / "walk.png", optimize=True)
    await context.close()


async def _press(page: Page, label: str) -> None:
    said = page.locator("#lines .theirs")
    before = await said.last.get_attribute("id") or ""
    await page.locator("#lines").get_by_role("button", name=label, exact=True).last.click()
    await expect(said.last).not_to_have_attribute("id", before)
    await expect(page.locator("#outcome")).to_have_text("", timeout=10_000)


async def _shot(page: Page) -> Image.Image:
    return Image.open(BytesIO(await page.screenshot()))


def _beside(shots: list[Image.Image]) -> Image.Image:
    """All in a row, with some air between them."""
    gap = 36
    width, height = shots[0].size
    whole = Image.new("RGB", (len(shots) * (width + gap) + gap, height + 2 * gap), "#dfe5ea")
    for place, shot in enumerate(shots):
        whole.paste(shot, (gap + place * (width + gap), gap))
    return whole


async def main() -> None:
    """Play, and write the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        async with running_demo(Path(folder)) as address, async_playwright() as playwright:
            options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = await playwright.chromium.launch(executable_path=which("chromium"), args=options)
            await _four_phones(browser, address)
            await _walk(browser, address)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
