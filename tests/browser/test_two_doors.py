"""A story that begins on Telegram and ends on the page: who wants no messenger goes on there, in one conversation."""

import re
from pathlib import Path

from playwright.async_api import Browser

from tests.botapi import BotApi
from tests.browser.phone import open_phone
from tests.browser.walking import invited, page_link, tied, walked
from tests.process import BotProcess
from tests.storytelling import LI

_TELEGRAM = re.compile(r"https://t\.me/\S+")


async def test_from_telegram_to_the_page_in_one_conversation(browser: Browser, tmp_path: Path) -> None:
    async with (
        BotApi() as api,
        BotProcess(api, tmp_path) as bot,
        open_phone(browser) as mediator,
        open_phone(browser) as page,
    ):
        await bot.start()
        await bot.ready()
        _, printed = await bot.command("staff", "add", "--role", "mediator", "--unit", "230403", "--name", "王建国")
        await mediator.opens(page_link(printed))
        invitation = await invited(mediator)
        li = api.person(LI.name)
        await li.opens(_TELEGRAM.findall(invitation)[0])
        await li.presses("不同意", at=await li.hears("可以用 Telegram 和您联系吗？"))
        told = await li.hears("内容都在网页里")
        await page.opens(page_link(told.text))
        assert "可以用 Telegram 和您联系吗？" in await page.page.locator("#lines").inner_text()
        await tied(page, mediator)
        await walked(page)
        await page.hears("信用承诺书副本")
        await li.says("现在还剩多少要还？")
        assert "网页" in (await li.hears("这里也不收")).text
        assert LI.number[-6:] not in bot.log
        assert not [one for one in li.heard if "5,000" in one.text or LI.number[-6:] in one.text]
