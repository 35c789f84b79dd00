"""Official years are imported from the library or a file; what changed is said, and a mistake is said by its place."""

import argparse
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.__main__ import _parser
from bot.calendars import provisional_year
from bot.importing import Imported, import_years, known_but_not_kept
from bot.opening import open_database
from bot.settings import BadSetting, Settings
from bot.terminal import calendar
from mediation.periods import YearStatus
from storage import calendars
from tests.clocks import CountingDatabase, VirtualClock
from tests.notices import NOTICE, OFFICIAL
from tests.world import KEY

OTHER = NOTICE.replace("2027-10-09", "2027-10-10")


@pytest.fixture
async def filled(database: CountingDatabase, clock: VirtualClock) -> CountingDatabase:
    """A database in which 2026 and 2027 are provisional."""
    years = [provisional_year(year) for year in (2026, 2027)]
    await database.run(lambda store: calendars.keep(store, years, clock.now()))
    return database


async def taken(database: CountingDatabase, folder: Path, text: str, replacing: bool = False) -> Imported:
    """A file with this text is imported."""
    file = folder / "2027.toml"
    file.write_text(text, encoding="utf-8")
    return await import_years(database, VirtualClock(), file, replacing)


async def test_a_file_makes_a_provisional_year_official(filled: CountingDatabase, folder: Path) -> None:
    imported = await taken(filled, folder, NOTICE)
    kept = await filled.run(calendars.load)
    assert kept.years[2027] == OFFICIAL
    assert kept.years[2026] == provisional_year(2026)
    assert imported == Imported(
        (
            "2027 provisional -> official (an invented notice)",
            "  rest days: +2027-02-11 +2027-10-06 +2027-10-07",
            "  work days: +2027-02-14 +2027-09-26 +2027-10-09",
        ),
        refused=False,
    )
    assert await taken(filled, folder, NOTICE) == Imported(("nothing changed",), refused=False)


async def test_another_official_text_needs_to_be_told_to_replace(filled: CountingDatabase, folder: Path) -> None:
    await taken(filled, folder, NOTICE)
    refused = await taken(filled, folder, OTHER)
    assert refused.refused
    assert ["--replace" in line for line in refused.lines] == [True]
    assert (await filled.run(calendars.load)).years[2027] == OFFICIAL
    done = await taken(filled, folder, OTHER, replacing=True)
    assert done.lines == (
        "2027 official -> official (an invented notice)",
        "  work days: +2027-10-10 -2027-10-09",
    )
    assert not done.refused


async def test_a_holiday_that_the_law_gives_and_the_file_forgets_is_pointed_out(
    filled: CountingDatabase, folder: Path
) -> None:
    imported = await taken(filled, folder, NOTICE.replace("2027-10-01, ", ""))
    assert imported.lines[-1].endswith("2027-10-01")
    assert "look again" in imported.lines[-1]


async def test_without_a_file_the_librarys_official_years_are_taken(
    filled: CountingDatabase, folder: Path, clock: VirtualClock
) -> None:
    assert 2026 in known_but_not_kept((await filled.run(calendars.load)).years)
    imported = await import_years(filled, clock, None, False)
    assert "2026 provisional -> official" in "\n".join(imported.lines)
    kept = (await filled.run(calendars.load)).years
    assert (kept[2026].status, kept[2027].status) == (YearStatus.OFFICIAL, YearStatus.PROVISIONAL)
    assert known_but_not_kept(kept) == ()
    assert await import_years(filled, clock, None, False) == Imported(("nothing changed",), refused=False)


async def test_what_was_imported_from_a_file_is_not_taken_back_by_the_library(
    filled: CountingDatabase, folder: Path
) -> None:
    older = NOTICE.replace("2027", "2026").split("rest_days")[0]
    own = f"{older}rest_days = [2026-01-01]\nwork_days = []\n"
    await taken(filled, folder, own)
    imported = await import_years(filled, VirtualClock(), None, False)
    assert imported.refused
    assert "2026 stays" in imported.lines[-1]
    assert (await filled.run(calendars.load)).years[2026].rest_days == {date(2026, 1, 1)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (NOTICE.replace("2027-02-05", "2027-02-06"), "rest_days[1]"),
        (NOTICE.replace("year = 2027", "year = 2028"), "2004 to 2027"),
        ("not a table", "TOML"),
    ],
)
async def test_a_mistake_changes_nothing_and_names_file_and_place(
    filled: CountingDatabase, folder: Path, text: str, place: str
) -> None:
    before = await filled.run(calendars.load)
    with pytest.raises(BadSetting) as wrong:
        await taken(filled, folder, text)
    assert "2027.toml" in str(wrong.value)
    assert place in str(wrong.value)
    assert await filled.run(calendars.load) == before


@pytest.mark.parametrize("content", [None, b"\xff\xfe year"])
async def test_a_file_that_cannot_be_read_is_named(
    filled: CountingDatabase, folder: Path, content: bytes | None
) -> None:
    file = folder / "gone.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadSetting, match=r"gone\.toml"):
        await import_years(filled, VirtualClock(), file, False)


def given(*words: str) -> argparse.Namespace:
    """The arguments as the terminal reads them."""
    return _parser().parse_args(["calendar", *words])


async def test_at_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'a.db'}", xintiao_key=KEY)
    file = tmp_path / "next.toml"
    year = datetime.now(UTC).year + 1
    own = f'year = {year}\nsource = "a notice"\nrest_days = [{weekday(year)}]\nwork_days = []\n'
    file.write_text(own, encoding="utf-8")
    assert await calendar(settings, given()) == 0
    assert f"{year} " in capsys.readouterr().out
    # one day, the installed library will have that year's notice too
    assert await calendar(settings, given("import", str(file), "--replace")) == 0
    assert " -> official (a notice)" in capsys.readouterr().out
    assert await calendar(settings, given("import", str(file))) == 0
    assert capsys.readouterr().out == "nothing changed\n"
    file.write_text(own.replace(str(weekday(year)), ""), encoding="utf-8")
    with pytest.raises(BadSetting, match="rest_days is empty"):
        await calendar(settings, given("import", str(file), "--replace"))
    async with open_database(settings) as database:
        kept = await database.run(calendars.load)
    assert kept.years[year] == replace(
        provisional_year(year), status=YearStatus.OFFICIAL, source="a notice", rest_days=frozenset({weekday(year)})
    )


def weekday(year: int) -> date:
    """The first weekday of a year."""
    return next(day for n in range(1, 4) if (day := date(year, 1, n)).weekday() < 5)
