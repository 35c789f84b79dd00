"""Days, moments and amounts as people say them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.actor import Role
from messages import formats

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (date(2026, 3, 15), "3月15日 周日", "Sun 15 Mar"),
        (date(2026, 12, 31), "12月31日 周四", "Thu 31 Dec"),
        (date(2027, 1, 1), "2027年1月1日 周五", "Fri 1 Jan 2027"),
        (date(2025, 11, 23), "2025年11月23日 周日", "Sun 23 Nov 2025"),
    ],
)
def test_a_day_says_its_year_only_if_it_is_another(value: date, chinese: str, english: str) -> None:
    assert formats.day(value, TODAY, "zh") == chinese
    assert formats.day(value, TODAY, "en") == english


def test_a_full_day_always_says_its_year() -> None:
    assert formats.full_day(date(2026, 3, 5), "zh") == "2026年3月5日"
    assert formats.full_day(date(2026, 3, 5), "en") == "5 Mar 2026"


@pytest.mark.parametrize(
    ("zone", "chinese", "english"),
    [
        ("Asia/Shanghai", "2027年3月15日 09:05（UTC+8）", "15 Mar 2027 09:05 (UTC+8)"),
        ("Asia/Kolkata", "2027年3月15日 06:35（UTC+5:30）", "15 Mar 2027 06:35 (UTC+5:30)"),
        ("America/New_York", "2027年3月14日 21:05（UTC-4）", "14 Mar 2027 21:05 (UTC-4)"),
        ("UTC", "2027年3月15日 01:05（UTC+0）", "15 Mar 2027 01:05 (UTC+0)"),
    ],
)
def test_a_moment_says_its_zone(zone: str, chinese: str, english: str) -> None:
    at = datetime(2027, 3, 15, 1, 5, 59, tzinfo=UTC)
    assert formats.moment(at, ZoneInfo(zone), "zh") == chinese
    assert formats.moment(at, ZoneInfo(zone), "en") == english
    assert formats.hour(at, ZoneInfo(zone)) == english.split()[3]


@pytest.mark.parametrize(
    ("fen", "chinese", "english"),
    [
        (120000, "1,200元", "1,200 yuan"),
        (50, "0.50元", "0.50 yuan"),
        (5, "0.05元", "0.05 yuan"),
        (100000001, "1,000,000.01元", "1,000,000.01 yuan"),
    ],
)
def test_an_amount(fen: int, chinese: str, english: str) -> None:
    assert formats.money(fen, "zh") == chinese
    assert formats.money(fen, "en") == english


@given(st.integers(0, 10**12))
def test_an_amount_loses_no_fen(fen: int) -> None:
    said = formats.money(fen, "zh").removesuffix("元").replace(",", "")
    yuan, _, rest = said.partition(".")
    assert int(yuan) * 100 + int(rest or "0") == fen
    assert len(rest) in (0, 2)


def test_a_value_without_a_word_is_a_fault() -> None:
    assert formats.named(Role.PARTY, {"Role": {"party": "当事人"}}) == "当事人"
    with pytest.raises(KeyError):
        formats.named(Role.TIME, {"Role": {"party": "当事人"}})
