"""One screen tells what is in order; the start is refused with one sentence that names the setting."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.checking import State, calendar_finding, findings
from bot.opening import open_database, open_office
from bot.settings import BadSetting, Settings
from bot.telegram.connecting import make_bot
from mediation.actor import Role
from mediation.staff import WHOLE_OFFICE, StaffMember
from storage import people
from storage.store import Store
from tests.botapi import BotApi, server_error
from tests.world import CALENDAR, KEY, START


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'a.db'}", xintiao_key=KEY, telegram_token="1234567890:" + "A" * 35
    )


async def states(settings: Settings, api: BotApi | None = None) -> dict[str, tuple[State, str]]:
    """Every finding by what it is about."""
    bot = make_bot(settings.telegram_token or "", api.url) if api else None
    try:
        found = [one async for one in findings(settings, bot, START)]
    finally:
        if bot is not None:
            await bot.shutdown()
    return {one.what: (one.state, one.sentence) for one in found}


async def test_a_new_office_is_in_order_but_for_its_staff_and_next_years_calendar(settings: Settings) -> None:
    async with BotApi() as api:
        found = await states(replace(settings, telegram_token=api.token), api)
    assert {what for what, (state, _) in found.items() if state is State.WRONG} == set()
    assert {what for what, (state, _) in found.items() if state is State.NOTE} == {
        "migrations",
        "staff",
        "calendar",
        "page",
    }
    assert "2027" in found["calendar"][1]
    assert "@xintiao_test_bot" in found["telegram"][1]


@pytest.mark.parametrize(
    ("years", "state", "said"),
    [
        ((2025, 2026), State.FINE, "2025 and 2026 are official"),
        ((2026, 2027), State.NOTE, "2027 is provisional"),
        ((2027, 2028), State.NOTE, "2027 is provisional (暂定), 2028 is provisional"),
        ((2030, 2031), State.NOTE, "2031 is missing"),
    ],
)
def test_a_year_without_its_notice_is_noted(years: tuple[int, int], state: State, said: str) -> None:
    finding = calendar_finding(CALENDAR, date(years[0], 6, 1))
    assert (finding.what, finding.state) == ("calendar", state)
    assert said in finding.sentence
    assert ("calendar import" in finding.sentence) is (state is State.NOTE)


async def test_staff_of_every_role_is_in_order(settings: Settings) -> None:
    def hire(store: Store) -> None:
        for role in (Role.ADMINISTRATOR, Role.MEDIATOR, Role.REVIEWER, Role.APPROVER):
            person = people.new_person(store, role.value, "zh", START)
            people.invite_staff(store, StaffMember(person.id, role, WHOLE_OFFICE, role.value), START)
            people.bind_staff(store, person.id, START)

    async with open_database(settings) as database:
        await database.run(hire)
    assert (await states(settings))["staff"][0] is State.FINE


async def test_another_key_is_refused_by_name(settings: Settings) -> None:
    async with open_database(settings):
        pass
    found = await states(replace(settings, xintiao_key=bytes(32)))
    assert found["key"][0] is State.WRONG
    assert "XINTIAO_KEY" in found["key"][1]


@pytest.mark.parametrize("missing", ["xintiao_key", "telegram_token"])
async def test_what_is_missing_is_named(settings: Settings, missing: str) -> None:
    found = await states(replace(settings, **{missing: None}))  # type: ignore[arg-type]
    wrong = [sentence for state, sentence in found.values() if state is State.WRONG]
    assert len(wrong) == 1
    assert missing.upper() in wrong[0]


async def test_a_wrong_token_is_wrong_and_silence_is_only_noted(settings: Settings) -> None:
    async with BotApi(strict=False) as api:
        assert (await states(settings, api))["telegram"][0] is State.WRONG
        api.fail("getMe", server_error(502))
        assert (await states(replace(settings, telegram_token=api.token), api))["telegram"][0] is State.NOTE


async def test_a_profile_that_is_wrong_names_what_is_wrong(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('name = "x"\n', encoding="utf-8")
    async with open_database(settings) as database:
        with pytest.raises(BadSetting, match="PROFILE"):
            await open_office(database, replace(settings, profile=tmp_path / "p.toml"), START)


async def test_a_database_that_cannot_be_opened_is_named(settings: Settings, tmp_path: Path) -> None:
    wrong = replace(settings, database_url=f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}")
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        async with open_database(wrong):
            pass


async def test_a_file_that_is_no_database_is_named_and_left_alone(settings: Settings) -> None:
    settings.database_path.write_bytes(b"a letter to my aunt" * 100)
    found = await states(settings)
    assert found["migrations"][0] is State.WRONG
    assert found["database"][0] is State.WRONG
    assert settings.database_path.read_bytes().startswith(b"a letter to my aunt")


async def test_the_page_alone_is_in_order(settings: Settings) -> None:
    found = await states(replace(settings, telegram_token=None, public_url="https://xintiao.example.cn"))
    assert (found["telegram"][0], found["page"][0]) == (State.FINE, State.FINE)
    found = await states(replace(settings, telegram_token=None, public_url="http://xintiao.example.cn"))
    assert (found["page"][0], "https" in found["page"][1]) == (State.NOTE, True)
