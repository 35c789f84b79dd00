"""Menus, name and descriptions: set for each role and language, and nothing that goes wrong stops the start."""

import pytest
from telegram import Bot

from bot.telegram.menus import DEFAULT, PRIVATE, About, set_about, set_menus
from tests.botapi import BotApi, server_error

ZH, EN = [("cases", "我的案件"), ("help", "帮助")], [("cases", "My cases"), ("help", "Help")]
STAFF = [("new", "登记案件")]


async def test_each_scope_and_language_has_its_menu(api: BotApi, bot: Bot) -> None:
    li, john = api.person("李晓梅"), api.person("John", language="en")
    zhao = api.person("赵建国")
    await zhao.opens()
    await set_menus(bot, {(DEFAULT, ""): ZH, (PRIVATE, ""): ZH, (PRIVATE, "en"): EN, (str(zhao.id), ""): STAFF})
    assert li.menu == dict(ZH)
    assert john.menu == dict(EN)
    assert zhao.menu == dict(STAFF)


async def test_an_empty_menu_gives_way_to_the_wider_one(api: BotApi, bot: Bot) -> None:
    zhao = api.person("赵建国")
    await zhao.opens()
    await set_menus(bot, {(PRIVATE, ""): ZH, (str(zhao.id), ""): STAFF})
    await set_menus(bot, {(str(zhao.id), ""): []})
    assert zhao.menu == dict(ZH)


async def test_name_and_descriptions_are_set_once(api: BotApi, bot: Bot) -> None:
    about = {
        "": About("信调", "人民调解助手", "陪您读懂并守住调解协议。"),
        "en": About("Xintiao", "Mediation", "Hello."),
    }
    await set_about(bot, about)
    assert (await bot.get_my_name("en")).name == "Xintiao"
    assert (await bot.get_my_description()).description == "陪您读懂并守住调解协议。"
    assert (await bot.get_my_short_description("en")).short_description == "Mediation"
    asked = len(api.requests)
    await set_about(bot, about)
    assert [call.method for call in api.requests[asked:] if call.method.startswith("set")] == []


async def test_trouble_is_logged_and_the_rest_is_set(api: BotApi, bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    api.fail("setMyCommands", server_error())
    api.fail("getMyName", server_error())
    await set_menus(bot, {(DEFAULT, ""): ZH, (PRIVATE, ""): ZH})
    await set_about(bot, {"": About("信调", "助手", "您好。")})
    assert len(caplog.records) == 2
    assert api.person("李晓梅").menu == dict(ZH)
