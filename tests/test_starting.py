"""How the real process starts and stops when something is not in order: one clear sentence, and who goes on."""

from pathlib import Path

import pytest

from tests.aftermath import change, quiet, rows_of
from tests.botapi import BotApi
from tests.notices import NOTICE
from tests.process import BotProcess, listening


async def test_a_wrong_token_stops_it_with_one_sentence(tmp_path: Path) -> None:
    async with BotApi() as api:
        wrong = f"{api.token[:-1]}x"
        status, printed = await BotProcess(api, tmp_path).command("run", TELEGRAM_TOKEN=wrong)
    assert status == 1
    assert "TELEGRAM_TOKEN" in printed
    assert len(printed.splitlines()) == 1
    assert wrong not in printed


async def test_a_token_that_is_revoked_stops_it_with_one_sentence(tmp_path: Path) -> None:
    async with listening(tmp_path) as bot:
        zhao = bot.api.person("赵敏")
        old, bot.api.token = bot.api.token, f"{bot.api.token[:-1]}x"
        await zhao.opens()
        assert await bot.ended() == 1
    assert "TELEGRAM_TOKEN" in bot.log.splitlines()[-1]
    assert old not in bot.log


async def test_a_second_process_waits_and_takes_over(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    async with listening(tmp_path) as first, BotProcess(first.api, tmp_path / "second") as second:
        api = first.api
        second.environment["DATABASE_URL"] = first.environment["DATABASE_URL"]
        await second.start()
        await api.until(lambda: len(api.calls("getMe")) == 2, within=30)
        zhao = api.person("赵敏")
        await zhao.opens()
        await zhao.hears("您好")
        await quiet(first, 30)
        await first.kill()
        await zhao.says("在吗？")
        await zhao.hears("交给管理员", within=30)
        assert await second.stop() == 0
    assert [row["repeated"] for row in rows_of(first, "select repeated from outbox")] == [0, 0]
    assert len([one for one in zhao.screen if one.by_bot]) == 2
    assert not [one for one in api.requests if one.status == 409]
    assert " ERROR " not in first.log + second.log


async def test_a_running_bot_takes_up_a_calendar_that_is_imported_beside_it(tmp_path: Path) -> None:
    (tmp_path / "2027.toml").write_text(NOTICE, encoding="utf-8")
    async with listening(tmp_path) as bot:
        status, printed = await bot.command("calendar", "import", "2027.toml", "--replace")
        assert (status, printed.splitlines()[0].endswith("official (an invented notice)")) == (0, True)
        zhao = bot.api.person("赵敏")
        await zhao.opens()
        await zhao.hears("您好")
    assert "the calendar is now 2027-official" in bot.log
    assert " ERROR " not in bot.log


@pytest.mark.parametrize("name", ["TELEGRAM_TOKEN", "XINTIAO_KEY", "PUBLIC_URL"])
async def test_a_missing_setting_is_one_sentence(name: str, tmp_path: Path) -> None:
    async with BotApi() as api:
        one_sentence(await BotProcess(api, tmp_path, webhook=True).command("run", **{name: ""}), name)


async def test_another_key_is_one_sentence(tmp_path: Path) -> None:
    async with BotApi() as api:
        bot = BotProcess(api, tmp_path)
        assert (await bot.command("staff", "list"))[0] == 0
        one_sentence(await bot.command("run", XINTIAO_KEY="0" * 64), "XINTIAO_KEY")


async def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    async with BotApi() as api:
        bot = BotProcess(api, tmp_path)
        assert (await bot.command("staff", "list"))[0] == 0
        change(bot, "update alembic_version set version_num = 'm9999'")
        one_sentence(await bot.command("run"), "m9999")


def one_sentence(ended: tuple[int, str], names: str) -> None:
    """It ended with status 2 and said one thing, which names what is wrong."""
    status, printed = ended
    assert status == 2
    assert names in printed
    assert len(printed.splitlines()) == 1
